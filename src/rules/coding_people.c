/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coding/...: who furnished the service and how.  Medicare Benefit Policy
 * Manual, Pub. 100-02, ch. 15, s. 230; CMS Transmittal 1753 (2002) on group
 * and one-on-one treatment.
 */
#include "rules/billed.h"
#include "rules/rules.h"
#include "rules/wording.h"

/* The first charged code that needs one-on-one contact, or NULL. */
static const struct tally *
one_on_one_code(const struct tallies *all)
{
	for (size_t i = 0; i < all->len; i++)
		if (all->at[i].charged && is_one_on_one(all->at[i].code))
			return &all->at[i];
	return NULL;
}

static bool
is_group(const struct code *c)
{
	return c != NULL && c->attendance != NULL &&
	    strcmp(c->attendance, "group") == 0;
}

static bool
bills_group(const struct tallies *all)
{
	for (size_t i = 0; i < all->len; i++)
		if (all->at[i].charged && is_group(all->at[i].code))
			return true;
	return false;
}

/* A class may have places for one: its line says so. */
static bool
says_one_to_one(const struct facts *f, const struct remark *group)
{
	struct span line = str_line_at(f->reading->note->text,
	    group->at.start);

	for (size_t i = 0; i < f->remarks.len; i++)
		if (strcmp(f->remarks.at[i].kind, "one-to-one") == 0 &&
		    span_holds(line, f->remarks.at[i].at))
			return true;
	return false;
}

/* Remarks that contradict one-on-one contact, and what to call them.  Words
 * of a group say nothing where a group is billed, or where they say that it is
 * one to one. */
static const struct {
	const char *kind;
	const char *called;
	bool group;
} not_one_on_one[] = {
	{"elsewhere", "a clinician with somebody else or away", false},
	{"alone", "independent work", false},
	{"group", "several patients at once", true},
};

static void
run_one_on_one(struct judging *j, const struct rule *self)
{
	struct tallies all = tallies_of(j->arena, j->facts);
	const struct tally *code = one_on_one_code(&all);

	/* A student without the therapist in the room is another rule's. */
	if (facts_remark(j->facts, "student") != NULL ||
	    facts_remark(j->facts, "student-alone") != NULL)
		return;
	for (size_t i = 0; code != NULL &&
	    i < sizeof(not_one_on_one) / sizeof(*not_one_on_one); i++) {
		const struct remark *r = facts_remark(j->facts,
		    not_one_on_one[i].kind);
		if (r == NULL || (not_one_on_one[i].group &&
		    (bills_group(&all) || says_one_to_one(j->facts, r))))
			continue;
		judge(j, self->id, &r->at, (struct detail[]){
		    {"code", code->number},
		    {"detail", str_of(not_one_on_one[i].called)},
		    {NULL, {NULL, 0}}});
		return;
	}
}

/* Is anything charged that a professional must furnish?  A note without
 * charges is judged as if it billed what it documents. */
static bool
bills_service(const struct judging *j)
{
	struct tallies all = tallies_of(j->arena, j->facts);

	for (size_t i = 0; i < all.len; i++)
		if (all.at[i].charged)
			return true;
	return all.len == 0;
}

/* Does a credential name somebody who may not bill?  The packs give it no
 * discipline, and no signature in its own right where it is a student's. */
static bool
is_unlicensed(const struct lexeme *l, struct str credential)
{
	if (strcmp(l->concept->id, "credentials") != 0 || l->kind != NULL)
		return false;
	if (str_eq_nocase(str_of(l->name), credential) || (l->value != NULL &&
	    str_eq_nocase(str_of(l->value), credential)))
		return true;
	for (size_t i = 0; i < l->also.len; i++)
		if (str_eq_nocase(str_of(l->also.at[i]), credential))
			return true;
	return false;
}

static bool
signs_without_licence(const struct facts *f)
{
	const struct pack *p = f->reading->pack;

	for (size_t i = 0; i < p->lexemes.len && f->credential.len > 0; i++)
		if (is_unlicensed(p->lexemes.at[i], f->credential))
			return true;
	return false;
}

static void
run_unqualified(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	const struct remark *r = facts_remark(f, "unqualified");

	if (r == NULL)
		r = facts_remark(f, "student-alone");
	if (r == NULL && (facts_remark(f, "elsewhere") != NULL ||
	    facts_remark(f, "supervisor-away") != NULL))
		r = facts_remark(f, "student");
	if (!bills_service(j))
		return;
	if (r != NULL)
		judge(j, self->id, &r->at, (struct detail[]){
		    {"person", str_slice(f->reading->note->text, r->at)},
		    {NULL, {NULL, 0}}});
	else if (signs_without_licence(f) &&
	    facts_remark(f, "student-directed") == NULL)
		judge(j, self->id, f->signature_at.end > 0 ? &f->signature_at :
		    NULL, (struct detail[]){{"person", list_with(j->arena,
		    f->author, f->credential)}, {NULL, {NULL, 0}}});
}

const struct rule coding_people_rules[] = {
	{"coding/one-on-one", run_one_on_one, ELEMENTS},
	{"coding/unqualified-provider", run_unqualified, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
