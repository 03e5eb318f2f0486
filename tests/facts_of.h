/* SPDX-License-Identifier: Apache-2.0 */
/**
 * For unit tests of facts: small notes through the real packs and reader.
 */
#ifndef TESTS_FACTS_OF_H
#define TESTS_FACTS_OF_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "facts/facts.h"
#include "match/reader.h"

struct lab {
	struct pack *pack;
	struct reader *reader;
	struct scratch *scratch;
	struct arena *arena;	/* emptied before each note */
};

/* A group set-up: the packs are loaded once for all tests of a program. */
static inline int
lab_open(void **state)
{
	struct lab *lab = calloc(1, sizeof(*lab));
	const char *srcdir = getenv("srcdir");
	char folder[512];
	struct err err = {0};

	snprintf(folder, sizeof(folder), "%s/patterns", srcdir ? srcdir : ".");
	if (lab == NULL ||
	    pack_load(folder, NULL, 0, &lab->pack, &err) != OK ||
	    reader_new(lab->pack, NULL, &lab->reader, &err) != OK) {
		fprintf(stderr, "%s\n", err.text);
		return -1;
	}
	lab->scratch = scratch_new(reader_scanner(lab->reader));
	lab->arena = arena_new(LIMIT_NOTE_ARENA);
	*state = lab;
	return lab->scratch == NULL || lab->arena == NULL;
}

static inline int
lab_close(void **state)
{
	struct lab *lab = *state;

	arena_free(lab->arena);
	scratch_free(lab->scratch);
	reader_free(lab->reader);
	pack_free(lab->pack);
	free(lab);
	return 0;
}

/* The note reads until the next call; `stated` is what its source says beside
 * the text, and may be NULL. */
static inline const struct reading *
reading_of_source(struct lab *lab, const char *text,
    const struct stated *stated, size_t n)
{
	arena_reset(lab->arena);
	if (ARENA_FAILED(lab->arena))
		fail_msg("no memory for: %s", text);
	struct document *d = arena_alloc(lab->arena, sizeof(*d));
	*d = (struct document){.file = "note", .text = str_of(text)};
	document_index_lines(lab->arena, d);
	for (size_t i = 0; i < n; i++)
		vec_push(lab->arena, &d->stated, stated[i]);
	struct note *note = arena_alloc(lab->arena, sizeof(*note));
	*note = (struct note){.document = d, .text = d->text};
	return reading_make(lab->reader, lab->scratch, lab->arena, note);
}

static inline const struct reading *
reading_of_text(struct lab *lab, const char *text)
{
	return reading_of_source(lab, text, NULL, 0);
}

/* The facts of a text, until the next call. */
static inline const struct facts *
facts_of(struct lab *lab, const char *text)
{
	const struct reading *r = reading_of_text(lab, text);
	const struct facts *f = facts_read(lab->arena, r);

	arena_disarm(lab->arena);
	return f;
}

/* 1 and a message with the note when what was seen is not what was expected,
 * so that a table can be judged to its end. */
static inline int
differs(const char *note, const char *seen, const char *expected)
{
	if (strcmp(seen, expected) == 0)
		return 0;
	print_error("%s\n  gives:    %s\n  expected: %s\n", note, seen,
	    expected);
	return 1;
}

#define ROWS(table) (sizeof(table) / sizeof((table)[0]))

#endif
