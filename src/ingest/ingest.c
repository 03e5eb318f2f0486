/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/ingest.h"

#include "base/limits.h"
#include "ingest/format.h"
#include "ingest/source.h"

static enum status
no_memory(struct err *err, const char *name)
{
	return err_set(err, E_MEMORY, "%s: not enough memory to read it", name);
}

static struct document *
new_document(struct arena *a, const char *name)
{
	struct document *d = arena_alloc(a, sizeof(*d));

	d->file = arena_copy(a, name, strlen(name));
	return d;
}

static void
read_as_looks(struct arena *a, struct str bytes, struct document *d)
{
	struct look look = look_at(a, bytes);
	const struct format *format = format_of(&look);

	if (format != NULL)
		format->read(a, &look, d);
	else
		format_refuse(a, d, "input/unreadable", arena_printf(a,
		    "looks like %s, which is not read as a note", look.kind));
}

/* A document for a source that could not be had at all. */
static enum status
refuse(struct arena *a, const char *name, const char *why,
    struct document **out, struct err *err)
{
	if (ARENA_FAILED(a))
		return no_memory(err, name);
	struct document *d = new_document(a, name);
	format_refuse(a, d, "input/unreadable", arena_printf(a, "%s", why));
	arena_disarm(a);
	*out = d;
	return OK;
}

enum status
ingest_bytes(struct arena *a, const char *name, struct str bytes,
    struct document **out, struct err *err)
{
	if (ARENA_FAILED(a))
		return no_memory(err, name);
	struct document *d = new_document(a, name);
	if (bytes.len > LIMIT_FILE_BYTES)
		format_refuse(a, d, "input/unreadable", arena_printf(a,
		    "is larger than the %zu MB that are read of a file",
		    LIMIT_FILE_BYTES >> 20));
	else
		read_as_looks(a, bytes, d);
	arena_disarm(a);
	*out = d;
	return OK;
}

enum status
ingest_read(struct arena *a, const char *file, struct document **out,
    struct err *err)
{
	struct source source = {0};
	struct err why = {0};

	enum status status = source_load(file, &source, &why);
	if (status == E_MEMORY)
		return no_memory(err, file);
	if (status != OK)
		return refuse(a, file, why.text, out, err);
	status = ingest_bytes(a, file, (struct str){source.ptr, source.len}, out,
	    err);
	source_free(&source);
	return status;
}
