/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/feed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* First buffer where the size is not known beforehand. */
#define FIRST_BUFFER ((size_t)64 << 10)

static const struct {
	int error;
	const char *reason;
} reasons[] = {
	{ENOENT, "it does not exist"},
	{ENOTDIR, "a part of its path is not a folder"},
	{EACCES, "permission is denied"},
	{EPERM, "permission is denied"},
	{EISDIR, "it is a folder"},
	{ELOOP, "too many symbolic links lead to it"},
	{ENAMETOOLONG, "its name is too long"},
	{EMFILE, "too many files are open"},
	{ENFILE, "too many files are open"},
	{EIO, "the disk reports an error"},
	{EBADF, "it is closed"},
	{EAGAIN, "no data is there yet"},
	{ENOMEM, "memory is short"},
};

static const struct {
	mode_t type;
	const char *what;
} others[] = {
	{S_IFDIR, "a folder"},
	{S_IFIFO, "a pipe"},
	{S_IFSOCK, "a socket"},
	{S_IFCHR, "a device"},
	{S_IFBLK, "a device"},
};

const char *
feed_reason(int error)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].error == error)
			return reasons[i].reason;
	return "the system refuses it";
}

static enum status
no_memory(struct err *err)
{
	return err_set(err, E_MEMORY, "cannot be read: memory is short");
}

static enum status
check_type(mode_t mode, struct err *err)
{
	if (S_ISREG(mode))
		return OK;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if ((mode & S_IFMT) == others[i].type)
			return err_set(err, E_IO, "is %s, not a file",
			    others[i].what);
	return err_set(err, E_IO, "is not a file");
}

static enum status
refused(const char *name, struct err *err)
{
	int error = errno;
	struct stat link;

	if (error == ENOENT && lstat(name, &link) == 0)
		return err_set(err, E_IO, "cannot be read: it is a symbolic "
		    "link to something that does not exist");
	return err_set(err, E_IO, "cannot be read: %s", feed_reason(error));
}

/* Open a regular file; `*size` is what it holds now. */
static enum status
open_file(const char *name, int *fd, uint64_t *size, struct err *err)
{
	struct stat st;

	/* Opening alone can block or wind a tape, so ask first. */
	if (stat(name, &st) != 0)
		return refused(name, err);
	enum status status = check_type(st.st_mode, err);
	if (status != OK)
		return status;
	*fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (*fd < 0)
		return refused(name, err);
	if (fstat(*fd, &st) != 0)
		status = refused(name, err);
	else
		status = check_type(st.st_mode, err);
	if (status != OK)
		close(*fd);
	*size = (uint64_t)st.st_size;
	return status;
}

/* An open file.  What it holds must not shrink while it is read. */
struct file {
	int fd;
	uint64_t at;
	uint64_t size;		/* or FEED_UNSIZED */
};

static ssize_t
file_read(void *self, char *out, size_t room, struct err *err)
{
	struct file *f = self;
	ssize_t got;

	do
		got = read(f->fd, out, room);
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		err_set(err, E_IO, "cannot be read: %s", feed_reason(errno));
		return -1;
	}
	if (got == 0 && f->size != FEED_UNSIZED && f->at < f->size) {
		err_set(err, E_IO, "ended after %ju of its %ju bytes while it "
		    "was read", (uintmax_t)f->at, (uintmax_t)f->size);
		return -1;
	}
	f->at += (uint64_t)got;
	return got;
}

static bool
file_seek(void *self, uint64_t to)
{
	struct file *f = self;

	if (to > INT64_MAX || lseek(f->fd, (off_t)to, SEEK_SET) < 0)
		return false;
	f->at = to;
	return true;
}

static void
file_close(void *self)
{
	struct file *f = self;

	if (f->fd != STDIN_FILENO)
		close(f->fd);
	free(f);
}

enum status
feed_open(const char *name, struct feed *out, struct err *err)
{
	struct file file = {.fd = STDIN_FILENO, .size = FEED_UNSIZED};
	bool standard = strcmp(name, "-") == 0;

	if (!standard) {
		enum status status = open_file(name, &file.fd, &file.size, err);
		if (status != OK)
			return status;
	}
	struct file *own = malloc(sizeof(*own));
	if (own == NULL) {
		if (!standard)
			close(file.fd);
		return no_memory(err);
	}
	*own = file;
	*out = (struct feed){.read = file_read, .close = file_close,
	    .seek = standard ? NULL : file_seek, .self = own,
	    .size = file.size};
	return OK;
}

/* Bytes in memory. */
struct view {
	struct str bytes;
	size_t at;
};

static ssize_t
view_read(void *self, char *out, size_t room, struct err *err)
{
	struct view *v = self;
	size_t left = v->bytes.len - v->at;

	(void)err;
	if (left > room)
		left = room;
	if (left > 0)
		memcpy(out, v->bytes.ptr + v->at, left);
	v->at += left;
	return (ssize_t)left;
}

static bool
view_seek(void *self, uint64_t to)
{
	struct view *v = self;

	if (to > v->bytes.len)
		return false;
	v->at = (size_t)to;
	return true;
}

enum status
feed_over(struct str bytes, struct feed *out, struct err *err)
{
	struct view *own = malloc(sizeof(*own));

	if (own == NULL)
		return no_memory(err);
	*own = (struct view){bytes, 0};
	*out = (struct feed){.read = view_read, .seek = view_seek,
	    .close = free, .self = own, .size = bytes.len};
	return OK;
}

void
feed_close(struct feed *f)
{
	if (f->close != NULL)
		f->close(f->self);
	free(f->head);
	*f = (struct feed){0};
}

enum status
feed_look(struct feed *f, struct str *out, struct err *err)
{
	f->head = malloc(FEED_HEAD_BYTES);
	if (f->head == NULL)
		return no_memory(err);
	while (f->head_len < FEED_HEAD_BYTES) {
		ssize_t got = f->read(f->self, f->head + f->head_len,
		    FEED_HEAD_BYTES - f->head_len, err);
		if (got < 0)
			return err->status;
		if (got == 0)
			break;
		f->head_len += (size_t)got;
	}
	*out = (struct str){f->head, f->head_len};
	return OK;
}

ssize_t
feed_read(struct feed *f, char *out, size_t room, struct err *err)
{
	size_t ready = f->head_len - f->head_at;

	if (ready == 0)
		return f->read(f->self, out, room, err);
	if (ready > room)
		ready = room;
	memcpy(out, f->head + f->head_at, ready);
	f->head_at += ready;
	return (ssize_t)ready;
}

bool
feed_seek(struct feed *f, uint64_t to)
{
	if (f->seek == NULL || !f->seek(f->self, to))
		return false;
	f->head_at = f->head_len;
	return true;
}

/* Make room for at least one more byte, up to one beyond `most`, which tells a
 * source of just that size from a larger one. */
static enum status
grow(struct feed_buffer *b, size_t most, uint64_t size, struct err *err)
{
	size_t larger = b->room > 0 ? b->room * 2 : FIRST_BUFFER;

	if (b->len < b->room)
		return OK;
	/* One byte more than there is, so that the end is seen at once. */
	if (size < most && larger <= size)
		larger = (size_t)size + 1;
	if (larger > most)
		larger = most + 1;
	char *ptr = realloc(b->ptr, larger);
	if (ptr == NULL)
		return no_memory(err);
	b->ptr = ptr;
	b->room = larger;
	return OK;
}

static enum status
too_large(size_t most, struct err *err)
{
	return err_set(err, E_LIMIT, "is larger than the %zu MB that are read "
	    "of a file", most >> 20);
}

enum status
feed_all(struct feed *f, size_t most, struct feed_buffer *b, struct err *err)
{
	b->len = 0;
	if (f->size != FEED_UNSIZED && f->size > most)
		return too_large(most, err);
	while (b->len <= most) {
		enum status status = grow(b, most, f->size, err);
		if (status != OK)
			return status;
		ssize_t got = feed_read(f, b->ptr + b->len, b->room - b->len,
		    err);
		if (got < 0)
			return err->status;
		if (got == 0)
			return OK;
		b->len += (size_t)got;
	}
	return too_large(most, err);
}

enum status
feed_file(const char *name, size_t most, struct feed_buffer *b,
    struct err *err)
{
	struct feed f;

	enum status status = feed_open(name, &f, err);
	if (status != OK)
		return status;
	status = feed_all(&f, most, b, err);
	feed_close(&f);
	return status;
}

void
feed_buffer_free(struct feed_buffer *b)
{
	free(b->ptr);
	*b = (struct feed_buffer){0};
}
