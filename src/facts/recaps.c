/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/recaps.h"

#include "base/hash.h"

/* A name of the lexicon that was performed with a dosage. */
struct dosed {
	const struct lexeme *lexeme;
	UT_hash_handle hh;
};

/* Has the exercise a dosage; where it has to be its own, one in its row or
 * beside its name that it does not share with a whole service? */
static bool
is_dosed(const struct programme *p, const struct exercise *e, bool own)
{
	const struct table *table;

	return e->dosage.counted && (!own ||
	    gathered_touches(&p->marks.dosage, e->at) ||
	    tables_row_at(p->tables, e->at.start, &table) != NULL);
}

static struct dosed *
dosed_find(struct dosed *all, const struct exercise *e)
{
	struct dosed *found;

	HASH_FIND_PTR(all, &e->lexeme, found);
	return found;
}

/* The names of the exercises that were performed and have a dosage. */
static struct dosed *
dosed_by(struct programme *p, bool own)
{
	struct arena *a = p->arena;
	struct dosed *all = NULL;

	for (size_t i = 0; i < p->facts->exercises.len; i++) {
		const struct exercise *e = &p->facts->exercises.at[i];
		if (e->lexeme == NULL || !exercise_performed(e) ||
		    !is_dosed(p, e, own) || dosed_find(all, e) != NULL)
			continue;
		struct dosed *one = arena_alloc(a, sizeof(*one));
		one->lexeme = e->lexeme;
		HASH_ADD_PTR(all, lexeme, one);
	}
	return all;
}

/* What is said of an exercise that is listed with its dosage elsewhere is not a
 * second exercise. */
static void
drop_bare(struct programme *p)
{
	struct dosed *dosed = dosed_by(p, false);
	struct facts *f = p->facts;
	size_t kept = 0;

	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (e->lexeme == NULL || e->dosage.counted ||
		    !exercise_performed(e) || dosed_find(dosed, e) == NULL)
			f->exercises.at[kept++] = f->exercises.at[i];
	}
	f->exercises.len = kept;
}

/* Where the exercises of the line that holds the one at `i` end. */
static size_t
line_end(const struct facts *f, size_t i, struct span line)
{
	do
		i++;
	while (i < f->exercises.len && f->exercises.at[i].at.start < line.end);
	return i;
}

/* A billed line without a dosage, one of whose exercises has its own elsewhere,
 * names them all again. */
static bool
is_recap(const struct programme *p, struct dosed *dosed, struct span line,
    size_t from, size_t end)
{
	bool again = false;

	if (!gathered_touches(&p->codes, line))
		return false;
	for (size_t i = from; i < end; i++) {
		const struct exercise *e = &p->facts->exercises.at[i];
		if (is_dosed(p, e, true) || !exercise_performed(e))
			return false;
		again = again || (e->lexeme != NULL &&
		    dosed_find(dosed, e) != NULL);
	}
	return again;
}

static void
drop_billed(struct programme *p)
{
	struct dosed *dosed = dosed_by(p, true);
	struct facts *f = p->facts;
	size_t kept = 0;

	for (size_t i = 0, end; i < f->exercises.len; i = end) {
		struct span line = str_line_at(f->reading->note->text,
		    f->exercises.at[i].at.start);
		end = line_end(f, i, line);
		if (is_recap(p, dosed, line, i, end))
			continue;
		for (size_t k = i; k < end; k++)
			f->exercises.at[kept++] = f->exercises.at[k];
	}
	f->exercises.len = kept;
}

void
recaps_drop(struct programme *p)
{
	drop_billed(p);
	drop_bare(p);
}
