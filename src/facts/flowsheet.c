/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/exercises.h"

#include "base/number.h"
#include "match/assert.h"

enum { LONGEST_LOAD = 24 };	/* bytes of a load in words */

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

/* Does the column hold sets and repetitions: "set/rep", "sets x reps"?  A lone
 * number counts the repetitions. */
static bool
holds_both(const struct programme *p, struct span heading)
{
	const struct gathered *g = &p->columns;
	bool sets = false, reps = false;

	for (size_t i = gathered_from(g, heading.start); i < g->len &&
	    g->at[i]->span.end <= heading.end; i++) {
		const char *type = concept_tail(g->at[i]->concept);
		sets = sets || strcmp(type, "sets") == 0;
		reps = reps || strcmp(type, "reps") == 0;
	}
	return sets && reps;
}

/* "3/12", and "12" alone. */
static void
read_both(const struct programme *p, struct span cell, struct dosage *d)
{
	struct str text = str_slice(p->reading->note->text, cell);
	int value[2] = {NONE, NONE};
	size_t i = 0;

	if (dosage_begins(&p->marks, cell))
		return;
	for (unsigned n = 0; n < 2; n++) {
		size_t start = i;
		while (i < text.len && is_digit(text.ptr[i]))
			i++;
		value[n] = number_parse((struct str){text.ptr + start,
		    i - start});
		if (i == text.len || text.ptr[i] != '/')
			break;
		i++;
	}
	/* "4 x 75 ft" is for the notations. */
	while (i < text.len && is_blank(text.ptr[i]))
		i++;
	if (i < text.len && !(is_word(text.ptr[i]) && text.ptr[i] != 'x'))
		return;
	d->reps = value[1] > 0 ? value[1] : value[0] > 0 ? value[0] : NONE;
	d->sets = value[1] > 0 && value[0] > 0 ? value[0] : NONE;
	d->counted = d->reps != NONE;
}

/* The cell that names what its row is about: the one below the heading of the
 * names, or the one behind the number of the row: "3.  | leg lengthener | 6". */
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
	bool loads = strncmp(type, "load", 4) == 0;
	size_t digits = 0;

	/* "1 lb" counts nothing. */
	if (dosage_begins(&p->marks, cell) ||
	    (!loads && gathered_touches(&p->marks.load, cell)))
		return;

	while (digits < text.len && is_digit(text.ptr[digits]))
		digits++;
	int value = number_parse((struct str){text.ptr, digits});
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		int *field = (int *)(void *)((char *)d + fields[i].offset);
		if (strcmp(type, fields[i].type) == 0 && value > 0) {
			*field = value;
			d->counted = true;
		}
	}
	/* "7.5" is in the unit of its heading as well. */
	while (digits > 0 && digits < text.len && (is_digit(text.ptr[digits]) ||
	    text.ptr[digits] == '.'))
		digits++;
	bool metric = strcmp(type, "load-kg") == 0;
	if ((metric || strcmp(type, "load") == 0) && d->resistance.len == 0 &&
	    value > 0 && digits == text.len)
		d->resistance = arena_printf(p->arena, "%.*s %s",
		    STR_ARG(text), metric ? "kg" : "lb");
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

/* Where a heading asks for a load, words without a number are one, known or
 * not: "inflatable ball". */
static struct str
worded_load(const struct programme *p, struct span cell)
{
	struct str text = str_slice(p->reading->note->text, cell);
	bool word = false;

	for (size_t i = 0; i < text.len; i++) {
		if (is_digit(text.ptr[i]))
			return STR("");
		word = word || is_word(text.ptr[i]);
	}
	return word && text.len <= LONGEST_LOAD &&
	    !gathered_touches(&p->blanks, cell) ? text : STR("");
}

/* The repetitions of a cell whose only number is no part of a notation: "20",
 * "yel 20", "10 hold 3s". */
static int
bare_number(const struct programme *p, struct span cell)
{
	enum { FEWEST = 2, MOST = 60 };
	struct str text = p->reading->note->text;
	int found = NONE;

	for (size_t i = cell.start; i < cell.end;) {
		size_t end = str_word_end(text, i, cell.end);
		struct span at = {i, end};
		i = end > i ? end : i + 1;
		if (end == at.start || gathered_touches(&p->marks.dosage, at) ||
		    gathered_touches(&p->marks.load, at) ||
		    gathered_touches(&p->not_numbers, at))
			continue;
		int n = number_parse(str_slice(text, at));
		if (n < FEWEST)
			continue;
		if (found != NONE || n > MOST)
			return NONE;
		found = n;
	}
	return found;
}

/* Numbers and nothing else are the repetitions of one set each, "20,20,15": of
 * which the first tells what was asked for.  False where the cell is something
 * else. */
static bool
read_series(const struct programme *p, struct span cell, struct dosage *d)
{
	enum { MOST = 60 };
	struct str text = str_slice(p->reading->note->text, cell);
	int sets = 0, first = NONE;

	for (size_t i = 0; i < text.len;) {
		size_t end = str_word_end(text, i, text.len);
		int n = number_parse((struct str){text.ptr + i, end - i});
		bool divided = end == text.len || text.ptr[end] == ',';
		if (n <= 0 || n > MOST || !divided)
			return false;
		first = sets++ == 0 ? n : first;
		i = end + 1;
		while (i < text.len && is_blank(text.ptr[i]))
			i++;
	}
	if (sets < 2)
		return false;
	d->sets = sets;
	d->reps = first;
	d->counted = true;
	return true;
}

/* Where a heading asks for a dosage, numbers that no pattern read are one: "2/6"
 * and "2 by 6" are sets of repetitions, "20 and 20" and "10, hold 3 breaths"
 * begin with them. */
static void
read_dose(const struct programme *p, struct span cell,
    const struct dosage *read, struct dosage *out)
{
	enum { FEWEST = 2, MOST_SETS = 6, MOST = 60 };
	static const char *const betweens[] = {"/", " by ", "x", " x "};
	struct str text = str_slice(p->reading->note->text, cell);
	size_t first = 0, from, to;
	bool both = false;

	if (read->sets != NONE || read->reps != NONE || read->minutes != NONE)
		return;
	while (first < text.len && is_digit(text.ptr[first]))
		first++;
	int sets = number_parse((struct str){text.ptr, first});
	for (size_t i = 0; i < sizeof(betweens) / sizeof(*betweens); i++) {
		struct str rest = {text.ptr + first, text.len - first};
		from = first + strlen(betweens[i]);
		if (both || !str_starts(rest, str_of(betweens[i])))
			continue;
		for (to = from; to < text.len && is_digit(text.ptr[to]); to++)
			;
		out->reps = number_parse((struct str){text.ptr + from,
		    to - from});
		both = to > from && sets >= 1 && sets <= MOST_SETS;
	}
	if (both && read->hold_seconds != NONE)
		out->reps = NONE;
	if (both)
		out->sets = sets;
	else if (first > 0 && sets >= FEWEST && sets <= MOST &&
	    !gathered_touches(&p->marks.dosage,
	    (struct span){cell.start, cell.start + 1}))
		out->reps = sets;
	else
		out->reps = bare_number(p, cell);
	out->counted = out->sets != NONE || out->reps != NONE;
}

/* The dosage in a row without dates: every cell behind the name. */
static struct dosage
read_typed_row(const struct programme *p, const struct table *t,
    const struct row *row)
{
	struct dosage d = dosage_none();
	bool billed = gathered_touches(&p->codes, row->line);
	struct span named = name_cell_of(p, row);
	size_t end;

	for (size_t c = 0; c < row->cells.len; c++) {
		/* "1/10" is no set of ten. */
		if (c + 1 == t->dated_by)
			continue;
		struct dosage cell = dosage_read(p->arena, p->reading,
		    &p->marks, &(struct dosage_place){row->cells.at[c],
		    named, DOSAGE_OF_ONE}, &end);
		const char *type = c != p->name_column &&
		    c < t->header.len ?
		    column_type(p, t->header.at[c]) : NULL;
		/* "BL" are somebody's. */
		if (type != NULL && strcmp(type, "initials") == 0)
			continue;
		/* Beside a code minutes are those of the service. */
		if (type != NULL &&
		    !(billed && strcmp(type, "minutes") == 0)) {
			struct dosage typed = dosage_none();
			if (holds_both(p, t->header.at[c]))
				read_both(p, row->cells.at[c], &typed);
			else
				read_typed_cell(p, type, row->cells.at[c],
				    &typed);
			if (strcmp(type, "dose") == 0)
				read_dose(p, row->cells.at[c], &cell, &typed);
			if (strcmp(type, "load") == 0 &&
			    cell.resistance.len + typed.resistance.len == 0)
				typed.resistance = worded_load(p,
				    row->cells.at[c]);
			dosage_add(&d, &typed);
		}
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
 * before, or what was prescribed. */
static struct span
meant_cell(const struct programme *p, const struct table *t,
    const struct row *row, int today)
{
	struct span cell = row->cells.at[today];

	if (!gathered_touches(&p->ditto, cell) ||
	    dosage_begins(&p->marks, cell))
		return cell;
	for (int c = today - 1; c > 0; c--) {
		struct span before = row->cells.at[c];
		if ((t->compares || t->dates.at[c] != NO_DATE ||
		    dosage_begins(&p->marks, before)) &&
		    !is_blank_cell(p, before) &&
		    !gathered_touches(&p->ditto, before))
			return before;
	}
	return cell;
}

/* The dosage of a visit: its column, with what the name's cell adds.  Where it
 * heads a column, that may say what a bare number counts: "bike min". */
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

	const char *type = t->turned ? column_type(p, name) : NULL;
	if (type != NULL)
		read_typed_cell(p, type, cell, &d);
	else if (d.sets == NONE && d.reps == NONE && d.minutes == NONE &&
	    !read_series(p, cell, &d)) {
		d.reps = bare_number(p, cell);
		d.counted = d.counted || d.reps != NONE;
	}
	dosage_add(&d, &named);
	return d;
}

/* Is all that the cell says, in words, that nothing was done: "home only"? */
static bool
says_not_done(const struct programme *p, struct span cell)
{
	size_t i = gathered_from(&p->blanks, cell.start);

	return i < p->blanks.len && str_has_letters(str_slice(
	    p->reading->note->text, cell)) &&
	    p->blanks.at[i]->span.start == cell.start &&
	    p->blanks.at[i]->span.end == cell.end;
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
		if (type == NULL || span_len(cell) == 0)
			continue;
		if (strcmp(type, "other") == 0 && says_not_done(p, cell))
			return false;
		if (strcmp(type, "done") == 0)
			return !is_blank_cell(p, cell);
		if ((strcmp(type, "dose") == 0 || strcmp(type, "sets") == 0) &&
		    is_blank_cell(p, cell) && str_has_letters(str_slice(
		    p->reading->note->text, cell)))
			return false;
	}
	return true;
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
		/* What other visits held is told in other cells. */
		if (assertion == REFUSED)
			assertion = AFFIRMED;
	} else {
		if (!is_done(p, t, row))
			return;
		d = read_typed_row(p, t, row);
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

	if (is_scored(p, t))
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

/* The column that holds the names, where it is not the first: "Dose | Exercise |
 * Comment".  A heading says so, or most of its names are known; and never does
 * the first know more. */
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
