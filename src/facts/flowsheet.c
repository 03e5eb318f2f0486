/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/exercises.h"

#include "base/number.h"
#include "match/assert.h"

/* The lexicon's exercise in a cell, the longest if there are several. */
static const struct mention *
name_in(const struct programme *p, struct span cell)
{
	const struct mention *best = NULL;

	for (size_t i = gathered_from(&p->names, cell.start);
	    i < p->names.len && p->names.at[i]->span.end <= cell.end; i++)
		if (best == NULL || span_len(p->names.at[i]->span) >
		    span_len(best->span))
			best = p->names.at[i];
	return best;
}

/* Where a column heading says what its cells hold, a bare number is enough. */
static void
read_typed_cell(const struct programme *p, const char *type, struct span cell,
    struct dosage *d)
{
	static const struct {
		const char *type;
		size_t offset;
	} fields[] = {
		{"sets", offsetof(struct dosage, sets)},
		{"reps", offsetof(struct dosage, reps)},
		{"hold", offsetof(struct dosage, hold_seconds)},
		{"minutes", offsetof(struct dosage, minutes)},
	};
	struct str text = str_slice(p->reading->note->text, cell);
	size_t digits = 0;

	while (digits < text.len && is_digit(text.ptr[digits]))
		digits++;
	int value = number_parse((struct str){text.ptr, digits});
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		int *field = (int *)(void *)((char *)d + fields[i].offset);
		if (strcmp(type, fields[i].type) == 0 && value >= 0) {
			*field = value;
			d->counted = true;
		}
	}
	if (strcmp(type, "load") == 0 && d->resistance.len == 0 &&
	    value > 0 && digits == text.len)
		d->resistance = arena_printf(p->arena, "%d lb", value);
}

/* What a column holds by its heading, or NULL. */
static const char *
column_type(const struct programme *p, struct span heading)
{
	const struct gathered *g = &p->columns;
	size_t i = gathered_from(g, heading.start);

	return i < g->len && g->at[i]->span.end <= heading.end ?
	    concept_tail(g->at[i]->concept) : NULL;
}

/* The dosage in a row without dates: every cell behind the name. */
static struct dosage
read_typed_row(const struct programme *p, const struct table *t,
    const struct row *row)
{
	struct dosage d = dosage_none();
	size_t end;

	for (size_t c = 0; c < row->cells.len; c++) {
		struct dosage cell = dosage_read(p->arena, p->reading,
		    &p->marks, row->cells.at[c], &end);
		const char *type = c > 0 && c < t->header.len ?
		    column_type(p, t->header.at[c]) : NULL;
		if (type != NULL) {
			struct dosage typed = dosage_none();
			read_typed_cell(p, type, row->cells.at[c], &typed);
			dosage_add(&d, &typed);
		}
		dosage_add(&d, &cell);
	}
	return d;
}

/* The dosage of a visit: its column, with what the name's cell adds. */
static struct dosage
read_visit(const struct programme *p, const struct row *row, struct span cell)
{
	size_t end;
	struct dosage d = dosage_read(p->arena, p->reading, &p->marks, cell,
	    &end);
	struct dosage named = dosage_read(p->arena, p->reading, &p->marks,
	    row->cells.at[0], &end);

	dosage_add(&d, &named);
	return d;
}

static void
read_row(struct programme *p, const struct table *t, const struct row *row)
{
	struct span name_cell = row->cells.at[0];
	const struct mention *name = name_in(p, name_cell);
	enum assertion assertion = reading_assert(p->reading, name_cell);
	struct dosage d;

	if (t->dated && t->today > 0) {
		struct span cell = row->cells.at[t->today];
		if (span_len(cell) == 0 || gathered_touches(&p->blanks, cell))
			return;
		d = read_visit(p, row, cell);
	} else {
		d = read_typed_row(p, t, row);
	}
	if (name == NULL && (!d.counted || span_len(name_cell) == 0 ||
	    gathered_touches(&p->not_names, name_cell)))
		return;
	programme_add(p, name, name_cell, span_trim(p->reading->note->text,
	    row->line), &d, assertion);
}

/* Does the table list exercises at all?  One known name is enough. */
static bool
lists_exercises(const struct programme *p, const struct table *t)
{
	for (size_t i = 0; i < t->rows.len; i++)
		if (t->rows.at[i].cells.len > 0 &&
		    name_in(p, t->rows.at[i].cells.at[0]) != NULL)
			return true;
	return false;
}

void
flowsheet_read(struct programme *p)
{
	for (size_t i = 0; i < p->tables->len; i++) {
		const struct table *t = &p->tables->at[i];
		if (!lists_exercises(p, t))
			continue;
		for (size_t j = 0; j < t->rows.len; j++)
			if (t->rows.at[j].cells.len > 0)
				read_row(p, t, &t->rows.at[j]);
	}
}
