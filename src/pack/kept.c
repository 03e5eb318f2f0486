/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The form of a file of trees, in the machine's own byte order, since it never
 * leaves the machine: a mark, then for each tree its head and its nodes from
 * the root down.  A node is its fixed part, then its text and raw text with a
 * NUL behind each, or its children; those of a mapping are keys and values by
 * turns.
 */
#include "pack/kept.h"

#include <xxhash.h>

#include "base/limits.h"

static const char MARK[8] = "rhltree1";

struct head {
	uint64_t file;		/* hash of the bytes it was parsed from */
	uint64_t body;		/* hash of the nodes that follow */
	uint64_t size;		/* of them, in bytes */
};

struct fixed {
	uint32_t kind;
	uint32_t line;
	uint32_t column;
	uint32_t block;
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
	n->block = f.block != 0;
	if (n->kind == NODE_TEXT) {
		n->text = take_text(c, f.text);
		n->raw = take_text(c, f.raw);
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

static const struct node *
take_tree(struct cursor *c, struct arena *a)
{
	struct open_node open[LIMIT_PACK_DEPTH + 1];
	size_t depth = 0, children;
	struct node *root = take_node(c, a, &children);

	if (children > 0)
		open[depth++] = (struct open_node){root, children};
	while (depth > 0 && !c->bad) {
		struct open_node *o = &open[depth - 1];
		if (o->left == 0) {
			depth--;
			continue;
		}
		struct node *n = take_node(c, a, &children);
		bool key = o->node->kind == NODE_MAP && o->left % 2 == 0;
		if (key)
			vec_push(a, &o->node->keys, n);
		else
			vec_push(a, &o->node->items, n);
		o->left--;
		if (children == 0)
			continue;
		if (key || depth > LIMIT_PACK_DEPTH)
			c->bad = true;
		else
			open[depth++] = (struct open_node){n, children};
	}
	return c->bad || c->at != c->body.len ? NULL : root;
}

static void
close_file(void *handle)
{
	fclose(handle);
}

static bool
read_tree(struct arena *a, FILE *in, struct tree *out)
{
	if (fread(&out->head, sizeof(out->head), 1, in) != 1 ||
	    out->head.size > LIMIT_PACK_BYTES * 8)
		return false;
	char *body = arena_alloc(a, out->head.size);
	out->body = (struct str){body, out->head.size};
	return fread(body, 1, out->head.size, in) == out->head.size &&
	    XXH3_64bits(body, out->head.size) == out->head.body;
}

struct kept *
kept_open(struct arena *scratch, const char *path)
{
	struct kept *k = arena_alloc(scratch, sizeof(*k));
	FILE *in = path == NULL ? NULL : fopen(path, "rb");
	char mark[sizeof(MARK)];
	struct tree tree;

	if (in == NULL)
		return k;
	arena_defer(scratch, close_file, in);
	if (fread(mark, sizeof(mark), 1, in) != 1 ||
	    memcmp(mark, MARK, sizeof(mark)) != 0)
		return k;
	while (read_tree(scratch, in, &tree))
		vec_push(scratch, &k->trees, tree);
	return k;
}

const struct node *
kept_find(const struct kept *k, struct arena *scratch, const char *file,
    struct str bytes)
{
	uint64_t hash = XXH3_64bits(bytes.ptr, bytes.len);

	for (size_t i = 0; i < k->trees.len; i++) {
		struct cursor c = {.body = k->trees.at[i].body, .file = file};
		if (k->trees.at[i].head.file == hash)
			return take_tree(&c, scratch);
	}
	return NULL;
}

bool
kept_begin(FILE *out)
{
	return fwrite(MARK, sizeof(MARK), 1, out) == 1;
}

VEC_TYPE(bytes, char);

static void
put(struct arena *a, struct bytes *out, const void *ptr, size_t len)
{
	const char *p = ptr;

	for (size_t i = 0; i < len; i++)
		vec_push(a, out, p[i]);
}

static void
put_node(struct arena *a, struct bytes *out, const struct node *n)
{
	struct fixed f = {(uint32_t)n->kind, n->origin.line, n->origin.column,
	    n->block, (uint32_t)n->text.len, (uint32_t)n->raw.len};

	if (n->kind != NODE_TEXT) {
		f.text = (uint32_t)(n->items.len + n->keys.len);
		f.raw = 0;
	}
	put(a, out, &f, sizeof(f));
	if (n->kind != NODE_TEXT)
		return;
	put(a, out, n->text.ptr, n->text.len);
	put(a, out, "", 1);
	put(a, out, n->raw.ptr, n->raw.len);
	put(a, out, "", 1);
}

/* The child of a node at a position, keys and values by turns. */
static const struct node *
child_at(const struct node *n, size_t i)
{
	if (n->kind == NODE_LIST)
		return i < n->items.len ? n->items.at[i] : NULL;
	if (n->kind == NODE_TEXT || i >= n->items.len * 2)
		return NULL;
	return i % 2 == 0 ? n->keys.at[i / 2] : n->items.at[i / 2];
}

struct visit {
	const struct node *node;
	size_t next;
};

bool
kept_add(FILE *out, struct arena *scratch, struct str bytes,
    const struct node *tree)
{
	struct visit open[LIMIT_PACK_DEPTH + 2] = {{tree, 0}};
	struct bytes body = {0};
	size_t depth = 1;

	put_node(scratch, &body, tree);
	while (depth > 0) {
		const struct node *n = child_at(open[depth - 1].node,
		    open[depth - 1].next++);
		if (n == NULL) {
			depth--;
			continue;
		}
		put_node(scratch, &body, n);
		open[depth++] = (struct visit){n, 0};
	}
	struct head head = {XXH3_64bits(bytes.ptr, bytes.len),
	    XXH3_64bits(body.at, body.len), body.len};
	return fwrite(&head, sizeof(head), 1, out) == 1 &&
	    fwrite(body.at, 1, body.len, out) == body.len;
}
