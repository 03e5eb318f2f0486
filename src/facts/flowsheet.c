/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/exercises.h"

#include "facts/cell_dosage.h"
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

/* The cell that names what its row is about: the one below the heading of the
 * names, or the one behind the number of the row:
 * "3.  | leg lengthener | 6". */
static size_t
name_column(const struct programme *p, const struct row *row)
{
	struct str text = p->reading->note->text;

	if (p->name_column > 0 && p->name_column < row->cells.len)
		return p->name_column;
	size_t first = row->cells.len > 2 && span_len(row->cells.at[0]) > 0 &&
	    !str_has_letters(str_slice(text, row->cells.at[0]));

	return first > 0 &&
	    str_has_letters(str_slice(text, row->cells.at[1])) &&
	    !gathered_touches(&p->codes, row->cells.at[0]) &&
	    !dosage_begins(&p->marks, row->cells.at[1]) ? first : 0;
}

static struct span
name_cell_of(const struct programme *p, const struct row *row)
{
	return row->cells.at[name_column(p, row)];
}

/* Where the thing may be named that a colour in column `c` is of: with the
 * exercise, or over the column. */
static struct span
thing_at(const struct programme *p, const struct table *t, size_t c,
    struct span named)
{
	return c < t->header.len && !gathered_touches(&p->marks.things, named) ?
	    t->header.at[c] : named;
}

/* A remark that does not begin with a side tells of something else: "sway to
 * the left". */
static bool
begins_with_side(const struct programme *p, struct span cell)
{
	size_t i = gathered_from(&p->marks.side, cell.start);

	return i < p->marks.side.len &&
	    p->marks.side.at[i]->span.start == cell.start;
}

/* The dosage in the cell of a column. */
static struct dosage
read_cell(const struct programme *p, const struct table *t, size_t c,
    struct span cell, struct span named)
{
	const char *type = c != p->name_column && c < t->header.len ?
	    column_type(p, t->header.at[c]) : NULL;
	size_t end;
	struct dosage read = dosage_read(p->arena, p->reading, &p->marks,
	    &(struct dosage_place){cell, thing_at(p, t, c, named),
	    DOSAGE_OF_ONE}, &end);

	if (type == NULL)
		return read;
	/* "BL" are somebody's. */
	if (strcmp(type, "initials") == 0)
		return dosage_none();
	if (strcmp(type, "other") == 0 && !begins_with_side(p, cell))
		read.side = SIDE_NONE;
	/* Beside a code minutes are those of the service. */
	if (strcmp(type, "minutes") == 0 &&
	    gathered_touches(&p->codes, str_line_at(p->reading->note->text,
	    cell.start)))
		return read;
	struct dosage d = cell_dosage_headed(p, t->header.at[c], cell, &read);
	dosage_add(&d, &read);
	return d;
}

static bool
heads_load(const struct programme *p, const struct table *t, size_t c)
{
	const char *type = c < t->header.len ?
	    column_type(p, t->header.at[c]) : NULL;

	return type != NULL && strncmp(type, "load", 4) == 0;
}

/* The cell of a column, or what it repeats of the rows above: "ditto". */
static struct span
cell_in(const struct programme *p, const struct table *t,
    const struct row *row, size_t c)
{
	enum { MOST = 32 };	/* rows back; a longer list is no treatment */

	for (size_t n = 0; n < MOST && heads_load(p, t, c) &&
	    row > t->rows.at && c < row[-1].cells.len &&
	    gathered_touches(&p->ditto, row->cells.at[c]); n++)
		row--;
	return row->cells.at[c];
}

/* The dosage in a row without dates: every cell behind the name. */
static struct dosage
read_typed_row(const struct programme *p, const struct table *t,
    const struct row *row)
{
	struct dosage d = dosage_none();
	struct span named = name_cell_of(p, row);

	for (size_t c = 0; c < row->cells.len; c++) {
		/* "1/10" is no set of ten. */
		if (c + 1 == t->dated_by)
			continue;
		struct dosage cell = read_cell(p, t, c, cell_in(p, t, row, c),
		    named);
		dosage_add(&d, &cell);
	}
	return d;
}

/* Does the cell say that nothing was done? */
static bool
is_blank_cell(const struct programme *p, struct span cell)
{
	return span_len(cell) == 0 || gathered_touches(&p->blanks,
	    (struct span){cell.start, cell.start + 1});
}

/* The cell that a ditto sign or a tick in today's column speaks for: the visit
 * before, or what was prescribed.  "Done" says nothing of the visit before. */
static struct span
meant_cell(const struct programme *p, const struct table *t,
    const struct row *row, int today)
{
	struct span cell = row->cells.at[today];
	bool done = gathered_touches(&p->done, cell);

	if (!gathered_touches(&p->ditto, cell) ||
	    dosage_begins(&p->marks, cell))
		return cell;
	for (int c = today - 1; c > 0; c--) {
		struct span before = row->cells.at[c];
		if (done && t->dates.at[c] != NO_DATE)
			continue;
		if ((t->compares || t->dates.at[c] != NO_DATE ||
		    dosage_begins(&p->marks, before)) &&
		    !is_blank_cell(p, before) &&
		    !gathered_touches(&p->ditto, before))
			return before;
	}
	return cell;
}

/* What a bare number of the row counts, or NULL: where the name heads a column
 * it says so, "bike min", and elsewhere in parentheses, "bike (min)". */
static const char *
counted_in(const struct programme *p, const struct table *t, struct span name)
{
	struct str text = p->reading->note->text;
	size_t i = name.end;

	if (t->turned)
		return column_type(p, name);
	if (i == name.start || text.ptr[i - 1] != ')')
		return NULL;
	while (i > name.start && text.ptr[i - 1] != '(')
		i--;
	return column_type(p, (struct span){i, name.end});
}

/* The dosage of a visit: its column, with what the name's cell adds. */
static struct dosage
read_visit(const struct programme *p, const struct table *t,
    const struct row *row, struct span cell)
{
	size_t end;
	struct span name = name_cell_of(p, row);
	struct dosage d = dosage_read(p->arena, p->reading, &p->marks,
	    &(struct dosage_place){cell, name, DOSAGE_OF_ONE}, &end);
	struct dosage named = dosage_read(p->arena, p->reading, &p->marks,
	    &(struct dosage_place){name, name, DOSAGE_OF_ONE}, &end);

	const char *type = counted_in(p, t, name);
	if (type != NULL)
		cell_dosage_typed(p, type, cell, &d);
	else if (d.sets == NONE && d.reps == NONE && d.minutes == NONE)
		cell_dosage_bare(p, cell, &d);
	dosage_add(&d, &named);
	return d;
}

/* What other columns say of the visit: one of the same day, "load 11/05", and
 * a load or side that no day is named for. */
static void
add_beside(const struct programme *p, const struct table *t,
    const struct row *row, struct dosage *d)
{
	struct span named = name_cell_of(p, row);

	for (size_t c = 1; c < t->header.len && c < row->cells.len; c++) {
		const char *type = column_type(p, t->header.at[c]);
		if ((int)c == t->today || type == NULL || t->turned ||
		    (t->dates.at[c] != NO_DATE &&
		    t->dates.at[c] != t->dates.at[t->today]) ||
		    !(heads_load(p, t, c) || strcmp(type, "side") == 0))
			continue;
		struct dosage cell = read_cell(p, t, c,
		    cell_in(p, t, row, c), named);
		dosage_add(d, &cell);
	}
}

/* Is all that the cell says, in words, that nothing was done: "home only"?  A
 * "none" is one of cues or aids. */
static bool
says_not_done(const struct programme *p, struct span cell)
{
	size_t i = gathered_from(&p->blanks, cell.start);

	return i < p->blanks.len &&
	    p->blanks.at[i]->span.start == cell.start &&
	    p->blanks.at[i]->span.end == cell.end &&
	    strcmp(concept_tail(p->blanks.at[i]->concept), "none") != 0;
}

/* A column may say whether the row was done, and words in place of its dosage
 * or a remark that it was not: "held". */
static bool
is_done(const struct programme *p, const struct table *t,
    const struct row *row)
{
	for (size_t c = 1; c < t->header.len && c < row->cells.len; c++) {
		const char *type = column_type(p, t->header.at[c]);
		struct span cell = row->cells.at[c];
		if (span_len(cell) == 0)
			continue;
		if ((type == NULL || strcmp(type, "other") == 0) &&
		    says_not_done(p, cell))
			return false;
		if (type == NULL)
			continue;
		if (strcmp(type, "done") == 0)
			return !is_blank_cell(p, cell);
		if ((strcmp(type, "dose") == 0 || strcmp(type, "sets") == 0) &&
		    is_blank_cell(p, cell) && str_has_letters(str_slice(
		    p->reading->note->text, cell)))
			return false;
	}
	return true;
}

/* Does a heading ask how often or how long? */
static bool
asks_how_much(const char *type)
{
	static const char *const types[] = {"sets", "reps", "dose", "hold",
	    "minutes"};

	for (size_t i = 0; type != NULL &&
	    i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(type, types[i]) == 0)
			return true;
	return false;
}

/* Is nought all that stands where a dosage belongs? */
static bool
is_nought(const struct programme *p, const struct table *t,
    const struct row *row)
{
	size_t noughts = 0;

	for (size_t c = 1; c < t->header.len && c < row->cells.len; c++) {
		if (!asks_how_much(column_type(p, t->header.at[c])))
			continue;
		struct span cell = row->cells.at[c];
		if (!is_blank_cell(p, cell))
			return false;
		noughts += span_len(cell) == 1 &&
		    p->reading->note->text.ptr[cell.start] == '0';
	}
	return noughts > 0;
}

static bool
asks_for_dosage(const struct programme *p, const struct table *t)
{
	for (size_t c = 0; c < t->header.len; c++) {
		const char *type = column_type(p, t->header.at[c]);
		if (type != NULL && (strcmp(type, "sets") == 0 ||
		    strcmp(type, "reps") == 0 || strcmp(type, "dose") == 0))
			return true;
	}
	return false;
}

/* Does the column of the only day merely tick what the other columns prescribe:
 * "Exercise | Sets | Reps | Done 9/19"? */
static bool
is_ticked(const struct programme *p, const struct table *t, struct span cell)
{
	size_t days = 0;

	for (size_t c = 0; c < t->dates.len; c++)
		days += t->dates.at[c] != NO_DATE;
	return days == 1 && gathered_touches(&p->ditto, cell) &&
	    !dosage_begins(&p->marks, cell) && asks_for_dosage(p, t);
}

/* Is there a place to fill in, "___ min", where today's dosage belongs? */
static bool
is_unfilled(const struct programme *p, const struct table *t,
    const struct row *row)
{
	struct span at = t->dated && t->today > 0 ? row->cells.at[t->today] :
	    (struct span){name_cell_of(p, row).end, row->line.end};
	const struct gathered *g = &p->triggers;

	for (size_t i = gathered_from(g, at.start); i < g->len &&
	    g->at[i]->span.start < at.end; i++)
		if (g->at[i]->concept->trigger.status == TEMPLATE &&
		    p->reading->note->text.ptr[g->at[i]->span.start] == '_')
			return true;
	return false;
}

/* A name that the lexicon does not know needs sets or repetitions, a load
 * under a date, or a time where the headings ask for a dosage.  Where columns
 * are named a lone number may as well be a measure. */
static bool
lists_unknown(const struct programme *p, const struct table *t,
    const struct row *row, struct span name, const struct dosage *d)
{
	if (t->turned && !dosage_begins(&p->marks, row->cells.at[t->today]))
		return false;
	return (d->sets != NONE || d->reps != NONE ||
	    is_unfilled(p, t, row) || (t->dated && d->resistance.len > 0) ||
	    (d->counted && asks_for_dosage(p, t))) && span_len(name) > 0 &&
	    !gathered_touches(&p->not_names, name);
}

/* Without a dosage a row lists an exercise only where the headings ask for one,
 * where it was ticked or left to fill in; "Quad lag on SLR  8  none" is a
 * measurement. */
static bool
may_lack_dosage(const struct programme *p, const struct table *t,
    const struct row *row)
{
	if (is_unfilled(p, t, row))
		return true;
	if (t->dated && t->today > 0)
		return gathered_touches(&p->ditto, row->cells.at[t->today]);
	return asks_for_dosage(p, t);
}

/* The last row that had a name: its cell may span the rows below it too, and
 * what it holds may go on in them. */
struct above {
	struct span name;
	struct dosage held;	/* no exercise's yet */
};

static void
read_row(struct programme *p, const struct table *t, const struct row *row,
    struct above *above)
{
	bool spanned = span_len(row->cells.at[p->name_column]) == 0;
	struct span name_cell = spanned ? above->name : name_cell_of(p, row);
	const struct mention *name = name_in(p, name_cell);
	enum assertion assertion = reading_assert(p->reading, name_cell);
	struct dosage d;

	struct dosage held = spanned ? above->held : dosage_none();
	*above = (struct above){name_cell, dosage_none()};
	if (row->past)
		return;
	if (t->dated && t->today > 0) {
		if (is_blank_cell(p, row->cells.at[t->today]))
			return;
		d = is_ticked(p, t, row->cells.at[t->today]) ?
		    read_typed_row(p, t, row) :
		    read_visit(p, t, row, meant_cell(p, t, row, t->today));
		add_beside(p, t, row, &d);
		/* What other visits held is told in other cells. */
		if (assertion == REFUSED)
			assertion = AFFIRMED;
	} else {
		if (!is_done(p, t, row))
			return;
		d = read_typed_row(p, t, row);
		if (!d.counted && is_nought(p, t, row))
			return;
	}
	if (spanned && d.sets == NONE && d.reps == NONE)
		return;
	dosage_add(&d, &held);
	/* Rows with blanks to fill in are listed, without a dosage. */
	if (assertion == TEMPLATE)
		assertion = AFFIRMED;
	if (name == NULL ? !lists_unknown(p, t, row, name_cell, &d) :
	    !d.counted && !may_lack_dosage(p, t, row)) {
		above->held = d;
		return;
	}
	size_t known = p->facts->exercises.len;
	struct span at = row->line;
	/* A code before the name is none of it. */
	if (p->name_column > 0 && !spanned &&
	    gathered_touches(&p->codes, row->cells.at[0]))
		at.start = name_cell.start;
	programme_add(p, name, name_cell, span_trim(p->reading->note->text,
	    at), &d, assertion);
	if (t->turned && p->facts->exercises.len > known)
		p->facts->exercises.at[known].dosed =
		    row->cells.at[t->today];
}

/* Has any cell of the row a dosage that no measurement has?  Beside an earlier
 * value a time alone is one, and so is one of a row that names no exercise:
 * "keyboard before rest   15 min   70 min". */
static bool
is_dosed(const struct programme *p, const struct table *t,
    const struct row *row)
{
	size_t first = name_column(p, row);
	struct span name = row->cells.at[first];
	bool named = name_in(p, name) != NULL;

	for (size_t c = 0; c < row->cells.len; c++) {
		size_t end;
		/* Before a name that follows its number nothing is dosed. */
		if (c < first ? p->name_column == 0 : c == first && !named)
			continue;
		struct dosage d = dosage_read(p->arena, p->reading, &p->marks,
		    &(struct dosage_place){row->cells.at[c], name,
		    DOSAGE_OF_ONE}, &end);
		if (d.sets != NONE || (!t->compares && (d.reps != NONE ||
		    (d.minutes != NONE && named))))
			return true;
	}
	return false;
}

/* Does a heading say that the cells hold what was scored? */
static bool
is_scored(const struct programme *p, const struct table *t)
{
	for (size_t c = 0; c < t->header.len; c++) {
		const char *type = column_type(p, t->header.at[c]);
		if (type != NULL && strcmp(type, "score") == 0)
			return true;
	}
	return false;
}

/* Does the table list exercises at all?  A known name and a dosage, or
 * headings that ask for one, are enough; under dates, where measures stand
 * too, one name in five rows is none. */
static bool
lists_exercises(const struct programme *p, const struct table *t)
{
	enum { ROWS_A_NAME = 4 };
	size_t named = 0;
	bool dosed = false;

	if (is_scored(p, t) && !asks_for_dosage(p, t))
		return false;
	for (size_t i = 0; i < t->rows.len; i++) {
		const struct row *row = &t->rows.at[i];
		if (row->cells.len == 0)
			continue;
		named += name_in(p, name_cell_of(p, row)) != NULL;
		dosed = dosed || is_dosed(p, t, row);
	}
	if (t->dated && named * ROWS_A_NAME < t->rows.len)
		return false;
	return named > 0 && (dosed || asks_for_dosage(p, t));
}

/* The cells of a column that hold a known name. */
static size_t
names_below(const struct programme *p, const struct table *t, size_t column)
{
	size_t named = 0;

	for (size_t i = 0; i < t->rows.len; i++)
		named += column < t->rows.at[i].cells.len &&
		    name_in(p, t->rows.at[i].cells.at[column]) != NULL;
	return named;
}

/* The column that holds the names, where it is not the first:
 * "Dose | Exercise | Comment".  A heading says so, or most of its names are
 * known; and never does the first know more. */
static size_t
find_name_column(const struct programme *p, const struct table *t)
{
	enum { FEWEST = 2 };	/* names */
	const char *first = column_type(p, t->header.at[0]);
	size_t best = 0, most = 0;

	bool first_says = first != NULL && strcmp(first, "exercise") == 0;

	for (size_t c = 0; c < t->header.len; c++) {
		const char *type = column_type(p, t->header.at[c]);
		size_t named = names_below(p, t, c);
		bool says = type != NULL && strcmp(type, "exercise") == 0;
		if (named > most && (c == 0 || says || (!first_says &&
		    !t->dated && named >= FEWEST && 2 * named > t->rows.len))) {
			best = c;
			most = named;
		}
	}
	return best;
}

void
flowsheet_read(struct programme *p)
{
	for (size_t i = 0; i < p->tables->len; i++) {
		const struct table *t = &p->tables->at[i];
		p->name_column = find_name_column(p, t);
		if (!lists_exercises(p, t))
			continue;
		struct above above = {{0, 0}, dosage_none()};
		for (size_t j = 0; j < t->rows.len; j++)
			if (t->rows.at[j].cells.len > 0)
				read_row(p, t, &t->rows.at[j], &above);
	}
}
