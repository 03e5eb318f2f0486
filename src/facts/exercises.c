/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/exercises.h"

#include <stdlib.h>

#include "base/limits.h"
#include "facts/counts.h"
#include "facts/governed.h"
#include "facts/listed.h"
#include "facts/one_a_line.h"
#include "facts/recaps.h"
#include "facts/setting.h"

bool
exercise_performed(const struct exercise *e)
{
	return e->assertion == AFFIRMED;
}

void
programme_add(struct programme *p, const struct mention *name,
    struct span called, struct span at, const struct dosage *dosage,
    enum assertion assertion)
{
	if (!dosage->counted && dosage->resistance.len == 0 &&
	    name != NULL && name->weak)
		return;
	programme_add_listed(p, name, called, at, dosage, assertion);
}

/* "Calf stretch 3x30": nobody stretches thirty times in a row. */
static void
take_for_hold(struct dosage *d)
{
	enum { FEWEST_SECONDS = 15, MOST_SETS = 6 };

	if (d->sets == NONE || d->sets > MOST_SETS || d->hold_seconds != NONE ||
	    d->minutes != NONE || d->reps < FEWEST_SECONDS ||
	    d->reps % 5 != 0)
		return;
	d->hold_seconds = d->reps;
	d->reps = NONE;
}

/* "Bike 10, wall sits 3x30s": nobody counts the turns of a pedal. */
static void
take_for_minutes(struct str text, struct span at, struct dosage *d)
{
	enum { FEWEST_MINUTES = 3, MOST_MINUTES = 45 };

	while (at.end > at.start &&
	    strchr(" .,;", text.ptr[at.end - 1]) != NULL)
		at.end--;
	if (at.end == at.start || !is_digit(text.ptr[at.end - 1]) ||
	    d->sets != NONE || d->minutes != NONE || d->hold_seconds != NONE ||
	    d->reps < FEWEST_MINUTES || d->reps > MOST_MINUTES)
		return;
	d->minutes = d->reps;
	d->reps = NONE;
}

void
programme_add_listed(struct programme *p, const struct mention *name,
    struct span called, struct span at, const struct dosage *dosage,
    enum assertion assertion)
{
	const struct lexeme *lexeme = name != NULL ? name->lexeme : NULL;
	const struct exercise_kind *kind = lexeme != NULL ?
	    pack_exercise_kind(p->reading->pack, lexeme->kind) : NULL;

	if (!dosage->counted && dosage->resistance.len == 0 &&
	    kind != NULL && kind->needs_dosage)
		return;
	struct dosage d = *dosage;
	if (kind != NULL && kind->held)
		take_for_hold(&d);
	if (kind != NULL && kind->timed)
		take_for_minutes(p->reading->note->text, at, &d);
	vec_push(p->arena, &p->facts->exercises, (struct exercise){
	    .name = lexeme != NULL ? str_of(lexeme->name) :
	    str_slice(p->reading->note->text, called),
	    .at = at, .dosage = d, .lexeme = lexeme,
	    .assertion = assertion});
}

static int
by_place(const void *a, const void *b)
{
	const struct exercise *x = a, *y = b;

	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	return (x->at.end > y->at.end) - (x->at.end < y->at.end);
}

static void
sort_by_place(struct facts *f)
{
	if (f->exercises.len > 0)
		qsort(f->exercises.at, f->exercises.len,
		    sizeof(*f->exercises.at), by_place);
}

/* Is the word part of the name of an exercise, which says by its kind what it
 * strengthens: "verb network strengthening"? */
static bool
is_of_name(const struct programme *p, struct span at)
{
	size_t i = gathered_from(&p->names, at.end);

	return i > 0 && span_holds(p->names.at[i - 1]->span, at);
}

static void
look_for_strengthening(struct programme *p)
{
	struct gathered stated = gather_counting(p->arena, p->reading,
	    "strengthening");

	bool said = false;
	for (size_t i = 0; i < stated.len && !said; i++)
		said = !is_of_name(p, stated.at[i]->span);
	p->facts->strengthening = said;
	p->facts->strengthening_said = said;
	for (size_t i = 0; i < p->facts->exercises.len; i++) {
		const struct exercise *e = &p->facts->exercises.at[i];
		const struct exercise_kind *kind = e->lexeme == NULL ? NULL :
		    pack_exercise_kind(p->reading->pack, e->lexeme->kind);
		if (exercise_performed(e) && kind != NULL &&
		    kind->strengthening)
			p->facts->strengthening = true;
	}
}

/* "30 s chair stand" is a test: the longer name wins. */
static void
drop_other_names(struct programme *p)
{
	enum { LONGEST = 256 };	/* bytes of a mention */
	size_t kept = 0;

	for (size_t i = 0; i < p->names.len; i++) {
		struct span at = p->names.at[i]->span;
		bool other = false;
		for (size_t k = gathered_from(&p->not_names,
		    at.start > LONGEST ? at.start - LONGEST : 0);
		    k < p->not_names.len && !other &&
		    p->not_names.at[k]->span.start < at.end; k++)
			other = span_touches(p->not_names.at[k]->span, at) &&
			    span_len(p->not_names.at[k]->span) > span_len(at);
		if (!other)
			p->names.at[kept++] = p->names.at[i];
	}
	p->names.len = kept;
}

/* Is another exercise named in the clause of the one at `i`? */
static bool
named_besides(const struct programme *p, size_t i)
{
	struct str text = p->reading->note->text;
	const struct span *others[] = {
		i > 0 ? &p->names.at[i - 1]->span : NULL,
		i + 1 < p->names.len ? &p->names.at[i + 1]->span : NULL,
	};
	struct span at = p->names.at[i]->span;

	for (size_t k = 0; k < sizeof(others) / sizeof(*others); k++) {
		if (others[k] == NULL)
			continue;
		struct span between = k == 0 ?
		    (struct span){others[k]->end, at.start} :
		    (struct span){at.end, others[k]->start};
		bool apart = false;
		for (size_t j = between.start; j < between.end; j++)
			apart = apart || strchr("\n;", text.ptr[j]) != NULL ||
			    (text.ptr[j] == '.' && text.ptr[j + 1] == ' ');
		if (!apart)
			return true;
	}
	return false;
}

/* Has the name before the one at `i` a dosage of its own and does another
 * follow right behind the load at `held`: "grip 2x10, red putty 3 min"? */
static bool
is_dosed_between(const struct programme *p, size_t i, struct span held)
{
	enum { REACH = 3 };	/* bytes up to the dosage */
	const struct gathered *doses = &p->marks.dosage;
	size_t next = gathered_from(doses, held.end);

	return i > 0 && next < doses->len &&
	    doses->at[next]->span.start <= held.end + REACH &&
	    gathered_in(doses, (struct span){p->names.at[i - 1]->span.end,
	    held.start}) > 0;
}

/* Is the name that of things that are counted: the coins of "15 coins"? */
static bool
is_counted(const struct programme *p, const struct mention *name)
{
	const struct gathered *doses = &p->marks.dosage;
	size_t i = gathered_from(doses, name->span.start);

	return name->weak && i > 0 &&
	    span_holds(doses->at[i - 1]->span, name->span);
}

/* Do two names stand side by side, each with its count before it: "10 pushups
 * and 10 squats"? */
static bool
are_counted(const struct programme *p, size_t first)
{
	enum { REACH = 12 };	/* bytes: ", and then 10 " */
	const struct gathered *names = &p->names;

	if (first + 1 >= names->len)
		return false;
	size_t a = names->at[first]->span.start;
	size_t b = names->at[first + 1]->span.start;
	return b <= names->at[first]->span.end + REACH &&
	    count_before(p, a) != NONE && count_before(p, b) != NONE;
}

/* "Red putty" behind a grip exercise is its load, "20 pegs" how much of it was
 * done, neither one more exercise; by itself, "clothespins red 2x12", it is
 * what was done. */
static void
drop_loads(struct programme *p)
{
	struct gathered kept = {0};

	for (size_t i = 0; i < p->names.len; i++) {
		const struct mention *name = p->names.at[i];
		size_t k = gathered_from(&p->marks.load, name->span.end);
		struct span held = k > 0 ? p->marks.load.at[k - 1]->span :
		    (struct span){0, 0};
		bool load = span_holds(held, name->span) && (name->weak ||
		    span_len(held) > span_len(name->span)) &&
		    !is_dosed_between(p, i, held);
		if (!(load || is_counted(p, name)) || !named_besides(p, i) ||
		    are_counted(p, i) || (i > 0 && are_counted(p, i - 1)))
			gathered_add(p->arena, &kept, name);
	}
	p->names = kept;
}

/* The name of an exercise of the lexicon, as it was mentioned; or NULL. */
static const struct mention *
name_of(const struct gathered *names, const struct exercise *e)
{
	for (size_t i = gathered_from(names, e->at.start); i < names->len &&
	    names->at[i]->span.start < e->at.end; i++)
		if (names->at[i]->lexeme == e->lexeme)
			return names->at[i];
	return NULL;
}

/* Names that the lexicon does not have are exercises by where they stand, and
 * what was done in sets was done. */
static bool
is_denied(const struct settings *settings, const struct exercise *e)
{
	const struct mention *name = e->lexeme == NULL ||
	    !exercise_performed(e) || e->dosage.sets != NONE ? NULL :
	    name_of(&settings->names, e);

	return name != NULL && setting_denies(settings, name->span);
}

static bool
on_one_line(const struct facts *f, size_t i, size_t k)
{
	struct span between = {f->exercises.at[i].at.start,
	    f->exercises.at[k].at.start};

	return between.start > between.end ||
	    memchr(f->reading->note->text.ptr + between.start, '\n',
	    span_len(between)) == NULL;
}

/* Where the exercises of the line of the one at `i` end. */
static size_t
line_end(const struct facts *f, size_t i)
{
	size_t end = i + 1;

	while (end < f->exercises.len && on_one_line(f, end - 1, end))
		end++;
	return end;
}

/* Goals, tests, histories and instructions name what was not done today.  A
 * line of exercises stands or falls together, and three in a row are a list. */
static void
drop_denied(struct arena *a, struct facts *f)
{
	enum { A_LIST = 3 };
	struct settings settings = settings_of(a, f->reading);
	size_t kept = 0;

	if (f->exercises.len * f->reading->mentions.len > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0, end; i < f->exercises.len; i = end) {
		end = line_end(f, i);
		bool denied = end - i < A_LIST;
		for (size_t k = i; k < end && denied; k++)
			denied = is_denied(&settings, &f->exercises.at[k]);
		for (size_t k = i; k < end && !denied; k++)
			f->exercises.at[kept++] = f->exercises.at[k];
	}
	f->exercises.len = kept;
}

/* Is it a service that examines the patient and treats nothing? */
static bool
is_examination(const struct service *s)
{
	return s->code != NULL &&
	    (strcmp(s->code->attendance, "evaluation") == 0 ||
	    strcmp(s->code->attendance, "test") == 0);
}

/* A report looks over weeks of treatment; no exercise is asked of it. */
static bool
is_report(const struct note_type *t)
{
	return t != NULL && !texts_have(&t->required,
	    element_name(EL_EXERCISE));
}

/* Where all that is billed is an evaluation, nothing was exercised: what is
 * counted in the note was tried, measured or shown for home.  A report that
 * bills nothing tells of exercises that other visits billed. */
static void
drop_unbilled(struct facts *f)
{
	bool examined = false, treated = false;

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		examined = examined || is_examination(s);
		treated = treated || (s->code != NULL && !is_examination(s));
	}
	if (examined ? !treated : f->services.len == 0 && is_report(f->type))
		f->exercises.len = 0;
}

/* How high a step or a seat is says nothing of how often, and nothing against
 * a name that stands alone. */
static struct gathered
heights_among(struct arena *a, const struct gathered *not_numbers)
{
	struct gathered out = {0};

	for (size_t i = 0; i < not_numbers->len; i++)
		if (strcmp(concept_tail(not_numbers->at[i]->concept),
		    "height") == 0)
			gathered_add(a, &out, not_numbers->at[i]);
	return out;
}

/* What the packs find of programmes, and how it is gathered. */
static const struct {
	const char *fact;
	struct gathered (*gather)(struct arena *a, const struct reading *r,
	    const char *fact);
	size_t into;
} gathers[] = {
	{"exercises", gather, offsetof(struct programme, names)},
	{"not-exercise", gather_all, offsetof(struct programme, not_names)},
	{"code-name", gather_all, offsetof(struct programme, services)},
	{"code", gather_all, offsetof(struct programme, codes)},
	{"quoted", gather_all, offsetof(struct programme, quoted)},
	{"patient", gather_all, offsetof(struct programme, people)},
	{"told-of", gather_all, offsetof(struct programme, told_of)},
	{"drill-verb", gather_all, offsetof(struct programme, drill_verbs)},
	{"not-told", gather_all, offsetof(struct programme, not_told)},
	{"says", gather_all, offsetof(struct programme, says)},
	{"left-out", gather_all, offsetof(struct programme, left_out)},
	{"left-out-here", gather_all,
	    offsetof(struct programme, left_out_here)},
	{"given-home", gather_all, offsetof(struct programme, given)},
	{"listing", gather_counting, offsetof(struct programme, listings)},
	{"filler", gather, offsetof(struct programme, fillers)},
	{"preposition", gather, offsetof(struct programme, prepositions)},
	{"done-with", gather, offsetof(struct programme, withs)},
	{"shared", gather, offsetof(struct programme, shared)},
	{"shared-above", gather_all, offsetof(struct programme, above)},
	{"spelled-with-sign", gather_all, offsetof(struct programme, spelled)},
	{"circuit", gather_all, offsetof(struct programme, circuits)},
	{"rounds", gather_all, offsetof(struct programme, rounds)},
	{"not-dosage", gather_all, offsetof(struct programme, not_numbers)},
	{"performed", gather_counting, offsetof(struct programme, cues)},
	{"column", gather_all, offsetof(struct programme, columns)},
	{"cell-blank", gather_all, offsetof(struct programme, blanks)},
	{"cell-same", gather_all, offsetof(struct programme, ditto)},
	{"cell-done", gather_all, offsetof(struct programme, done)},
	{"dosage-same", gather_all, offsetof(struct programme, same)},
	{"load-same", gather_all, offsetof(struct programme, same_load)},
};

static struct programme
programme_of(struct arena *a, struct facts *f, const struct tables *tables)
{
	struct programme p = {.arena = a, .reading = f->reading, .facts = f,
	    .tables = tables};

	for (size_t i = 0; i < sizeof(gathers) / sizeof(*gathers); i++)
		*(struct gathered *)(void *)((char *)&p + gathers[i].into) =
		    gathers[i].gather(a, f->reading, gathers[i].fact);
	p.triggers = gather_triggers(a, f->reading);
	p.heights = heights_among(a, &p.not_numbers);
	drop_other_names(&p);
	dosage_marks_find(a, f->reading, &p.names, tables, &p.marks);
	drop_loads(&p);
	return p;
}

void
exercises_read(struct arena *a, struct facts *f, const struct tables *tables)
{
	struct programme p = programme_of(a, f, tables);

	flowsheet_read(&p);
	sort_by_place(f);
	p.tabled = f->exercises.len;
	items_read(&p);
	recaps_drop(&p);
	sort_by_place(f);
	listed_read(&p);
	sort_by_place(f);
	governed_fill(&p);
	one_a_line_join(a, f);
	drop_denied(a, f);
	drop_unbilled(f);
	look_for_strengthening(&p);
}
