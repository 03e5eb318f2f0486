/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What --redact keeps out of a report.  Redaction is by construction: what
 * came out of a note is left out unless it is listed as kept.
 *
 * Kept: rule ids, levels, titles, fixes, sources, scores and tiers; positions
 * (line, column, row, byte offset); the kind of note and the discipline; which
 * elements are documented; billing codes of the code table and two-letter
 * modifiers; the numbers of units, minutes, sets, repetitions and seconds;
 * the side; fingerprints.
 *
 * Left out or masked:
 *   - names, credentials, record numbers, dates of birth, the date of service
 *     and clock times: null, or not printed;
 *   - names and wording of exercises, their loads, codes that are in no code
 *     table: null;
 *   - text of evidence: null in JSON, no snippet in SARIF, a mask for people
 *     (redact_text());
 *   - what a rule's message quotes: the place's name in brackets
 *     (redact_message());
 *   - names of files and of members of archives, for many hold a name: a hash
 *     (redact_file()).
 *
 * A mask shows how long words are, and a plain hash of a file name can be
 * confirmed by somebody who guesses the name: give a key, and keep it apart.
 */
#ifndef REPORT_REDACT_H
#define REPORT_REDACT_H

#include "audit/audit.h"

/* Room for the redacted name of a file. */
enum { REDACTED_FILE = 32 };

/**
 * A stable name in place of a path: "file-" and 12 hex digits under `key`
 * (NULL: none), and the extension if it is one of those usual for notes.
 * "-", standard input, stays.
 */
void redact_file(const char *file, const char *key, char out[REDACTED_FILE]);

/**
 * The mask of a text: digits become 0, letters and everything that is not
 * ASCII become x, ASCII blanks and punctuation stay.  One byte a character;
 * `out` must hold text.len bytes.  Returns the bytes written.
 */
size_t redact_text(struct str text, char *out);

/**
 * The rule's message with its places named and not filled: "[units] units are
 * billed".  NUL-terminated, to be released with free(); NULL without memory.
 */
char *redact_message(const struct rule_meta *rule);

#endif
