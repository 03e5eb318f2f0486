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

VEC_TYPE(nodes, struct node *);

struct node {
	enum node_kind kind;
	struct origin origin;
	struct str text;	/* of a NODE_TEXT; NUL-terminated, no NUL in it */
	struct str raw;		/* of a block scalar (| or >): its source lines */
	bool block;
	struct nodes keys;	/* of a NODE_MAP, in the order written */
	struct nodes items;	/* of a NODE_LIST; or the values of the keys */
};

/** How many items; none for NULL. */
static inline size_t
node_count(const struct node *n)
{
	return n == NULL ? 0 : n->items.len;
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
