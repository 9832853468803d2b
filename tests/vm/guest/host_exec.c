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

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host_exec.h"

/* nobody waits that long for a command, not even on a clock that skips, s */
#define COMMAND_TIMEOUT 86400

static char *command_env[] = {
	"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
	"HOME=/root", "USER=root", "LOGNAME=root", "SHELL=/bin/bash", "LANG=C",
	"STRONGSWAN_CONF=/etc/strongswan.conf.trace",
	"LEAK_DETECTIVE_LOG=/var/log/leak-detective.log",
	NULL
};

/*
 * Described in header.
 */
void die(const char *fmt, ...)
{
	int err = errno;
	va_list args;

	fprintf(stderr, "vhost: ");
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fprintf(stderr, err ? ": %s\n" : "\n", strerror(err));
	exit(126);
}

/*
 * Described in header.
 */
void append(char *buf, size_t size, const char *fmt, ...)
{
	size_t len = strlen(buf);
	va_list args;

	va_start(args, fmt);
	if (vsnprintf(buf + len, size - len, fmt, args) >= (int)(size - len))
	{
		errno = ENAMETOOLONG;
		die("%s", buf);
	}
	va_end(args);
}

/**
 * Split a command that needs no shell into words
 */
static int split_simple(char *command, char *argv[], int max)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"abcdefghijklmnopqrstuvwxyz0123456789_./:@%+,- ";
	char *save = NULL;
	int argc = 0;

	if (command[strspn(command, plain)] != '\0')
	{
		return 0;
	}
	for (argv[0] = strtok_r(command, " ", &save); argv[argc];
		 argv[argc] = strtok_r(NULL, " ", &save))
	{
		if (++argc == max)
		{
			return 0;
		}
	}
	return argc;
}

static void __attribute__((noreturn)) run_command(char *words[])
{
	static char command[65536], copy[sizeof(command)];
	char *argv[64], *shell[] = { "bash", "-c", command, NULL };

	for (; *words; words++)
	{
		append(command, sizeof(command), "%s%s", *words, words[1] ? " " : "");
	}
	if (chdir("/root"))
	{
		die("entering /root");
	}
	environ = command_env;
	/* a shell is spared where it would make no difference, to save time */
	strcpy(copy, command);
	if (split_simple(copy, argv, 64))
	{
		execvp(argv[0], argv);
	}
	execv("/bin/bash", shell);
	die("starting bash");
}

/*
 * Described in header.
 */
void enter_host(const char *pid, int types)
{
	int fd;

	fd = syscall(SYS_pidfd_open, atoi(pid), 0);
	if (fd < 0 || setns(fd, types))
	{
		die("entering the host of process %s", pid);
	}
	close(fd);
}

/*
 * Described in header.
 */
int exec_command(const char *host, char *words[])
{
	int status, sig, fd;
	sigset_t mask, old;
	pid_t pid;

	enter_host(host, CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC |
		  CLONE_NEWPID);
	sigemptyset(&mask);
	sigaddset(&mask, SIGALRM);
	sigaddset(&mask, SIGCHLD);
	sigaddset(&mask, SIGHUP);
	sigaddset(&mask, SIGINT);
	sigaddset(&mask, SIGTERM);
	/* a shell that starts us in the background ignores these */
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	sigprocmask(SIG_BLOCK, &mask, &old);

	pid = fork();
	if (pid < 0)
	{
		die("forking");
	}
	if (pid == 0)
	{
		sigprocmask(SIG_SETMASK, &old, NULL);
		fd = open("/dev/null", O_RDONLY);
		dup2(fd, 0);
		close(fd);
		run_command(words);
	}
	alarm(COMMAND_TIMEOUT);
	while (sigwait(&mask, &sig) == 0)
	{
		if (sig == SIGALRM)
		{
			fprintf(stderr, "vhost: command stopped after %d s\n",
					COMMAND_TIMEOUT);
			kill(pid, SIGKILL);
		}
		else if (sig != SIGCHLD)
		{
			kill(pid, sig);
		}
		else if (waitpid(pid, &status, WNOHANG) == pid)
		{
			break;
		}
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
