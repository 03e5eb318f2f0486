/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/header.h"

#include "base/spoken.h"
#include "facts/dates.h"
#include "facts/gather.h"
#include "facts/readers.h"

/* An earlier date without a label is one of birth: no note that a program is
 * given is as old. */

/* Notes are signed so many days after the visit, at most, where the visit's
 * date lacks a year. */
enum { MOST_DAYS = 60 };

/* The first readable date of a fact from `earliest` on that is not one of
 * `others` too; its place goes to `at`. */
static date_t
first_date(const struct reading *r, const char *fact,
    const struct gathered *others, bool day_first, date_t earliest,
    struct span *at)
{
	const struct concepts *all = pack_fact(r->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		for (; m.first < m.last; m.first++) {
			struct str text;
			if (!mention_counts(r, m.first) ||
			    !mention_capture(m.first, "value", at) ||
			    gathered_touches(others, *at))
				continue;
			text = str_slice(r->note->text, *at);
			date_t d = dates_parse(text, NO_DATE, day_first);
			if (d == NO_DATE)
				d = date_spoken(text);
			if (d != NO_DATE && d >= earliest)
				return d;
		}
	}
	return NO_DATE;
}

static date_t
headed_date(const struct reading *r, struct span at, bool day_first)
{
	return at.end == 0 ? NO_DATE :
	    dates_parse(str_slice(r->note->text, at), NO_DATE, day_first);
}

void
header_dates_read(struct arena *a, struct facts *f, const struct span *rows)
{
	const struct reading *r = f->reading;
	struct gathered none = {0}, others = gather_all(a, r, "other-date");
	bool day_first = dates_day_first(r->note->text);
	struct span at;

	f->birth_date = headed_date(r, rows[COLUMN_BIRTH_DATE], day_first);
	if (f->birth_date == NO_DATE)
		f->birth_date = first_date(r, "birth-date", &none,
		    day_first, NO_DATE, &at);
	f->date_at = rows[COLUMN_SERVICE_DATE];
	f->date_of_service = headed_date(r, f->date_at, day_first);
	if (f->date_of_service == NO_DATE)
		f->date_of_service = first_date(r, "service-date", &others,
		    day_first, date_of(FIRST_YEAR, 1, 1), &f->date_at);
}

/* The last day written so that is not after `limit`. */
static date_t
day_before(struct str text, date_t limit, bool day_first)
{
	date_t d = dates_parse(text, limit, day_first);
	int year, month, day;

	if (d == NO_DATE || d <= limit)
		return d;
	date_parts(d, &year, &month, &day);
	return date_of(year - 1, month, day);
}

void
header_date_by(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered days = gather_counting(a, r, "service-day");

	for (size_t i = 0; i < days.len; i++) {
		struct span at;
		if (!mention_capture(days.at[i], "value", &at))
			continue;
		date_t d = day_before(str_slice(r->note->text, at),
		    f->signed_date, dates_day_first(r->note->text));
		/* Of several days others are of earlier visits. */
		if (d == NO_DATE || f->signed_date - d > MOST_DAYS ||
		    d <= f->date_of_service)
			continue;
		f->date_of_service = d;
		f->date_at = at;
	}
}

/* Is a date in the first lines set off from all that stands before it?  Then
 * what its line says first does not explain it. */
static bool
is_title_date(struct str text, struct span at)
{
	enum { TITLES = 2, GAP = 3 };	/* lines, blanks */
	size_t blanks = 0, lines = 0;

	while (blanks < at.start && text.ptr[at.start - 1 - blanks] == ' ')
		blanks++;
	for (size_t i = 0; i < at.start && lines < TITLES; i++)
		lines += text.ptr[i] == '\n';
	return blanks >= GAP && blanks < at.start && lines < TITLES &&
	    (at.end == text.len || text.ptr[at.end] == '\n' ||
	    text.ptr[at.end] == ' ');
}

static size_t
end_of_head(struct str text)
{
	enum { HEAD_LINES = 8, HEAD_BYTES = 700 };
	size_t end = str_head_end(text, HEAD_LINES);

	return end < HEAD_BYTES ? end : HEAD_BYTES;
}

/* Does a date open its line, before words of its own? */
static bool
opens_line(struct str text, struct span at)
{
	while (at.start > 0 && !is_word(text.ptr[at.start - 1]) &&
	    text.ptr[at.start - 1] != '\n')
		at.start--;
	return at.start == 0 || text.ptr[at.start - 1] == '\n';
}

/* The dates of a note where none is said to be the visit's. */
struct left {
	struct gathered days;	/* all */
	struct gathered others;	/* said to be of something else */
	struct gathered due;	/* said to be when something is to be */
	size_t head;		/* where the first lines end */
};

/* Can a date be the visit's?  Below the first lines only one that opens a line;
 * in running text it is of an earlier figure or an event. */
static bool
may_be_visit(const struct facts *f, const struct left *l, struct span at)
{
	struct str text = f->reading->note->text;

	if (span_touches(f->signed_at, at) || gathered_touches(&l->due, at))
		return false;
	if (gathered_touches(&l->others, at))
		return is_title_date(text, at);
	return at.start < l->head || opens_line(text, at);
}

/* Take a day where it is a better date of the visit: the latest of the first
 * lines, since what happened before is told there, too. */
static void
take_later(struct facts *f, struct span at, bool day_first)
{
	struct str text = str_slice(f->reading->note->text, at);
	date_t d = dates_parse(text, NO_DATE, day_first);

	if (d == NO_DATE)
		d = date_spoken(text);
	if (d == NO_DATE || d < date_of(FIRST_YEAR, 1, 1) ||
	    d == f->birth_date ||
	    (f->date_of_service != NO_DATE && d <= f->date_of_service))
		return;
	f->date_of_service = d;
	f->date_at = at;
}

void
header_date_left(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	bool day_first = dates_day_first(r->note->text);
	struct gathered none = {0};
	struct left l;

	if (f->date_of_service != NO_DATE)
		return;
	f->date_of_service = first_date(r, "closing-date", &none, day_first,
	    date_of(FIRST_YEAR, 1, 1), &f->date_at);
	if (f->date_of_service != NO_DATE)
		return;
	l.days = gather_counting(a, r, "any-date");
	l.others = gather_all(a, r, "other-date");
	l.due = gather_all(a, r, "due-date");
	l.head = end_of_head(r->note->text);
	for (size_t i = 0; i < l.days.len; i++) {
		struct span at;
		if (!mention_capture(l.days.at[i], "value", &at) ||
		    !may_be_visit(f, &l, at))
			continue;
		if (at.start >= l.head && f->date_of_service != NO_DATE)
			break;
		take_later(f, at, day_first);
	}
}
