/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/ingest.h"

#include "base/limits.h"
#include "ingest/feed.h"
#include "ingest/format.h"
#include "ingest/seams.h"

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
read_as_looks(struct arena *a, const struct item *item, struct document *d)
{
	struct look look = look_at(a, item->bytes);
	const struct format *format = format_of(&look);

	look.launcher = item->launcher;
	if (format != NULL)
		format->read(a, &look, d);
	else
		format_refuse(a, d, "input/unreadable", arena_printf(a,
		    "looks like %s, which is not read as a note", look.kind));
}

/* What is known of an item beside its bytes. */
static struct document *
begin_item(struct arena *a, const struct item *i)
{
	struct document *d = new_document(a, i->file);

	d->member = i->member;
	d->row = i->row;
	d->column = i->column;
	d->column_name = i->column_name;
	vec_append(a, &d->stated, i->stated.at, i->stated.len);
	vec_append(a, &d->troubles, i->troubles.at, i->troubles.len);
	return d;
}

enum status
ingest_item(struct arena *a, const struct item *item, struct document **out,
    struct err *err)
{
	if (ARENA_FAILED(a))
		return no_memory(err, item->file);
	struct document *d = begin_item(a, item);
	if (item->refused) {
		format_make_unreadable(a, d);
	} else if (item->bytes.len > LIMIT_FILE_BYTES) {
		format_refuse(a, d, "input/unreadable", arena_printf(a,
		    "is larger than the %zu MB that are read of a file",
		    LIMIT_FILE_BYTES >> 20));
	} else {
		read_as_looks(a, item, d);
		seams_apply(a, item, d);
	}
	arena_disarm(a);
	*out = d;
	return OK;
}

enum status
ingest_bytes(struct arena *a, const char *name, struct str bytes,
    struct document **out, struct err *err)
{
	return ingest_item(a, &(struct item){.file = name, .bytes = bytes},
	    out, err);
}

/* A document for a source that could not be had at all. */
static enum status
refuse(struct arena *a, const char *name, const char *why,
    struct document **out, struct err *err)
{
	struct item item = {.file = name};

	if (ARENA_FAILED(a))
		return no_memory(err, name);
	item_refuse(a, &item, "input/unreadable", arena_printf(a, "%s", why));
	arena_disarm(a);
	return ingest_item(a, &item, out, err);
}

enum status
ingest_read(struct arena *a, const char *file,
    const struct launcher *launcher, struct document **out, struct err *err)
{
	struct feed_buffer all = {0};
	struct err why = {0};

	enum status status = feed_file(file, LIMIT_FILE_BYTES, &all, &why);
	if (status == OK)
		status = ingest_item(a, &(struct item){.file = file,
		    .bytes = {all.ptr, all.len}, .launcher = launcher}, out,
		    err);
	else if (status == E_MEMORY)
		status = no_memory(err, file);
	else
		status = refuse(a, file, why.text, out, err);
	feed_buffer_free(&all);
	return status;
}
