/* SPDX-License-Identifier: Apache-2.0 */
/**
 * One compiled pattern.  PCRE2 comes into the program by this header, which is
 * included in this room only.
 */
#ifndef MATCH_REGEX_H
#define MATCH_REGEX_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/err.h"
#include "base/limits.h"
#include "pack/pack.h"

struct regex {
	const struct pattern *pattern;
	pcre2_code *anchored;	/* matches at the start offset only */
	pcre2_code *floating;	/* searches; NULL unless asked for */
	uint32_t lookbehind;	/* characters a match may look back */
	const char *groups[LIMIT_GROUPS];	/* name of each, or NULL */
};

/**
 * Compile a pattern of a pack, caseless and UTF.  Refused with E_CONFIG and
 * the pattern's origin: a syntax error, a pattern that can match nothing, one
 * with \K or \G, one with LIMIT_GROUPS groups.  Names are kept in `arena`;
 * release the codes with regex_free().
 */
enum status regex_compile(struct arena *arena, const struct pattern *pattern,
    struct regex *out, struct err *err);

/** The same around a code that was compiled from the pattern before and is
 * taken over; it is not checked again. */
void regex_adopt(struct arena *arena, const struct pattern *pattern,
    pcre2_code *anchored, struct regex *out);

/** Also compile the searching form, for patterns that cannot be indexed. */
enum status regex_add_floating(struct regex *r, struct err *err);

void regex_free(struct regex *r);

#endif
