/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A measure with a column of today beside one of earlier is compared with an
 * earlier state without a word that says so.  Logs of exercises have such
 * columns too, and are history.
 */
#include "facts/compared.h"

#include <stdlib.h>

#include "base/bisect.h"
#include "facts/gather.h"

/* Is the heading of a column the concept of this name, and nothing else? */
static bool
is_headed(const struct gathered *columns, struct span heading,
    const char *name)
{
	size_t i = gathered_from(columns, heading.start);

	for (; i < columns->len && columns->at[i]->span.end <= heading.end; i++)
		if (strcmp(concept_tail(columns->at[i]->concept), name) == 0)
			return true;
	return false;
}

/* The columns of a table, each its bit where there is a value of then or of
 * now. */
struct sides {
	uint64_t then;
	uint64_t now;
};

static struct sides
sides_of(const struct facts *f, const struct gathered *columns,
    const struct table *t)
{
	struct sides s = {0, 0};

	for (size_t c = 1; c < t->header.len && c < 64; c++) {
		date_t date = t->dates.at[c];
		struct span heading = t->header.at[c];
		if (date == f->date_of_service ? date != NO_DATE :
		    date == NO_DATE && is_headed(columns, heading, "now"))
			s.now |= UINT64_C(1) << c;
		else if (date != NO_DATE ? f->date_of_service == NO_DATE ||
		    date < f->date_of_service :
		    is_headed(columns, heading, "earlier"))
			s.then |= UINT64_C(1) << c;
	}
	return s;
}

/* Does an exercise stand in the table?  They are in order of place. */
static bool
lists_exercises(const struct facts *f, const struct table *t)
{
	size_t i;

	bisect(i, f->exercises.len,
	    f->exercises.at[i].at.start < t->rows.at[0].line.start);
	return i < f->exercises.len && f->exercises.at[i].at.start <
	    t->rows.at[t->rows.len - 1].line.end;
}

static bool
is_compared(struct str text, const struct row *row, struct sides s)
{
	bool then = false, now = false;

	for (size_t c = 1; c < row->cells.len && c < 64; c++) {
		uint64_t bit = UINT64_C(1) << c;
		bool number = str_has_digits(str_slice(text,
		    row->cells.at[c]));
		then = then || (number && (s.then & bit) != 0);
		now = now || (number && (s.now & bit) != 0);
	}
	return then && now;
}

VEC_TYPE(spans, struct span);

static int
by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

/* Where something was measured, in order. */
static struct spans
measured(struct arena *a, const struct facts *f)
{
	const struct reading *r = f->reading;
	struct spans found = {0};

	for (size_t i = 0; i < r->mentions.len; i++) {
		const struct mention *m = &r->mentions.at[i];
		if (m->concept->element != NULL &&
		    element_named(m->concept->element) == EL_OBJECTIVE &&
		    mention_counts(r, m))
			vec_push(a, &found, m->span);
	}
	if (found.len > 0)
		qsort(found.at, found.len, sizeof(*found.at), by_start);
	return found;
}

/* Under dates alone anything may be logged: there a measure must be seen. */
static bool
is_measured(const struct spans *measured, struct span line)
{
	size_t i;

	bisect(i, measured->len, measured->at[i].start < line.start);
	return i < measured->len && measured->at[i].start < line.end;
}

void
compared_read(struct arena *a, struct facts *f, const struct tables *tables)
{
	const struct gathered columns = gather_all(a, f->reading, "column");
	const struct spans measures = measured(a, f);

	for (size_t i = 0; i < tables->len; i++) {
		const struct table *t = &tables->at[i];
		struct sides s = sides_of(f, &columns, t);
		if (s.then == 0 || s.now == 0 || lists_exercises(f, t))
			continue;
		for (size_t j = 0; j < t->rows.len; j++)
			if (is_compared(f->reading->note->text,
			    &t->rows.at[j], s) && (t->compares ||
			    is_measured(&measures, t->rows.at[j].line)))
				vec_push(a, &f->compared, t->rows.at[j].line);
	}
}
