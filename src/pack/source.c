/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/source.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "ingest/codec.h"
#include "pack/refuse.h"

static bool
refuse_io(struct err *err, const char *path)
{
	return refuse_as(err, E_IO, (struct origin){path, 0, 0},
	    "cannot be read: %s", strerror(errno));
}

bool
source_ends(const char *path, const char *ending)
{
	size_t len = strlen(path), tail = strlen(ending);

	return len > tail && strcmp(path + len - tail, ending) == 0;
}

bool
source_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Folders still to be read, and how deep each lies. */
struct folder {
	const char *path;
	unsigned depth;
};
VEC_TYPE(folders, struct folder);

/* An open folder or file.  The arena closes it should memory run out while
 * it is open; otherwise it is closed as soon as it was read. */
struct handle {
	DIR *dir;
	FILE *file;
};

static void
handle_close(void *p)
{
	struct handle *h = p;

	if (h->dir != NULL)
		closedir(h->dir);
	if (h->file != NULL)
		fclose(h->file);
	*h = (struct handle){0};
}

static bool
take_name(struct arena *keep, struct arena *scratch, const struct folder *in,
    const char *name, struct folders *todo, struct texts *out, struct err *err)
{
	struct stat st;
	const char *path = arena_printf(keep, "%s/%s", in->path, name).ptr;

	if (lstat(path, &st) != 0)
		return refuse_io(err, path);
	if (S_ISDIR(st.st_mode)) {
		if (in->depth == LIMIT_FOLDER_DEPTH)
			return refuse_as(err, E_LIMIT,
			    (struct origin){path, 0, 0}, "the folder is "
			    "nested too deep; expected at most %d levels",
			    LIMIT_FOLDER_DEPTH);
		vec_push(scratch, todo, (struct folder){path, in->depth + 1});
	} else if (source_ends(path, ".yaml") || source_ends(path, ".csv")) {
		vec_push(keep, out, path);
	} else if (source_ends(path, ".yml")) {
		return refuse(err, ((struct origin){path, 0, 0}),
		    "the name ends in .yml; expected .yaml");
	}
	return true;
}

static bool
read_folder(struct arena *keep, struct arena *scratch, struct folder in,
    struct folders *todo, struct texts *out, struct err *err)
{
	struct handle *h = arena_alloc(scratch, sizeof(*h));
	bool good = true;

	arena_defer(scratch, handle_close, h);
	h->dir = opendir(in.path);
	if (h->dir == NULL)
		return refuse_io(err, in.path);
	while (good) {
		errno = 0;
		struct dirent *entry = readdir(h->dir);
		if (entry == NULL) {
			if (errno != 0)
				good = refuse_io(err, in.path);
			break;
		}
		if (entry->d_name[0] != '.')
			good = take_name(keep, scratch, &in, entry->d_name,
			    todo, out, err);
	}
	handle_close(h);
	return good;
}

static int
by_path(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
source_list(struct arena *keep, struct arena *scratch, const char *folder,
    struct texts *out, struct err *err)
{
	struct folders todo = {0};
	size_t first = out->len;

	vec_push(scratch, &todo, (struct folder){folder, 0});
	while (todo.len > 0) {
		struct folder next = todo.at[--todo.len];
		if (!read_folder(keep, scratch, next, &todo, out, err))
			return false;
	}
	if (out->len > first)
		qsort(out->at + first, out->len - first, sizeof(*out->at),
		    by_path);
	return true;
}

/* Where the byte at `offset` stands, for a message. */
static struct origin
origin_of(const char *file, struct str text, size_t offset)
{
	struct origin at = {file, 1, 1};

	for (size_t i = 0; i < offset && i < text.len; i++) {
		if (text.ptr[i] == '\n') {
			at.line++;
			at.column = 1;
		} else if (!is_continuation(text.ptr[i])) {
			at.column++;
		}
	}
	return at;
}

/* Characters that cannot be seen in an editor, and line separators that some
 * programs count as line ends and others do not. */
static bool
is_invisible(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n') ||
	    (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 ||
	    c == 0xfeff || c == 0xfffe || c == 0xffff;
}

static bool
check_characters(const char *file, struct str text, struct err *err)
{
	for (size_t at = 0; at < text.len;) {
		if (text.ptr[at] >= ' ' && text.ptr[at] < 0x7f) {
			at++;	/* most are plain */
			continue;
		}
		struct character c = codec_next(ENCODING_UTF8, text.ptr + at,
		    text.len - at);
		if (c.bad && text.ptr[at] != '\0')
			return refuse(err, origin_of(file, text, at), "the "
			    "byte 0x%02x is not UTF-8; expected a file saved "
			    "as UTF-8", (unsigned char)text.ptr[at]);
		if (c.bad || is_invisible(c.code))
			return refuse(err, origin_of(file, text, at), "the "
			    "control character U+%04lX; expected text",
			    c.bad ? 0 : (unsigned long)c.code);
		at += c.size;
	}
	return true;
}

/* CR LF and lone CR become LF, in place. */
static size_t
unify_line_ends(char *text, size_t len)
{
	size_t out = 0;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\r' && i + 1 < len && text[i + 1] == '\n')
			continue;
		text[out++] = text[i] == '\r' ? '\n' : text[i];
	}
	return out;
}

/* All bytes of an open file, or one more than a pack may have. */
static bool
read_all(struct arena *scratch, FILE *file, struct source_buffer *buffer)
{
	char part[16 * 1024];
	size_t got;

	buffer->len = 0;
	while (buffer->len <= LIMIT_PACK_BYTES &&
	    (got = fread(part, 1, sizeof(part), file)) > 0)
		vec_append(scratch, buffer, part, got);
	return !ferror(file);
}

bool
source_bytes(struct arena *scratch, const char *file,
    struct source_buffer *buffer, struct str *out, struct err *err)
{
	struct handle *h = arena_alloc(scratch, sizeof(*h));

	arena_defer(scratch, handle_close, h);
	h->file = fopen(file, "rb");
	if (h->file == NULL)
		return refuse_io(err, file);
	if (!read_all(scratch, h->file, buffer))
		return refuse_io(err, file);
	handle_close(h);
	if (buffer->len > LIMIT_PACK_BYTES)
		return refuse_as(err, E_LIMIT, (struct origin){file, 0, 0},
		    "the file is too large; expected at most %zu bytes",
		    LIMIT_PACK_BYTES);
	*out = (struct str){buffer->at, buffer->len};
	return true;
}

bool
source_text(struct arena *scratch, const char *file, struct str bytes,
    struct str *out, struct err *err)
{
	if (str_starts(bytes, STR("\xef\xbb\xbf")))
		bytes = str_slice(bytes, (struct span){3, bytes.len});
	char *text = arena_copy(scratch, bytes.ptr, bytes.len);
	*out = (struct str){text, unify_line_ends(text, bytes.len)};
	return check_characters(file, *out, err);
}

bool
source_read(struct arena *scratch, const char *file, struct str *out,
    struct err *err)
{
	struct source_buffer buffer = {0};
	struct str bytes;

	return source_bytes(scratch, file, &buffer, &bytes, err) &&
	    source_text(scratch, file, bytes, out, err);
}
