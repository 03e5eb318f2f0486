/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/cda_body.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "ingest/carried.h"
#include "ingest/feed.h"

/* The longest name of a neighbour that is looked for. */
enum { NAME_BYTES = 1024 };

static void
refuse(struct arena *a, struct document *d, const char *why)
{
	format_refuse(a, d, "input/unreadable", arena_printf(a,
	    "is a clinical document whose body %s", why));
}

void
body_read(struct arena *a, struct str bytes, struct document *d,
    const struct locus *from, const struct launcher *launcher)
{
	struct document body = {.file = d->file};
	struct look look = look_at(a, bytes);
	const struct format *format = format_of(&look);

	look.launcher = launcher;
	/* A document inside a document inside ... has no end. */
	if (look.markup == MARKUP_XML || format == NULL) {
		refuse(a, d, arena_printf(a, "looks like %s, which is not "
		    "read as a note", look.kind).ptr);
		return;
	}
	format->read(a, &look, &body);
	carried_adopt(a, &body, d, from);
}

/* A relative path that stays where it begins. */
static bool
stays_below(struct str name)
{
	if (name.len == 0 || name.len >= NAME_BYTES || name.ptr[0] == '/' ||
	    memchr(name.ptr, ':', name.len) != NULL ||
	    memchr(name.ptr, '\\', name.len) != NULL ||
	    memchr(name.ptr, '\0', name.len) != NULL)
		return false;
	for (size_t i = 0; i < name.len;) {
		const char *slash = memchr(name.ptr + i, '/', name.len - i);
		size_t end = slash ? (size_t)(slash - name.ptr) : name.len;
		struct str part = str_slice(name, (struct span){i, end});
		if (part.len == 0 || str_eq(part, STR(".")) ||
		    str_eq(part, STR("..")))
			return false;
		i = end + 1;
	}
	return name.ptr[name.len - 1] != '/';
}

/* Open the folder of `file`; -1 with errno when that fails. */
static int
open_folder(struct arena *a, const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *folder = slash == NULL ? "." : slash == file ? "/" :
	    arena_copy(a, file, (size_t)(slash - file));

	return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Open `name` below `folder`, which is closed, part by part, so that no link
 * on the way leads out. */
static int
open_below(int folder, char *name)
{
	for (char *slash; (slash = strchr(name, '/')) != NULL;
	    name = slash + 1) {
		*slash = '\0';
		int next = openat(folder, name,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		close(folder);
		if (next < 0)
			return -1;
		folder = next;
	}
	int fd = openat(folder, name,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	int error = errno;
	close(folder);
	errno = error;
	return fd;
}

static bool
read_all(int fd, char *out, size_t len)
{
	while (len > 0) {
		ssize_t n = read(fd, out, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		out += n;
		len -= (size_t)n;
	}
	return true;
}

static void
release_fd(void *handle)
{
	close(*(int *)handle);
}

void
body_read_file(struct arena *a, struct str name, struct document *d,
    const struct locus *from, const struct launcher *launcher)
{
	struct stat st;

	if (d->member != NULL || strcmp(d->file, "-") == 0) {
		refuse(a, d, "lies in another file, which can be read only "
		    "when both lie in a folder");
		return;
	}
	if (!stays_below(name)) {
		refuse(a, d, "lies elsewhere: only a file beside the document "
		    "or in a folder below is read, and nothing is fetched");
		return;
	}
	int *fd = arena_alloc(a, sizeof(*fd));
	int folder = open_folder(a, d->file);
	*fd = folder < 0 ? -1 :
	    open_below(folder, arena_copy(a, name.ptr, name.len));
	if (*fd < 0) {
		refuse(a, d, arena_printf(a, "lies in another file that "
		    "cannot be read: %s", feed_reason(errno)).ptr);
		return;
	}
	arena_defer(a, release_fd, fd);
	if (fstat(*fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		refuse(a, d, "lies in something that is no file");
		return;
	}
	if ((size_t)st.st_size > LIMIT_BODY_BYTES) {
		refuse(a, d, "lies in a file beyond the limit of size");
		return;
	}
	size_t len = (size_t)st.st_size;
	char *bytes = arena_alloc(a, len + 1);
	if (!read_all(*fd, bytes, len)) {
		refuse(a, d, "lies in a file that cannot be read whole");
		return;
	}
	body_read(a, (struct str){bytes, len}, d, from, launcher);
}
