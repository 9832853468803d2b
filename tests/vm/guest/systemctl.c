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
 * As much of systemctl as scenarios need where systemd does not run: services
 * of Type=notify are started, reloaded and stopped as their unit files say,
 * each of them only returning when that is done.
 *
 * usage: systemctl start|stop|restart|reload|is-active|kill SERVICE
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <syslog.h>
#include <unistd.h>

/* what systemd waits for a service to start or stop, ms */
#define TIMEOUT 90000

#define MAX_COMMANDS 8

struct unit {
	char name[64];
	char pidfile[PATH_MAX];
	char *start;
	char *start_post[MAX_COMMANDS + 1];
	char *reload[MAX_COMMANDS + 1];
};

static void add(char *list[], char *command)
{
	int i;

	for (i = 0; i < MAX_COMMANDS; i++)
	{
		if (!list[i])
		{
			list[i] = strdup(command);
			break;
		}
	}
}

/**
 * Read the lines of a unit file that matter here
 */
static int load_unit(struct unit *unit, const char *name)
{
	static char *dirs[] = { "/etc/systemd/system", "/run/systemd/system",
							"/usr/local/lib/systemd/system",
							"/usr/lib/systemd/system", "/lib/systemd/system" };
	char path[PATH_MAX], line[4096], *value, *dot;
	FILE *file = NULL;
	size_t i;

	snprintf(unit->name, sizeof(unit->name), "%s", name);
	dot = strstr(unit->name, ".service");
	if (dot)
	{
		*dot = '\0';
	}
	snprintf(unit->pidfile, sizeof(unit->pidfile), "/run/%s.main.pid",
			 unit->name);
	for (i = 0; !file && i < sizeof(dirs) / sizeof(dirs[0]); i++)
	{
		snprintf(path, sizeof(path), "%s/%s.service", dirs[i], unit->name);
		file = fopen(path, "re");
	}
	if (!file)
	{
		fprintf(stderr, "Unit %s.service not found.\n", unit->name);
		return 0;
	}
	while (fgets(line, sizeof(line), file))
	{
		line[strcspn(line, "\n")] = '\0';
		value = strchr(line, '=');
		if (!value)
		{
			continue;
		}
		*value++ = '\0';
		if (!strcmp(line, "ExecStart"))
		{
			unit->start = strdup(value);
		}
		else if (!strcmp(line, "ExecStartPost"))
		{
			add(unit->start_post, value);
		}
		else if (!strcmp(line, "ExecReload"))
		{
			add(unit->reload, value);
		}
		else if (!strcmp(line, "Environment"))
		{
			putenv(strdup(value));
		}
	}
	fclose(file);
	if (!unit->start)
	{
		fprintf(stderr, "%s: no ExecStart=\n", path);
		return 0;
	}
	return 1;
}

static void __attribute__((noreturn)) exec_words(char *command)
{
	char *argv[32], *save = NULL;
	int argc = 0;

	for (argv[0] = strtok_r(command, " ", &save); argv[argc] && argc < 30;
		 argv[argc] = strtok_r(NULL, " ", &save))
	{
		argc++;
	}
	argv[argc] = NULL;
	execv(argv[0], argv);
	fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
	_exit(203);
}

/**
 * Run a command to its end, what it says goes to the log
 */
static int run(char *command)
{
	char line[4096], *name;
	int out[2], status;
	FILE *file;
	pid_t pid;

	if (pipe2(out, O_CLOEXEC))
	{
		return 0;
	}
	pid = fork();
	if (pid == 0)
	{
		dup2(out[1], 1);
		dup2(out[1], 2);
		exec_words(strdup(command));
	}
	close(out[1]);
	name = strndup(command, strcspn(command, " "));
	openlog(basename(name), LOG_PID, LOG_DAEMON);
	file = fdopen(out[0], "r");
	while (fgets(line, sizeof(line), file))
	{
		syslog(LOG_INFO, "%s", line);
	}
	fclose(file);
	closelog();
	free(name);
	return waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
		   WEXITSTATUS(status) == 0;
}

static int run_all(char *commands[])
{
	int ok = 1;

	for (; *commands; commands++)
	{
		ok = run(*commands) && ok;
	}
	return ok;
}

static int open_process(pid_t pid)
{
	return syscall(SYS_pidfd_open, pid, 0);
}

/**
 * The process of a service, 0 if it does not run
 */
static pid_t main_pid(struct unit *unit)
{
	FILE *file;
	int pid = 0;

	file = fopen(unit->pidfile, "re");
	if (file)
	{
		if (fscanf(file, "%d", &pid) != 1 || kill(pid, 0))
		{
			pid = 0;
		}
		fclose(file);
	}
	return pid;
}

/**
 * Wait until the service says that it is ready
 */
static int wait_ready(int notify, pid_t pid)
{
	struct pollfd fds[2] = {
		{ .fd = notify, .events = POLLIN },
		{ .fd = open_process(pid), .events = POLLIN },
	};
	char msg[4096];
	ssize_t len;

	while (poll(fds, 2, TIMEOUT) > 0)
	{
		if (fds[0].revents & POLLIN)
		{
			len = recv(notify, msg, sizeof(msg) - 1, 0);
			if (len > 0)
			{
				msg[len] = '\0';
				if (strstr(msg, "READY=1"))
				{
					close(fds[1].fd);
					return 1;
				}
			}
		}
		else if (fds[1].revents & POLLIN)
		{
			return 0;
		}
	}
	kill(pid, SIGKILL);
	return 0;
}

static int start(struct unit *unit)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	char path[PATH_MAX];
	int notify, fd;
	FILE *file;
	pid_t pid;

	if (main_pid(unit))
	{
		return 1;
	}
	snprintf(addr.sun_path, sizeof(addr.sun_path), "/run/%s.notify",
			 unit->name);
	unlink(addr.sun_path);
	notify = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (notify < 0 || bind(notify, (struct sockaddr*)&addr, sizeof(addr)))
	{
		perror(addr.sun_path);
		return 0;
	}
	pid = fork();
	if (pid == 0)
	{
		setsid();
		setenv("NOTIFY_SOCKET", addr.sun_path, 1);
		fd = open("/dev/null", O_RDWR);
		dup2(fd, 0);
		snprintf(path, sizeof(path), "/var/log/%s.stderr", unit->name);
		fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0644);
		dup2(fd, 1);
		dup2(fd, 2);
		if (chdir("/"))
		{
			_exit(200);
		}
		exec_words(unit->start);
	}
	file = fopen(unit->pidfile, "we");
	if (file)
	{
		fprintf(file, "%d\n", pid);
		fclose(file);
	}
	if (!wait_ready(notify, pid))
	{
		fprintf(stderr, "Job for %s.service failed.\n", unit->name);
		unlink(unit->pidfile);
		return 0;
	}
	close(notify);
	unlink(addr.sun_path);
	return run_all(unit->start_post);
}

static int stop(struct unit *unit)
{
	struct pollfd fds = { .events = POLLIN };
	pid_t pid;

	pid = main_pid(unit);
	if (pid)
	{
		fds.fd = open_process(pid);
		kill(pid, SIGTERM);
		if (fds.fd >= 0 && poll(&fds, 1, TIMEOUT) == 0)
		{
			fprintf(stderr, "%s.service does not stop, killing it\n",
					unit->name);
			kill(pid, SIGKILL);
			poll(&fds, 1, TIMEOUT);
		}
	}
	unlink(unit->pidfile);
	return 1;
}

int main(int argc, char *argv[])
{
	struct unit unit = {};
	int ok;

	if (argc < 3 || !load_unit(&unit, argv[argc - 1]))
	{
		return argc < 3 ? 2 : 5;
	}
	if (!strcmp(argv[1], "start"))
	{
		ok = start(&unit);
	}
	else if (!strcmp(argv[1], "stop"))
	{
		ok = stop(&unit);
	}
	else if (!strcmp(argv[1], "restart"))
	{
		ok = stop(&unit) && start(&unit);
	}
	else if (!strcmp(argv[1], "reload"))
	{
		ok = main_pid(&unit) && run_all(unit.reload);
	}
	else if (!strcmp(argv[1], "kill"))
	{
		ok = main_pid(&unit) && kill(main_pid(&unit), SIGKILL) == 0;
	}
	else if (!strcmp(argv[1], "is-active"))
	{
		ok = main_pid(&unit) != 0;
		puts(ok ? "active" : "inactive");
	}
	else
	{
		fprintf(stderr, "Unknown command verb %s.\n", argv[1]);
		return 2;
	}
	return ok ? 0 : 1;
}
