/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/intake.h"

#include <stdlib.h>

#include "base/limits.h"
#include "ingest/aside.h"
#include "ingest/beside.h"
#include "ingest/walk.h"

/* Room for what is read whole that is kept for the next document. */
#define KEPT_ROOM ((size_t)1 << 20)

static const struct unpack_limits default_limits = {
	.bytes = LIMIT_UNPACKED_BYTES,
	.entries = LIMIT_UNPACKED_ENTRIES,
	.ratio = LIMIT_UNPACKED_RATIO,
	.ratio_from = LIMIT_UNPACKED_RATIO_FROM,
	.bombs = LIMIT_UNPACKED_BOMBS,
	.nesting = LIMIT_CONTAINER_DEPTH,
	.item = LIMIT_FILE_BYTES,
};

/* A container that is open. */
struct level {
	struct arena *arena;
	const struct container *kind;
	void *self;
	struct feed feed;	/* what it reads from */
	const char *member;	/* its own path inside the file, or NULL */
};

struct intake {
	struct walk *walk;	/* NULL: bytes in memory, */
	const char *name;	/* of this name, */
	struct str bytes;
	bool given;		/* which have been read */
	const struct columns *columns;
	const struct unpack_limits *limits;
	const struct launcher *launcher;

	const char *file;	/* that is being read */
	size_t number;
	char *kept_file;	/* its name where the walk forgets it */
	struct budget budget;
	struct feed source;	/* the file, under the feed that counts */
	struct feed open;	/* what is being taken out */
	struct level levels[LIMIT_CONTAINER_DEPTH];
	size_t depth;		/* levels in use */

	struct arena *scratch;	/* for looking */
	struct beside *beside;
	struct feed_buffer buffer;
};

static enum status
out_of_memory(const struct intake *in, struct err *err)
{
	return err_set(err, E_MEMORY, "%s: not enough memory to read it",
	    in->file != NULL ? in->file : "input");
}

static enum status
make(const struct intake_options *options, struct intake **out,
    struct err *err)
{
	struct intake *in = calloc(1, sizeof(*in));

	if (in != NULL)
		in->scratch = arena_new(LIMIT_NOTE_ARENA);
	if (in != NULL)
		in->beside = beside_new();
	if (in == NULL || in->scratch == NULL || in->beside == NULL) {
		intake_free(in);
		return err_set(err, E_MEMORY,
		    "not enough memory to list the input");
	}
	in->limits = &default_limits;
	if (options != NULL)
		in->columns = options->columns;
	if (options != NULL && options->limits != NULL)
		in->limits = options->limits;
	if (options != NULL)
		in->launcher = options->launcher;
	*out = in;
	return OK;
}

enum status
intake_new(const char *const *inputs, size_t n,
    const struct intake_options *options, struct intake **out,
    struct err *err)
{
	struct intake *in;
	enum status status = make(options, &in, err);

	if (status != OK)
		return status;
	in->walk = walk_new(inputs, n, err);
	if (in->walk == NULL) {
		intake_free(in);
		return E_MEMORY;
	}
	*out = in;
	return OK;
}

enum status
intake_bytes(const char *name, struct str bytes,
    const struct intake_options *options, struct intake **out,
    struct err *err)
{
	struct intake *in;
	enum status status = make(options, &in, err);

	if (status != OK)
		return status;
	in->name = name;
	in->bytes = bytes;
	*out = in;
	return OK;
}

static void
leave_level(struct intake *in)
{
	struct level *l = &in->levels[--in->depth];

	arena_free(l->arena);
	feed_close(&l->feed);
	*l = (struct level){0};
}

static void
leave_file(struct intake *in)
{
	feed_close(&in->open);
	while (in->depth > 0)
		leave_level(in);
	feed_close(&in->source);
}

void
intake_free(struct intake *in)
{
	if (in == NULL)
		return;
	leave_file(in);
	walk_free(in->walk);
	arena_free(in->scratch);
	beside_free(in->beside);
	feed_buffer_free(&in->buffer);
	free(in->kept_file);
	free(in);
}

/* The file through a feed that counts what is read of it. */
static ssize_t
counted_read(void *self, char *out, size_t room, struct err *err)
{
	struct intake *in = self;
	ssize_t got = feed_read(&in->source, out, room, err);

	if (got > 0)
		in->budget.taken += (uint64_t)got;
	return got;
}

static bool
counted_seek(void *self, uint64_t to)
{
	struct intake *in = self;

	return feed_seek(&in->source, to);
}

static void
count_source(struct intake *in)
{
	in->open = (struct feed){.read = counted_read, .self = in,
	    .seek = in->source.seek != NULL ? counted_seek : NULL,
	    .size = in->source.size};
}

/* What is it by its beginning?  The view refers to scratch. */
static enum status
look_ahead(struct intake *in, struct look *out,
    const struct container **kind, struct err *err)
{
	struct str head;
	enum status status = feed_look(&in->open, &head, err);

	if (status != OK)
		return status;
	arena_reset(in->scratch);
	if (ARENA_FAILED(in->scratch))
		return out_of_memory(in, err);
	*out = look_at(in->scratch, head);
	*kind = container_of(in->scratch, out, in->columns);
	arena_disarm(in->scratch);
	return OK;
}

/* The name of the file that is read, where it has one in a folder. */
static const char *
file_of(const struct intake *in)
{
	return in->walk != NULL && strcmp(in->file, "-") != 0 ? in->file :
	    NULL;
}

/* Open a container on what is open, which becomes the level's. */
static enum status
enter(struct intake *in, const struct container *kind, const char *member,
    const struct look *look, struct err *err)
{
	struct level *l = &in->levels[in->depth];

	*l = (struct level){.kind = kind, .feed = in->open,
	    .arena = arena_new(LIMIT_CONTAINER_ARENA)};
	in->open = (struct feed){0};
	in->depth++;
	if (l->arena == NULL || ARENA_FAILED(l->arena))
		return out_of_memory(in, err);
	if (member != NULL)
		l->member = arena_copy(l->arena, member, strlen(member));
	l->self = kind->open(&(struct opening){.arena = l->arena,
	    .feed = &l->feed, .look = *look, .budget = &in->budget,
	    .columns = in->columns, .beside = in->beside,
	    .file = in->depth == 1 ? file_of(in) : NULL});
	arena_disarm(l->arena);
	return OK;
}

/* A document that is all of what is open. */
static enum status
read_whole(struct intake *in, struct arena *a, struct item *out,
    struct err *err)
{
	enum status status = feed_all(&in->open, in->budget.limits.item,
	    &in->buffer, err);
	struct feed_buffer b = in->buffer;

	if (b.room <= KEPT_ROOM) {
		if (status == OK)
			out->bytes = arena_str(a, (struct str){b.ptr, b.len});
		return status;
	}
	/* What is large is handed over instead of being held twice. */
	in->buffer = (struct feed_buffer){0};
	arena_defer(a, free, b.ptr);
	if (status == OK)
		out->bytes = (struct str){b.ptr, b.len};
	return status;
}

static bool
may_nest(struct intake *in, struct arena *a, struct item *out)
{
	if (in->depth < in->budget.limits.nesting &&
	    in->depth < LIMIT_CONTAINER_DEPTH)
		return true;
	item_refuse(a, out, "input/limit", arena_printf(a, "it lies in more "
	    "than %u archives inside one another, and was not unpacked",
	    in->budget.limits.nesting));
	return false;
}

/*
 * What is open becomes the item, unless it is a container: then that is
 * entered, and there is no item yet.
 */
static enum status
take(struct intake *in, struct arena *a, struct item *out, bool *got,
    struct err *err)
{
	struct look look;
	struct err why = {0};
	const struct container *kind = NULL;
	enum status status = look_ahead(in, &look, &kind, &why);

	*got = true;
	if (status == OK)
		out->aside = aside_of(&look);
	if (kind != NULL && may_nest(in, a, out)) {
		*got = false;
		return enter(in, kind, out->member, &look, err);
	}
	if (status == OK && kind == NULL && out->aside == NULL)
		status = read_whole(in, a, out, &why);
	feed_close(&in->open);
	if (status == E_MEMORY)
		return out_of_memory(in, err);
	if (status != OK)
		item_refuse(a, out, "input/unreadable",
		    arena_printf(a, "%s", why.text));
	return OK;
}

static const char *
join(struct arena *a, const char *outer, const char *inner)
{
	if (outer == NULL || inner == NULL)
		return outer != NULL ? arena_copy(a, outer, strlen(outer)) :
		    inner;
	return arena_printf(a, "%s/%s", outer, inner).ptr;
}

/* Say that the file costs too much, and read no more of it. */
static void
give_up_file(struct intake *in, struct arena *a, struct item *out)
{
	*out = (struct item){.file = out->file, .number = out->number};
	item_refuse(a, out, "input/limit", arena_printf(a, "%s",
	    in->budget.why));
	leave_file(in);
}

/* The next item of the innermost container, or the end of that. */
static enum status
take_from_level(struct intake *in, struct arena *a, struct item *out,
    bool *got, struct err *err)
{
	struct level *l = &in->levels[in->depth - 1];

	*got = true;
	if (ARENA_FAILED(l->arena))
		return out_of_memory(in, err);
	bool any = l->kind->next(l->self, a, out, &in->open);
	arena_disarm(l->arena);
	if (any)
		out->member = join(a, l->member, out->member);
	enum status status = OK;
	if (any && in->open.read != NULL)
		status = take(in, a, out, got, err);
	if (in->budget.spent) {
		give_up_file(in, a, out);
		*got = true;
	} else if (!any) {
		leave_level(in);
		if (in->depth == 0)
			leave_file(in);
		*got = false;
	}
	return status;
}

/* The file of a walk is forgotten at its next step; levels need it longer. */
static enum status
keep_name(struct intake *in, const char *file, struct err *err)
{
	free(in->kept_file);
	in->kept_file = strdup(file);
	in->file = in->kept_file;
	return in->file != NULL ? OK : out_of_memory(in, err);
}

/* Take up a file that the walk, or the caller, has named. */
static enum status
take_file(struct intake *in, struct arena *a, struct item *out, bool *got,
    struct err *err)
{
	struct err why = {0};
	enum status status = in->walk != NULL ?
	    feed_open(in->file, &in->source, &why) :
	    feed_over(in->bytes, &in->source, &why);

	*got = true;
	if (status == E_MEMORY)
		return out_of_memory(in, err);
	if (status != OK) {
		item_refuse(a, out, "input/unreadable",
		    arena_printf(a, "%s", why.text));
		return OK;
	}
	in->budget = (struct budget){.limits = *in->limits};
	count_source(in);
	status = take(in, a, out, got, err);
	if (in->depth == 0)
		feed_close(&in->source);
	return status;
}

static enum status
next_file(struct intake *in, struct arena *a, struct item *out, bool *got,
    bool *more, struct err *err)
{
	struct walk_item walked = {.file = in->name};

	*got = false;
	*more = in->walk != NULL ? walk_next(in->walk, &walked) : !in->given;
	in->given = true;
	if (!*more)
		return OK;
	enum status status = keep_name(in, walked.file, err);
	if (status != OK)
		return status;
	in->number++;
	*out = (struct item){.number = in->number, .aside = walked.aside,
	    .file = arena_copy(a, in->file, strlen(in->file))};
	*got = walked.trouble != NULL || walked.aside != NULL;
	if (walked.trouble != NULL)
		item_refuse(a, out, walked.trouble->rule,
		    arena_str(a, walked.trouble->message));
	return *got ? OK : take_file(in, a, out, got, err);
}

enum status
intake_next(struct intake *in, struct arena *a, struct item *out, bool *more,
    struct err *err)
{
	enum status status = OK;
	bool got = false;

	*more = true;
	if (ARENA_FAILED(a))
		return out_of_memory(in, err);
	while (status == OK && *more && !got) {
		if (in->depth == 0) {
			status = next_file(in, a, out, &got, more, err);
			continue;
		}
		*out = (struct item){.number = in->number,
		    .file = arena_copy(a, in->file, strlen(in->file))};
		status = take_from_level(in, a, out, &got, err);
	}
	out->launcher = in->launcher;
	arena_disarm(a);
	return status;
}
