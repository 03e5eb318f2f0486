/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every time of day in the note is taken with the last word before it on its
 * line that tells of a beginning, an end or something else.  A beginning and an
 * end as long after it as visits last are the visit's.
 */
#include "facts/visit_clock.h"

#include <stdlib.h>

#include "facts/amounts.h"
#include "facts/clock.h"

enum {
	LONGEST = 180,		/* minutes of a visit */
	HOURS = 12,
	MOST_TIMES = 32,	/* in a note */
	HEAD_LINES = 8,		/* which have the visit's times more than
				 * others */
	MOST_WORDS = 7,		/* of a time in words */
	REACH = 24,		/* bytes from "began" to its "at" */
	JOIN = 40,		/* bytes between the two times of a range */
	STAMP = 14,		/* digits of 20250305093000 */
	STAMP_DAY = 8,		/* digits before its hour */
	ZONE = 4		/* digits of -0500 */
};

enum role { ROLE_NONE, ROLE_STARTS, ROLE_ARRIVES, ROLE_ENDS, ROLE_OTHER };

struct told_time {
	struct span at;		/* all of it */
	struct str said;	/* the time without its date */
	enum role role;
	bool stamp;		/* with its date in one number */
	bool other;		/* said to be of something else */
};

struct times {
	struct told_time at[MOST_TIMES];
	size_t len;
};

static size_t
digits_from(struct str text, size_t at)
{
	size_t n = 0;

	while (at + n < text.len && is_digit(text.ptr[at + n]))
		n++;
	return n;
}

/* The end of " pm", "a", " a.m." at a place, else the place. */
static size_t
over_half(struct str text, size_t at)
{
	size_t end = at;

	if (end < text.len && text.ptr[end] == ' ')
		end++;
	if (end >= text.len || strchr("apAP", text.ptr[end]) == NULL)
		return at;
	end++;
	if (end < text.len && text.ptr[end] == '.')
		end++;
	if (end < text.len && to_lower(text.ptr[end]) == 'm')
		end++;
	return end < text.len && is_word(text.ptr[end]) ? at : end;
}

/* "1-1:50p": is the number before `end` an hour, joined to a time? */
static bool
opens_range(struct str text, size_t at, size_t end, struct told_time *t)
{
	long hour;

	t->at = (struct span){at, end};
	if (!str_number(str_slice(text, t->at), HOURS, &hour) || hour == 0)
		return false;
	t->said = str_slice(text, t->at);
	end += end < text.len && text.ptr[end] == ' ';
	if (end < text.len && text.ptr[end] == '-')
		end++;
	else if (end + 3 < text.len && (memcmp(text.ptr + end, "\xE2\x80\x93",
	    3) == 0 || memcmp(text.ptr + end, "to ", 3) == 0))
		end += 3;
	else
		return false;
	end += end < text.len && text.ptr[end] == ' ';
	size_t n = digits_from(text, end);
	return n > 0 && n <= 2 && end + n < text.len &&
	    text.ptr[end + n] == ':' && digits_from(text, end + n + 1) == 2;
}

/* Take a time that begins with `n` digits; false when they are none. */
static bool
take_digits(struct str text, size_t at, size_t n, struct told_time *t)
{
	size_t minutes, end = at + n;

	t->stamp = n == STAMP || n == STAMP - 2;
	if (t->stamp && memcmp(text.ptr + at, "20", 2) == 0) {
		if (end < text.len && strchr("+-", text.ptr[end]) &&
		    digits_from(text, end + 1) == ZONE)
			end += 1 + ZONE;
		t->at = (struct span){at, end};
		t->said = (struct str){text.ptr + at + STAMP_DAY, 4};
		return true;
	}
	minutes = end < text.len && text.ptr[end] == ':' ?
	    digits_from(text, end + 1) : 0;
	if (n <= 2 && minutes == 2) {
		end = over_half(text, end + 3);
		t->at = (struct span){at, end};
		t->said = str_slice(text, t->at);
		return end >= text.len || text.ptr[end] != ':';
	}
	t->at = (struct span){at, over_half(text, end)};
	t->said = str_slice(text, t->at);
	if (n <= 2)
		return t->at.end > end || opens_range(text, at, end, t);
	/* 0700, and no year. */
	return n == 4 && text.ptr[at] != '2' && minutes == 0 &&
	    (end == text.len || strchr("/:.", text.ptr[end]) == NULL);
}

/* Can a number that begins here be a time of day? */
static bool
opens_time(struct str text, size_t at)
{
	if (!is_digit(text.ptr[at]))
		return false;
	if (at == 0)
		return true;
	char c = text.ptr[at - 1];
	if (c == 'T' && at > 1 && is_digit(text.ptr[at - 2]))
		return true;
	return !is_alpha(c) && !is_digit(c) && strchr("/.:$#+", c) == NULL;
}

/* What the last of the words says that end between two places. */
static enum role
role_between(const struct gathered *words, struct span at)
{
	static const struct {
		const char *tail;
		enum role role;
	} all[] = {
		{"starts", ROLE_STARTS}, {"arrives", ROLE_ARRIVES},
		{"ends", ROLE_ENDS}, {"other", ROLE_OTHER},
	};
	const char *tail = NULL;

	for (size_t i = gathered_from(words, at.start);
	    i < words->len && words->at[i]->span.end <= at.end; i++)
		tail = concept_tail(words->at[i]->concept);
	for (size_t i = 0; tail != NULL &&
	    i < sizeof(all) / sizeof(*all); i++)
		if (strcmp(all[i].tail, tail) == 0)
			return all[i].role;
	return ROLE_NONE;
}

/* Where the time begins that "at" introduces soon behind a word, or 0. */
static size_t
behind_at(struct str text, size_t from)
{
	for (size_t at = from; at + 4 < text.len && at < from + REACH; at++) {
		if (!is_alpha(text.ptr[at]) && text.ptr[at] != ' ')
			return 0;
		if (memcmp(text.ptr + at, " at ", 4) == 0)
			return at + 4;
	}
	return 0;
}

static size_t
right_behind(struct str text, size_t at)
{
	while (at < text.len && strchr(" :,", text.ptr[at]) != NULL)
		at++;
	return at;
}

/* Does a time in words stand right behind a word, with its minutes or its half
 * of the day: "stop ten forty-eight", "start ten a.m."?  An hour alone may
 * count something. */
static bool
is_whole(struct str text, const struct told_time *t)
{
	size_t at = t->at.end;

	return memchr(t->said.ptr, ' ', t->said.len) != NULL ||
	    over_half(text, at) > at;
}

/* The longest time in words that begins at a place; false when none does. */
static bool
spoken_from(struct str text, size_t start, struct told_time *t)
{
	size_t end = start;

	for (unsigned words = 0; words < MOST_WORDS; words++) {
		while (end < text.len && (is_alpha(text.ptr[end]) ||
		    strchr("-'", text.ptr[end]) != NULL))
			end++;
		struct str said = {text.ptr + start, end - start};
		if (clock_time(said) != NO_TIME) {
			t->at = (struct span){start, end};
			t->said = said;
		}
		if (end >= text.len || text.ptr[end] != ' ')
			break;
		end++;
	}
	return t->said.len > 0;
}

static int
by_place(const void *a, const void *b)
{
	const struct told_time *x = a, *y = b;

	return (x->at.start > y->at.start) - (x->at.start < y->at.start);
}

/* "I began with her at eight": times in words, behind a word that says
 * which. */
static void
add_spoken(const struct reading *r, const struct gathered *words,
    struct times *out)
{
	struct str text = r->note->text;

	for (size_t i = 0; i < words->len && out->len < MOST_TIMES; i++) {
		size_t from = behind_at(text, words->at[i]->span.end);
		struct told_time t = {.role = role_between(words,
		    words->at[i]->span)};
		if (from > 0 ? spoken_from(text, from, &t) :
		    spoken_from(text, right_behind(text,
		    words->at[i]->span.end), &t) && is_whole(text, &t))
			out->at[out->len++] = t;
	}
	qsort(out->at, out->len, sizeof(*out->at), by_place);
}

static void
times_of(const struct reading *r, const struct gathered *words,
    const struct gathered *others, struct times *out)
{
	struct str text = r->note->text;
	size_t before = 0;

	out->len = 0;
	for (size_t at = 0; at < text.len && out->len < MOST_TIMES; at++) {
		struct told_time *t = &out->at[out->len];
		size_t n = opens_time(text, at) ? digits_from(text, at) : 0;
		if (text.ptr[at] == '\n')
			before = at;
		if (n == 0 || !take_digits(text, at, n, t) ||
		    clock_time(t->said) == NO_TIME)
			continue;
		t->role = role_between(words, (struct span){before, at});
		t->other = gathered_touches(others, t->at);
		before = at = t->at.end;
		at--;
		out->len++;
	}
}

/* As long as a visit lasts? */
static bool
lasts(const struct told_time *from, const struct told_time *to,
    struct visit_clock *out)
{
	clock_range(from->said, to->said, &out->in, &out->out);
	out->at = (struct span){from->at.start, to->at.end};
	return out->in != NO_TIME && out->out != NO_TIME &&
	    out->out - out->in >= VISIT_SHORTEST &&
	    out->out - out->in <= LONGEST;
}

/* The first beginning of a kind with the last end that fits it. */
static bool
by_words(const struct times *all, enum role begins, struct visit_clock *out)
{
	for (size_t i = 0; i < all->len; i++) {
		/* An arrival is by itself a time of something else. */
		if (all->at[i].role != begins ||
		    (all->at[i].other && begins != ROLE_ARRIVES))
			continue;
		for (size_t k = all->len; k-- > i + 1;)
			if (all->at[k].role == ROLE_ENDS &&
			    !all->at[k].other &&
			    lasts(&all->at[i], &all->at[k], out))
				return true;
	}
	return false;
}

/* Is there only a dash or "to" between two times, but for a date?  `*dated`
 * says whether there is one. */
static bool
are_joined(const struct reading *r, const struct gathered *dates,
    const struct told_time *from, const struct told_time *to, bool *dated)
{
	static const char *const marks[] = {"-", "--", "->", "to", "until",
	    "till", "through", "\xE2\x80\x93", "\xE2\x80\x94", NULL};
	struct str text = r->note->text;
	struct span at = {from->at.end, to->at.start};

	if (span_len(at) > JOIN)
		return false;
	*dated = from->stamp && to->stamp;
	for (size_t i = gathered_from(dates, at.start);
	    i < dates->len && dates->at[i]->span.start < at.end; i++) {
		at.end = dates->at[i]->span.start;
		*dated = true;
	}
	return str_is_one_of(str_trim(str_slice(text, at)), marks);
}

/* Parts of the visit that each begin where the one before ends go on with
 * it: "exercise 0900-0925, manual 0925-0938". */
static void
follow_parts(const struct reading *r, const struct gathered *dates,
    const struct times *all, size_t i, struct visit_clock *out)
{
	const struct told_time *first = &all->at[i];
	struct visit_clock whole;
	bool dated;

	for (i += 2; i + 1 < all->len; i += 2) {
		const struct told_time *from = &all->at[i], *to = from + 1;
		if (clock_time(from->said) != clock_time(from[-1].said) ||
		    !are_joined(r, dates, from, to, &dated) ||
		    !lasts(first, to, &whole))
			return;
		*out = whole;
	}
}

/* The first two times that are joined and have their dates, or stand in the
 * first lines. */
static bool
by_range(const struct reading *r, const struct gathered *dates,
    const struct times *all, struct visit_clock *out)
{
	size_t head = str_head_end(r->note->text, HEAD_LINES);

	for (size_t i = 0; i + 1 < all->len; i++) {
		const struct told_time *from = &all->at[i], *to = from + 1;
		bool dated;
		if (from->role != ROLE_OTHER && !from->other && !to->other &&
		    are_joined(r, dates, from, to, &dated) &&
		    (dated || from->at.start < head) && lasts(from, to, out)) {
			follow_parts(r, dates, all, i, out);
			return true;
		}
	}
	return false;
}

bool
visit_clock_find(struct arena *a, const struct reading *r,
    const struct gathered *others, struct visit_clock *out)
{
	struct gathered words = gather_counting(a, r, "visit-clock");
	struct gathered dates = gather_all(a, r, "any-date");
	struct times all;

	times_of(r, &words, others, &all);
	add_spoken(r, &words, &all);
	return by_words(&all, ROLE_STARTS, out) ||
	    by_words(&all, ROLE_ARRIVES, out) ||
	    by_range(r, &dates, &all, out);
}
