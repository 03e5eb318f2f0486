/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tree is three arrays.  A node's label is a byte: below the root the byte
 * before the place, then the bytes at the place.  Nodes are numbered level by
 * level, so that the children of node i are those from first[i] to first[i+1],
 * ascending by label.
 */
#include "match/learnt.h"

#include <stdlib.h>

enum {
	FEW = 1,		/* patterns that are not worth narrowing */
	KNOWN = 3,		/* bytes of a path that the table knows */
	DEEPEST = 10,		/* bytes of a path; more tell hardly more */
};

#define NOTHING UINT32_MAX	/* no list: what the node above left stands */

struct learnt {
	size_t n;
	size_t patterns;	/* that there are */
	const uint32_t *first;	/* n + 1 */
	const uint32_t *list;
	const uint8_t *label;
	struct lists lists;
};

/* A node being made: the places, in order of the bytes there, of its path. */
struct growing {
	const char *const *from;	/* the byte before each place */
	const char *const *to;
	unsigned depth;
	struct choice choice;
};

struct maker {
	const struct regex *regexes;
	const struct prefix_table *table;
	pcre2_match_data *match;
	struct str text;
	struct lists_builder *lists;
	uint16_t *left;			/* scratch: a list */
	VEC(struct growing) nodes;
	VEC(uint32_t) first;
	VEC(uint32_t) list;
	VEC(uint8_t) label;
};

static int
by_bytes(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;

	return memcmp(*x, *y, DEEPEST);
}

/* The places where a note would have many patterns to try. */
static size_t
find_places(const struct maker *m, const char **out)
{
	size_t n = 0;

	for (size_t at = 1; at + DEEPEST < m->text.len; at++)
		if ((unsigned char)m->text.ptr[at - 1] < 128 &&
		    !is_continuation(m->text.ptr[at]) &&
		    prefix_at(m->table, m->text, at).n > FEW)
			out[n++] = m->text.ptr + at - 1;
	return n;
}

/* What of a list is viable on the path alone, with its number.  A path that
 * ends inside a character is none that PCRE2 could be asked about. */
static uint32_t
narrow(struct arena *a, struct maker *m, const struct growing *g,
    struct choice *choice)
{
	size_t before = (size_t)(g->from[0] - m->text.ptr), n = 0;

	if (is_continuation(g->from[0][g->depth]))
		return NOTHING;
	for (size_t i = 0; i < choice->n; i++) {
		int rc = pcre2_match(
		    m->regexes[choice->patterns[i]].anchored,
		    (PCRE2_SPTR)m->text.ptr, before + g->depth, before + 1,
		    PCRE2_PARTIAL_HARD | PCRE2_NO_UTF_CHECK, m->match, NULL);
		if (rc != PCRE2_ERROR_NOMATCH)
			m->left[n++] = choice->patterns[i];
	}
	if (n == choice->n)
		return NOTHING;
	uint16_t *kept = arena_array(a, n, sizeof(*kept));
	memcpy(kept, m->left, n * sizeof(*kept));
	*choice = (struct choice){kept, n};
	return lists_number(a, m->lists, kept, n);
}

static void
add_node(struct arena *a, struct maker *m, struct growing g)
{
	uint32_t list = NOTHING;

	if (g.depth == KNOWN)
		g.choice = prefix_at(m->table, m->text,
		    (size_t)(g.from[0] + 1 - m->text.ptr));
	if (g.depth >= KNOWN)
		list = narrow(a, m, &g, &g.choice);
	vec_push(a, &m->list, list);
	vec_push(a, &m->label, g.depth == 0 ? 0 :
	    (uint8_t)g.from[0][g.depth - 1]);
	vec_push(a, &m->nodes, g);
}

/* A child for each byte that follows the path. */
static void
add_children(struct arena *a, struct maker *m, struct growing g)
{
	if (g.depth == DEEPEST || (g.depth >= KNOWN && g.choice.n <= FEW))
		return;
	for (const char *const *end = g.from; g.from < g.to; g.from = end) {
		char byte = g.from[0][g.depth];
		while (end < g.to && end[0][g.depth] == byte)
			end++;
		add_node(a, m, (struct growing){g.from, end, g.depth + 1,
		    g.choice});
	}
}

struct learnt *
learnt_make(struct arena *a, const struct regex *regexes, size_t patterns,
    const struct prefix_table *table, pcre2_match_data *match, struct str text)
{
	struct learnt *l = arena_alloc(a, sizeof(*l));
	struct maker m = {.regexes = regexes, .table = table, .match = match,
	    .text = text, .lists = lists_begin(a),
	    .left = arena_array(a, UINT16_MAX, sizeof(*m.left))};
	const char **places = arena_array(a, text.len, sizeof(*places));
	size_t n = find_places(&m, places);

	qsort(places, n, sizeof(*places), by_bytes);
	add_node(a, &m, (struct growing){places, places + n, 0, {0}});
	for (size_t i = 0; i < m.nodes.len; i++) {
		vec_push(a, &m.first, (uint32_t)m.nodes.len);
		add_children(a, &m, m.nodes.at[i]);
	}
	vec_push(a, &m.first, (uint32_t)m.nodes.len);
	*l = (struct learnt){.n = m.nodes.len, .patterns = patterns,
	    .first = m.first.at, .list = m.list.at, .label = m.label.at,
	    .lists = lists_end(a, m.lists)};
	return l;
}

/* The child over a byte, or 0.  What was taken from a file is checked here:
 * few of its nodes are ever looked at.  Children come behind their parent, or
 * a walk might not end. */
static uint32_t
child(const struct learnt *l, uint32_t node, uint8_t byte)
{
	uint32_t from = l->first[node], to = l->first[node + 1];

	if (from <= node || to > l->n)
		return 0;
	while (from < to) {
		uint32_t middle = from + (to - from) / 2;
		if (l->label[middle] == byte)
			return middle;
		if (l->label[middle] < byte)
			from = middle + 1;
		else
			to = middle;
	}
	return 0;
}

struct choice
learnt_narrow(const struct learnt *l, struct str text, size_t at,
    struct choice list)
{
	uint32_t node = 0, deepest = NOTHING;
	struct choice narrowed;

	if (list.n <= FEW || at == 0)
		return list;
	for (size_t i = at - 1; i < text.len; i++) {
		node = child(l, node, (uint8_t)text.ptr[i]);
		if (node == 0)
			break;
		if (l->list[node] != NOTHING)
			deepest = l->list[node];
	}
	return lists_checked(&l->lists, deepest, l->patterns, &narrowed) ?
	    narrowed : list;
}

bool
learnt_put(const struct learnt *l, FILE *out)
{
	uint64_t n = l->n;

	return blob_put(out, &n, 1, sizeof(n)) &&
	    blob_put(out, l->first, l->n + 1, sizeof(*l->first)) &&
	    blob_put(out, l->list, l->n, sizeof(*l->list)) &&
	    blob_put(out, l->label, l->n, sizeof(*l->label)) &&
	    lists_put(&l->lists, out);
}

struct learnt *
learnt_take(struct arena *a, struct blob *in, size_t patterns)
{
	struct learnt *l = arena_alloc(a, sizeof(*l));
	const uint64_t *n = blob_take(in, 1, sizeof(*n));

	if (n == NULL || *n == 0 || *n >= NOTHING)
		return NULL;
	l->n = *n;
	l->patterns = patterns;
	l->first = blob_take(in, l->n + 1, sizeof(*l->first));
	l->list = blob_take(in, l->n, sizeof(*l->list));
	l->label = blob_take(in, l->n, sizeof(*l->label));
	if (l->first == NULL || l->list == NULL || l->label == NULL ||
	    !lists_find(in, &l->lists))
		return NULL;
	return l;
}
