/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Words of names by their letters alone: what may stand in a name, and what is
 * a degree behind one.
 */
#ifndef FACTS_NAME_WORDS_H
#define FACTS_NAME_WORDS_H

#include "base/str.h"

/** Where the character begins that ends at `end`, which is not 0. */
size_t name_char_before(struct str text, size_t end);

/** Does a letter begin at `at`, with a mark or without, or an apostrophe? */
bool name_is_letter(struct str text, size_t at);

/** A letter, or what stands between letters: a stop, a hyphen. */
bool name_goes_on(struct str text, size_t at);

/** The word of a name, or of degrees, that ends at `end`; perhaps empty. */
struct span name_word_before(struct str text, size_t end);

/* The capitals, small letters and full stops of a word. */
struct name_shape {
	size_t high, small, stops;
};

struct name_shape name_shape(struct str word);

/* Of a word that is not empty. */

/** Does it begin with a capital? */
bool name_opens_high(struct str word);

/** "DPT", "Ph.D.", "M.S.": capitals, or one before a full stop. */
bool name_is_degree(struct str word);

/** A degree that is no word before a full stop ("Cont."). */
bool name_is_short_degree(struct str word);

/** "CPT" and "MS" before or behind a name that is in small letters. */
bool name_is_shouted(struct str word);

/** "van", "de": small words inside of names. */
bool name_is_particle(struct str word);

/** "the", "with": words too common to be looked for in all the text. */
bool name_is_small_word(struct str word);

/** Does a full stop end a sentence behind it, and not an initial? */
bool name_ends_sentence(struct str word);

#endif
