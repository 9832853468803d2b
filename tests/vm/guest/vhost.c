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
 * Hosts of the test network: a host is a set of namespaces with a root file
 * system of its own.  Its first process writes what comes in on /dev/log to
 * /var/log; when that process is killed, nothing is left of the host.
 *
 * usage: vhost boot WORK LAYERS NAME...
 *        vhost exec PID COMMAND...
 *        vhost netexec PID PROGRAM [ARG...]
 *
 * boot starts hosts and prints name and process id of each.  LAYERS are the
 * directories, the uppermost first and separated by colons, the root file
 * system is made of, %h in it is the name of the host; those that do not exist
 * are left out.  If BRIDGES in the environment is the path of a network namespace,
 * that is /run/bridges on the hosts, for plug.  exec runs a command as sshd would, netexec a program that
 * only changes the network.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "host_exec.h"

#define LOG_SOCKET "/run/devlog"

/* below the root of a host */
#define BRIDGES "run/bridges"

static void make_dir(const char *path, mode_t mode)
{
	if (mkdir(path, mode) && errno != EEXIST)
	{
		die("creating %s", path);
	}
}

static void mount_on(const char *type, const char *target, const char *options,
					 unsigned long flags)
{
	if (mount(type, target, type, flags, options))
	{
		die("mounting %s on %s", type, target);
	}
}

/**
 * The options of the overlay that is the root file system of a host
 */
static void overlay_options(char *options, size_t size, const char *work,
							const char *layers, const char *name)
{
	char *copy, *layer, *save = NULL, *sep = "";
	char path[PATH_MAX];

	snprintf(options, size, "lowerdir=");
	copy = strdup(layers);
	for (layer = strtok_r(copy, ":", &save); layer;
		 layer = strtok_r(NULL, ":", &save))
	{
		char *var = strstr(layer, "%h");

		path[0] = '\0';
		if (var)
		{
			append(path, sizeof(path), "%.*s%s%s", (int)(var - layer), layer,
				   name, var + 2);
		}
		else
		{
			append(path, sizeof(path), "%s", layer);
		}
		if (access(path, F_OK) == 0)
		{
			append(options, size, "%s%s", sep, path);
			sep = ":";
		}
	}
	free(copy);
	append(options, size, ",upperdir=%s/%s/upper,workdir=%s/%s/work",
		   work, name, work, name);
}

static void make_devices()
{
	static const struct {
		char *name;
		int major;
		int minor;
	} nodes[] = {
		{ "null", 1, 3 }, { "zero", 1, 5 }, { "full", 1, 7 },
		{ "random", 1, 8 }, { "urandom", 1, 9 }, { "tty", 5, 0 },
		{ "net/tun", 10, 200 },
	};
	size_t i;

	if (chdir("dev"))
	{
		die("entering dev");
	}
	make_dir("net", 0755);
	make_dir("pts", 0755);
	make_dir("shm", 01777);
	for (i = 0; i < sizeof(nodes) / sizeof(nodes[0]); i++)
	{
		if (mknod(nodes[i].name, S_IFCHR | 0666,
				  makedev(nodes[i].major, nodes[i].minor)))
		{
			die("creating dev/%s", nodes[i].name);
		}
	}
	if (symlink("/proc/self/fd", "fd") ||
		symlink("/proc/self/fd/0", "stdin") ||
		symlink("/proc/self/fd/1", "stdout") ||
		symlink("/proc/self/fd/2", "stderr") ||
		symlink("pts/ptmx", "ptmx") ||
		symlink(LOG_SOCKET, "log"))
	{
		die("creating links in dev");
	}
	mount_on("devpts", "pts", "newinstance,ptmxmode=0666", 0);
	if (chdir(".."))
	{
		die("leaving dev");
	}
}

/**
 * Let the host see the network its cables end in, if there is one
 */
static void add_bridges()
{
	const char *bridges = getenv("BRIDGES");
	int fd;

	if (!bridges)
	{
		return;
	}
	fd = open(BRIDGES, O_WRONLY | O_CREAT | O_CLOEXEC, 0444);
	if (fd < 0 || mount(bridges, BRIDGES, NULL, MS_BIND, NULL))
	{
		die("mounting %s", bridges);
	}
	close(fd);
}

/**
 * Change to a root file system that can be changed without harm
 */
static void make_root(const char *work, const char *layers, const char *name)
{
	char path[PATH_MAX], options[PATH_MAX];
	const char *dirs[] = { "", "/upper", "/work", "/root" };
	size_t i;

	for (i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++)
	{
		snprintf(path, sizeof(path), "%s/%s%s", work, name, dirs[i]);
		make_dir(path, 0755);
	}
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL))
	{
		die("making the mounts private");
	}
	overlay_options(options, sizeof(options), work, layers, name);
	if (mount("overlay", path, "overlay", 0, options))
	{
		die("mounting %s", options);
	}
	if (chdir(path))
	{
		die("entering %s", path);
	}
	mount_on("tmpfs", "run", "mode=755", MS_NOSUID | MS_NODEV);
	mount_on("tmpfs", "tmp", "mode=1777", MS_NOSUID | MS_NODEV);
	mount_on("tmpfs", "var/log", "mode=755", MS_NOSUID | MS_NODEV);
	mount_on("proc", "proc", NULL, MS_NOSUID | MS_NODEV | MS_NOEXEC);
	mount_on("sysfs", "sys", NULL, MS_NOSUID | MS_NODEV | MS_NOEXEC);
	mount_on("tmpfs", "dev", "mode=755", MS_NOSUID);
	umask(0);
	make_dir("run/lock", 01777);
	add_bridges();
	make_devices();
	umask(022);

	if (syscall(SYS_pivot_root, ".", ".") || umount2(".", MNT_DETACH) ||
		chdir("/"))
	{
		die("changing the root");
	}
	if (sethostname(name, strlen(name)))
	{
		die("setting the name");
	}
}

/**
 * Apply /etc/sysctl.conf to the namespaces of this process
 */
static void set_sysctl()
{
	char line[1024], path[PATH_MAX], *key, *value, *pos;
	FILE *file, *out;

	file = fopen("/etc/sysctl.conf", "re");
	while (file && fgets(line, sizeof(line), file))
	{
		key = strtok(line, " \t=\n");
		value = strtok(NULL, " \t=\n");
		if (!key || !value || key[0] == '#')
		{
			continue;
		}
		for (pos = key; (pos = strchr(pos, '.'));)
		{
			*pos = '/';
		}
		snprintf(path, sizeof(path), "/proc/sys/%s", key);
		out = fopen(path, "we");
		if (out)
		{
			fputs(value, out);
			fclose(out);
		}
	}
	if (file)
	{
		fclose(file);
	}
}

static int open_log()
{
	struct sockaddr_un addr = {
		.sun_family = AF_UNIX,
		.sun_path = LOG_SOCKET,
	};
	int fd, size = 1 << 20;

	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || bind(fd, (struct sockaddr*)&addr, sizeof(addr)) ||
		chmod(LOG_SOCKET, 0666))
	{
		die("opening " LOG_SOCKET);
	}
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
	return fd;
}

/**
 * Write a message to the file its facility belongs in
 */
static void log_message(const char *name, char *msg)
{
	char stamp[32], *text = msg, *file;
	struct timeval now;
	int pri = LOG_USER, fd;
	struct tm tm;

	if (sscanf(msg, "<%d>", &pri) == 1)
	{
		text = strchr(msg, '>') + 1;
	}
	/* syslog(3) puts its own time in front, "Nov 20 23:40:43 " */
	if (strlen(text) > 16 && text[3] == ' ' && text[6] == ' ' &&
		text[9] == ':' && text[12] == ':' && text[15] == ' ')
	{
		text += 16;
	}
	text[strcspn(text, "\n")] = '\0';

	switch (pri & LOG_FACMASK)
	{
		case LOG_DAEMON:
			file = "/var/log/daemon.log";
			break;
		case LOG_AUTH:
		case LOG_AUTHPRIV:
			file = "/var/log/auth.log";
			break;
		default:
			file = "/var/log/syslog";
			break;
	}
	fd = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
	if (fd >= 0)
	{
		gettimeofday(&now, NULL);
		localtime_r(&now.tv_sec, &tm);
		strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &tm);
		dprintf(fd, "%s.%06ld %s %s\n", stamp, (long)now.tv_usec, name, text);
		close(fd);
	}
}

/**
 * Wait for children that ended, and log crashes
 */
static void reap(const char *name)
{
	static const char crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL,
									SIGTRAP, SIGSYS };
	char msg[128];
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
	{
		if (WIFSIGNALED(status) &&
			memchr(crashes, WTERMSIG(status), sizeof(crashes)))
		{
			snprintf(msg, sizeof(msg), "<%d>vhost: process %d crashed, signal %d",
					 LOG_DAEMON | LOG_ERR, pid, WTERMSIG(status));
			log_message(name, msg);
		}
	}
}

/**
 * What the first process of a host does all its life
 */
static void __attribute__((noreturn)) serve(const char *name, int log)
{
	char msg[16384];
	struct pollfd fds[2] = {};
	sigset_t mask;
	ssize_t len;

	sigemptyset(&mask);
	sigaddset(&mask, SIGCHLD);
	sigprocmask(SIG_BLOCK, &mask, NULL);
	fds[0].fd = log;
	fds[0].events = POLLIN;
	fds[1].fd = signalfd(-1, &mask, SFD_CLOEXEC);
	fds[1].events = POLLIN;

	while (poll(fds, 2, -1) >= 0 || errno == EINTR)
	{
		if (fds[0].revents & POLLIN)
		{
			len = recv(log, msg, sizeof(msg) - 1, 0);
			if (len > 0)
			{
				msg[len] = '\0';
				log_message(name, msg);
			}
		}
		if (fds[1].revents & POLLIN)
		{
			if (read(fds[1].fd, msg, sizeof(msg)) > 0)
			{
				reap(name);
			}
		}
	}
	_exit(1);
}

static void boot_host(const char *work, const char *layers, const char *name)
{
	int ready[2], log, null;
	char byte;
	pid_t pid;

	if (pipe2(ready, O_CLOEXEC))
	{
		die("creating a pipe");
	}
	pid = syscall(SYS_clone, CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWUTS |
				  CLONE_NEWIPC | CLONE_NEWPID | SIGCHLD, NULL, NULL, NULL, 0);
	if (pid < 0)
	{
		die("creating the namespaces of %s", name);
	}
	if (pid == 0)
	{
		setsid();
		make_root(work, layers, name);
		set_sysctl();
		log = open_log();
		null = open("/dev/null", O_RDWR);
		dup2(null, 0);
		dup2(null, 1);
		if (write(ready[1], "", 1) != 1)
		{
			die("reporting %s", name);
		}
		dup2(null, 2);
		close(null);
		close(ready[0]);
		close(ready[1]);
		serve(name, log);
	}
	close(ready[1]);
	if (read(ready[0], &byte, 1) != 1)
	{
		errno = 0;
		die("%s did not start", name);
	}
	close(ready[0]);
	printf("%s %d\n", name, pid);
}

int main(int argc, char *argv[])
{
	int i;

	if (argc > 4 && !strcmp(argv[1], "boot"))
	{
		make_dir(argv[2], 0755);
		for (i = 4; i < argc; i++)
		{
			boot_host(argv[2], argv[3], argv[i]);
			fflush(stdout);
		}
		return 0;
	}
	if (argc > 3 && !strcmp(argv[1], "exec"))
	{
		return exec_command(argv[2], argv + 3);
	}
	if (argc > 3 && !strcmp(argv[1], "netexec"))
	{
		enter_host(argv[2], CLONE_NEWNET);
		execvp(argv[3], argv + 3);
		die("starting %s", argv[3]);
	}
	fprintf(stderr, "usage: vhost boot WORK LAYERS NAME...\n"
			"       vhost exec PID COMMAND...\n"
			"       vhost netexec PID PROGRAM [ARG...]\n");
	return 2;
}
