/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/earlier.h"

#include "facts/dates.h"
#include "facts/gather.h"

/* What was so long before is of another episode. */
enum { YEAR = 365, EPISODE = 400 };

/* Where a fraction's lower half begins; the end where there is none. */
static size_t
lower_half(struct str s)
{
	size_t i = 0;

	while (i < s.len && s.ptr[i] != '/')
		i++;
	return i;
}

/* "4/5" and "9/10" are grades and scores sooner than days: no day beside
 * another such fraction. */
static bool
may_be_score(struct str day, struct str before)
{
	size_t slash = lower_half(day);
	struct str lower = {day.ptr + slash, day.len - slash};

	if (!str_eq(lower, str_of("/5")) && !str_eq(lower, str_of("/10")))
		return false;
	slash = lower_half(before);
	return str_starts((struct str){before.ptr + slash,
	    before.len - slash}, lower);
}

/* Was the day before the visit?  One without a year is the last such day. */
static bool
is_earlier(const struct facts *f, struct str day)
{
	bool day_first = dates_day_first(f->reading->note->text);
	date_t visit = f->date_of_service;
	date_t d;

	if (visit == NO_DATE)
		return false;
	d = dates_parse(day, visit, day_first);
	if (d != NO_DATE && d > visit)
		d = dates_parse(day, visit - YEAR, day_first);
	return d != NO_DATE && d < visit && visit - d < EPISODE;
}

/* Of an exercise with a load it is the load that was another. */
static bool
of_load(const struct facts *f, struct span at)
{
	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (e->dosage.resistance.len > 0 && e->at.start < at.end &&
		    at.start < e->at.end)
			return true;
	}
	return false;
}

/* Does the calendar agree?  What has no day is earlier by its words. */
static bool
agrees(const struct facts *f, const struct mention *m)
{
	struct str text = f->reading->note->text;
	struct span day;

	if (!mention_capture(m, "day", &day))
		return true;
	return is_earlier(f, str_slice(text, day)) &&
	    !may_be_score(str_slice(text, day), str_slice(text,
	    (struct span){m->span.start, day.start}));
}

void
earlier_read(struct arena *a, struct facts *f)
{
	const struct gathered found = gather_counting(a, f->reading, "earlier");

	for (size_t i = 0; i < found.len; i++)
		if (agrees(f, found.at[i]) && !of_load(f, found.at[i]->span))
			vec_push(a, &f->compared, found.at[i]->span);
}
