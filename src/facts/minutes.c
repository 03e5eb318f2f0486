/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Minutes as stated: the timed-code total, the total treatment time, and time
 * in and out.  Nothing is derived but the half of the day that one end of a
 * range leaves to the other.
 */
#include "base/number.h"
#include "facts/gather.h"
#include "facts/readers.h"

/* Hours and minutes of a mention, or NONE. */
static int
minutes_of(const struct reading *r, const struct mention *m)
{
	int hours = number_parse(mention_text(r, m, "hours"));
	int minutes = number_parse(mention_text(r, m, "minutes"));

	if (hours < 0 && minutes < 0)
		return NONE;
	return (hours > 0 ? hours * 60 : 0) + (minutes > 0 ? minutes : 0);
}

static int
stated_total(struct arena *a, const struct reading *r, const char *fact,
    struct span *at)
{
	struct gathered all = gather_counting(a, r, fact);

	for (size_t i = all.len; i-- > 0;) {
		int minutes = minutes_of(r, all.at[i]);
		if (minutes == NONE)
			continue;
		*at = all.at[i]->span;
		return minutes;
	}
	return NONE;
}

enum { NOON = 12 * 60, EARLIEST = 6 * 60 };

/* Clinics do not treat at three in the morning. */
static minute_t
in_the_day(minute_t t, enum half half)
{
	return half == HALF_UNKNOWN && t < EARLIEST ? (minute_t)(t + NOON) : t;
}

static void
set_range(struct facts *f, struct str from, struct str to)
{
	enum half in_half = HALF_UNKNOWN, out_half = HALF_UNKNOWN;
	minute_t in = from.len ? time_parse(from, &in_half) : NO_TIME;
	minute_t out = to.len ? time_parse(to, &out_half) : NO_TIME;

	if (in != NO_TIME && out != NO_TIME && in_half == HALF_UNKNOWN &&
	    out_half == HALF_PM && in < NOON && in + NOON <= out)
		in = (minute_t)(in + NOON);
	else if (in != NO_TIME)
		in = in_the_day(in, in_half);
	if (out != NO_TIME && in != NO_TIME && out_half == HALF_UNKNOWN &&
	    out < in && out + NOON > in && out < NOON)
		out = (minute_t)(out + NOON);
	else if (out != NO_TIME)
		out = in_the_day(out, out_half);
	if (f->time_in == NO_TIME)
		f->time_in = in;
	if (f->time_out == NO_TIME)
		f->time_out = out;
}

static void
read_clock(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered ranges = gather_counting(a, r, "time-range");
	struct gathered in = gather_counting(a, r, "time-in");
	struct gathered out = gather_counting(a, r, "time-out");

	f->time_in = f->time_out = NO_TIME;
	if (in.len > 0 || out.len > 0)
		set_range(f,
		    in.len ? mention_text(r, in.at[0], "value") : STR(""),
		    out.len ? mention_text(r, out.at[out.len - 1], "value") :
		    STR(""));
	else if (ranges.len > 0)
		set_range(f, mention_text(r, ranges.at[0], "start"),
		    mention_text(r, ranges.at[ranges.len - 1], "end"));
	if (f->time_in == NO_TIME || f->time_out == NO_TIME)
		return;
	const struct mention *at = out.len ? out.at[out.len - 1] :
	    ranges.len ? ranges.at[0] : NULL;
	if (at != NULL && f->total_at.end == 0)
		f->total_at = at->span;
}

void
minutes_read(struct arena *a, struct facts *f)
{
	f->timed_minutes = stated_total(a, f->reading, "timed-total",
	    &f->timed_at);
	f->total_minutes = stated_total(a, f->reading, "total-time",
	    &f->total_at);
	read_clock(a, f);
}
