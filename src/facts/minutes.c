/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Minutes as stated: the timed-code total, the total treatment time, and time
 * in and out.  Nothing is derived.
 */
#include "base/limits.h"
#include "facts/clock.h"
#include "facts/duration.h"
#include "facts/gather.h"
#include "facts/headed.h"
#include "facts/labelled.h"
#include "facts/lone_minutes.h"
#include "facts/readers.h"
#include "facts/row_cells.h"
#include "facts/visit_clock.h"

/* Is a mention the end of one of a list, as "total 45" of "timed total 45"? */
static bool
ends_another(const struct gathered *list, struct span at)
{
	for (size_t i = 0; i < list->len; i++)
		if (list->at[i]->span.start < at.start &&
		    list->at[i]->span.end == at.end)
			return true;
	return false;
}

/* The last that is stated; it is not part of one of `others`.  A sum below the
 * charges counts where nothing else says what it is: it may leave out what was
 * not billed. */
static int
stated_total(struct arena *a, const struct reading *r, const char *fact,
    const struct sum_rows *rows, const struct gathered *others, struct span *at)
{
	enum { FEWEST = 5 };	/* less is that of a pause or a drill */
	struct gathered all = minutes_of_visit(a, r, fact);
	int sum = NONE;

	for (size_t i = all.len; i-- > 0;) {
		int minutes;
		bool summed = sum_row_at(rows, all.at[i]->span, &minutes);
		if (!summed)
			minutes = duration_of(r, all.at[i]);
		if (minutes < FEWEST || minutes_are_of_part(a, r, &all, i) ||
		    ends_another(others, all.at[i]->span) ||
		    (summed && sum != NONE))
			continue;
		*at = all.at[i]->span;
		if (!summed)
			return minutes;
		sum = minutes;
	}
	return sum;
}

static void
set_range(struct facts *f, struct str from, struct str to)
{
	clock_range(from, to, &f->time_in, &f->time_out);
}

/* The mentions of a fact that are not times of something else, nor of an
 * earlier visit. */
static struct gathered
session_times(struct arena *a, const struct reading *r, const char *fact)
{
	struct gathered found = gather_counting(a, r, fact);
	struct gathered others = gather_all(a, r, "not-session");
	struct gathered told = gather_all(a, r, "minutes-other");
	size_t kept = 0;

	if (found.len * told.len > LIMIT_NOTE_PAIRS)
		told.len = 0;
	for (size_t i = 0; i < found.len; i++)
		if (!gathered_touches(&others, found.at[i]->span) &&
		    !is_of_earlier_visit(r, &told, found.at[i]))
			found.at[kept++] = found.at[i];
	found.len = kept;
	return found;
}

/* The parts of a visit are told in any order: it ends with the last. */
static void
reach_last_end(struct facts *f, const struct gathered *ranges)
{
	struct str start = mention_text(f->reading, ranges->at[0], "start");
	minute_t in, out;

	for (size_t i = 0; i < ranges->len; i++) {
		clock_range(start, mention_text(f->reading, ranges->at[i],
		    "end"), &in, &out);
		if (in != NO_TIME && out != NO_TIME && in == f->time_in &&
		    out > f->time_out)
			f->time_out = out;
	}
}

/* By the words nearest to the times, where they agree with what is known. */
static void
read_told_clock(struct arena *a, struct facts *f)
{
	struct gathered others = gather_all(a, f->reading, "not-session");
	struct visit_clock told;

	if (!visit_clock_find(a, f->reading, &others, &told) ||
	    (f->time_in != NO_TIME && f->time_in != told.in) ||
	    (f->time_out != NO_TIME && f->time_out != told.out))
		return;
	f->time_in = told.in;
	f->time_out = told.out;
	f->clock_at = told.at;
}

/* "| Time in | Time out |" above their times. */
static bool
read_headed_clock(struct facts *f)
{
	struct str text = f->reading->note->text;
	struct span in, out;

	headed_clock(f->reading, &in, &out);
	if (in.end == 0 || out.end == 0)
		return false;
	set_range(f, str_slice(text, in), str_slice(text, out));
	f->clock_at = (struct span){in.start, out.end};
	return f->time_in != NO_TIME && f->time_out != NO_TIME;
}

/* From the first start to the last end: a visit may be in several parts. */
static void
read_told_ranges(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered ranges = session_times(a, r, "session-range");
	struct gathered in = session_times(a, r, "time-in");
	struct gathered out = session_times(a, r, "time-out");
	struct span at = {0, 0};

	f->time_in = f->time_out = NO_TIME;
	bool unlabelled = ranges.len == 0;
	if (unlabelled)
		ranges = session_times(a, r, "time-range");
	if (ranges.len > 0 && (in.len == 0 || out.len == 0)) {
		set_range(f, mention_text(r, ranges.at[0], "start"),
		    mention_text(r, ranges.at[ranges.len - 1], "end"));
		reach_last_end(f, &ranges);
		at = ranges.at[0]->span;
		f->clock_unlabelled = f->clock_of_services = unlabelled;
	} else {
		set_range(f,
		    in.len ? mention_text(r, in.at[0], "value") : STR(""),
		    out.len ? mention_text(r, out.at[out.len - 1], "value") :
		    STR(""));
		if (out.len > 0)
			at = out.at[out.len - 1]->span;
	}
	f->clock_at = at;
	if (f->time_in == NO_TIME || f->time_out == NO_TIME)
		read_told_clock(a, f);
}

static void
read_clock(struct arena *a, struct facts *f)
{
	if (!read_headed_clock(f))
		read_told_ranges(a, f);
	if (f->total_at.end == 0 && f->time_in != NO_TIME &&
	    f->time_out != NO_TIME)
		f->total_at = f->clock_at;
}

/* Is a figure that of the total, with nothing but its label before it? */
static bool
is_labelled(const struct facts *f, struct span figure)
{
	struct span label = {f->total_at.start, figure.start};

	return span_touches(figure, f->total_at) && label.start < label.end &&
	    !str_has_digits(str_slice(f->reading->note->text, label));
}

static void
take(const struct labelled_figure *l, bool sure, const struct span *other,
    int *minutes, struct span *at)
{
	if (l->minutes == NONE || l->minutes == *minutes || (!sure &&
	    (*minutes != NONE || span_touches(l->figure, *other))))
		return;
	*minutes = l->minutes;
	*at = l->at;
}

/* What the labels say, where the known wordings say nothing or where a line of
 * labels leaves no doubt. */
static void
read_labels(struct arena *a, struct facts *f)
{
	struct labelled l = labelled_minutes(a, f->reading);

	/* "Timed in all 45": the figure of the total is that of timed codes. */
	if (l.timed.minutes != NONE && f->timed_minutes == NONE &&
	    is_labelled(f, l.timed.figure)) {
		f->total_minutes = NONE;
		f->total_at = (struct span){0, 0};
	}
	take(&l.timed, l.sure, &f->total_at, &f->timed_minutes, &f->timed_at);
	take(&l.total, l.sure, &f->timed_at, &f->total_minutes, &f->total_at);
}

/* What stands by itself is the visit's where nothing says what is, and where it
 * is told once. */
static void
read_bare(struct arena *a, struct facts *f)
{
	struct gathered bare = minutes_of_visit(a, f->reading, "bare-total");
	struct gathered exercises = gather(a, f->reading, "exercises");
	struct gathered codes = gather(a, f->reading, "code");
	struct gathered others = gather(a, f->reading, "code-minutes");
	struct gathered units = gather(a, f->reading, "units");
	const struct mention *only = NULL;

	for (size_t i = 0; i < bare.len; i++) {
		struct span at = bare.at[i]->span;
		struct span line = str_line_at(f->reading->note->text,
		    at.start);
		/* Where each code has its own they are one code's. */
		size_t before = gathered_in(&codes,
		    (struct span){line.start, at.start});
		bool told = span_touches(at, f->timed_at) ||
		    gathered_touches(&exercises, line) || before > 1 ||
		    (gathered_in(&units, line) > 0 &&
		    gathered_touches(&others, at)) ||
		    (before == 1 && gathered_touches(&others, at)) ||
		    (at.start == line.start && lone_minutes_completes(
		    f->reading->note->text, at.start)) ||
		    gathered_in(&others, (struct span){at.end, line.end}) > 0;
		if (told)
			continue;
		if (only != NULL)
			return;
		only = bare.at[i];
	}
	if (only == NULL || f->total_minutes != NONE)
		return;
	f->total_minutes = duration_of(f->reading, only);
	f->total_at = only->span;
}

void
minutes_read(struct arena *a, struct facts *f)
{
	struct gathered none = {0};
	struct gathered timed = minutes_of_visit(a, f->reading, "timed-total");
	struct sum_rows rows = {.text = f->reading->note->text,
	    .headings = gather_all(a, f->reading, "column")};

	tables_find(a, f->reading, f->date_of_service, f->date_of_service,
	    &rows.tables);
	f->timed_minutes = stated_total(a, f->reading, "timed-total", &rows,
	    &none, &f->timed_at);
	f->total_minutes = stated_total(a, f->reading, "total-time", &rows,
	    &timed, &f->total_at);
	read_labels(a, f);
	read_bare(a, f);
	read_clock(a, f);
}
