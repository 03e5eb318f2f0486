/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The prose of a note: its words that somebody had to find for this visit.
 *
 * Left out are parts whose kind says that they are no narrative or may be
 * repeated (patterns/text/sections.yaml), lines that are header, charges or
 * signature, and what the caller names: exercises and their dosage, which are
 * facts and not text.  What is kept is small, so that a caseload fits into
 * memory: 16 bytes a word, 8 a line.
 */
#ifndef COPY_PROSE_H
#define COPY_PROSE_H

#include "match/mention.h"

struct prose_word {
	uint32_t key;		/* hash of the word without case and plural */
	uint32_t start;		/* first byte in the note's text */
	uint32_t source;	/* first byte in the source file */
	uint16_t len;		/* bytes */
	uint8_t part;		/* index into prose.parts */
	bool standing : 1;	/* the clinic's standing text (template.h) */
	bool capital : 1;	/* begins with a capital letter */
};

/* A section of the note, as far as it is prose. */
struct prose_part {
	const struct section_kind *kind;	/* NULL: untitled or unknown */
	uint32_t first, last;	/* its words; last is one past the end */
};

/* Words from `first` on stand on a line of the source file, from 1. */
struct prose_line {
	uint32_t first;
	uint32_t line;
};

enum { PROSE_PARTS = 255 };

struct prose {
	struct prose_word *words;	/* by place */
	uint32_t n;
	struct prose_part *parts;	/* by place; none is empty */
	uint32_t n_parts;
	struct prose_line *lines;	/* by place */
	uint32_t n_lines;
	bool cut;		/* longer than LIMIT_PROSE_WORDS */
};

VEC_TYPE(spans, struct span);

/* Which prose. */
enum prose_kind {
	PROSE_NARRATIVE,	/* what is compared */
	PROSE_BESIDE,		/* sentences among what was done: a programme
				 * may repeat, but templates stand there too */
};

/**
 * The prose of a reading, without the `left_out` stretches of its text.  The
 * result lives in `keep`; what is needed meanwhile in `a`.
 */
void prose_read(struct arena *a, struct arena *keep, const struct reading *r,
    enum prose_kind kind, const struct spans *left_out, struct prose *out);

/** The key of a word of prose by its hash (match/words.h). */
static inline uint32_t
prose_key(uint64_t hash)
{
	return (uint32_t)(hash ^ hash >> 32);
}

/** Room for, and a copy of, the keys of words, as align.h takes them. */
uint32_t *prose_keys(struct arena *a, const struct prose *p);

/** The span of words `first` to `last` (not included) in the note's text. */
struct span prose_span(const struct prose *p, uint32_t first, uint32_t last);

/** The same in the source file. */
struct span prose_source(const struct prose *p, uint32_t first, uint32_t last);

/** The line of the source file that a word stands on, or 0. */
uint32_t prose_line(const struct prose *p, uint32_t word);

#endif
