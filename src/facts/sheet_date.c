/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/sheet_date.h"

#include "facts/dates.h"
#include "facts/gather.h"

date_t
sheet_reference(struct arena *a, const struct facts *f)
{
	const struct note *note = f->reading->note;
	bool day_first = dates_day_first(note->text);
	date_t latest = f->date_of_service;
	struct gathered days = {0};
	struct span at;

	if (latest == NO_DATE)
		days = gather_all(a, f->reading, "any-date");
	for (size_t i = 0; i < days.len; i++) {
		if (!mention_capture(days.at[i], "value", &at))
			continue;
		date_t d = dates_parse(str_slice(note->text, at), NO_DATE,
		    day_first);
		if (d != NO_DATE && d != f->birth_date &&
		    d >= date_of(FIRST_YEAR, 1, 1) &&
		    (latest == NO_DATE || d > latest))
			latest = d;
	}
	return latest;
}

static bool
names_exercises(const struct gathered *names, const struct table *t)
{
	for (size_t i = 0; i < t->rows.len; i++)
		if (t->rows.at[i].cells.len > 0 &&
		    gathered_in(names, t->rows.at[i].cells.at[0]) > 0)
			return true;
	return false;
}

bool
sheet_gave_date(struct arena *a, const struct facts *f,
    const struct tables *tables)
{
	enum { A_SHEET = 2 };	/* dates */
	struct gathered names = gather(a, f->reading, "exercises");

	for (size_t i = 0; i < tables->len; i++) {
		const struct table *t = &tables->at[i];
		bool gave = false;
		size_t dates = 0;
		for (size_t c = 0; c < t->dates.len; c++) {
			dates += t->dates.at[c] != NO_DATE;
			gave = gave ||
			    span_touches(t->header.at[c], f->date_at);
		}
		if (dates >= A_SHEET && (gave || (t->turned &&
		    span_touches(t->lines, f->date_at))) &&
		    names_exercises(&names, t))
			return true;
	}
	return false;
}

void
sheet_date_read(struct arena *a, struct facts *f, const struct tables *tables)
{
	struct gathered names = {0};

	if (f->date_of_service != NO_DATE || tables->len == 0)
		return;
	names = gather(a, f->reading, "exercises");
	for (size_t i = 0; i < tables->len; i++) {
		const struct table *t = &tables->at[i];
		date_t day = t->today > 0 ? t->dates.at[t->today] : NO_DATE;
		if (day == NO_DATE || day < date_of(FIRST_YEAR, 1, 1) ||
		    !names_exercises(&names, t))
			continue;
		f->date_of_service = day;
		f->date_at = t->header.at[t->today];
		return;
	}
}
