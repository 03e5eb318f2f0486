/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coding/...: what is billed against what is documented.  Medicare Benefit
 * Policy Manual, Pub. 100-02, ch. 15, s. 220.3.E (each billed service stands
 * in the note) and s. 220.2 (what is not covered).
 */
#include "rules/billed.h"
#include "rules/rules.h"
#include "rules/shown.h"
#include "rules/wording.h"

static bool
is_procedure(const struct code *c)
{
	return is_one_on_one(c) && is_pooled(c);
}

/* Is work by hand charged? */
static bool
charges_work_by_hand(struct judging *j)
{
	struct tallies all = tallies_of(j->arena, j->facts);

	if (all.len == 0)
		return true;
	for (size_t i = 0; i < all.len; i++)
		if (all.at[i].charged && all.at[i].code != NULL &&
		    is_work_by_hand(j->pack, all.at[i].code))
			return true;
	return false;
}

/* The modalities and passive techniques of a visit without anything else, for
 * a message; empty when there is anything else. */
static struct str
only_passive(struct judging *j, const struct content **first)
{
	const struct facts *f = j->facts;
	struct str items = {"", 0};

	/* Massage and motion by the therapist's hand are no exercise. */
	bool by_hand = charges_work_by_hand(j);

	*first = NULL;
	if (exercises_performed(f) > 0 || f->exercises_listed > 0 ||
	    f->strengthening ||
	    facts_remark(f, "unnamed-exercise") != NULL)
		return items;
	for (size_t i = 0; i < f->contents.len; i++) {
		const struct content *c = &f->contents.at[i];
		if ((is_passive(c) || (!by_hand && is_by_hand(c))) &&
		    c->today) {
			items = list_with(j->arena, items,
			    str_slice(f->reading->note->text, c->at));
			if (*first == NULL)
				*first = c;
		} else if (is_treatment(f, c)) {
			*first = NULL;
			return (struct str){"", 0};
		}
	}
	return items;
}

static void
run_modality_only(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);
	const struct content *first;
	struct str items = only_passive(j, &first);

	for (size_t i = 0; first != NULL && i < all.len; i++) {
		const struct tally *t = &all.at[i];
		if (!t->charged || !is_procedure(t->code))
			continue;
		judge(j, self->id, &t->first->at, (struct detail[]){
		    {"code", t->number}, {"items", items}, {NULL, {NULL, 0}}});
	}
}

/* Is the code, or content of it, named as held, not done or not applicable,
 * and nowhere as furnished? */
static bool
is_refused(const struct judging *j, const struct code *c)
{
	const struct facts *f = j->facts;

	for (size_t i = 0; i < f->withheld.len; i++)
		if (speaks_for(f->withheld.at[i].lexeme, c))
			return true;
	return false;
}

/* Does the note say of the code by its number that it was not furnished? */
static bool
is_withheld_by_number(const struct facts *f, const struct code *c)
{
	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		if (strcmp(r->kind, "code-withheld") == 0 && str_eq(
		    mention_text(f->reading, r->mention, "code"),
		    str_of(c->code)))
			return true;
	}
	return false;
}

/* A code that is known by an exercise needs one, or the word for it, which is
 * less than an exercise and more than nothing. */
static bool
lacks_exercise(const struct facts *f)
{
	return exercises_performed(f) == 0 && f->contents.len == 0 &&
	    !f->strengthening && facts_remark(f, "unnamed-exercise") == NULL;
}

/* Does a note that tells what was done say no word of what a code is about?
 * The packs know such words for some codes: a remark told-CODE. */
static bool
lacks_words(const struct judging *j, const struct code *c)
{
	const struct facts *f = j->facts;
	struct str kind = arena_printf(j->arena, "told-%s", c->code);

	if (pack_concept(j->pack, arena_printf(j->arena, "remark/told-%s",
	    c->code).ptr) == NULL || exercises_performed(f) == 0)
		return false;
	for (size_t i = 0; i < f->remarks.len; i++)
		if (str_eq(kind, str_of(f->remarks.at[i].kind)))
			return false;
	return true;
}

static bool
is_undocumented(const struct judging *j, const struct tally *t)
{
	if (!is_printed(j->facts, t->first) && t->units == NONE)
		return false;
	if (is_withheld_by_number(j->facts, t->code))
		return true;
	if (texts_have(&t->code->requires, element_name(EL_EXERCISE)))
		return lacks_exercise(j->facts) && is_refused(j, t->code);
	if (is_headed_only(j->facts, t->code))
		return true;
	if (is_shown(j->facts, t->code))
		return false;
	/* Active work is told in so many words that only what is said to be
	 * left out is surely missing, or what not a word is said of. */
	return is_told_plainly(j->pack, t->code) || is_refused(j, t->code) ||
	    (is_printed(j->facts, t->first) && lacks_words(j, t->code));
}

static void
run_undocumented(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);
	const struct content *first;

	only_passive(j, &first);
	for (size_t i = 0; i < all.len; i++) {
		const struct tally *t = &all.at[i];
		if (t->code == NULL || !t->charged ||
		    (first != NULL && is_procedure(t->code)) ||
		    !is_undocumented(j, t))
			continue;
		judge(j, self->id, &t->first->at, (struct detail[]){
		    {"code", t->number}, {"label", str_of(t->code->label)},
		    {NULL, {NULL, 0}}});
	}
}

static const struct tally *
billed_procedure(const struct tallies *all)
{
	for (size_t i = 0; i < all->len; i++)
		if (all->at[i].charged && is_procedure(all->at[i].code))
			return &all->at[i];
	return NULL;
}

/* Fitness is the aim, and the note shows no limitation
 * or says there is none. */
static void
run_not_covered(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	struct tallies all = tallies_of(j->arena, f);
	const struct tally *t = billed_procedure(&all);
	const struct remark *aim = facts_remark(f, "fitness");
	const struct remark *none = facts_remark(f, "no-deficit");

	if (t == NULL || aim == NULL || f->present[EL_MEDICAL_NECESSITY] ||
	    (none == NULL && f->present[EL_FUNCTIONAL_LIMITATION]))
		return;
	judge(j, self->id, &aim->at, (struct detail[]){{"code", t->number},
	    {"items", str_slice(f->reading->note->text, aim->at)},
	    {NULL, {NULL, 0}}});
}

const struct rule coding_content_rules[] = {
	{"coding/modality-only", run_modality_only, ELEMENTS},
	{"coding/service-undocumented", run_undocumented, ELEMENTS},
	{"coding/not-covered", run_not_covered, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
