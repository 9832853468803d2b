# Copyright (C) 2026 The addrmgmt authors
#
# This program is free software; you can redistribute it and/or modify it
# under the terms of the GNU General Public License as published by the
# Free Software Foundation; either version 2 of the License, or (at your
# option) any later version.  See <http://www.fsf.org/copyleft/gpl.txt>.
#
# This program is distributed in the hope that it will be useful, but
# WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY
# or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU General Public License
# for more details.

# usage: awk -v format=conf|man [-v root=SECTION] -f format-options.awk FILE
#
# Converts options described in strongSwan's .opt format to a snippet for
# strongswan.conf, below the section root, or for a man page. Does what
# strongSwan's conf/format-options.py does, where Python is not at hand. Not
# supported, as not needed: include statements and dots in names.

# Adds an option or section, and the sections it is in
function add(path, is_section,	parent)
{
	if (path in known)
	{
		return
	}
	known[path] = 1
	section[path] = is_section
	parent = path
	if (!sub(/\.[^.]*$/, "", parent))
	{
		parent = ""
	}
	children[parent] = children[parent] "\n" path
	if (parent != "")
	{
		add(parent, 1)
	}
}

# Children of a section by name, where options precede sections if wanted
function sorted(path, options_first, list,	count, i, j, swap)
{
	count = split(substr(children[path], 2), list, "\n")
	for (i = 2; i <= count; i++)
	{
		for (j = i; j > 1 && precedes(list[j], list[j - 1], options_first);
			 j--)
		{
			swap = list[j]
			list[j] = list[j - 1]
			list[j - 1] = swap
		}
	}
	return count
}

function precedes(a, b, options_first)
{
	if (options_first && section[a] != section[b])
	{
		return section[b]
	}
	return a < b
}

function name(path)
{
	sub(/.*\./, "", path)
	return path
}

# Replaces a pair of tags around text that begin and end at word boundaries
function replace_tag(text, tag, open, close_,	out, pos, end, len, rest,
					 before)
{
	len = length(tag)
	out = ""
	while ((pos = index(text, tag)) > 0)
	{
		before = pos > 1 ? substr(text, pos - 1, 1) : \
							substr(out, length(out))
		rest = substr(text, pos + len)
		if (before ~ /^[ (\[]?$/ && rest ~ /^[^ ]/ &&
			(end = closing(rest, tag)) > 0)
		{
			out = out substr(text, 1, pos - 1) open \
				substr(rest, 1, end - 1) close_
			text = substr(rest, end + len)
		}
		else
		{
			out = out substr(text, 1, pos + len - 1)
			text = rest
		}
	}
	return out text
}

# Position of the tag that ends a pair
function closing(text, tag,	pos, offset)
{
	offset = 0
	while ((pos = index(substr(text, offset + 1), tag)) > 0)
	{
		pos += offset
		if (pos > 1 && substr(text, pos - 1, 1) != " " &&
			substr(text, pos + length(tag)) ~ /^([] .,!:)(]|$)/)
		{
			return pos
		}
		offset = pos
	}
	return 0
}

function wrap(text, prefix,	words, count, i, line)
{
	count = split(text, words, " ")
	line = ""
	for (i = 1; i <= count; i++)
	{
		if (line != "" &&
			length(prefix) + length(line) + 1 + length(words[i]) > 80)
		{
			print prefix line
			line = ""
		}
		line = line (line == "" ? "" : " ") words[i]
	}
	if (line != "")
	{
		print prefix line
	}
}

function conf_description(path, indent)
{
	wrap(replace_tag(replace_tag(text[path, 1], "**", "", ""), "_", "", ""),
		 indent "# ")
}

function conf(path, indent, hidden,	list, count, i, comment)
{
	count = sorted(path, 1, list)
	for (i = 1; i <= count; i++)
	{
		path = list[i]
		comment = hidden || commented[path] ? "# " : ""
		conf_description(path, indent)
		if (section[path])
		{
			print indent comment name(path) " {\n"
			conf(path, indent "    ", comment != "")
			print indent comment "}\n"
		}
		else
		{
			print indent comment name(path) " =" \
				(value[path] == "" ? "" : " " value[path]) "\n"
		}
	}
}

function groff(text)
{
	text = replace_tag(text, "**", "\\fB", "\\fR")
	text = replace_tag(text, "_", "\\fI", "\\fR")
	gsub(/-/, "\\-", text)
	return text
}

function man(path,	list, count, i, j)
{
	count = sorted(path, 0, list)
	for (i = 1; i <= count; i++)
	{
		path = list[i]
		if (section[path] && paragraphs[path])
		{
			print ".TP\n.B " path "\n.br"
		}
		else if (!section[path])
		{
			print ".TP\n.BR " path " \" [" value[path] "]\""
		}
		for (j = paragraphs[path] < 2 ? 1 : 2; j <= paragraphs[path]; j++)
		{
			wrap(groff(text[path, j]), "")
			print ""
		}
		man(path)
	}
}

/^[ \t]*#/ {
	next
}

/^[^ \t]+[ \t]*\{[ \t#]*\}[ \t]*$/ {
	current = $0
	sub(/[ \t]*\{.*/, "", current)
	add(current, 1)
	commented[current] = $0 ~ /#/
	apart = 1
	next
}

/^[^ \t]+[ \t]*(:?=.*)?$/ {
	current = $0
	sub(/[ \t]*:?=.*/, "", current)
	sub(/[ \t]+$/, "", current)
	add(current, 0)
	commented[current] = $0 !~ /^[^=]*:=/
	value[current] = ""
	if (match($0, /=[ \t]*/))
	{
		value[current] = substr($0, RSTART + RLENGTH)
	}
	apart = 1
	next
}

/^[ \t]*$/ {
	apart = 1
	next
}

{
	sub(/^[ \t]+/, "")
	sub(/[ \t]+$/, "")
	if (apart)
	{
		paragraphs[current]++
		apart = 0
		text[current, paragraphs[current]] = $0
	}
	else
	{
		text[current, paragraphs[current]] = \
			text[current, paragraphs[current]] " " $0
	}
}

END {
	if (format == "man")
	{
		man("")
	}
	else
	{
		conf(root, "", 0)
	}
}
