/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Input goes through a socket, which never raises a signal when the program
 * closes it early, and output comes through a pipe; both are polled, so that
 * neither side can hold up the other.
 */
#include "ingest/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"

enum { PIECE = 64 * 1024, NOT_STARTED = 127 };

/* Where the program is looked for: not in a path that somebody set. */
static const char *const places[] = {
	"/usr/bin/pdftotext", "/usr/local/bin/pdftotext", "/bin/pdftotext",
	"/opt/homebrew/bin/pdftotext",
};

static char *const arguments[] = {
	(char *)"pdftotext", (char *)"-q", (char *)"-layout", (char *)"-enc",
	(char *)"UTF-8", (char *)"-", (char *)"-", NULL,
};

/* Output in memory of its own, since the arena may be left by a jump. */
struct output {
	char *ptr;
	size_t len;
	size_t cap;
};

static const char *
find_program(void)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (access(places[i], X_OK) == 0)
			return places[i];
	return NULL;
}

static void
limit(int resource, rlim_t most)
{
	struct rlimit l = {most, most};

	setrlimit(resource, &l);
}

/* In the child, where only calls that are safe after a fork may be made. */
static _Noreturn void
become(const char *program, int in, int out)
{
	static char *const environment[] = {(char *)"LC_ALL=C", NULL};

	if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
		_exit(NOT_STARTED);
	int null = open("/dev/null", O_WRONLY);
	if (null >= 0)
		dup2(null, STDERR_FILENO);
	for (int fd = STDERR_FILENO + 1; fd < 1024; fd++)
		close(fd);
	limit(RLIMIT_CPU, LIMIT_PDF_CPU_SECONDS);
	limit(RLIMIT_AS, LIMIT_PDF_MEMORY);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, 16);
	execve(program, arguments, environment);
	_exit(NOT_STARTED);
}

static long
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool
grow(struct output *o)
{
	size_t cap = o->cap ? o->cap * 2 : PIECE;
	char *ptr = o->cap - o->len >= PIECE ? o->ptr : realloc(o->ptr, cap);

	if (ptr == NULL)
		return false;
	if (o->cap - o->len < PIECE)
		o->cap = cap;
	o->ptr = ptr;
	return true;
}

/* Read what is there.  Returns false at the end; `*end` says which. */
static bool
take_output(int fd, struct output *o, enum helper_end *end)
{
	if (!grow(o)) {
		*end = HELPER_FAILED;
		return false;
	}
	ssize_t n = read(fd, o->ptr + o->len, PIECE);
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	if (n <= 0)
		return false;
	o->len += (size_t)n;
	if (o->len <= LIMIT_PDF_TEXT_BYTES)
		return true;
	*end = HELPER_LONG;
	return false;
}

/* Write what fits; closes the socket when all is written or nobody reads. */
static void
give_input(int *fd, struct str *input)
{
	size_t n = input->len < PIECE ? input->len : PIECE;
	ssize_t sent = send(*fd, input->ptr, n, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (sent > 0)
		*input = (struct str){input->ptr + sent,
		    input->len - (size_t)sent};
	else if (sent < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (input->len > 0 && sent > 0)
		return;
	close(*fd);
	*fd = -1;
}

static enum helper_end
exchange(int in, int out, struct str input, struct output *o)
{
	long until = milliseconds() + LIMIT_PDF_SECONDS * 1000L;
	enum helper_end end = HELPER_DONE;

	for (;;) {
		struct pollfd fds[] = {{out, POLLIN, 0}, {in, POLLOUT, 0}};
		long left = until - milliseconds();
		if (left <= 0) {
			end = HELPER_SLOW;
			break;
		}
		if (poll(fds, in >= 0 ? 2 : 1, (int)left) < 0 && errno != EINTR)
			break;
		if (in >= 0 && fds[1].revents != 0)
			give_input(&in, &input);
		if (fds[0].revents != 0 && !take_output(out, o, &end))
			break;
	}
	if (in >= 0)
		close(in);
	return end;
}

static enum helper_end
settle(pid_t child, enum helper_end end)
{
	int status = 0;

	if (end != HELPER_DONE)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (end != HELPER_DONE)
		return end;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return HELPER_SLOW;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_STARTED)
		return HELPER_MISSING;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? HELPER_DONE :
	    HELPER_FAILED;
}

static enum helper_end
run(struct str input, struct output *o)
{
	const char *program = find_program();
	int in[2], out[2];

	if (program == NULL)
		return HELPER_MISSING;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) != 0)
		return HELPER_FAILED;
	if (pipe2(out, O_CLOEXEC) != 0) {
		close(in[0]);
		close(in[1]);
		return HELPER_FAILED;
	}
	pid_t child = fork();
	if (child == 0)
		become(program, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	if (child < 0) {
		close(in[1]);
		close(out[0]);
		return HELPER_FAILED;
	}
	enum helper_end end = exchange(in[1], out[0], input, o);
	close(out[0]);
	return settle(child, end);
}

static void
release_output(void *ptr)
{
	free(ptr);
}

enum helper_end
helper_pdf(struct arena *a, struct str input, struct str *out)
{
	struct output o = {0};

	*out = STR("");
	enum helper_end end = run(input, &o);
	if (o.ptr != NULL)
		arena_defer(a, release_output, o.ptr);
	if (end == HELPER_DONE)
		*out = (struct str){o.ptr, o.len};
	return end;
}
