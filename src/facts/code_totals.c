/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/code_totals.h"

#include "base/number.h"
#include "facts/amounts.h"

enum { MOST_DIGITS = 3, FEWEST_CHARGES = 2,
	LONGEST_SIGN = 3 };	/* letters: "Tm"; a test's name has more */

/* The only timed service; NULL where there is none or another. */
static struct service *
only_timed(struct facts *f)
{
	struct service *only = NULL;

	for (size_t i = 0; i < f->services.len; i++) {
		struct service *s = &f->services.at[i];
		if (s->code == NULL || !s->code->timed)
			continue;
		if (only != NULL)
			return NULL;
		only = s;
	}
	return only;
}

/* With a single timed code its minutes are the timed total. */
static void
single_code_total(struct facts *f)
{
	const struct service *only = only_timed(f);

	if (only == NULL || only->minutes == NONE || f->timed_minutes != NONE)
		return;
	f->timed_minutes = only->minutes;
	f->timed_at = only->at;
}

static bool
opens_with_number(struct str text, struct span at)
{
	struct span word = {at.start, at.start};

	while (word.end < at.end && !is_blank(text.ptr[word.end]))
		word.end++;
	return is_digit(text.ptr[at.start]) ||
	    number_parse(str_slice(text, word)) > 0;
}

/* "97110 x 3, 45 minutes one on one": the figure right behind the only timed
 * charge is that of the charge, and what follows says that it was timed. */
static void
single_code_minutes(struct facts *f)
{
	struct str text = f->reading->note->text;
	struct service *only = only_timed(f);

	if (only == NULL || only->minutes != NONE || f->timed_minutes == NONE ||
	    f->timed_at.start < only->at.end ||
	    !opens_with_number(text, f->timed_at))
		return;
	/* In a column of its own it is that of the visit. */
	for (size_t i = only->at.end; i < f->timed_at.start; i++)
		if (strchr("\n\t|", text.ptr[i]) != NULL ||
		    (text.ptr[i] == ' ' && text.ptr[i + 1] == ' '))
			return;
	only->minutes = f->timed_minutes;
}

/* Is a service one that the patient can be left alone with? */
static bool
is_supervised(const struct service *s)
{
	return s->code->attendance != NULL &&
	    strcmp(s->code->attendance, "supervised") == 0;
}

/* The minutes beside the only charge, an untimed one, are the visit's too,
 * unless the visit's are stated in a place of their own. */
static void
untimed_visit_total(struct facts *f)
{
	const struct service *s = f->services.at;

	if (f->services.len != 1 || s->code == NULL || s->code->timed ||
	    is_supervised(s) || s->minutes == NONE ||
	    f->total_minutes != NONE)
		return;
	f->total_minutes = s->minutes;
	f->total_at = s->at;
}

struct sum {
	size_t charges;
	int minutes;
	int units;
};

/* The timed charges together; none where one lacks a figure. */
static struct sum
sum_of(const struct facts *f)
{
	struct sum sum = {0};

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (s->code == NULL || !s->code->timed || s->units == 0)
			continue;
		if (s->minutes == NONE || s->units == NONE)
			return (struct sum){0};
		sum.charges++;
		sum.minutes += s->minutes;
		sum.units += s->units;
	}
	return sum;
}

/* The next number of a line that holds blanks and bars before it; an empty
 * span where something else stands there. */
static struct span
next_number(struct str text, size_t at)
{
	struct span number = {at, at};

	while (number.start < text.len && (is_blank(text.ptr[number.start]) ||
	    text.ptr[number.start] == '|'))
		number.start++;
	number.end = number.start;
	while (number.end < text.len && is_digit(text.ptr[number.end]))
		number.end++;
	if (span_len(number) > MOST_DIGITS || (number.end < text.len &&
	    strchr(" \t\n|", text.ptr[number.end]) == NULL))
		number.end = number.start;
	return number;
}

/* The line below the last charge, past a ruler. */
static size_t
line_below(const struct facts *f, struct str text)
{
	size_t at = f->services.at[f->services.len - 1].at.end;

	while (at < text.len && text.ptr[at] != '\n')
		at++;
	while (at < text.len && strchr("\n\r-=_+", text.ptr[at]) != NULL)
		at++;
	return at;
}

/* A row of sums below the charges, without a word that says so:
 *
 *	97110  GP   10   2
 *	97116  GP   28   1
 *	            38   3
 */
static void
row_of_sums(struct facts *f)
{
	struct str text = f->reading->note->text;
	struct sum sum = sum_of(f);

	if (f->timed_minutes != NONE || sum.charges < FEWEST_CHARGES)
		return;
	struct span minutes = next_number(text, line_below(f, text));
	struct span units = next_number(text, minutes.end);
	if (number_parse(str_slice(text, minutes)) != sum.minutes ||
	    (span_len(units) > 0 &&
	    number_parse(str_slice(text, units)) != sum.units))
		return;
	f->timed_minutes = sum.minutes;
	f->timed_at = minutes;
}

/* The minutes of the timed charges together, or NONE where one lacks them. */
static int
timed_together(const struct facts *f)
{
	int sum = 0;

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (s->code == NULL || !s->code->timed)
			continue;
		if (s->minutes == NONE)
			return NONE;
		sum += s->minutes;
	}
	return sum > 0 ? sum : NONE;
}

static size_t
past(struct str text, size_t at, const char *any)
{
	while (at < text.len && text.ptr[at] != '\0' &&
	    strchr(any, text.ptr[at]) != NULL)
		at++;
	return at;
}

static struct span
digits_at(struct str text, size_t at)
{
	struct span number = {at, at};

	while (number.end < text.len && is_digit(text.ptr[number.end]))
		number.end++;
	return number;
}

/* What a figure would make known of the visit. */
struct told {
	struct span timed;
	struct span total;	/* empty where there is none */
};

/* Letters of the word that stands before a place: "Tm 40 / 40". */
static size_t
word_before(struct str text, size_t at)
{
	size_t n = 0;

	while (at > 0 && is_blank(text.ptr[at - 1]))
		at--;
	while (at > n && is_alpha(text.ptr[at - 1 - n]))
		n++;
	return n;
}

/* A sum behind an equals sign, with or without a second figure behind a slash:
 * "97110 25, 97140 15 = 40", "[40/44]". */
static bool
told_at(struct str text, size_t at, struct told *out)
{
	bool sum = text.ptr[at] == '=';
	bool fresh = at == 0 || (strchr(" \t\n[(=", text.ptr[at - 1]) != NULL &&
	    word_before(text, at) <= LONGEST_SIGN);

	if (!sum && !(is_digit(text.ptr[at]) && fresh))
		return false;
	out->timed = digits_at(text, past(text, at + sum, sum ? " \t" : ""));
	if (span_len(out->timed) < 2 || span_len(out->timed) > MOST_DIGITS)
		return false;
	size_t slash = past(text, out->timed.end, " ");
	out->total = (struct span){slash, slash};
	if (slash < text.len && text.ptr[slash] == '/')
		out->total = digits_at(text, past(text, slash + 1, " "));
	size_t end = span_len(out->total) > 0 ? out->total.end :
	    out->timed.end;
	return (sum || span_len(out->total) > 1) && (end == text.len ||
	    strchr(" \t\r\n.,;|])'", text.ptr[end]) != NULL);
}

/* Where nothing labelled says the timed total, the figure that the timed
 * charges come to is it, told as their sum or as the first of two. */
static void
told_sum(struct facts *f)
{
	enum { LONGEST_BREAK = 60 };	/* minutes that are not timed */
	struct str text = f->reading->note->text;
	int sum = timed_together(f);
	struct told told;

	if (f->timed_minutes != NONE || sum == NONE)
		return;
	size_t last = f->services.at[f->services.len - 1].at.end;
	size_t near = str_line_at(text, f->services.at[0].at.start).start;
	size_t to = str_line_at(text, last).end;
	to = to < text.len ? str_line_at(text, to + 1).end : to;
	/* A sum may stand with the minutes, above the charges. */
	for (size_t i = 0; i < to; i++) {
		if ((i < near && text.ptr[i] != '=') ||
		    !told_at(text, i, &told) ||
		    number_parse(str_slice(text, told.timed)) != sum)
			continue;
		f->timed_minutes = sum;
		f->timed_at = told.timed;
		int total = number_parse(str_slice(text, told.total));
		if (f->total_minutes == NONE && total >= sum &&
		    total <= sum + LONGEST_BREAK) {
			f->total_minutes = total;
			f->total_at = told.total;
		}
		return;
	}
}

/* The minutes of all charges, timed or not; NONE where one lacks them or where
 * none is untimed. */
static int
all_together(const struct facts *f)
{
	bool untimed = false;
	int sum = 0;

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (s->minutes == NONE)
			return NONE;
		untimed = untimed || (s->code != NULL && !s->code->timed);
		sum += s->minutes;
	}
	return untimed && f->services.len > 1 ? sum : NONE;
}

/* The last of several timed charges of one line where it alone has minutes;
 * NULL where they stand otherwise.  Adds up the units of all. */
static struct service *
last_of_line(struct facts *f, int *units)
{
	struct str text = f->reading->note->text;
	struct service *last = NULL;
	size_t charges = 0;

	*units = 0;
	for (size_t i = 0; i < f->services.len; i++) {
		struct service *s = &f->services.at[i];
		if (s->code == NULL || !s->code->timed || s->units <= 0 ||
		    (last != NULL && (last->minutes != NONE ||
		    str_line_at(text, s->at.start).start !=
		    str_line_at(text, last->at.start).start)))
			return NULL;
		charges++;
		*units += s->units;
		last = s;
	}
	return charges >= FEWEST_CHARGES && last->minutes != NONE ? last : NULL;
}

/* "97110 x2, 97140 x1 - 40 min": more than the last charge can have, and what
 * all of them come to, is the visit's. */
static void
told_of_all(struct facts *f)
{
	enum { ROUNDED = UNIT_EARNED_FROM - 1 };
	int units;
	struct service *last = last_of_line(f, &units);

	if (f->timed_minutes != NONE || last == NULL ||
	    last->minutes <= last->units * UNIT_POOL_LENGTH + ROUNDED ||
	    last->minutes < units * UNIT_POOL_LENGTH - ROUNDED ||
	    last->minutes > units * UNIT_POOL_LENGTH + ROUNDED)
		return;
	f->timed_minutes = last->minutes;
	f->timed_at = last->at;
	last->minutes = NONE;
	if (f->total_minutes != NONE)
		return;
	f->total_minutes = f->timed_minutes;
	f->total_at = f->timed_at;
}

void
code_totals_whole(struct facts *f)
{
	struct str text = f->reading->note->text;
	int sum = f->total_minutes == NONE ? all_together(f) : NONE;
	struct told told;

	for (size_t i = 0; i < text.len && sum != NONE; i++) {
		if (text.ptr[i] != '=' || !told_at(text, i, &told) ||
		    number_parse(str_slice(text, told.timed)) != sum)
			continue;
		f->total_minutes = sum;
		f->total_at = told.timed;
		return;
	}
}

void
code_totals_read(struct facts *f)
{
	told_of_all(f);
	told_sum(f);
	single_code_minutes(f);
	single_code_total(f);
	row_of_sums(f);
	untimed_visit_total(f);
}
