/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How the pack room says no: `file:line:column: what is wrong; what is
 * expected`.  Every function of the room that can fail returns false with
 * the caller's `struct err` filled by one of these.
 */
#ifndef PACK_REFUSE_H
#define PACK_REFUSE_H

#include "base/err.h"
#include "base/str.h"
#include "pack/pack.h"

/**
 * Fill `err` with the place and the message; an origin whose line is 0 names
 * the file alone.  Always false, so that callers can return it.
 */
bool refuse_as(struct err *err, enum status status, struct origin at,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The usual case: a pack is wrong. */
#define refuse(err, at, ...) refuse_as((err), E_CONFIG, (at), __VA_ARGS__)

/**
 * "unknown WHAT 'word'; did you mean 'x'?", or what is known when nothing is
 * near.  `words` are the `n` names that would have been right.
 */
bool refuse_word(struct err *err, struct origin at, const char *what,
    struct str word, const char *const *words, size_t n);

/* A short, printable form of something written in a pack. */
struct quoted {
	char text[64];
};

/** `s` cut to fit, with control characters replaced. */
struct quoted refuse_quote(struct str s);

#endif
