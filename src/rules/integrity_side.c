/* SPDX-License-Identifier: Apache-2.0 */
/*
 * integrity/laterality: which side of the body is meant.
 *
 * Most notes name both sides, and rightly: the other one is measured for
 * comparison, holds the cane, or is stood upon.  What is told of both sides
 * in a sentence, or of a side that is called the sound one, therefore proves
 * nothing; and what the patient is treated for weighs more than what was done.
 */
#include "base/limits.h"
#include "rules/finding.h"
#include "rules/rules.h"
#include "rules/sided.h"

enum { LEAST_ALONE = 2 };	/* statements of a side that settle it */

/* How often each side is told, by place. */
struct told_sides {
	unsigned at[ELSEWHERE + 1][SIDE_BILATERAL + 1];
};

/* What is told of a region and of all that is of the same limb. */
struct sides {
	struct told_sides all;
	struct told_sides plain;
	struct told_sides near;	/* see below */
	unsigned cause[SIDE_BILATERAL + 1];
	const struct part *first[ELSEWHERE + 1][SIDE_BILATERAL + 1];
	const struct part *usual[SIDE_BILATERAL + 1];
	const struct part *first_cause[SIDE_BILATERAL + 1];
	const struct part *treated[SIDE_BILATERAL + 1];	/* not as the cause */
	const struct part *mended[SIDE_BILATERAL + 1];	/* wherever it
							 * is told */
	bool both;	/* the region itself is told as both */
};

/* Is one of the two regions a part of the other, or are they neighbours under
 * one name?  A kind is a path from the limb to its part. */
static bool
is_kin(const struct lexeme *a, const struct lexeme *b)
{
	size_t n = strlen(a->kind), m = strlen(b->kind);
	size_t least = n < m ? n : m;
	const char *longer = n < m ? b->kind : a->kind;

	return strncmp(a->kind, b->kind, least) == 0 &&
	    (longer[least] == '\0' || longer[least] == '/');
}

/* Is it called the operated or the affected one, and now?  What was measured
 * of it before makes it no other. */
static bool
is_mended(const struct sided *s)
{
	return s->treated && !s->past && !s->sound && !s->part->compared &&
	    (s->part->assertion & (NEGATED | HYPOTHETICAL | PLANNED)) == 0;
}

/* What is told of a wider or a neighbouring region is near to this one only as
 * far as something ails there: the patient stands on either leg. */
static struct sides
count_sides(const struct sided_list *list, const struct lexeme *region)
{
	struct sides out = {0};

	for (size_t i = 0; i < list->len; i++) {
		const struct sided *s = &list->at[i];
		const struct part *p = s->part;
		if (!is_kin(p->region, region))
			continue;
		if (p->side == SIDE_BILATERAL) {
			out.both = out.both || (p->region == region &&
			    s->told != DONE);
			continue;
		}
		out.all.at[s->told][p->side]++;
		if (is_mended(s) && out.mended[p->side] == NULL)
			out.mended[p->side] = p;
		if (!s->plain)
			continue;
		out.plain.at[s->told][p->side]++;
		if (out.usual[p->side] == NULL)
			out.usual[p->side] = p;
		if (p->region != region && !s->ailing && !s->cause &&
		    s->told != JUDGED)
			continue;
		if (s->cause && out.cause[p->side]++ == 0)
			out.first_cause[p->side] = p;
		if (s->treated && !s->cause && s->told != COMES_WITH &&
		    out.treated[p->side] == NULL)
			out.treated[p->side] = p;
		if (out.near.at[s->told][p->side]++ == 0)
			out.first[s->told][p->side] = p;
	}
	return out;
}

/* How often a side is told in all places but one. */
static unsigned
count(const struct told_sides *told, enum side side, enum told but)
{
	unsigned total = 0;

	for (int t = 0; t <= ELSEWHERE; t++)
		total += t == (int)but ? 0 : told->at[t][side];
	return total;
}

/* The first near mention of a side, but for one place. */
static const struct part *
first_of(const struct sides *s, enum side side, enum told but)
{
	for (int t = 0; t <= ELSEWHERE; t++)
		if (t != (int)but && s->first[t][side] != NULL)
			return s->first[t][side];
	return NULL;
}

/* The assessment speaks of one side, and all else of the other. */
static const struct part *
assessment_swaps(const struct sides *s, enum side side, enum side other)
{
	if (s->near.at[JUDGED][other] == 0 || s->all.at[JUDGED][side] > 0 ||
	    count(&s->plain, other, JUDGED) > 0 ||
	    count(&s->plain, side, JUDGED) < (s->cause[side] > 0 ? 1 : 2))
		return NULL;
	return s->first[JUDGED][other];
}

/* What was done is of one side, and what the patient came with of the other,
 * as told more than once: a diagnosis and a complaint. */
static const struct part *
treatment_swaps(const struct sides *s, enum side side, enum side other)
{
	if (s->plain.at[COMES_WITH][side] < 2 ||
	    s->all.at[COMES_WITH][other] > 0 ||
	    s->near.at[DONE][other] == 0 || s->all.at[DONE][side] > 0 ||
	    s->all.at[JUDGED][other] > 0)
		return NULL;
	return s->first[DONE][other];
}

/* The diagnosis is of one side, and all else of the other. */
static const struct part *
diagnosis_swaps(const struct sides *s, enum side side, enum side other)
{
	if (s->cause[side] == 0 || s->cause[other] > 0 ||
	    count(&s->all, side, ELSEWHERE) > s->cause[side] ||
	    count(&s->all, other, ELSEWHERE) < 2)
		return NULL;
	return first_of(s, other, ELSEWHERE);	/* NULL if none is near */
}

/* What was operated or is affected is of one side in the diagnosis, and of
 * the other later on. */
static const struct part *
cause_swaps(const struct sides *s, enum side side, enum side other)
{
	return s->cause[side] > 0 && s->cause[other] == 0 ?
	    s->treated[other] : NULL;
}

/* Both sides are called the operated or affected one. */
static const struct part *
mended_swaps(const struct sides *s, enum side side, enum side other)
{
	const struct part *a = s->mended[side], *b = s->mended[other];

	return a != NULL && b != NULL && a->at.start < b->at.start ? b : NULL;
}

static void
report_sides(struct judging *j, const struct rule *self, struct span first,
    struct span second, struct span at)
{
	judge(j, self->id, &at, (struct detail[]){
	    {"first", judged_text(j, first)},
	    {"second", judged_text(j, second)},
	    {NULL, {NULL, 0}}});
}

/* How many statements name one side and not the other, with a region or
 * without, and the last of them. */
struct alone {
	unsigned n[SIDE_BILATERAL + 1];
	unsigned last[SIDE_BILATERAL + 1];
};

/* Does the sentence of a side name another, or both? */
static bool
is_beside_other(const struct facts *f, size_t i)
{
	const struct statement *all = f->reading->statements.at;
	const struct named_side *s = f->sides.at;
	unsigned sentence = all[s[i].statement].sentence;

	for (size_t k = i + 1; k < f->sides.len &&
	    all[s[k].statement].sentence == sentence; k++)
		if (s[k].side != s[i].side)
			return true;
	for (size_t k = i; k > 0 &&
	    all[s[k - 1].statement].sentence == sentence; k--)
		if (s[k - 1].side != s[i].side)
			return true;
	return false;
}

static struct alone
count_alone(const struct facts *f)
{
	static const enum assertion not_told = REFUSED | OTHER_PERSON |
	    TEMPLATE;
	struct alone out = {0};

	for (size_t i = 0; i < f->sides.len; i++) {
		const struct named_side *s = &f->sides.at[i];
		if ((s->assertion & not_told) != 0 || is_beside_other(f, i) ||
		    (out.n[s->side] > 0 && out.last[s->side] == s->statement) ||
		    sided_is_told(f, s->statement, "sound-side"))
			continue;
		out.n[s->side]++;
		out.last[s->side] = s->statement;
	}
	return out;
}

/* Is a region no wider than a joint?  Either arm does the work of the day. */
static bool
is_joint(const struct lexeme *region)
{
	const char *limb = strchr(region->kind, '/');

	return limb == NULL ? strcmp(region->kind, "limb") != 0 :
	    strchr(limb + 1, '/') != NULL;
}

/* Is the cause told of the region itself, or of its neighbour? */
static bool
is_cause_at(const struct sided_list *list, const struct lexeme *region,
    enum side side)
{
	for (size_t i = 0; i < list->len; i++)
		if (list->at[i].cause && list->at[i].part->side == side &&
		    strcmp(list->at[i].part->region->kind, region->kind) == 0)
			return true;
	return false;
}

/* Of all statements one alone is of the other side than the cause, and it
 * speaks of the very joint of the cause. */
static const struct part *
lone_swap(const struct facts *f, const struct alone *alone,
    const struct sided_list *list, const struct lexeme *region,
    enum side side, enum side other)
{
	if (alone->n[other] != 1 || !is_joint(region) ||
	    !is_cause_at(list, region, side))
		return NULL;
	for (size_t i = 0; i < list->len; i++) {
		const struct sided *s = &list->at[i];
		if (s->part->statement == alone->last[other] &&
		    s->part->side == other && s->part->region == region &&
		    !s->past && !s->part->compared &&
		    !sided_is_told(f, s->part->statement, "told-apart"))
			return s->part;
	}
	return NULL;
}

static bool
check_region(struct judging *j, const struct rule *self,
    const struct sided_list *list, const struct alone *alone,
    const struct lexeme *region)
{
	static const enum side sides[] = {SIDE_RIGHT, SIDE_LEFT};
	const struct sides s = count_sides(list, region);

	for (int i = 0; i < 2 && !s.both; i++) {
		enum side side = sides[i], other = sides[1 - i];
		const struct part *odd = assessment_swaps(&s, side, other);
		if (odd == NULL)
			odd = treatment_swaps(&s, side, other);
		if (odd == NULL)
			odd = diagnosis_swaps(&s, side, other);
		if (odd == NULL)
			odd = cause_swaps(&s, side, other);
		if (odd == NULL)
			odd = mended_swaps(&s, side, other);
		if (odd == NULL && s.cause[side] > 0 && s.cause[other] == 0)
			odd = lone_swap(j->facts, alone, list, region, side,
			    other);
		if (odd == NULL)
			continue;
		const struct part *usual = s.first_cause[side] != NULL ?
		    s.first_cause[side] : s.usual[side] != NULL ?
		    s.usual[side] : s.mended[side];
		report_sides(j, self, usual->at, odd->at, odd->at);
		return true;
	}
	return false;
}

/* What a diagnosis code says of its side; a remark coded-REGION. */
static const char CODED[] = "coded-";

static enum side
coded_side(const struct facts *f, const struct remark *r)
{
	if (strncmp(r->kind, CODED, sizeof(CODED) - 1) != 0)
		return SIDE_NONE;
	return mention_text(f->reading, r->mention, "right").len > 0 ?
	    SIDE_RIGHT : SIDE_LEFT;
}

/* Does another code name the other side of the region? */
static bool
is_coded_twice(const struct facts *f, const struct remark *r, enum side side)
{
	for (size_t i = 0; i < f->remarks.len; i++)
		if (strcmp(f->remarks.at[i].kind, r->kind) == 0 &&
		    coded_side(f, &f->remarks.at[i]) != side)
			return true;
	return false;
}

/* The entry of the lexicon of regions that a coded side speaks of. */
static const struct lexeme *
coded_region(const struct facts *f, const struct remark *r)
{
	const struct pack *p = f->reading->pack;
	const struct concepts *body = pack_fact(p, "body");

	for (size_t i = 0; body != NULL && body->len > 0 &&
	    i < p->lexemes.len; i++)
		if (p->lexemes.at[i]->concept == body->at[0] &&
		    strcmp(p->lexemes.at[i]->name,
		    r->kind + sizeof(CODED) - 1) == 0)
			return p->lexemes.at[i];
	return NULL;
}

/* The text tells a region with one side throughout, and its diagnosis code
 * means the other. */
static bool
check_code(struct judging *j, const struct rule *self,
    const struct sided_list *list, const struct remark *r)
{
	const struct facts *f = j->facts;
	enum side side = coded_side(f, r);
	enum side other = side == SIDE_RIGHT ? SIDE_LEFT : SIDE_RIGHT;
	const struct lexeme *region = coded_region(f, r);

	if (side == SIDE_NONE || region == NULL || is_coded_twice(f, r, side))
		return false;
	const struct sides s = count_sides(list, region);
	const struct part *part = first_of(&s, other, ELSEWHERE);
	if (s.both || part == NULL || count(&s.near, side, ELSEWHERE) > 0)
		return false;
	report_sides(j, self, r->at, part->at, r->at);
	return true;
}

/* Does the patient come with anything of another side than this? */
static bool
comes_with_other(const struct sided_list *list, enum side side)
{
	for (size_t i = 0; i < list->len; i++) {
		const struct sided *s = &list->at[i];
		if ((s->cause || s->told == COMES_WITH) && !s->past &&
		    s->part->side != side)
			return true;
	}
	return false;
}

static const struct exercise *
exercise_in(const struct facts *f, struct span at, enum side side)
{
	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (e->at.start < at.end && e->at.end > at.start &&
		    e->dosage.side == side && e->dosage.counted &&
		    exercise_performed(e))
			return e;
	}
	return NULL;
}

/* The name of no region need stand there: one exercise alone is done with one
 * side, and all else that names a side names the other. */
static void
check_exercises(struct judging *j, const struct rule *self,
    const struct sided_list *list, const struct alone *alone)
{
	static const enum side sides[] = {SIDE_RIGHT, SIDE_LEFT};
	const struct statement *all = j->facts->reading->statements.at;

	/* What ails both sides is worked on where there is something to win. */
	if (facts_remark(j->facts, "both-sided") != NULL)
		return;
	for (int i = 0; i < 2; i++) {
		enum side side = sides[i], other = sides[1 - i];
		if (alone->n[other] != 1 || alone->n[side] < LEAST_ALONE ||
		    sided_is_told(j->facts, alone->last[other], "told-apart") ||
		    comes_with_other(list, side))
			continue;
		const struct exercise *odd = exercise_in(j->facts,
		    all[alone->last[other]].span, other);
		if (odd == NULL)
			continue;
		report_sides(j, self, all[alone->last[side]].span, odd->at,
		    odd->at);
		return;
	}
}

static void
run_laterality(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	if ((f->parts.len + f->remarks.len) * (f->parts.len + f->remarks.len) >
	    LIMIT_NOTE_PAIRS)
		return;
	struct sided_list list = sided_parts(j);
	for (size_t i = 0; i < f->remarks.len; i++)
		if (check_code(j, self, &list, &f->remarks.at[i]))
			return;
	const struct alone alone = count_alone(f);
	for (size_t i = 0; i < list.len; i++)
		if (check_region(j, self, &list, &alone,
		    list.at[i].part->region))
			return;
	check_exercises(j, self, &list, &alone);
}

const struct rule integrity_side_rules[] = {
	{"integrity/laterality", run_laterality, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
