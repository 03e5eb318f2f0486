/* SPDX-License-Identifier: Apache-2.0 */
/**
 * All patterns of all packs over one text, in one pass.
 *
 * The text is walked once; at each position the prefix table names the few
 * patterns that can begin there, and only those are tried, anchored, and
 * pattern by pattern, so that their code stays in the caches.  The result is
 * that of a plain loop: for every pattern its leftmost matches that do not
 * overlap one another.  tests/unit/test_scanner.c holds the two equal.
 */
#ifndef MATCH_SCANNER_H
#define MATCH_SCANNER_H

#include "base/err.h"
#include "match/prebuilt.h"
#include "match/trials.h"
#include "pack/pack.h"

struct scanner;

/**
 * Compile the pack's patterns and the table of their prefixes.  `tables` (may
 * be NULL) are taken over, also on failure; they are used when they were made
 * from the same patterns by the same PCRE2, else all is worked out afresh.  On
 * failure (E_CONFIG with the pattern's place, E_MEMORY) `*out` is untouched.
 */
enum status scanner_new(const struct pack *pack, struct prebuilt *tables,
    struct scanner **out, struct err *err);

void scanner_free(struct scanner *s);

/** Learn from sample texts which patterns can begin at longer prefixes, so
 * that texts in such words are scanned faster.  Before scanner_save(), and
 * before the scanner is shared.  The text must be valid UTF-8. */
enum status scanner_learn(struct scanner *s, struct str text, struct err *err);

/** Write the file of tables.  E_IO when it cannot be written. */
enum status scanner_save(const struct scanner *s, const char *tables,
    struct err *err);

/** Compile to machine code: worth its time from some dozens of notes on.  Call
 * before the scanner is shared by threads; where it fails (no JIT on the
 * machine) scanning works as before. */
void scanner_speed_up(struct scanner *s);

/* What one thread needs to scan; not shared. */
struct scratch;

struct scratch *scratch_new(const struct scanner *s);
void scratch_free(struct scratch *t);

/** Have a second thread help with each text (trials_pair()). */
void scratch_pair(struct scratch *t);

/** An arena for what is needed while a note is read and not after; whoever
 * takes it resets it. */
struct arena *scratch_arena(struct scratch *t);

/**
 * Call `found` for each match, patterns in any order, matches of one pattern
 * from left to right.  Returns the number of match attempts that were given
 * up at a limit (0 in good health), or SIZE_MAX when memory ran out.  A match
 * reaches some thousand bytes at most.  `text` must be valid UTF-8.
 */
size_t scanner_run(const struct scanner *s, struct scratch *t, struct str text,
    found_function *found, void *context);

/** The same by one PCRE2 search a pattern, for comparison. */
size_t scanner_run_plain(const struct scanner *s, struct scratch *t,
    struct str text, found_function *found, void *context);

#endif
