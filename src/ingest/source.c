/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

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
source_reason(int error)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].error == error)
			return reasons[i].reason;
	return "the system refuses it";
}

static enum status
too_large(struct err *err)
{
	return err_set(err, E_LIMIT,
	    "is larger than the %zu MB that are read of a file",
	    LIMIT_FILE_BYTES >> 20);
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
	return err_set(err, E_IO, "cannot be read: %s", source_reason(error));
}

/* Open a regular file; `*size` is what it holds now. */
static enum status
open_file(const char *name, int *fd, size_t *size, struct err *err)
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
	if (status == OK && (uintmax_t)st.st_size > LIMIT_FILE_BYTES)
		status = too_large(err);
	if (status != OK)
		close(*fd);
	*size = (size_t)st.st_size;
	return status;
}

/* Make room for at least one more byte, and for one beyond the limit, which
 * tells a file of just that size from a larger one. */
static enum status
grow(struct source *s, size_t *room, struct err *err)
{
	size_t larger = *room * 2;

	if (s->len > LIMIT_FILE_BYTES)
		return too_large(err);
	if (s->len < *room)
		return OK;
	if (larger > LIMIT_FILE_BYTES + 1)
		larger = LIMIT_FILE_BYTES + 1;
	char *ptr = realloc(s->ptr, larger);
	if (ptr == NULL)
		return err_set(err, E_MEMORY, "cannot be read: memory is short");
	s->ptr = ptr;
	*room = larger;
	return OK;
}

static enum status
read_all(int fd, size_t room, struct source *s, struct err *err)
{
	s->ptr = malloc(room);
	if (s->ptr == NULL)
		return err_set(err, E_MEMORY, "cannot be read: memory is short");
	for (;;) {
		enum status status = grow(s, &room, err);
		if (status != OK)
			return status;
		ssize_t got = read(fd, s->ptr + s->len, room - s->len);
		if (got == 0)
			return OK;
		if (got > 0)
			s->len += (size_t)got;
		else if (errno != EINTR)
			return err_set(err, E_IO, "cannot be read: %s",
			    source_reason(errno));
	}
}

enum status
source_load(const char *name, struct source *out, struct err *err)
{
	struct source s = {0};
	bool standard = strcmp(name, "-") == 0;
	int fd = STDIN_FILENO;
	size_t size = 0;

	if (!standard) {
		enum status status = open_file(name, &fd, &size, err);
		if (status != OK)
			return status;
	}
	/* One byte more than there is, so that the end is seen at once. */
	enum status status = read_all(fd, size > 0 ? size + 1 : FIRST_BUFFER, &s,
	    err);
	if (!standard)
		close(fd);
	if (status == OK && s.len < size)
		status = err_set(err, E_IO, "ended after %zu of its %zu bytes "
		    "while it was read", s.len, size);
	if (status != OK)
		source_free(&s);
	else
		*out = s;
	return status;
}

void
source_free(struct source *s)
{
	free(s->ptr);
	*s = (struct source){0};
}
