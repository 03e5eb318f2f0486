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
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "ingest/feed.h"
#include "ingest/looks.h"

enum { PIECE = 64 * 1024 };

/* Where the program is looked for: not in a path that somebody set. */
static const char *const places[] = {
	"/usr/bin/pdftotext", "/usr/local/bin/pdftotext", "/bin/pdftotext",
	"/opt/homebrew/bin/pdftotext",
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

static long
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Room for another piece. */
static bool
grow(struct output *o)
{
	size_t cap = o->cap > 0 ? o->cap * 2 : PIECE;

	if (o->cap - o->len >= PIECE)
		return true;
	char *ptr = realloc(o->ptr, cap);
	if (ptr == NULL)
		return false;
	o->ptr = ptr;
	o->cap = cap;
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

/* Write what fits; false when all is written or nobody reads. */
static bool
give_input(int fd, struct str *input)
{
	size_t n = input->len < PIECE ? input->len : PIECE;
	ssize_t sent = send(fd, input->ptr, n, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (sent < 0 && (errno == EINTR || errno == EAGAIN))
		return true;
	if (sent > 0 && (size_t)sent < input->len) {
		*input = str_slice(*input, (struct span){(size_t)sent,
		    input->len});
		return true;
	}
	shutdown(fd, SHUT_WR);
	return false;
}

static enum helper_end
exchange(int in, int out, long until, struct str input, struct output *o)
{
	enum helper_end end = HELPER_DONE;
	bool giving = true;

	for (;;) {
		struct pollfd fds[] = {{out, POLLIN, 0}, {in, POLLOUT, 0}};
		long left = until - milliseconds();
		if (left <= 0)
			return HELPER_SLOW;
		if (poll(fds, giving ? 2 : 1, (int)left) < 0 &&
		    errno != EINTR)
			return HELPER_FAILED;
		if (giving && fds[1].revents != 0)
			giving = give_input(in, &input);
		if (fds[0].revents != 0 && !take_output(out, o, &end))
			return end;
	}
}

/* How it ended, which comes back where its input went. */
static enum helper_end
settle(int in, long until)
{
	static const enum helper_end ends[] = {
		[LAUNCHED_WELL] = HELPER_DONE,
		[LAUNCHED_NOT] = HELPER_MISSING,
		[LAUNCHED_BADLY] = HELPER_FAILED,
		[LAUNCHED_SLOWLY] = HELPER_SLOW,
	};
	struct pollfd fd = {in, POLLIN, 0};
	unsigned char end;
	long left;

	while ((left = until - milliseconds()) > 0) {
		if (poll(&fd, 1, (int)left) <= 0)
			continue;
		if (recv(in, &end, 1, 0) != 1 || end > LAUNCHED_SLOWLY)
			return HELPER_FAILED;
		return ends[end];
	}
	return HELPER_SLOW;
}

/* The program is killed by its own clock, or as nobody takes its output. */
static enum helper_end
run(const struct launcher *l, struct str input, struct output *o)
{
	const char *program = find_program();
	long until = milliseconds() + LIMIT_PDF_SECONDS * 1000L;
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
	bool asked = launcher_ask(l, program, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	enum helper_end end = asked ? exchange(in[1], out[0], until, input,
	    o) : HELPER_FAILED;
	close(out[0]);
	if (end == HELPER_DONE)
		end = settle(in[1], until);
	close(in[1]);
	return end;
}

enum helper_end
helper_pdf(struct arena *a, const struct launcher *l, struct str input,
    struct str *out)
{
	struct output o = {0};
	struct launcher own;

	*out = STR("");
	if (l == NULL && !launcher_start(&own))
		return HELPER_BARRED;
	enum helper_end end = run(l != NULL ? l : &own, input, &o);
	if (l == NULL)
		launcher_stop(&own);
	if (o.ptr != NULL)
		arena_defer(a, free, o.ptr);
	if (end == HELPER_DONE)
		*out = (struct str){o.ptr, o.len};
	return end;
}

/* "%PDF-" in base64, as cells of tables hold it. */
static const char packed[] = "JVBERi0";

static bool
looks_plain(struct arena *a, struct str head)
{
	if (head.len == FEED_HEAD_BYTES ||
	    memmem(head.ptr, head.len, packed, strlen(packed)) != NULL)
		return false;
	arena_reset(a);
	if (ARENA_FAILED(a))
		return false;
	bool plain = look_at(a, head).kind == NULL;
	arena_disarm(a);
	return plain;
}

/* Is the file more than a short plain text? */
static bool
is_more(struct arena *a, const char *name)
{
	struct feed f;
	struct str head;

	if (feed_open(name, &f, NULL) != OK)
		return false;
	bool more = feed_look(&f, &head, NULL) == OK && !looks_plain(a, head);
	feed_close(&f);
	return more;
}

static bool
is_folder(const char *name)
{
	struct stat st;

	return stat(name, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
helper_may_be_needed(const char *const *inputs, size_t n)
{
	struct arena *a = arena_new(LIMIT_NOTE_ARENA);
	bool may = a == NULL;

	for (size_t i = 0; i < n && !may; i++)
		may = strcmp(inputs[i], "-") == 0 || is_folder(inputs[i]) ||
		    is_more(a, inputs[i]);
	arena_free(a);
	return may;
}
