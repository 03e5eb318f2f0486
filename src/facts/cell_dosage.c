/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/cell_dosage.h"

#include "base/number.h"

enum { LONGEST_LOAD = 24 };	/* bytes of a load in words */

const char *
column_type(const struct programme *p, struct span heading)
{
	const struct gathered *g = &p->columns;
	size_t i = gathered_from(g, heading.start);

	return i < g->len && g->at[i]->span.end <= heading.end ?
	    concept_tail(g->at[i]->concept) : NULL;
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

void
cell_dosage_typed(const struct programme *p, const char *type,
    struct span cell, struct dosage *d)
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

void
cell_dosage_bare(const struct programme *p, struct span cell, struct dosage *d)
{
	if (read_series(p, cell, d))
		return;
	d->reps = bare_number(p, cell);
	d->counted = d->counted || d->reps != NONE;
}

/* Where a heading asks for a dosage, numbers that no pattern read are one:
 * "2/6" and "2 by 6" are sets of repetitions, "20 and 20" and
 * "10, hold 3 breaths" begin with them. */
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

struct dosage
cell_dosage_headed(const struct programme *p, struct span heading,
    struct span cell, const struct dosage *read)
{
	const char *type = column_type(p, heading);
	struct dosage d = dosage_none();

	if (type == NULL)
		return d;
	if (holds_both(p, heading))
		read_both(p, cell, &d);
	else
		cell_dosage_typed(p, type, cell, &d);
	if (strcmp(type, "dose") == 0)
		read_dose(p, cell, read, &d);
	if (strcmp(type, "load") == 0 &&
	    read->resistance.len + d.resistance.len == 0)
		d.resistance = worded_load(p, cell);
	return d;
}
