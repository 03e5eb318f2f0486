/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A reading of one note: where its sections and statements are and what the
 * packs saw in it.  Made by match/reader.h, const afterwards.
 */
#ifndef MATCH_MENTION_H
#define MATCH_MENTION_H

#include "base/vec.h"
#include "note/note.h"
#include "pack/pack.h"

/* A titled part of the note.  Text before the first title is a section too. */
struct section {
	const struct section_kind *kind;	/* NULL: not recognised */
	struct span title;	/* without its separator; empty if none */
	struct span body;	/* to the next section's title */
	bool inferred;		/* by its wording, for want of a title */
};

/* The unit in which an assertion holds: a sentence, a list item, a table
 * cell, or a part of one that "but" cuts off. */
struct statement {
	struct span span;
	unsigned section;	/* index into reading.sections */
	unsigned sentence;	/* statements of one sentence share it */
	unsigned paragraph;	/* lines to a blank one or an item share it */
};

struct capture {
	const char *name;	/* the group's name in the pattern */
	struct span span;
};

/* One occurrence of a concept. */
struct mention {
	struct span span;
	const struct concept *concept;
	const struct pattern *pattern;	/* NULL for terms and combinations */
	const struct lexeme *lexeme;	/* for lexicon terms */
	bool weak;			/* matched by a weak wording */
	enum assertion assertion;
	unsigned section;		/* index into reading.sections */
	unsigned statement;		/* index into reading.statements */
	const struct capture *captures;	/* groups that took part */
	size_t n_captures;
};

VEC_TYPE(mention_list, struct mention);

struct reading {
	const struct pack *pack;
	const struct note *note;
	VEC(struct section) sections;	/* in order, covering the note */
	VEC(struct statement) statements;	/* in order, not overlapping */
	struct mention_list mentions;	/* by concept index, then by start */
	size_t *first;		/* per concept: index of its first mention; one
				 * more entry than concepts */
	size_t given_up;	/* match attempts that reached a limit */
	const struct weigher *weigher;	/* see match/weigher.h; NULL: none */
	const struct asserter *asserter;	/* see match/assert.h */
	const struct reading *title;	/* of the title that the source states
					 * outside the text, or NULL */
	const struct reading *raised;	/* of a note typed in small letters the
					 * same with capitals for its names, see
					 * match/raised.h; its own is itself;
					 * or NULL */
};

/* A range of mentions: for (m = r.first; m < r.last; m++). */
struct mentions {
	const struct mention *first;
	const struct mention *last;
};

/** All mentions of a concept, in order of place.  `c` may be NULL: none. */
struct mentions reading_of(const struct reading *r, const struct concept *c);

/** The same by id. */
struct mentions reading_named(const struct reading *r, const char *concept);

/** Does the mention count: accepted assertion, allowed section? */
bool mention_counts(const struct reading *r, const struct mention *m);

/** The span of a named group; false when it did not take part. */
bool mention_capture(const struct mention *m, const char *name,
    struct span *out);

/** The same as text; an empty view when it did not take part. */
struct str mention_text(const struct reading *r, const struct mention *m,
    const char *name);

/** Index of the section that holds an offset. */
unsigned reading_section_at(const struct reading *r, size_t offset);

/** Index of the statement that holds an offset, or the last before it. */
unsigned reading_statement_at(const struct reading *r, size_t offset);

#endif
