/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/yaml.h"

#include <stdlib.h>
#include <yaml.h>

#include "base/limits.h"
#include "pack/refuse.h"

/* What libyaml owns.  It lies in the arena, which releases it should memory
 * run out; deleting twice does no harm, so a good end deletes at once. */
struct foreign {
	yaml_parser_t parser;
	yaml_event_t event;
};

struct builder {
	struct arena *arena;
	struct err *err;
	const char *file;
	struct str source;
	size_t line;		/* 0-based line that `at` begins */
	size_t at;		/* byte offset in source */
	struct node *root;
	struct node *open[LIMIT_PACK_DEPTH];	/* lists and mappings */
	struct node *key[LIMIT_PACK_DEPTH];	/* read, its value not yet */
	size_t depth;
};

static void
foreign_release(void *p)
{
	struct foreign *f = p;

	yaml_event_delete(&f->event);
	yaml_parser_delete(&f->parser);
}

const struct node *
node_value(const struct node *map, const char *key)
{
	for (size_t i = 0; i < map->entries.len; i++)
		if (strcmp(map->entries.at[i].key->text.ptr, key) == 0)
			return map->entries.at[i].value;
	return NULL;
}

static struct origin
origin_of(const struct builder *b, yaml_mark_t mark)
{
	return (struct origin){b->file, (unsigned)mark.line + 1,
	    (unsigned)mark.column + 1};
}

/* The byte offset of a line's start; asked for in ascending order. */
static size_t
line_start(struct builder *b, size_t line)
{
	while (b->line < line && b->at < b->source.len)
		if (b->source.ptr[b->at++] == '\n')
			b->line++;
	return b->at;
}

/* The lines of a block scalar, which begin below its indicator. */
static struct str
raw_lines(struct builder *b, const yaml_event_t *e)
{
	size_t start = line_start(b, e->start_mark.line + 1);
	size_t end = e->end_mark.column == 0 ?
	    line_start(b, e->end_mark.line) : b->source.len;

	return str_slice(b->source, (struct span){start, end});
}

static bool
add_key(struct builder *b, struct node *key)
{
	if (key->kind != NODE_TEXT)
		return refuse(b->err, key->origin,
		    "a key is a list or a mapping; expected a name");
	b->key[b->depth - 1] = key;
	return true;
}

static bool
add(struct builder *b, struct node *n)
{
	if (b->depth == 0) {
		b->root = n;
		return true;
	}
	struct node *parent = b->open[b->depth - 1];
	struct node *key = b->key[b->depth - 1];
	if (parent->kind == NODE_MAP && key == NULL)
		return add_key(b, n);
	if (parent->kind == NODE_MAP)
		vec_push(b->arena, &parent->entries,
		    (struct node_entry){key, n});
	else
		vec_push(b->arena, &parent->items, n);
	b->key[b->depth - 1] = NULL;
	return true;
}

static bool
open_node(struct builder *b, struct node *n)
{
	if (!add(b, n))
		return false;
	if (b->depth == LIMIT_PACK_DEPTH)
		return refuse_as(b->err, E_LIMIT, n->origin,
		    "nested too deep; expected at most %d levels",
		    LIMIT_PACK_DEPTH);
	b->open[b->depth] = n;
	b->key[b->depth] = NULL;
	b->depth++;
	return true;
}

static int
by_text_and_place(const void *a, const void *b)
{
	const struct node *x = ((const struct node_entry *)a)->key;
	const struct node *y = ((const struct node_entry *)b)->key;
	int order = str_cmp(x->text, y->text);

	if (order != 0)
		return order;
	if (x->origin.line != y->origin.line)
		return x->origin.line < y->origin.line ? -1 : 1;
	return (x->origin.column > y->origin.column) -
	    (x->origin.column < y->origin.column);
}

static bool
check_keys(struct builder *b, const struct node_entries *entries)
{
	if (entries->len < 2)
		return true;
	struct node_entry *sorted = arena_array(b->arena, entries->len,
	    sizeof(*sorted));
	memcpy(sorted, entries->at, entries->len * sizeof(*sorted));
	qsort(sorted, entries->len, sizeof(*sorted), by_text_and_place);
	for (size_t i = 1; i < entries->len; i++) {
		const struct node *one = sorted[i - 1].key;
		const struct node *next = sorted[i].key;
		if (str_eq(one->text, next->text))
			return refuse(b->err, next->origin,
			    "the key '%s' stands at line %u already; expected "
			    "it once", refuse_quote(next->text).text,
			    one->origin.line);
	}
	return true;
}

static bool
close_node(struct builder *b)
{
	struct node *n = b->open[--b->depth];

	return n->kind != NODE_MAP || check_keys(b, &n->entries);
}

static bool
refuse_extra(struct builder *b, const yaml_event_t *e, const char *what)
{
	return refuse(b->err, origin_of(b, e->start_mark),
	    "%s; expected plain texts, lists and mappings", what);
}

static struct node *
node_of(struct builder *b, const yaml_event_t *e, enum node_kind kind)
{
	struct node *n = arena_alloc(b->arena, sizeof(*n));

	n->kind = kind;
	n->origin = origin_of(b, e->start_mark);
	return n;
}

static bool
add_text(struct builder *b, const yaml_event_t *e)
{
	struct node *n = node_of(b, e, NODE_TEXT);
	struct str value = {(const char *)e->data.scalar.value,
	    e->data.scalar.length};
	bool block = e->data.scalar.style == YAML_LITERAL_SCALAR_STYLE ||
	    e->data.scalar.style == YAML_FOLDED_SCALAR_STYLE;

	if (value.len != 0 && memchr(value.ptr, '\0', value.len) != NULL)
		return refuse_extra(b, e, "a NUL character");
	n->text = arena_str(b->arena, value);
	if (block) {
		struct str *raw = arena_alloc(b->arena, sizeof(*raw));
		*raw = raw_lines(b, e);
		n->raw = raw;
	}
	return add(b, n);
}

/* What is wrong with an event whatever stands in it, or NULL. */
static const char *
event_extra(const struct builder *b, const yaml_event_t *e)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;

	switch (e->type) {
	case YAML_SCALAR_EVENT:
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
		break;
	case YAML_ALIAS_EVENT:
		return "an alias";
	case YAML_DOCUMENT_START_EVENT:
		return b->root != NULL ? "a second document" : NULL;
	default:
		return NULL;
	}
	if (anchor != NULL)
		return "an anchor";
	return tag != NULL ? "a tag" : NULL;
}

static bool
take(struct builder *b, const yaml_event_t *e)
{
	const char *extra = event_extra(b, e);

	if (extra != NULL)
		return refuse_extra(b, e, extra);
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		return add_text(b, e);
	case YAML_SEQUENCE_START_EVENT:
		return open_node(b, node_of(b, e, NODE_LIST));
	case YAML_MAPPING_START_EVENT:
		return open_node(b, node_of(b, e, NODE_MAP));
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_node(b);
	default:
		return true;
	}
}

/* libyaml has no good word for the commonest slip of all. */
static bool
tab_in_indent(const struct builder *b, size_t line, size_t *column)
{
	struct str s = b->source;
	size_t at = 0;

	for (size_t i = 0; i < line && at < s.len; at++)
		i += s.ptr[at] == '\n';
	for (size_t start = at; at < s.len && is_blank(s.ptr[at]); at++)
		if (s.ptr[at] == '\t') {
			*column = at - start;
			return true;
		}
	return false;
}

static bool
refuse_syntax(struct builder *b, const yaml_parser_t *p)
{
	yaml_mark_t mark = p->problem_mark;

	if (p->error == YAML_MEMORY_ERROR)
		arena_give_up(b->arena);
	if (tab_in_indent(b, mark.line, &mark.column))
		return refuse(b->err, origin_of(b, mark),
		    "a tab in the indentation; expected spaces");
	return refuse(b->err, origin_of(b, mark),
	    "%s%s%s; expected well-formed YAML",
	    p->problem ? p->problem : "not readable", p->context ? " " : "",
	    p->context ? p->context : "");
}

static bool
build(struct builder *b, struct foreign *f)
{
	for (;;) {
		yaml_event_delete(&f->event);
		if (!yaml_parser_parse(&f->parser, &f->event))
			return refuse_syntax(b, &f->parser);
		if (f->event.type == YAML_STREAM_END_EVENT)
			return true;
		if (!take(b, &f->event))
			return false;
	}
}

bool
yaml_read(struct arena *scratch, const char *file, struct str text,
    const struct node **out, struct err *err)
{
	struct foreign *f = arena_alloc(scratch, sizeof(*f));
	struct builder b = {.arena = scratch, .err = err, .file = file,
	    .source = text};

	if (!yaml_parser_initialize(&f->parser))
		arena_give_up(scratch);
	arena_defer(scratch, foreign_release, f);
	yaml_parser_set_encoding(&f->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&f->parser,
	    (const unsigned char *)text.ptr, text.len);
	bool good = build(&b, f);
	foreign_release(f);
	if (good && b.root == NULL)
		return refuse(err, ((struct origin){file, 1, 1}),
		    "the file is empty; expected a mapping with 'kind' and "
		    "'name'");
	if (good)
		*out = b.root;
	return good;
}
