/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A group that is an alternative by itself is dissolved, for packs put one
 * vocabulary into another; then the alternatives of each group are sorted by
 * their first letters.
 *
 * Why nothing changes: two alternatives that begin with different letters
 * cannot both match at one place, so their order is free; those that begin
 * with the same letter keep theirs.  Whatever begins otherwise stays where it
 * is, and nothing moves across it.  Letters that differ in case alone may or
 * may not be the same, so nothing moves across such a pair either.  Groups
 * that capture are numbered in the order written, and alternatives of a
 * lookbehind must have a fixed length each: these are left as they are.
 */
#include "match/factor.h"

#include "base/vec.h"

enum {
	WORTH = 3,		/* alternatives; fewer are tried as fast */
	DEEPEST = 4,		/* groups that are put into each other */
};

/* What begins a group that only groups. */
#define GROUP STR("(?:")

VEC_TYPE(chars, char);
VEC_TYPE(strs, struct str);

/* A group that is not closed yet; the first is the expression itself. */
struct open_group {
	size_t start;		/* of its alternatives in `out` */
	size_t first;		/* of its alternatives in `starts` */
	bool fixed;		/* its alternatives stay as they are */
	bool fixes;		/* so do those of the groups in it */
	bool plain;		/* begun by GROUP */
};

struct factoring {
	struct arena *arena;
	struct str in;
	size_t at;
	struct chars out;
	VEC(struct open_group) open;
	VEC(size_t) starts;	/* of alternatives in `out` */
};

static char
peek(const struct factoring *f, size_t ahead)
{
	return ahead < f->in.len - f->at ? f->in.ptr[f->at + ahead] : '\0';
}

/* Take over the next `n` bytes, or what is left. */
static void
copy(struct factoring *f, size_t n)
{
	if (n > f->in.len - f->at)
		n = f->in.len - f->at;
	vec_append(f->arena, &f->out, f->in.ptr + f->at, n);
	f->at += n;
}

/* Take over a class with its brackets. */
static void
copy_class(struct factoring *f)
{
	copy(f, peek(f, 1) == '^' ? 2 : 1);
	if (peek(f, 0) == ']')
		copy(f, 1);
	while (f->at < f->in.len && peek(f, 0) != ']') {
		size_t n = peek(f, 0) == '\\' ? 2 : 1;
		if (peek(f, 0) == '[' && peek(f, 1) == ':')
			for (n = 2; peek(f, n) != '\0' && peek(f, n) != ']';)
				n++;
		copy(f, n);
	}
	copy(f, 1);
}

/* What stands between a parenthesis and the first alternative. */
struct opening {
	size_t len;		/* with the parenthesis; 0: not understood */
	bool captures;
	bool behind;		/* a lookbehind */
};

/* Options that hold for a group, as in (?-i:...). */
static struct opening
option_opening(const struct factoring *f)
{
	size_t n = 2;

	while (peek(f, n) == '-' || peek(f, n) == 'i' || peek(f, n) == 'm' ||
	    peek(f, n) == 's')
		n++;
	return (struct opening){.len = peek(f, n) == ':' ? n + 1 : 0};
}

static struct opening
name_opening(const struct factoring *f)
{
	size_t n = 3;

	while (is_word(peek(f, n)))
		n++;
	return (struct opening){.len = peek(f, n) == '>' ? n + 1 : 0,
	    .captures = true};
}

static struct opening
opening_of(const struct factoring *f)
{
	if (peek(f, 1) != '?')
		return (struct opening){.len = peek(f, 1) == '*' ? 0 : 1,
		    .captures = true};
	switch (peek(f, 2)) {
	case '=':
	case '!':
	case '>':
		return (struct opening){.len = 3};
	case '<':
		if (peek(f, 3) == '=' || peek(f, 3) == '!')
			return (struct opening){.len = 4, .behind = true};
		return name_opening(f);
	default:
		return option_opening(f);
	}
}

static void
open_group(struct factoring *f, bool fixes, bool plain)
{
	vec_push(f->arena, &f->open, (struct open_group){f->out.len,
	    f->starts.len, fixes, fixes, plain});
	vec_push(f->arena, &f->starts, f->out.len);
}

static bool
take_opening(struct factoring *f)
{
	struct opening o = opening_of(f);
	bool fixes = f->open.at[f->open.len - 1].fixes || o.behind;

	if (o.len == 0)
		return false;
	for (size_t i = 0; o.captures && i < f->open.len; i++)
		f->open.at[i].fixed = true;
	bool plain = o.len == 3 && peek(f, 2) == ':';
	copy(f, o.len);
	open_group(f, fixes, plain);
	return true;
}

static bool
begins_plainly(struct str s)
{
	return s.len > 0 && is_alpha(s.ptr[0]) &&
	    (s.len == 1 || strchr("?*+{", s.ptr[1]) == NULL);
}

static void
put(struct factoring *f, struct str s)
{
	vec_append(f->arena, &f->out, s.ptr, s.len);
}

static void
put_all(struct factoring *f, const struct strs *alternatives, unsigned depth);

/* Those that begin with one letter: it, and behind it what follows in each. */
static void
put_family(struct factoring *f, struct strs *family, unsigned depth)
{
	bool alike = true;

	while (alike) {
		put(f, (struct str){family->at[0].ptr, 1});
		for (size_t i = 0; i < family->len; i++) {
			struct str *s = &family->at[i];
			*s = (struct str){s->ptr + 1, s->len - 1};
		}
		for (size_t i = 0; i < family->len; i++)
			alike = alike && begins_plainly(family->at[i]) &&
			    family->at[i].ptr[0] == family->at[0].ptr[0];
	}
	put(f, GROUP);
	put_all(f, family, depth + 1);
	put(f, STR(")"));
}

/* From `from` on, those that begin with letters of which no two differ in case
 * alone; where they end. */
static size_t
run_end(const struct strs *alternatives, size_t from)
{
	bool seen[128] = {false};
	size_t i = from;

	for (; i < alternatives->len; i++) {
		struct str s = alternatives->at[i];
		if (!begins_plainly(s))
			break;
		char letter = s.ptr[0];
		char other = is_upper(letter) ? to_lower(letter) :
		    to_upper(letter);
		if (seen[(unsigned char)other])
			break;
		seen[(unsigned char)letter] = true;
	}
	return i;
}

/* The alternatives of a run, each with its family where that first begins. */
static void
put_run(struct factoring *f, const struct strs *all, size_t from, size_t to,
    unsigned depth)
{
	bool done[128] = {false};

	for (size_t i = from; i < to; i++) {
		unsigned char letter = (unsigned char)all->at[i].ptr[0];
		struct strs family = {0};
		if (done[letter])
			continue;
		done[letter] = true;
		for (size_t k = i; k < to; k++)
			if ((unsigned char)all->at[k].ptr[0] == letter)
				vec_push(f->arena, &family, all->at[k]);
		if (i > from)
			put(f, STR("|"));
		if (family.len > 1)
			put_family(f, &family, depth);
		else
			put(f, all->at[i]);
	}
}

static void
put_all(struct factoring *f, const struct strs *all, unsigned depth)
{
	for (size_t i = 0; i < all->len;) {
		size_t end = run_end(all, i);
		if (i > 0)
			put(f, STR("|"));
		if (end - i >= WORTH && depth < DEEPEST) {
			put_run(f, all, i, end, depth);
			i = end;
		} else {
			put(f, all->at[i++]);
		}
	}
}

/* Is the innermost group, before its closing parenthesis, an alternative of
 * its own in a group that is to be rearranged?  Then it need not be one. */
static bool
is_alternative(const struct factoring *f)
{
	const struct open_group *g = &f->open.at[f->open.len - 1];
	char next = peek(f, 1);

	return g->plain && !g[-1].fixed &&
	    f->starts.at[g->first - 1] == g->start - GROUP.len &&
	    (next == '|' || next == ')' || next == '\0');
}

/* Make the alternatives of the innermost group those of the one around it. */
static void
dissolve_group(struct factoring *f)
{
	struct open_group g = f->open.at[--f->open.len];
	size_t shift = GROUP.len;

	memmove(f->out.at + g.start - shift, f->out.at + g.start,
	    f->out.len - g.start);
	f->out.len -= shift;
	/* The first begins where the one of the group did. */
	for (size_t i = g.first; i + 1 < f->starts.len; i++)
		f->starts.at[i] = f->starts.at[i + 1] - shift;
	f->starts.len--;
	f->at++;
}

/* Rearrange the innermost group, of which all is in `out`. */
static void
close_group(struct factoring *f)
{
	struct open_group g = f->open.at[--f->open.len];
	struct strs all = {0};
	struct str body = arena_str(f->arena,
	    (struct str){f->out.at + g.start, f->out.len - g.start});
	size_t n = f->starts.len - g.first;

	for (size_t i = 0; i < n && !g.fixed; i++) {
		size_t start = f->starts.at[g.first + i] - g.start;
		size_t end = i + 1 < n ?
		    f->starts.at[g.first + i + 1] - g.start - 1 : body.len;
		vec_push(f->arena, &all,
		    str_slice(body, (struct span){start, end}));
	}
	f->starts.len = g.first;
	if (n < WORTH || g.fixed)
		return;
	f->out.len = g.start;
	put_all(f, &all, 0);
}

static bool
take_closing(struct factoring *f)
{
	if (f->open.len == 1)
		return false;
	if (is_alternative(f)) {
		dissolve_group(f);
	} else {
		close_group(f);
		copy(f, 1);
	}
	return true;
}

/* One step; false where the expression is not understood. */
static bool
step(struct factoring *f)
{
	switch (peek(f, 0)) {
	case '\\':
		if (peek(f, 1) == 'Q')
			return false;
		copy(f, 2);
		return true;
	case '[':
		copy_class(f);
		return true;
	case '(':
		return take_opening(f);
	case ')':
		return take_closing(f);
	case '|':
		copy(f, 1);
		vec_push(f->arena, &f->starts, f->out.len);
		return true;
	default:
		copy(f, 1);
		return true;
	}
}

struct str
factor_regex(struct arena *a, struct str regex)
{
	struct factoring f = {.arena = a, .in = regex};

	open_group(&f, false, false);
	while (f.at < regex.len)
		if (!step(&f))
			return regex;
	if (f.open.len != 1)
		return regex;
	close_group(&f);
	vec_push(a, &f.out, '\0');
	return (struct str){f.out.at, f.out.len - 1};
}
