/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A YAML file as a tree of nodes, each knowing where it was written.  Only
 * the part of YAML that people write by hand: one document of mappings,
 * lists and texts.  Aliases, anchors, tags and duplicate keys are refused.
 * Texts are not interpreted: `no` is the text "no".
 */
#ifndef PACK_YAML_H
#define PACK_YAML_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "pack/pack.h"

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node_entry {
	const struct node *key;	/* a NODE_TEXT */
	const struct node *value;
};

VEC_TYPE(nodes, const struct node *);
VEC_TYPE(node_entries, struct node_entry);

/* Some tens of thousands are made at every start, so they are kept small. */
struct node {
	enum node_kind kind;
	struct origin origin;
	union {
		struct {		/* of a NODE_TEXT */
			struct str text;	/* with a NUL behind it only */
			const struct str *raw;	/* source lines of a block
						 * scalar (| or >), else NULL */
		};
		struct nodes items;	/* of a NODE_LIST */
		struct node_entries entries;	/* of a NODE_MAP, as written */
	};
};

/** How many items a list or how many entries a mapping has; none for NULL. */
static inline size_t
node_count(const struct node *n)
{
	if (n == NULL || n->kind == NODE_TEXT)
		return 0;
	return n->kind == NODE_LIST ? n->items.len : n->entries.len;
}

/** The value of a key of a mapping, or NULL. */
const struct node *node_value(const struct node *map, const char *key);

/**
 * Read `text`, which source_read() has checked, into a tree in `scratch`;
 * `text` must live as long.  False with `err` filled: E_CONFIG, or E_LIMIT
 * when nested deeper than LIMIT_PACK_DEPTH.
 */
bool yaml_read(struct arena *scratch, const char *file, struct str text,
    const struct node **out, struct err *err);

#endif
