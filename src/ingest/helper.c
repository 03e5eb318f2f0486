/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The process that serves speaks over a pair of sockets: a length and bytes
 * to it, an end, a length and bytes from it.  It is one of the few things a
 * program has once, so it stands in a variable here, behind a lock.
 */
#include "ingest/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
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

static struct {
	pthread_mutex_t lock;
	int socket;		/* to the process, or -1 */
	pid_t process;
} server = {PTHREAD_MUTEX_INITIALIZER, -1, 0};

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

/* Run the program here. */
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

static bool
send_all(int fd, const void *bytes, size_t n)
{
	const char *at = bytes;

	while (n > 0) {
		ssize_t sent = send(fd, at, n, MSG_NOSIGNAL);
		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		at += sent;
		n -= (size_t)sent;
	}
	return true;
}

static bool
receive_all(int fd, void *bytes, size_t n)
{
	char *at = bytes;

	while (n > 0) {
		ssize_t got = read(fd, at, n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

/* One request; false when the other side is gone. */
static bool
serve_one(int fd)
{
	struct output o = {0};
	size_t n;

	if (!receive_all(fd, &n, sizeof(n)) || n > LIMIT_FILE_BYTES)
		return false;
	char *input = malloc(n + 1);
	if (input == NULL || !receive_all(fd, input, n)) {
		free(input);
		return false;
	}
	enum helper_end end = run((struct str){input, n}, &o);
	free(input);
	n = end == HELPER_DONE ? o.len : 0;
	bool sent = send_all(fd, &end, sizeof(end)) &&
	    send_all(fd, &n, sizeof(n)) && send_all(fd, o.ptr, n);
	free(o.ptr);
	return sent;
}

enum status
helper_start(struct err *err)
{
	int fds[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0)
		return err_set(err, E_IO, "the process that reads PDF cannot "
		    "be started: no pair of sockets");
	pid_t child = fork();
	if (child == 0) {
		close(fds[0]);
		while (serve_one(fds[1]))
			;
		_exit(0);
	}
	close(fds[1]);
	if (child < 0) {
		close(fds[0]);
		return err_set(err, E_IO, "the process that reads PDF cannot "
		    "be started");
	}
	pthread_mutex_lock(&server.lock);
	server.socket = fds[0];
	server.process = child;
	pthread_mutex_unlock(&server.lock);
	return OK;
}

void
helper_stop(void)
{
	pthread_mutex_lock(&server.lock);
	if (server.socket >= 0) {
		close(server.socket);
		while (waitpid(server.process, NULL, 0) < 0 && errno == EINTR)
			;
		server.socket = -1;
	}
	pthread_mutex_unlock(&server.lock);
}

/* Ask the process, whose lock is held. */
static enum helper_end
ask(struct str input, struct output *o)
{
	enum helper_end end;
	size_t n;

	if (!send_all(server.socket, &input.len, sizeof(input.len)) ||
	    !send_all(server.socket, input.ptr, input.len) ||
	    !receive_all(server.socket, &end, sizeof(end)) ||
	    !receive_all(server.socket, &n, sizeof(n)) ||
	    n > LIMIT_PDF_TEXT_BYTES)
		return HELPER_FAILED;
	o->ptr = malloc(n + 1);
	if (o->ptr == NULL || !receive_all(server.socket, o->ptr, n))
		return HELPER_FAILED;
	o->len = n;
	return end;
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
	enum helper_end end;

	*out = STR("");
	pthread_mutex_lock(&server.lock);
	bool serves = server.socket >= 0;
	if (serves)
		end = ask(input, &o);
	pthread_mutex_unlock(&server.lock);
	if (!serves)
		end = run(input, &o);
	if (o.ptr != NULL)
		arena_defer(a, release_output, o.ptr);
	if (end == HELPER_DONE)
		*out = (struct str){o.ptr, o.len};
	return end;
}
