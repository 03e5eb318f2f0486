/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The first line decides: one whose brackets are closed is a line of NDJSON,
 * though it may be the only one; one that is open begins a document.  What a
 * text holds is parsed into an arena of its own, which is emptied before the
 * next one.
 */
#include "ingest/bundle.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "ingest/aside.h"
#include "ingest/beside.h"
#include "ingest/bundle_parts.h"
#include "ingest/fhir.h"
#include "ingest/recode.h"
#include "ingest/table_facts.h"

enum { PIECE = 64 * 1024 };

enum line_end { LINE_READ, LINE_NONE, LINE_LONG, LINE_FAILED };

/* Bytes that are read and not used up. */
struct window {
	struct recode source;
	char *ptr;		/* from malloc() */
	size_t len;
	size_t room;
	size_t at;		/* used up */
	size_t looked;		/* no line ends before this */
	size_t lines;		/* that were taken */
	bool ended;
};

struct bundle {
	struct arena *arena;
	struct budget *budget;
	const struct columns *columns;	/* or NULL */
	const char *file;	/* or NULL */
	struct beside *beside;
	struct window *window;
	struct arena *tree_arena;

	/* What is being taken apart; NULL: nothing. */
	const json_t *root;
	const json_t *list;	/* entries or elements of it, or NULL */
	struct str text;	/* of the root, where it is a line */
	struct bundle_parts *parts;	/* of a Bundle, or NULL */
	size_t next;
	size_t given;		/* bytes of notes taken out of it */
	size_t row;		/* line, or 0 */

	size_t items;
	size_t resources;	/* that are no notes */
	size_t objects;		/* that are none either */
	size_t texts;		/* lines or documents */
	bool over;
	bool told;		/* that more lies beside it than is kept */
};

static void
release_window(void *window)
{
	free(((struct window *)window)->ptr);
}

static struct str
behind_first(struct str s)
{
	return str_trim((struct str){s.ptr + 1, s.len - 1});
}

/* An object with a name, or an array of such: no note begins so. */
static bool
probe(struct arena *a, const struct look *head, const struct columns *columns)
{
	struct str s = str_trim(head->head);

	(void)a;
	(void)columns;
	if (s.len > 0 && s.ptr[0] == '[')
		s = behind_first(s);
	if (s.len == 0 || s.ptr[0] != '{')
		return false;
	s = behind_first(s);
	if (s.len == 0 || s.ptr[0] != '"')
		return false;
	const char *end = memchr(s.ptr + 1, '"', s.len - 1);
	if (end == NULL)
		return false;
	size_t n = (size_t)(end - s.ptr) + 1;
	return str_starts(str_trim((struct str){s.ptr + n, s.len - n}),
	    STR(":"));
}

static void *
open_bundle(const struct opening *o)
{
	struct bundle *b = arena_alloc(o->arena, sizeof(*b));

	b->arena = o->arena;
	b->budget = o->budget;
	b->columns = o->columns;
	b->file = o->file;
	b->beside = o->beside;
	b->window = arena_alloc(o->arena, sizeof(*b->window));
	recode_begin(&b->window->source, o->arena, o->feed, o->look.encoded);
	arena_defer(o->arena, release_window, b->window);
	b->tree_arena = arena_within(o->arena, LIMIT_CONTAINER_ARENA);
	return b;
}

/* Read on.  False at the end, and when the window is full. */
static bool
fill(struct bundle *b)
{
	struct window *w = b->window;

	if (w->ended)
		return false;
	if (w->at > 0)
		memmove(w->ptr, w->ptr + w->at, w->len - w->at);
	w->len -= w->at;
	w->looked -= w->at;
	w->at = 0;
	if (w->len > LIMIT_JSON_BYTES)
		return false;
	if (w->room - w->len < PIECE) {
		size_t room = w->room > 0 ? w->room * 2 : PIECE * 2;
		char *ptr = realloc(w->ptr, room);
		if (ptr == NULL)
			arena_give_up(b->arena);
		w->ptr = ptr;
		w->room = room;
	}
	size_t got = recode_read(&w->source, w->ptr + w->len,
	    w->room - w->len);
	w->ended = got == 0;
	if (w->source.err.status == E_MEMORY)
		arena_give_up(b->arena);
	w->len += got;
	return got > 0;
}

/* Pass over what is left of a line that is too long. */
static void
skip_line(struct bundle *b)
{
	struct window *w = b->window;
	const char *end;

	do {
		end = memchr(w->ptr + w->at, '\n', w->len - w->at);
		w->at = w->looked = end != NULL ?
		    (size_t)(end - w->ptr) + 1 : w->len;
	} while (end == NULL && fill(b));
}

/* The next line, good until the next call. */
static enum line_end
take_line(struct bundle *b, struct str *out)
{
	struct window *w = b->window;
	const char *end = NULL;

	w->looked = w->at;
	for (;;) {
		end = w->looked < w->len ? memchr(w->ptr + w->looked, '\n',
		    w->len - w->looked) : NULL;
		w->looked = w->len;
		if (end != NULL || !fill(b))
			break;
	}
	if (w->source.err.status != OK)
		return LINE_FAILED;
	if (end == NULL && w->at == w->len)
		return LINE_NONE;
	w->lines++;
	if (end == NULL && !w->ended) {
		skip_line(b);
		return LINE_LONG;
	}
	size_t stop = end != NULL ? (size_t)(end - w->ptr) : w->len;
	*out = (struct str){w->ptr + w->at, stop - w->at};
	w->at = stop + (end != NULL);
	return out->len <= LIMIT_JSON_BYTES ? LINE_READ : LINE_LONG;
}

/* The document that begins with a line which was just taken.  False when it
 * is too large. */
static bool
take_document(struct bundle *b, struct str *line)
{
	struct window *w = b->window;

	w->at = (size_t)(line->ptr - w->ptr);
	while (fill(b))
		;
	*line = (struct str){w->ptr + w->at, w->len - w->at};
	w->at = w->looked = w->len;
	return w->ended && line->len <= LIMIT_JSON_BYTES;
}

/* Is nothing behind the line that was just taken?  The line may move. */
static bool
is_alone(struct bundle *b, struct str *line)
{
	struct window *w = b->window;
	size_t taken = w->at - (size_t)(line->ptr - w->ptr);
	bool blank;

	w->at -= taken;
	do {
		blank = str_trim((struct str){w->ptr + w->at + taken,
		    w->len - w->at - taken}).len == 0;
	} while (blank && fill(b));
	line->ptr = w->ptr + w->at;
	w->at += taken;
	return blank && w->ended;
}

/* Parse a text and begin to take it apart. */
static enum json_end
begin_text(struct bundle *b, struct str text, size_t row, struct str *why)
{
	arena_reset(b->tree_arena);
	if (ARENA_FAILED(b->tree_arena))
		arena_give_up(b->arena);
	enum json_end end = json_parse(b->tree_arena, text,
	    row > 0 ? row : 1, &b->root, why);
	if (end == JSON_READ && str_eq(fhir_type(b->root), STR("Bundle"))) {
		b->list = json_object_get(b->root, "entry");
		b->parts = bundle_parts_new(b->tree_arena, b->root);
	} else if (end == JSON_READ && json_is_array(b->root)) {
		b->list = b->root;
	}
	arena_disarm(b->tree_arena);
	b->text = text;
	b->row = row;
	b->texts++;
	return end;
}

static void
end_text(struct bundle *b)
{
	b->root = b->list = NULL;
	b->parts = NULL;
	b->next = b->given = 0;
}

static struct str
value_text(struct arena *a, const json_t *value)
{
	if (json_is_integer(value))
		return arena_printf(a, "%lld",
		    (long long)json_integer_value(value));
	if (json_is_real(value))
		return arena_printf(a, "%g", json_real_value(value));
	return json_is_string(value) ? arena_str(a, json_text(value)) :
	    STR("");
}

/* An object whose members are the cells of a row. */
static bool
take_object(struct bundle *b, struct arena *a, const json_t *object,
    struct item *out)
{
	struct cell_list names = {0}, row = {0};
	const char *name;
	json_t *value;

	if (b->columns == NULL)
		return false;
	json_object_foreach((json_t *)(uintptr_t)object, name, value) {
		vec_push(a, &names, (struct cell){.text = arena_str(a,
		    str_of(name))});
		vec_push(a, &row, (struct cell){.text = value_text(a, value)});
	}
	struct table_header h = table_header_named(&names, b->columns);
	if (h.note == NO_COLUMN || !json_is_string(json_object_get(object,
	    names.at[h.note].text.ptr)))
		return false;
	out->bytes = row.at[h.note].text;
	out->column = h.note + 1;
	out->column_name = h.note_name;
	table_state(a, &h, &row, out);
	return true;
}

/* A resource that is all of a text: in a bulk export others lie beside it. */
static void
take_alone(struct bundle *b, struct arena *a, const json_t *resource,
    struct item *out)
{
	if (b->file != NULL)
		out->bytes = beside_join(a, b->beside, b->file, b->text,
		    resource);
	if (out->bytes.len == 0)
		out->bytes = arena_str(a, b->text);
	if (b->file == NULL || !beside_lacks(b->beside) || b->told)
		return;
	b->told = true;
	item_trouble(a, out, "input/limit", arena_printf(a, "the patients, "
	    "authors and encounters beside it take more than %zu MB, and not "
	    "all were looked up", LIMIT_BESIDE_BYTES >> 20));
}

/* A resource that is a note. */
static void
take_resource(struct bundle *b, struct arena *a, const json_t *resource,
    size_t i, struct item *out)
{
	if (b->parts != NULL) {
		out->bytes = bundle_part(a, b->parts,
		    json_array_get(b->list, i));
		b->given += out->bytes.len;
		return;
	}
	if (b->list == NULL) {
		take_alone(b, a, resource, out);
		return;
	}
	out->bytes = json_copy_text(a, resource);
}

static bool
count_item(struct bundle *b)
{
	struct budget *budget = b->budget;

	b->items++;
	if (++budget->entries <= budget->limits.entries)
		return true;
	budget->spent = true;
	snprintf(budget->why, sizeof(budget->why), "it holds more than %ju "
	    "notes, and was not read on", (uintmax_t)budget->limits.entries);
	return false;
}

static bool
refuse(struct bundle *b, struct arena *a, struct item *out, size_t row,
    struct str why)
{
	b->items++;
	out->row = row;
	item_refuse(a, out, "input/unreadable", why);
	return true;
}

/* The next item of what is being taken apart. */
static bool
next_value(struct bundle *b, struct arena *a, struct item *out)
{
	size_t n = b->list != NULL ? json_array_size(b->list) :
	    b->parts == NULL;

	if (b->given > LIMIT_FHIR_PARTS_BYTES) {
		b->next = n;
		b->given = 0;
		return refuse(b, a, out, b->row, STR("is a Bundle whose notes "
		    "share more than the limit allows, and was not read on; "
		    "export it as NDJSON, a resource a line"));
	}
	while (b->next < n) {
		size_t i = b->next++;
		const json_t *value = b->list == NULL ? b->root :
		    json_array_get(b->list, i);
		if (b->parts != NULL)
			value = json_object_get(value, "resource");
		out->row = b->row;
		out->member = b->list == NULL ? NULL : arena_printf(a, "%s%zu",
		    b->parts != NULL ? "entry/" : "", i).ptr;
		if (fhir_is_note(value)) {
			take_resource(b, a, value, i, out);
			return count_item(b);
		}
		if (fhir_type(value).len > 0)
			b->resources++;
		else if (json_is_object(value) && take_object(b, a, value, out))
			return count_item(b);
		else
			b->objects++;
	}
	out->row = 0;
	out->member = NULL;
	return false;
}

/* What is to be said of a source in which no note was. */
static bool
finish(struct bundle *b, struct arena *a, struct item *out)
{
	if (b->items > 0)
		return false;
	b->items++;
	if (b->resources > 0)
		out->aside = aside_resources();
	else if (b->texts == 1 && b->objects == 1)
		out->aside = aside_settings();
	else
		item_refuse(a, out, "input/unreadable", STR("is JSON in which "
		    "no object has a note; say which member it is with --map "
		    "note=MEMBER"));
	return true;
}

/* Take up the next line, or the document.  True when there is something to
 * say of it instead. */
static bool
next_text(struct bundle *b, struct arena *a, struct item *out)
{
	struct str text, why = {NULL, 0};
	bool first = b->window->lines == 0;
	enum line_end end = take_line(b, &text);
	size_t row = b->window->lines;

	b->over = end == LINE_NONE || end == LINE_FAILED;
	if (end == LINE_NONE)
		return false;
	if (end == LINE_FAILED)
		return refuse(b, a, out, 0, arena_printf(a, "%s",
		    b->window->source.err.text));
	if (end == LINE_READ && str_trim(text).len == 0)
		return false;
	if (end == LINE_READ && first && json_is_open(text)) {
		b->over = true;
		row = 0;
		if (!take_document(b, &text))
			end = LINE_LONG;
	} else if (end == LINE_READ && first && is_alone(b, &text)) {
		row = 0;
	}
	if (end == LINE_LONG)
		return refuse(b, a, out, row, arena_printf(a, "is JSON beyond "
		    "the limit of %zu MB; export it as NDJSON, a resource a "
		    "line", LIMIT_JSON_BYTES >> 20));
	if (begin_text(b, text, row, &why) == JSON_READ)
		return false;
	b->root = NULL;
	return refuse(b, a, out, row, arena_printf(a, "is JSON that cannot be "
	    "read: %.*s", STR_ARG(why)));
}

static bool
next(void *self, struct arena *a, struct item *out, struct feed *inner)
{
	struct bundle *b = self;

	(void)inner;
	for (;;) {
		if (b->root != NULL && next_value(b, a, out))
			return true;
		end_text(b);
		if (b->budget->spent)
			return false;
		if (b->over)
			return finish(b, a, out);
		if (next_text(b, a, out))
			return true;
	}
}

const struct container container_bundle = {"json", probe, open_bundle, next};
