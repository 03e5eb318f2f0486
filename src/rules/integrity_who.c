/* SPDX-License-Identifier: Apache-2.0 */
/*
 * integrity/...: whose note it is.
 */
#include "base/limits.h"
#include "rules/finding.h"
#include "rules/rules.h"

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
		if (m->statement > here->statement)
			continue;
		if (strcmp(r->kind, "company") == 0)
			return true;
		if (strcmp(r->kind, "other-person") != 0)
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
	    {"first", judged_text(j, he->at)},
	    {"second", judged_text(j, she->at)},
	    {NULL, {NULL, 0}}});
}

/* Does a word of `names` equal `word`, or begin with it? */
static bool
has_word(struct str names, struct str word, bool whole)
{
	for (size_t k = 0; k + word.len <= names.len; k++) {
		size_t end = k + word.len;
		if ((k == 0 || !is_word(names.ptr[k - 1])) &&
		    (!whole || end == names.len || !is_word(names.ptr[end])) &&
		    str_eq_nocase(word, (struct str){names.ptr + k, word.len}))
			return true;
	}
	return false;
}

/* Does a word of three letters or more of `name` stand in `names`, or one that
 * it is short for: "Rob" of Robert? */
static bool
shares_word(struct str names, struct str name)
{
	for (size_t i = 0; i < name.len; i++) {
		size_t start = i;
		i = str_word_end(name, i, name.len);
		struct str word = {name.ptr + start, i - start};
		if (word.len >= 3 && has_word(names, word, false))
			return true;
	}
	return false;
}

static bool
are_initials(struct str names, struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!has_word(names, (struct str){word.ptr + i, 1}, false))
			return false;
	return true;
}

/* Is `name`, of words too short to tell people apart, made of words or
 * initials of `names`?  "T-P" and "TP" are Thistle-Perez, "Ng" is Ng. */
static bool
is_short_for(struct str names, struct str name)
{
	bool any = false;

	for (size_t i = 0; i < name.len; i++) {
		size_t start = i;
		i = str_word_end(name, i, name.len);
		struct str word = {name.ptr + start, i - start};
		if (word.len >= 3)
			return false;
		if (word.len == 0)
			continue;
		if (!has_word(names, word, true) && !are_initials(names, word))
			return false;
		any = true;
	}
	return any;
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
		if (shares_word(patient, name) ||
		    shares_word(f->author, name) ||
		    is_short_for(patient, name))
			continue;
		report_patient(j, self, r->at, judged_text(j, r->at));
		return;
	}
}

const struct rule integrity_who_rules[] = {
	{"integrity/pronoun", run_pronoun, ELEMENTS},
	{"integrity/patient", run_patient, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
