/* SPDX-License-Identifier: Apache-2.0 */
/*
 * integrity/...: whose note it is, and which side of the body is meant.
 */
#include "base/limits.h"
#include "rules/finding.h"
#include "rules/rules.h"

static struct str
text_at(const struct judging *j, struct span at)
{
	return str_trim(str_slice(j->facts->reading->note->text, at));
}

/* Statements before a pronoun in which somebody else may be named whom it
 * means: in its own part of the note, and before that, where the next part
 * begins with the patient again. */
enum { LOOK_BACK = 4, LOOK_BACK_APART = 2 };

static bool
may_mean_other(const struct facts *f, const struct remark *pronoun)
{
	const struct mention *here = pronoun->mention;
	const struct statement *all = f->reading->statements.at;
	unsigned paragraph = all[here->statement].paragraph;

	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		const struct mention *m = r->mention;
		if (strcmp(r->kind, "other-person") != 0 ||
		    m->statement > here->statement)
			continue;
		unsigned apart = here->statement - m->statement;
		unsigned lines = paragraph - all[m->statement].paragraph;
		if (m->section == here->section ? apart <= LOOK_BACK &&
		    lines <= LOOK_BACK_APART :
		    apart <= LOOK_BACK_APART && lines <= 1)
			return true;
	}
	return false;
}

const struct remark *
said_of_patient(const struct facts *f, const char *kind)
{
	if (f->remarks.len * f->remarks.len > LIMIT_NOTE_PAIRS)
		return NULL;
	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		if (strcmp(r->kind, kind) == 0 && !may_mean_other(f, r))
			return r;
	}
	return NULL;
}

static void
run_pronoun(struct judging *j, const struct rule *self)
{
	const struct remark *he = said_of_patient(j->facts, "he");
	const struct remark *she = said_of_patient(j->facts, "she");

	if (he == NULL || she == NULL)
		return;
	const struct remark *last = he->at.start > she->at.start ? he : she;
	judge(j, self->id, &last->at, (struct detail[]){
	    {"first", text_at(j, he->at)}, {"second", text_at(j, she->at)},
	    {NULL, {NULL, 0}}});
}

/* Is a word of three letters or more of `names` a word of `name`? */
static bool
shares_word(struct str names, struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		size_t start = i;
		while (i < name.len && is_word(name.ptr[i]))
			i++;
		struct str word = {name.ptr + start, i - start};
		for (size_t k = 0; word.len >= 3 &&
		    k + word.len <= names.len; k++)
			if (str_eq_nocase(word, (struct str){names.ptr + k,
			    word.len}))
				return true;
	}
	return false;
}

static void
report_patient(struct judging *j, const struct rule *self, struct span at,
    struct str other)
{
	judge(j, self->id, &at, (struct detail[]){
	    {"patient", j->facts->patient}, {"other", other},
	    {NULL, {NULL, 0}}});
}

/* Another date of birth than the one stated first. */
static bool
check_births(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	for (size_t i = 0; f->birth_date != NO_DATE && i < f->remarks.len;
	    i++) {
		const struct remark *r = &f->remarks.at[i];
		struct str value;
		if (strcmp(r->kind, "born") != 0)
			continue;
		value = mention_text(f->reading, r->mention, "value");
		date_t d = date_parse(value, NO_DATE);
		if (d == NO_DATE || d == f->birth_date)
			continue;
		report_patient(j, self, r->at, arena_printf(j->arena,
		    "a birth date of %.*s", STR_ARG(value)));
		return true;
	}
	return false;
}

/* Without a stated patient the first who is called by name is taken for it. */
static void
run_patient(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	struct str patient = f->patient;

	if (check_births(j, self))
		return;
	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		struct str name;
		if (strcmp(r->kind, "addressed") != 0)
			continue;
		name = mention_text(f->reading, r->mention, "name");
		if (patient.len == 0)
			patient = name;
		if (shares_word(patient, name) || shares_word(f->author, name))
			continue;
		report_patient(j, self, r->at, text_at(j, r->at));
		return;
	}
}

/* Where a side is told.  What the patient comes with is told first; what was
 * done and found follows. */
enum told { COMES_WITH, DONE, JUDGED, ELSEWHERE };

static enum told
told_in(const struct facts *f, const struct part *p)
{
	static const struct {
		const char *kind;
		enum told told;
	} sections[] = {
		{"header", COMES_WITH}, {"subjective", COMES_WITH},
		{"diagnosis", COMES_WITH}, {"history", COMES_WITH},
		{"objective", DONE}, {"treatment", DONE},
		{"assessment", JUDGED},
	};
	const struct section_kind *kind =
	    f->reading->sections.at[p->section].kind;

	if (kind == NULL)
		return COMES_WITH;
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++)
		if (strcmp(kind->id, sections[i].kind) == 0)
			return sections[i].told;
	return ELSEWHERE;
}

/* How often a region is told with each side, and where first. */
struct sides {
	unsigned n[ELSEWHERE + 1][SIDE_BILATERAL + 1];
	const struct part *first[ELSEWHERE + 1][SIDE_BILATERAL + 1];
};

static void
count_sides(const struct facts *f, const struct lexeme *region,
    struct sides *out)
{
	for (size_t i = 0; i < f->parts.len; i++) {
		const struct part *p = &f->parts.at[i];
		enum told told = told_in(f, p);
		if (p->region != region || p->side == SIDE_NONE ||
		    (p->assertion & (OTHER_PERSON | TEMPLATE)))
			continue;
		if (out->n[told][p->side]++ == 0)
			out->first[told][p->side] = p;
	}
}

/* Is the region told with the other side too, for comparison? */
static bool
is_compared(const struct sides *s)
{
	for (int t = 0; t <= ELSEWHERE; t++)
		if (s->n[t][SIDE_BILATERAL] > 0)
			return true;
	return false;
}

static unsigned
sum(const struct sides *s, enum side side, enum told but)
{
	unsigned n = 0;

	for (int t = 0; t <= ELSEWHERE; t++)
		n += t == (int)but ? 0 : s->n[t][side];
	return n;
}

/* The assessment speaks of one side, and all else of the other. */
static bool
assessment_swaps(const struct sides *s, enum side side, enum side other)
{
	return s->n[JUDGED][other] > 0 && s->n[JUDGED][side] == 0 &&
	    sum(s, other, JUDGED) == 0 && sum(s, side, JUDGED) >= 2;
}

/* What was done is of one side, and what the patient came with of the other,
 * as told more than once: a diagnosis and a complaint. */
static bool
treatment_swaps(const struct sides *s, enum side side, enum side other)
{
	return s->n[COMES_WITH][side] >= 2 && s->n[COMES_WITH][other] == 0 &&
	    s->n[DONE][other] > 0 && s->n[DONE][side] == 0 &&
	    s->n[JUDGED][side] == 0;
}

static bool
check_region(struct judging *j, const struct rule *self,
    const struct lexeme *region)
{
	static const enum side sides[] = {SIDE_RIGHT, SIDE_LEFT};
	struct sides s = {0};

	count_sides(j->facts, region, &s);
	if (is_compared(&s))
		return false;
	for (int i = 0; i < 2; i++) {
		enum side side = sides[i], other = sides[1 - i];
		enum told where = JUDGED;
		if (!assessment_swaps(&s, side, other)) {
			if (!treatment_swaps(&s, side, other))
				continue;
			where = DONE;
		}
		enum told first = s.n[COMES_WITH][side] > 0 ? COMES_WITH :
		    s.n[DONE][side] > 0 ? DONE : ELSEWHERE;
		judge(j, self->id, &s.first[where][other]->at,
		    (struct detail[]){
		    {"first", text_at(j, s.first[first][side]->at)},
		    {"second", text_at(j, s.first[where][other]->at)},
		    {NULL, {NULL, 0}}});
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

/* The text tells a region with one side throughout, and its diagnosis code
 * means the other. */
static bool
check_code(struct judging *j, const struct rule *self, const struct remark *r)
{
	const struct facts *f = j->facts;
	enum side side = coded_side(f, r);
	enum side other = side == SIDE_RIGHT ? SIDE_LEFT : SIDE_RIGHT;
	const struct part *part = NULL;
	struct sides s = {0};

	if (side == SIDE_NONE || is_coded_twice(f, r, side))
		return false;
	for (size_t i = 0; i < f->parts.len && part == NULL; i++)
		if (strcmp(f->parts.at[i].region->name,
		    r->kind + sizeof(CODED) - 1) == 0 &&
		    f->parts.at[i].side == other)
			part = &f->parts.at[i];
	if (part == NULL)
		return false;
	count_sides(f, part->region, &s);
	if (is_compared(&s) || sum(&s, side, ELSEWHERE + 1) > 0 ||
	    sum(&s, other, ELSEWHERE + 1) == 0)
		return false;
	judge(j, self->id, &r->at, (struct detail[]){
	    {"first", text_at(j, r->at)}, {"second", text_at(j, part->at)},
	    {NULL, {NULL, 0}}});
	return true;
}

static void
run_laterality(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;

	if ((f->parts.len + f->remarks.len) * (f->parts.len + f->remarks.len) >
	    LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < f->remarks.len; i++)
		if (check_code(j, self, &f->remarks.at[i]))
			return;
	for (size_t i = 0; i < f->parts.len; i++) {
		const struct lexeme *region = f->parts.at[i].region;
		if (region->kind != NULL &&
		    strcmp(region->kind, "paired") == 0 &&
		    f->parts.at[i].side != SIDE_NONE &&
		    check_region(j, self, region))
			return;
	}
}

const struct rule integrity_who_rules[] = {
	{"integrity/pronoun", run_pronoun, ELEMENTS},
	{"integrity/patient", run_patient, ELEMENTS},
	{"integrity/laterality", run_laterality, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
