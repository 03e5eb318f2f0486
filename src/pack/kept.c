/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The form of a file of trees, in the machine's own byte order, since it never
 * leaves the machine: a mark, then for each tree its head and its nodes from
 * the root down.  A node is its fixed part, then its text, and its raw text
 * where it has one, with a NUL behind each, or its children; those of a mapping
 * are keys and values by turns.
 */
#include "pack/kept.h"

#include <xxhash.h>

#include "base/blob.h"
#include "base/limits.h"

static const char MARK[8] = "rhltree3";

/* Keys of what only tests and explanations want; most of the text of packs. */
static const char *const LEFT_OUT[] = {
	"match", "skip", "examples", "bad", "good",
};

struct head {
	uint64_t file;		/* hash of the bytes it was parsed from */
	uint64_t body;		/* hash of the nodes that follow */
	uint64_t size;		/* of them, in bytes */
};

struct fixed {
	uint32_t kind;
	uint32_t line;
	uint32_t column;
	uint32_t block;		/* is there raw text? */
	uint32_t text;		/* length; or how many children */
	uint32_t raw;		/* length */
};

struct tree {
	struct head head;
	struct str body;
};

struct kept {
	VEC(struct tree) trees;
};

/* Reading what was written; stops for good at the first thing amiss. */
struct cursor {
	struct str body;
	size_t at;
	const char *file;
	bool bad;
};

static struct str
take(struct cursor *c, size_t n)
{
	if (c->bad || n > c->body.len - c->at) {
		c->bad = true;
		return (struct str){"", 0};
	}
	c->at += n;
	return (struct str){c->body.ptr + c->at - n, n};
}

static struct str
take_text(struct cursor *c, size_t n)
{
	struct str s = take(c, n);
	struct str end = take(c, 1);

	if (!c->bad && end.ptr[0] != '\0')
		c->bad = true;
	return s;
}

static const struct str *
keep_raw(struct arena *a, struct str raw)
{
	struct str *kept = arena_room(a, sizeof(*kept));

	*kept = raw;
	return kept;
}

/* One node without its children; `*children` says how many are to come. */
static struct node *
take_node(struct cursor *c, struct arena *a, size_t *children)
{
	struct node *n = arena_alloc(a, sizeof(*n));
	struct fixed f;
	struct str fixed = take(c, sizeof(f));

	*children = 0;
	if (c->bad)
		return n;
	memcpy(&f, fixed.ptr, sizeof(f));
	if (f.kind > NODE_MAP) {
		c->bad = true;
		return n;
	}
	n->kind = (enum node_kind)f.kind;
	n->origin = (struct origin){c->file, f.line, f.column};
	if (n->kind == NODE_TEXT) {
		n->text = take_text(c, f.text);
		if (f.block != 0)
			n->raw = keep_raw(a, take_text(c, f.raw));
	} else if (f.text > c->body.len - c->at) {
		c->bad = true;
	} else {
		*children = f.text;
	}
	return n;
}

/* A list or mapping whose children are being read. */
struct open_node {
	struct node *node;
	size_t left;
};

static struct open_node
open_for(struct arena *a, struct node *n, size_t children)
{
	if (n->kind == NODE_MAP) {
		n->entries.cap = (children + 1) / 2;
		n->entries.at = arena_array(a, n->entries.cap,
		    sizeof(*n->entries.at));
	} else {
		n->items.cap = children;
		n->items.at = arena_array(a, children, sizeof(*n->items.at));
	}
	return (struct open_node){n, children};
}

/* The next child; true when it is the key of an entry. */
static bool
put_child(struct arena *a, struct open_node *o, const struct node *child)
{
	struct node *n = o->node;
	size_t left = o->left--;

	if (n->kind == NODE_LIST)
		vec_push(a, &n->items, child);
	else if (left % 2 == 0)
		vec_push(a, &n->entries, (struct node_entry){child, NULL});
	else if (n->entries.len > 0)
		n->entries.at[n->entries.len - 1].value = child;
	return n->kind == NODE_MAP && left % 2 == 0;
}

static const struct node *
take_tree(struct cursor *c, struct arena *a)
{
	struct open_node open[LIMIT_PACK_DEPTH + 1];
	size_t depth = 0, children;
	struct node *root = take_node(c, a, &children);

	if (children > 0)
		open[depth++] = open_for(a, root, children);
	while (depth > 0 && !c->bad) {
		struct open_node *o = &open[depth - 1];
		if (o->left == 0) {
			depth--;
			continue;
		}
		struct node *n = take_node(c, a, &children);
		bool key = put_child(a, o, n);
		if (key && n->kind != NODE_TEXT)
			c->bad = true;
		if (children == 0)
			continue;
		if (depth > LIMIT_PACK_DEPTH)
			c->bad = true;
		else
			open[depth++] = open_for(a, n, children);
	}
	return c->bad || c->at != c->body.len ? NULL : root;
}

static bool
take_one(struct blob *in, struct tree *out)
{
	const struct head *head = blob_take(in, 1, sizeof(*head));

	if (head == NULL)
		return false;
	out->head = *head;
	out->body = (struct str){blob_take(in, head->size, 1), head->size};
	return out->body.ptr != NULL;
}

struct kept *
kept_open(struct arena *scratch, const char *path)
{
	struct kept *k = arena_alloc(scratch, sizeof(*k));
	struct blob in;
	struct tree tree;
	const char *mark;

	if (path == NULL || !blob_open(scratch, path, &in))
		return k;
	mark = blob_take(&in, 1, sizeof(MARK));
	if (mark == NULL || memcmp(mark, MARK, sizeof(MARK)) != 0)
		return k;
	while (take_one(&in, &tree))
		vec_push(scratch, &k->trees, tree);
	return k;
}

const struct node *
kept_find(const struct kept *k, struct arena *scratch, const char *file,
    struct str bytes)
{
	uint64_t hash = XXH3_64bits(bytes.ptr, bytes.len);

	for (size_t i = 0; i < k->trees.len; i++) {
		const struct tree *t = &k->trees.at[i];
		struct cursor c = {.body = t->body, .file = file};
		if (t->head.file == hash)
			return XXH3_64bits(t->body.ptr, t->body.len) ==
			    t->head.body ? take_tree(&c, scratch) : NULL;
	}
	return NULL;
}

bool
kept_begin(FILE *out)
{
	return blob_put(out, MARK, 1, sizeof(MARK));
}

VEC_TYPE(bytes, char);

static bool
is_left_out(const struct node *key)
{
	for (size_t i = 0; i < sizeof(LEFT_OUT) / sizeof(*LEFT_OUT); i++)
		if (str_eq(key->text, str_of(LEFT_OUT[i])))
			return true;
	return false;
}

/* The children of a node that are kept, keys and values by turns. */
static size_t
children_of(const struct node *n, struct arena *a, const struct node ***out)
{
	size_t count = 0;

	*out = arena_array(a, node_count(n) * 2, sizeof(**out));
	for (size_t i = 0; i < node_count(n); i++) {
		if (n->kind == NODE_LIST) {
			(*out)[count++] = n->items.at[i];
		} else if (!is_left_out(n->entries.at[i].key)) {
			(*out)[count++] = n->entries.at[i].key;
			(*out)[count++] = n->entries.at[i].value;
		}
	}
	return count;
}

static void
put_text(struct arena *a, struct bytes *out, struct str text)
{
	vec_append(a, out, text.ptr, text.len);
	vec_push(a, out, '\0');
}

static void
put_node(struct arena *a, struct bytes *out, const struct node *n,
    size_t children)
{
	struct fixed f = {(uint32_t)n->kind, n->origin.line, n->origin.column,
	    0, (uint32_t)children, 0};
	bool text = n->kind == NODE_TEXT;

	if (text)
		f.text = (uint32_t)n->text.len;
	if (text && n->raw != NULL) {
		f.block = 1;
		f.raw = (uint32_t)n->raw->len;
	}
	vec_append(a, out, (const char *)&f, sizeof(f));
	if (text)
		put_text(a, out, n->text);
	if (text && n->raw != NULL)
		put_text(a, out, *n->raw);
}

/* A node whose children are being written. */
struct visit {
	const struct node **children;
	size_t n;
	size_t next;
};

static struct visit
visit(struct arena *a, struct bytes *out, const struct node *n)
{
	struct visit v = {0};

	v.n = children_of(n, a, &v.children);
	put_node(a, out, n, v.n);
	return v;
}

bool
kept_add(FILE *out, struct arena *scratch, struct str bytes,
    const struct node *tree)
{
	struct visit open[LIMIT_PACK_DEPTH + 2];
	struct bytes body = {0};
	size_t depth = 1;

	open[0] = visit(scratch, &body, tree);
	while (depth > 0) {
		struct visit *v = &open[depth - 1];
		if (v->next == v->n)
			depth--;
		else
			open[depth++] = visit(scratch, &body,
			    v->children[v->next++]);
	}
	struct head head = {XXH3_64bits(bytes.ptr, bytes.len),
	    XXH3_64bits(body.at, body.len), body.len};
	return blob_put(out, &head, 1, sizeof(head)) &&
	    blob_put(out, body.at, body.len, 1);
}
