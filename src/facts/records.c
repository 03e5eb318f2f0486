/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/records.h"

#include "facts/facts.h"

/* A line of a form. */
struct field {
	struct span label, value;
};

struct recorder {
	struct arena *arena;
	struct str text;
	const struct record_marks *marks;
	struct table *table;
	bool known;		/* an exercise of the lexicon was named */
};

/* How many bytes from `i` on divide a label from its value: a colon, or a row
 * of dots. */
static size_t
divides(struct str text, size_t i, size_t end)
{
	enum { FEWEST = 3 };
	size_t dots = 0;

	if (text.ptr[i] == ':')
		return 1;
	while (i + dots < end && text.ptr[i + dots] == '.')
		dots++;
	return dots >= FEWEST ? dots : 0;
}

/* Read "Label: value"; false where a line is something else. */
static bool
field_of(struct str text, struct span line, struct field *out)
{
	enum { LONGEST = 24 };	/* bytes of a label */
	struct span at = span_trim(text, line);
	size_t i, divider = 0;

	while (at.start < at.end && !is_word(text.ptr[at.start]))
		at.start++;
	for (i = at.start; i < at.end; i++)
		if ((divider = divides(text, i, at.end)) > 0)
			break;
	*out = (struct field){span_trim(text, (struct span){at.start, i}),
	    span_trim(text, (struct span){i + divider, at.end})};
	return divider > 0 && i > at.start && i - at.start <= LONGEST;
}

/* Does the line begin a record? */
static bool
names_exercise(const struct recorder *x, struct span line,
    struct field *out)
{
	enum { LONGEST = 80 };	/* bytes of a name; what is longer lists some */

	return field_of(x->text, line, out) && span_len(out->value) > 0 &&
	    span_len(out->value) <= LONGEST &&
	    gathered_touches(&x->marks->names, out->label);
}

/* What of a dosage a heading is for, or NULL. */
static const char *
dosage_type(const struct mention *heading)
{
	static const char *const types[] = {"sets", "reps", "dose", "hold",
	    "minutes", "time", "load", "load-kg", "side", "done"};
	const char *type = concept_tail(heading->concept);

	/* A quantity is one of units in a table of charges only. */
	if (strcmp(type, "units") == 0)
		type = "dose";
	for (size_t k = 0; k < sizeof(types) / sizeof(*types); k++)
		if (strcmp(type, types[k]) == 0)
			return types[k];
	return NULL;
}

/* What a label says of a dosage, or NULL.  Behind it a unit may stand in
 * parentheses: "Hold (sec)". */
static const char *
type_of(const struct recorder *x, struct span label)
{
	const struct gathered *g = &x->marks->columns;

	for (size_t i = gathered_from(g, label.start); i < g->len &&
	    g->at[i]->span.start == label.start; i++) {
		size_t end = g->at[i]->span.end;
		if (end == label.end || (end + 1 < label.end &&
		    x->text.ptr[end + 1] == '('))
			return dosage_type(g->at[i]);
	}
	return NULL;
}

/* The column of a type, which is added where no record had it before. */
static size_t
column_of(struct recorder *x, const char *type, struct span label)
{
	struct cells *header = &x->table->header;

	for (size_t c = 1; c < header->len; c++)
		if (type_of(x, header->at[c]) == type)
			return c;
	vec_push(x->arena, header, label);
	return header->len - 1;
}

static void
fill(struct recorder *x, struct cells *cells, size_t column,
    struct span value)
{
	while (cells->len <= column)
		vec_push(x->arena, cells, (struct span){value.start,
		    value.start});
	cells->at[column] = value;
}

/* Read the record that begins on `line`; false where it states no dosage. */
static bool
read_record(struct recorder *x, struct span line, const struct field *name)
{
	struct row row = {.line = line};
	struct field field;

	fill(x, &row.cells, 0, name->value);
	for (struct span at = line;;) {
		at = str_line_from(x->text, at.end + 1);
		if (!field_of(x->text, at, &field) ||
		    names_exercise(x, at, &(struct field){{0, 0}, {0, 0}}))
			break;
		const char *type = type_of(x, field.label);
		if (type == NULL || span_len(field.value) == 0)
			continue;
		fill(x, &row.cells, column_of(x, type, field.label),
		    field.value);
		row.line.end = at.end;
	}
	if (row.cells.len == 1)
		return false;
	vec_push(x->arena, &x->table->rows, row);
	x->known = x->known || gathered_touches(&x->marks->exercises,
	    name->value);
	return true;
}

/* The first line from `at` on that holds anything. */
static struct span
next_line(struct str text, size_t at)
{
	struct span line = str_line_from(text, at);

	while (line.end < text.len && span_len(span_trim(text, line)) == 0)
		line = str_line_from(text, line.end + 1);
	return line;
}

struct record_marks
record_marks_of(struct arena *a, const struct reading *r)
{
	return (struct record_marks){gather_all(a, r, "record-name"),
	    gather_all(a, r, "column"), gather_all(a, r, "exercises")};
}

size_t
records_read(struct arena *a, struct str text,
    const struct record_marks *marks, struct span line, struct table *out)
{
	struct recorder x = {a, text, marks, out, false};
	struct field name;
	size_t end = line.start;

	*out = (struct table){.today = NONE};
	while (names_exercise(&x, line, &name)) {
		if (out->header.len == 0)
			vec_push(a, &out->header, name.label);
		if (!read_record(&x, line, &name))
			break;
		end = out->rows.at[out->rows.len - 1].line.end + 1;
		/* What is told of it besides is passed over. */
		line = next_line(text, end);
		for (struct field other; field_of(text, line, &other) &&
		    !names_exercise(&x, line, &name);)
			line = next_line(text, line.end + 1);
	}
	for (size_t i = 0; i < out->rows.len; i++) {
		struct row *row = &out->rows.at[i];
		size_t last = row->line.end;
		if (row->cells.len < out->header.len)
			fill(&x, &row->cells, out->header.len - 1,
			    (struct span){last, last});
	}
	for (size_t c = 0; c < out->header.len; c++)
		vec_push(a, &out->dates, NO_DATE);
	if (!x.known)
		out->rows.len = 0;
	return end;
}
