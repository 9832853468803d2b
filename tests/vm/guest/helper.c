/*
 * Copyright (C) 2026 The addrmgmt authors
 *
 * This program is free software; you can redistribute it and/or modify it
 * under the terms of the GNU General Public License as published by the
 * Free Software Foundation; either version 2 of the License, or (at your
 * option) any later version.  See <http://www.fsf.org/copyleft/gpl.txt>.
 *
 * This program is distributed in the hope that it will be useful, but
 * WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY
 * or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU General Public License
 * for more details.
 */

/*
 * Does small things for the runner, which has no time to start a process for
 * each: that takes User Mode Linux as long as everything else a test line does.
 *
 * Requests are words from stdin with a zero byte after each, the first one says
 * what to do.  An answer is text with a zero byte after it.
 *
 * match PATTERN FILE
 *		As grep does, answers with the number of lines that match, a space, and
 *		these lines without the newlines at the end.  "-" instead of a number
 *		means that the pattern or the file can not be read.
 * copy FROM TO
 *		Copies a file, answers "0" or "1" if that fails.
 * exec PID SHELL COMMAND
 *		Runs a command on the host of a process, with the outputs 8 and 9 of the
 *		process SHELL, as "vhost exec" does.  Answers with the exit status.
 */

#define _GNU_SOURCE
#include <fcntl.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host_exec.h"

/**
 * Append the lines of a file that match to what is returned
 */
static char *search(struct re_pattern_buffer *regex, FILE *file, int *count)
{
	char *line = NULL, *found = NULL;
	size_t size = 0, len = 0;
	FILE *out = open_memstream(&found, &len);
	ssize_t got;

	while (out && (got = getline(&line, &size, file)) >= 0)
	{
		if (got && line[got - 1] == '\n')
		{
			line[--got] = '\0';
		}
		/* what is written must not end early */
		got = strlen(line);
		if (re_search(regex, line, got, 0, got, NULL) >= 0)
		{
			fprintf(out, "%s\n", line);
			(*count)++;
		}
	}
	free(line);
	if (out)
	{
		fclose(out);
	}
	while (len && found[len - 1] == '\n')
	{
		found[--len] = '\0';
	}
	return found;
}

static void match(const char *pattern, const char *path)
{
	struct re_pattern_buffer regex = {};
	char *found = NULL;
	FILE *file;
	int count = 0;

	file = fopen(path, "re");
	if (file && !re_compile_pattern(pattern, strlen(pattern), &regex))
	{
		found = search(&regex, file, &count);
	}
	if (found)
	{
		printf("%d %s", count, found);
	}
	else
	{
		printf("- ");
	}
	free(found);
	regfree(&regex);
	if (file)
	{
		fclose(file);
	}
}

static int copy(const char *from, const char *to)
{
	static char buf[65536];
	ssize_t len = -1;
	int in, out;

	in = open(from, O_RDONLY | O_CLOEXEC);
	out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (in >= 0 && out >= 0)
	{
		while ((len = read(in, buf, sizeof(buf))) > 0 &&
			   write(out, buf, len) == len);
	}
	close(in);
	close(out);
	return len != 0;
}

/* where a shell that asks has its stdout and stderr */
#define SHELL_OUTPUT 8

/**
 * Make stdout and stderr those of another process
 */
static int take_output(const char *pid)
{
	int process, fd, i;

	process = syscall(SYS_pidfd_open, atoi(pid), 0);
	for (i = 0; i < 2; i++)
	{
		fd = syscall(SYS_pidfd_getfd, process, SHELL_OUTPUT + i, 0);
		if (fd < 0 || dup2(fd, STDOUT_FILENO + i) < 0)
		{
			return 0;
		}
		close(fd);
	}
	close(process);
	return 1;
}

static int execute(const char *host, const char *shell, char *command)
{
	char *words[] = { command, NULL };
	int status;
	pid_t pid;

	pid = fork();
	if (pid == 0)
	{
		_exit(take_output(shell) ? exec_command(host, words) : 126);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
	{
		return 126;
	}
	return WEXITSTATUS(status);
}

/**
 * Read the words of a request after the first one
 */
static int read_words(char *words[], size_t sizes[], int count)
{
	int i;

	for (i = 0; i < count; i++)
	{
		if (getdelim(&words[i], &sizes[i], '\0', stdin) <= 0)
		{
			return 0;
		}
	}
	return 1;
}

int main()
{
	char *words[4] = {};
	size_t sizes[4] = {};

	/* that of grep */
	re_set_syntax(RE_SYNTAX_GREP);
	while (read_words(words, sizes, 3))
	{
		if (!strcmp(words[0], "match"))
		{
			match(words[1], words[2]);
		}
		else if (!strcmp(words[0], "copy"))
		{
			printf("%d", copy(words[1], words[2]));
		}
		else if (read_words(words + 3, sizes + 3, 1))
		{
			printf("%d", execute(words[1], words[2], words[3]));
		}
		putchar('\0');
		fflush(stdout);
	}
	return 0;
}
