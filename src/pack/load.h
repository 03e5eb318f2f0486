/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the readers of the kinds of packs share.  Private to the pack room.
 *
 * All files are read into trees first.  Then the kinds are loaded in an order
 * in which most names are known when they are used (sections before the
 * concepts that name them); what can point ahead waits in the loader and is
 * linked at the end.  Functions that return bool return false with the
 * loader's `struct err` filled.
 */
#ifndef PACK_LOAD_H
#define PACK_LOAD_H

#include "pack/names.h"
#include "pack/pack.h"
#include "pack/refuse.h"
#include "pack/schema.h"
#include "pack/source.h"

/* Tables from ids to positions in the pack's vectors. */
struct pack_index {
	struct names *concepts;
	struct names *sections;
	struct names *codes;
	struct names *modifiers;
	struct names *payers;
	struct names *rules;
	struct names *note_types;
	struct names *exercise_kinds;
	struct names *facts;
	VEC(struct concepts) by_fact;
};

/* Named pieces of regular expressions. */
struct macro {
	const char *name;
	struct str regex;	/* itself expanded */
};

struct macros {
	const struct macros *outer;	/* of all files; NULL for those */
	struct names *names;
	VEC(struct macro) all;
};

/* A concept whose parts are still names. */
struct unlinked_concept {
	struct concept *concept;
	const struct node *all_of;
	const struct node *none_of;
};

struct unlinked_override {
	const struct node *rules;
	int level;
};

VEC_TYPE(chars, char);

/* An add-on code whose first code is still a name. */
struct unlinked_add_on {
	size_t code;		/* position in pack->codes */
	struct node first;
};

struct loader {
	struct pack *pack;
	struct recipient r;
	struct macros macros;	/* of the files of kind macros */
	struct names *wordings;	/* "concept wording" of lexemes */
	bool proven;		/* no pack is other than when the program was
				 * built, which checked them all */
	struct names *synonyms;
	struct names *tiers;
	struct names *caps;
	bool own;		/* what is loaded is from a user's pack */
	struct names *rows[2];	/* rows of tables; shipped, own */
	unsigned own_pairs;	/* settings that a user's pairs are for */
	VEC(struct unlinked_add_on) add_ons;
	VEC(struct unlinked_concept) concepts;
	VEC(struct unlinked_override) overrides;
	VEC(const struct node *) finds;		/* of pack->examples */
	struct chars expanded;	/* scratch: an expression with its macros */
	struct source_buffer buffer;	/* scratch: the file being read */
};

/* What every file says first. */
struct heading {
	const char *kind;
	const char *name;
	const char *about;
	const char *source;
};

/* The rows of a file's schema for the `heading` in its struct. */
#define HEADING(owner)                                                        \
	{.name = "kind", .type = FIELD_TEXT,                                  \
	    .offset = offsetof(owner, heading.kind), .required = true},       \
	{.name = "name", .type = FIELD_TEXT,                                  \
	    .offset = offsetof(owner, heading.name), .required = true},       \
	{.name = "about", .type = FIELD_TEXT,                                 \
	    .offset = offsetof(owner, heading.about)},                        \
	{.name = "source", .type = FIELD_TEXT,                                \
	    .offset = offsetof(owner, heading.source)}

/** Enter a new id; refused, naming both places, when it is taken. */
bool load_claim(struct loader *load, struct names *names, const char *what,
    struct str id, struct origin origin, size_t index);

/** What `name` stands for; NULL and refused when it is not in `names`. */
const struct named *load_find(struct loader *load, const struct names *names,
    const char *what, const struct node *name);

/**
 * Begin the macros of one file, inside those of all files, with what its
 * `define` (may be NULL) says.
 */
bool macros_define(struct loader *load, struct macros *m,
    const struct macros *outer, const struct node *define);

/** The regular expression a text node holds, with macros put in. */
bool macros_expand(struct loader *load, const struct macros *m,
    const struct node *regex, struct str *out);

/** Append patterns to a concept, from a list of texts and mappings. */
bool load_patterns(struct loader *load, const struct macros *m,
    const struct node *list, struct concept *concept);

/** A copy of `draft` becomes the pack's; NULL and refused if its id is
 * taken. */
struct concept *concept_add(struct loader *load, const struct concept *draft);

/** The concept with this id, made when there is none. */
struct concept *concept_shared(struct loader *load, struct str id,
    struct origin origin);

/** The concept of a name. */
bool concept_find(struct loader *load, const struct node *name,
    const struct concept **out);

/** Append those of a list of names; NULL is none. */
bool concept_find_all(struct loader *load, const struct node *names,
    struct concepts *out);

/** The mask of the section kinds in a list of names; NULL gives 0. */
bool sections_mask(struct loader *load, const struct node *names,
    uint64_t *out);

/**
 * Add the wordings (`also`) of something that another kind of file defines as
 * a lexeme of the concept `family`, which feeds `fact`.
 */
bool load_wordings(struct loader *load, const char *family, const char *fact,
    const struct lexeme *draft);

/** The part of a pack's name before the first slash. */
bool load_family(struct loader *load, const struct node *top,
    struct str *out);

/* One reader a kind; `top` is the mapping that the file is. */
bool load_macros(struct loader *load, const struct node *top);
bool load_sections(struct loader *load, const struct node *top);
bool load_concepts(struct loader *load, const struct node *top);
bool load_assertion(struct loader *load, const struct node *top);
bool load_lexicon(struct loader *load, const struct node *top);
bool load_words(struct loader *load, const struct node *top);
bool load_exercise_kinds(struct loader *load, const struct node *top);
bool load_claim_columns(struct loader *load, const struct node *top);
bool load_note_types(struct loader *load, const struct node *top);
bool load_columns(struct loader *load, const struct node *top);
bool load_rules(struct loader *load, const struct node *top);
bool load_payers(struct loader *load, const struct node *top);
bool load_score(struct loader *load, const struct node *top);
bool load_copying(struct loader *load, const struct node *top);

/* One reader a row of a table; the mapping lives until the next row. */
bool load_code(struct loader *load, const struct node *row);
bool load_conversion(struct loader *load, const struct node *row);
bool load_threshold(struct loader *load, const struct node *row);
bool load_weight(struct loader *load, const struct node *row);
bool load_fee(struct loader *load, const struct node *row);
bool load_limit(struct loader *load, const struct node *row);
bool load_modifier(struct loader *load, const struct node *row);
bool load_pair(struct loader *load, const struct node *row);

/**
 * Enter a row of a table, told apart from those of all tables by `key`; refused
 * when the shipped packs, or the user's, have it twice.  A user's row may
 * repeat a shipped one.
 */
bool load_claim_row(struct loader *load, const char *what, struct str key,
    struct origin origin);

/** The position of the code a text node names; refused when it is unknown. */
bool load_find_code(struct loader *load, const struct node *code,
    unsigned *out);

/* What could point ahead, once everything is loaded. */
bool link_concepts(struct loader *load);

/** Check that what speaks for a kind of section is known. */
bool link_sections(struct loader *load);
bool link_examples(struct loader *load);
bool link_overrides(struct loader *load);
bool link_add_ons(struct loader *load);

/** Put pairs and amounts into the order that looking them up needs. */
void link_pairs(struct loader *load);
void link_fees(struct loader *load);

/** Gather the concepts of each fact, for pack_fact(). */
void link_facts(struct loader *load);

#endif
