/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Views of bytes.  A `struct str` points at bytes somebody else owns
 * and is never NUL-terminated by contract; a `struct span` is a range of
 * byte offsets into a text named by the context and holds no pointer.
 * Both are passed by value.  Nothing here allocates.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *ptr;	/* may be NULL when len is 0 */
	size_t len;		/* bytes */
};

struct span {
	size_t start;		/* first byte */
	size_t end;		/* one past the last byte; start <= end */
};

/* Printing a view with printf: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

/* A view of a string literal. */
#define STR(lit) ((struct str){(lit), sizeof(lit) - 1})

static inline struct str
str_of(const char *z)
{
	return (struct str){z, z ? strlen(z) : 0};
}

static inline struct str
str_slice(struct str s, struct span at)
{
	return (struct str){s.ptr ? s.ptr + at.start : NULL,
	    at.end - at.start};
}

static inline size_t
span_len(struct span s)
{
	return s.end - s.start;
}

static inline bool
span_holds(struct span outer, struct span inner)
{
	return outer.start <= inner.start && inner.end <= outer.end;
}

static inline bool
span_touches(struct span a, struct span b)
{
	return a.start < b.end && b.start < a.end;
}

/* ASCII classes that do not depend on the locale. */
static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool
is_alpha(char c)
{
	return is_upper(c) || is_lower(c);
}

static inline bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static inline bool
is_space(char c)
{
	return is_blank(c) || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static inline char
to_lower(char c)
{
	return is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

static inline char
to_upper(char c)
{
	return is_lower(c) ? (char)(c - 'a' + 'A') : c;
}

/* A byte of a word: letter, digit, or any byte of a non-ASCII character. */
static inline bool
is_word(char c)
{
	return is_alpha(c) || is_digit(c) || (unsigned char)c >= 0x80;
}

/* A byte of a UTF-8 character behind its first. */
static inline bool
is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/** Byte-wise equality. */
bool str_eq(struct str a, struct str b);

/** Equality that ignores ASCII case. */
bool str_eq_nocase(struct str a, struct str b);

/** Is it in a list that ends with NULL, in whatever case? */
bool str_is_one_of(struct str s, const char *const *list);

/** Order of bytes, shorter first on a common prefix: <0, 0 or >0. */
int str_cmp(struct str a, struct str b);

/** `s` without blanks and line ends at either side. */
struct str str_trim(struct str s);

/** `at` within `text`, without blanks and line ends at either side. */
struct span span_trim(struct str text, struct span at);

/** Is there a letter in it? */
bool str_has_letters(struct str s);

/** Is there a digit in it? */
bool str_has_digits(struct str s);

/** The lines that `at` stands on, from the start of the first to before the
 * end of the last. */
struct span span_lines(struct str text, struct span at);

/** The line that holds an offset, without its line end. */
static inline struct span
str_line_at(struct str text, size_t at)
{
	return span_lines(text, (struct span){at, at});
}

/** What is left of a line from `start` on, without its line end; nothing at
 * the text's end when `start` lies behind it. */
struct span str_line_from(struct str text, size_t start);

/** Where the first lines end, so many that hold anything. */
size_t str_head_end(struct str text, size_t lines);

/** Where the word that begins at `from` ends, at `end` at the latest; `from`
 * when none does. */
static inline size_t
str_word_end(struct str text, size_t from, size_t end)
{
	while (from < end && is_word(text.ptr[from]))
		from++;
	return from;
}

/** Does `s` begin with `prefix`? */
bool str_starts(struct str s, struct str prefix);

/**
 * The whole of `s` as a non-negative decimal number.  Returns false, and
 * leaves `*out` alone, when `s` is empty, has another byte than a digit, or
 * exceeds `max`.
 */
bool str_number(struct str s, long max, long *out);

#endif
