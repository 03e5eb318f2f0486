/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asking is sending two descriptors.  For each the launcher makes a keeper,
 * which starts the program, waits for it and tells how it ended, so that the
 * launcher itself never waits for anything but being asked.
 */
#include "ingest/launcher.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/limits.h"

enum { PATH_BYTES = 64, NOT_STARTED = 127 };

static char *const arguments[] = {
	(char *)"pdftotext", (char *)"-q", (char *)"-layout", (char *)"-enc",
	(char *)"UTF-8", (char *)"-", (char *)"-", NULL,
};

/* What comes with a message: two descriptors. */
struct handed {
	int in, out;
};

union control {
	char bytes[CMSG_SPACE(sizeof(struct handed))];
	struct cmsghdr align;
};

static void
limit(int resource, rlim_t most)
{
	struct rlimit l = {most, most};

	setrlimit(resource, &l);
}

static _Noreturn void
become(const char *program, struct handed h)
{
	static char *const environment[] = {(char *)"LC_ALL=C", NULL};

	if (dup2(h.in, STDIN_FILENO) < 0 || dup2(h.out, STDOUT_FILENO) < 0)
		_exit(NOT_STARTED);
	limit(RLIMIT_CPU, LIMIT_PDF_CPU_SECONDS);
	limit(RLIMIT_AS, LIMIT_PDF_MEMORY);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 16);
	alarm(LIMIT_PDF_SECONDS);
	execve(program, arguments, environment);
	_exit(NOT_STARTED);
}

static enum launched
end_of(int status)
{
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU ||
	    WTERMSIG(status) == SIGALRM))
		return LAUNCHED_SLOWLY;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_STARTED)
		return LAUNCHED_NOT;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? LAUNCHED_WELL :
	    LAUNCHED_BADLY;
}

static _Noreturn void
keep(const char *program, struct handed h)
{
	char end = LAUNCHED_NOT;
	int status = 0;

	signal(SIGCHLD, SIG_DFL);
	pid_t child = fork();
	if (child == 0)
		become(program, h);
	close(h.out);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (child > 0)
		end = (char)end_of(status);
	_exit(send(h.in, &end, 1, MSG_NOSIGNAL) != 1);
}

/* Take a message: false at the end. */
static bool
take(int asks, char *program, struct handed *h)
{
	union control control;
	struct iovec text = {program, PATH_BYTES - 1};
	struct msghdr m = {.msg_iov = &text, .msg_iovlen = 1,
	    .msg_control = control.bytes,
	    .msg_controllen = sizeof(control.bytes)};
	ssize_t got;

	do
		got = recvmsg(asks, &m, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	if (got <= 0)
		return false;
	program[got] = '\0';
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	if (c == NULL || c->cmsg_len != CMSG_LEN(sizeof(*h)))
		return false;
	memcpy(h, CMSG_DATA(c), sizeof(*h));
	return true;
}

/* In one call; false where there is no such. */
static bool
close_all(int first, int last)
{
#ifdef HAVE_CLOSE_RANGE
	return close_range((unsigned)first, (unsigned)last, 0) == 0;
#else
	(void)first;
	(void)last;
	return false;
#endif
}

/* Nothing of the program stays open here: whoever reads what it writes
 * would wait for this process too. */
static void
let_go(int asks)
{
	int null = open("/dev/null", O_RDWR);

	for (int fd = STDIN_FILENO; null >= 0 && fd <= STDERR_FILENO; fd++)
		dup2(null, fd);
	if ((asks == STDERR_FILENO + 1 ||
	    close_all(STDERR_FILENO + 1, asks - 1)) &&
	    close_all(asks + 1, INT_MAX))
		return;
	for (int fd = STDERR_FILENO + 1; fd < 1024; fd++)
		if (fd != asks)
			close(fd);
}

static _Noreturn void
serve(int asks)
{
	char program[PATH_BYTES];
	struct handed h;

	let_go(asks);
	/* The system buries keepers. */
	signal(SIGCHLD, SIG_IGN);
	confine(RIGHTS_TO_START);
	while (take(asks, program, &h)) {
		if (fork() == 0)
			keep(program, h);
		close(h.in);
		close(h.out);
	}
	_exit(0);
}

bool
launcher_start(struct launcher *l)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return false;
	l->process = fork();
	if (l->process == 0)
		serve(ends[1]);
	close(ends[1]);
	l->asks = ends[0];
	if (l->process < 0)
		close(l->asks);
	return l->process > 0;
}

void
launcher_stop(struct launcher *l)
{
	close(l->asks);
	while (waitpid(l->process, NULL, 0) < 0 && errno == EINTR)
		;
}

bool
launcher_ask(const struct launcher *l, const char *program, int in, int out)
{
	const struct handed h = {in, out};
	union control control = {{0}};
	struct iovec text = {(char *)(uintptr_t)program, strlen(program)};
	struct msghdr m = {.msg_iov = &text, .msg_iovlen = 1,
	    .msg_control = control.bytes,
	    .msg_controllen = sizeof(control.bytes)};
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	ssize_t sent;

	if (text.iov_len >= PATH_BYTES)
		return false;
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(h));
	memcpy(CMSG_DATA(c), &h, sizeof(h));
	do
		sent = sendmsg(l->asks, &m, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	return sent > 0;
}
