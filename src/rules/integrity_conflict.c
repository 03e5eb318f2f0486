/* SPDX-License-Identifier: Apache-2.0 */
/*
 * integrity/conflict: two statements of a note that cannot both hold.
 */
#include <limits.h>

#include "base/limits.h"
#include "rules/billed.h"
#include "rules/rules.h"

enum { LONGEST_ELAPSED = 120 };	/* years of an age, or weeks */

static void
report_two(struct judging *j, const struct rule *self, struct span first,
    struct span second)
{
	judge(j, self->id, &second, (struct detail[]){
	    {"first", judged_text(j, first)},
	    {"second", judged_text(j, second)},
	    {NULL, {NULL, 0}}});
}

static unsigned
sentence_of(const struct facts *f, const struct remark *r)
{
	return f->reading->statements.at[r->mention->statement].sentence;
}

/* Of two statements that cannot both hold one is a remark says-SUBJECT, the
 * other gainsays-SUBJECT.  What is at stake is the packs'.  Within a sentence
 * they are told of different times. */
static const char SAYS[] = "says-", GAINSAYS[] = "gainsays-";

static const struct remark *
gainsaid(const struct facts *f, const struct remark *said)
{
	const char *subject = said->kind + sizeof(SAYS) - 1;

	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		if (r->counts &&
		    strncmp(r->kind, GAINSAYS, sizeof(GAINSAYS) - 1) == 0 &&
		    strcmp(r->kind + sizeof(GAINSAYS) - 1, subject) == 0 &&
		    sentence_of(f, r) != sentence_of(f, said))
			return r;
	}
	return NULL;
}

/* No exercise, and one with its dosage.  Reports tell of the course of
 * treatment too. */
static void
check_exercise(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	const struct remark *none = facts_remark(f, "no-exercise");

	if (none == NULL || (f->type != NULL &&
	    strcmp(f->type->id, "daily") != 0))
		return;
	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (!exercise_performed(e) || !e->dosage.counted)
			continue;
		report_two(j, self, none->at, e->at);
		return;
	}
}

/* A remark told-SUBJECT tells a value of something that has one in a note: its
 * group `value`, or the name of the group that took part where the packs sort
 * wordings into classes.  Groups of_THING say what it is told of,
 * and `side` and `whole` in words.  A remark unsettled-SUBJECT says that there
 * may be two. */
static const char TOLD[] = "told-", UNSETTLED[] = "unsettled-", OF[] = "of_";
static const char *const in_words[] = {"side", "whole"};

static bool
starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* Do two mentions name the same thing, or one of them none? */
static bool
are_of_same(const struct reading *r, const struct mention *a,
    const struct mention *b)
{
	bool of = false, shared = false;
	struct span at;

	for (size_t i = 0; i < a->n_captures; i++)
		if (starts(a->captures[i].name, OF)) {
			of = true;
			shared = shared || mention_capture(b,
			    a->captures[i].name, &at);
		}
	for (size_t i = 0; of && !shared && i < b->n_captures; i++)
		if (starts(b->captures[i].name, OF))
			return false;
	for (size_t i = 0; i < sizeof(in_words) / sizeof(*in_words); i++) {
		struct str x = mention_text(r, a, in_words[i]);
		struct str y = mention_text(r, b, in_words[i]);
		if (x.len > 0 && y.len > 0 && !str_eq_nocase(
		    (struct str){x.ptr, 1}, (struct str){y.ptr, 1}))
			return false;
	}
	return true;
}

/* The class of a value that is told in words, or NULL. */
static const char *
class_of(const struct mention *m)
{
	for (size_t i = 0; i < m->n_captures; i++) {
		const char *name = m->captures[i].name;
		bool words = strcmp(name, in_words[0]) == 0 ||
		    strcmp(name, in_words[1]) == 0;
		if (!words && !starts(name, OF))
			return name;
	}
	return NULL;
}

static bool
values_differ(const struct facts *f, const struct mention *a,
    const struct mention *b)
{
	struct str x = mention_text(f->reading, a, "value");
	struct str y = mention_text(f->reading, b, "value");
	const char *p = class_of(a), *q = class_of(b);
	long m, n;

	if (x.len == 0 || y.len == 0)
		return p != NULL && q != NULL && strcmp(p, q) != 0;
	if (str_number(x, LONG_MAX, &m) && str_number(y, LONG_MAX, &n))
		return m != n;
	date_t d = date_parse(x, f->date_of_service);
	date_t e = date_parse(y, f->date_of_service);
	return d != NO_DATE && e != NO_DATE && d != e;
}

/* What is told of regions of the body that have nothing in common is told of
 * two things. */
static bool
names_region(const struct facts *f, unsigned statement,
    const struct lexeme *region)
{
	for (size_t i = 0; i < f->parts.len; i++)
		if (f->parts.at[i].statement == statement &&
		    (region == NULL || f->parts.at[i].region == region))
			return true;
	return false;
}

static bool
are_apart(const struct facts *f, const struct mention *a,
    const struct mention *b)
{
	if (!names_region(f, b->statement, NULL) ||
	    !names_region(f, a->statement, NULL))
		return false;
	for (size_t i = 0; i < f->parts.len; i++)
		if (f->parts.at[i].statement == a->statement &&
		    names_region(f, b->statement, f->parts.at[i].region))
			return false;
	return true;
}

static bool
names_side(const struct facts *f, unsigned statement, enum side side)
{
	for (size_t i = 0; i < f->sides.len; i++)
		if (f->sides.at[i].statement == statement &&
		    f->sides.at[i].side == side)
			return true;
	return false;
}

/* One of the right and the other of the left. */
static bool
are_of_two_sides(const struct facts *f, unsigned a, unsigned b)
{
	bool right = names_side(f, a, SIDE_RIGHT);
	bool left = names_side(f, a, SIDE_LEFT);

	return right != left && names_side(f, b, SIDE_RIGHT) == left &&
	    names_side(f, b, SIDE_LEFT) == right;
}

static bool
is_unsettled(const struct facts *f, const char *subject)
{
	for (size_t i = 0; i < f->remarks.len; i++)
		if (starts(f->remarks.at[i].kind, UNSETTLED) &&
		    strcmp(f->remarks.at[i].kind + sizeof(UNSETTLED) - 1,
		    subject) == 0)
			return true;
	return false;
}

/* The first later remark that tells another value of the same thing. */
static const struct remark *
told_otherwise(const struct facts *f, size_t i)
{
	const struct remark *told = &f->remarks.at[i];

	if (!starts(told->kind, TOLD) ||
	    is_unsettled(f, told->kind + sizeof(TOLD) - 1))
		return NULL;
	for (size_t k = i + 1; k < f->remarks.len; k++) {
		const struct remark *r = &f->remarks.at[k];
		if (r->counts && strcmp(r->kind, told->kind) == 0 &&
		    sentence_of(f, r) != sentence_of(f, told) &&
		    are_of_same(f->reading, told->mention, r->mention) &&
		    values_differ(f, told->mention, r->mention) &&
		    !are_apart(f, told->mention, r->mention) &&
		    !are_of_two_sides(f, told->mention->statement,
		    r->mention->statement))
			return r;
	}
	return NULL;
}

/* A figure of years or weeks that should be the time from a day to that of the
 * visit.  It is rounded, and dates are off by some days. */
struct elapsed {
	const char *figure;	/* remark with the number */
	const char *since;	/* remark with the day */
	int days;		/* of its unit */
	int slack;		/* days, and percent of what is told */
	int percent;
};

static const struct elapsed elapsed[] = {
	{"told-age", "born", 365, 600, 0},
	{"told-weeks", "told-surgery", 7, 21, 10},
};

static bool
is_elapsed(const struct facts *f, const struct elapsed *e,
    const struct remark *figure, const struct remark *since)
{
	long n;
	date_t from = date_parse(mention_text(f->reading, since->mention,
	    "value"), NO_DATE);

	if (from == NO_DATE || from > f->date_of_service ||
	    !str_number(mention_text(f->reading, figure->mention, "value"),
	    LONGEST_ELAPSED, &n))
		return true;
	long off = f->date_of_service - from - n * e->days;
	long most = e->slack + n * e->days * e->percent / 100;
	return off <= most && off >= -most;
}

/* The one remark of a kind that counts; NULL when there are more. */
static const struct remark *
only_remark(const struct facts *f, const char *kind)
{
	const struct remark *only = NULL;

	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		if (!r->counts || strcmp(r->kind, kind) != 0)
			continue;
		if (only != NULL)
			return NULL;
		only = r;
	}
	return only;
}

static void
check_elapsed(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	for (size_t i = 0; f->date_of_service != NO_DATE &&
	    i < sizeof(elapsed) / sizeof(*elapsed); i++) {
		const struct elapsed *e = &elapsed[i];
		const struct remark *figure = only_remark(f, e->figure);
		const struct remark *since = only_remark(f, e->since);
		if (figure == NULL || since == NULL ||
		    is_elapsed(f, e, figure, since))
			continue;
		report_two(j, self, since->at, figure->at);
		return;
	}
}

static void
run_conflict(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	if (f->remarks.len * f->remarks.len > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *said = &f->remarks.at[i], *other;
		if (!said->counts)
			continue;
		other = starts(said->kind, SAYS) ? gainsaid(f, said) :
		    told_otherwise(f, i);
		if (other == NULL)
			continue;
		report_two(j, self, said->at, other->at);
		return;
	}
	check_elapsed(j, self);
	check_exercise(j, self);
}

const struct rule integrity_conflict_rules[] = {
	{"integrity/conflict", run_conflict, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
