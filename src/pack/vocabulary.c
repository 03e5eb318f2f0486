/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/vocabulary.h"

#define ASSERTIONS                                                            \
	{"affirmed", AFFIRMED},                                               \
	{"negated", NEGATED},                                                 \
	{"historical", HISTORICAL},                                           \
	{"planned", PLANNED},                                                 \
	{"home", HOME},                                                       \
	{"refused", REFUSED},                                                 \
	{"other-person", OTHER_PERSON},                                       \
	{"template", TEMPLATE},                                               \
	{"hypothetical", HYPOTHETICAL}

const struct choice assertion_choices[] = {
	ASSERTIONS,
	{NULL, 0},
};

const struct choice accept_choices[] = {
	ASSERTIONS,
	{"any", AFFIRMED | NEGATED | HISTORICAL | PLANNED | HOME | REFUSED |
	    OTHER_PERSON | TEMPLATE | HYPOTHETICAL},
	{NULL, 0},
};

const struct choice at_risk_choices[] = {
	{"none", RISK_NONE},
	{"excess", RISK_EXCESS},
	{"code", RISK_CODE},
	{"timed", RISK_TIMED},
	{"all", RISK_ALL},
	{NULL, 0},
};

const struct choice payer_key_choices[] = {
	{"discipline-modifier", ASKED_BY_DISCIPLINE_MODIFIER},
	{"assistant-modifier", ASKED_BY_ASSISTANT_MODIFIER},
	{"kx", ASKED_BY_KX},
	{"filing-days", ASKED_BY_FILING_DAYS},
	{"resubmission-days", ASKED_BY_RESUBMISSION_DAYS},
	{NULL, 0},
};

const struct choice claim_choices[] = {
	{"patient", CLAIM_PATIENT},
	{"given-name", CLAIM_GIVEN_NAME},
	{"family-name", CLAIM_FAMILY_NAME},
	{"patient-id", CLAIM_PATIENT_ID},
	{"service-date", CLAIM_DATE},
	{"author", CLAIM_AUTHOR},
	{"code", CLAIM_CODE},
	{"units", CLAIM_UNITS},
	{"modifiers", CLAIM_MODIFIERS},
	{"submitted", CLAIM_SUBMITTED},
	{NULL, 0},
};

const struct choice counting_choices[] = {
	{"total-time", COUNT_TOTAL_TIME},
	{"per-code", COUNT_PER_CODE},
	{"full-15", COUNT_FULL_15},
	{NULL, 0},
};

const struct choice direction_choices[] = {
	{"forward", REACH_FORWARD},
	{"backward", REACH_BACKWARD},
	{"both", REACH_BOTH},
	{NULL, 0},
};

const struct choice level_choices[] = {
	{"error", LEVEL_ERROR},
	{"warning", LEVEL_WARNING},
	{"note", LEVEL_NOTE},
	{NULL, 0},
};

const struct choice override_choices[] = {
	{"error", LEVEL_ERROR},
	{"warning", LEVEL_WARNING},
	{"note", LEVEL_NOTE},
	{"off", -1},
	{NULL, 0},
};

const struct choice setting_choices[] = {
	{"practitioner", SETTING_PRACTITIONER},
	{"outpatient-hospital", SETTING_HOSPITAL},
	{NULL, 0},
};

const struct choice settings_choices[] = {
	{"practitioner", 1 << SETTING_PRACTITIONER},
	{"outpatient-hospital", 1 << SETTING_HOSPITAL},
	{"both", 1 << SETTING_PRACTITIONER | 1 << SETTING_HOSPITAL},
	{NULL, 0},
};

const struct choice attendance_choices[] = {
	{"supervised", 0},
	{"constant", 0},
	{"one_on_one", 0},
	{"group", 0},
	{"evaluation", 0},
	{"test", 0},
	{"caregiver", 0},
	{"none", 0},
	{NULL, 0},
};

const struct choice modifier_choices[] = {
	{"discipline", 0},
	{"assistant", 0},
	{"threshold", 0},
	{"distinct", 0},
	{"side", 0},
	{"repeat", 0},
	{"notice", 0},
	{"telehealth", 0},
	{"other", 0},
	{NULL, 0},
};

const struct choice within_choices[] = {
	{"statement", WITHIN_STATEMENT},
	{"sentence", WITHIN_SENTENCE},
	{"paragraph", WITHIN_PARAGRAPH},
	{"section", WITHIN_SECTION},
	{"note", WITHIN_NOTE},
	{NULL, 0},
};

const struct choice confidence_choices[] = {
	{"confirmed", 0},
	{"recalled", 0},
	{NULL, 0},
};

const struct choice scope_choices[] = {
	{"note", 0},
	{"claim", 0},
	{"chart", 0},
	{"caseload", 0},
	{NULL, 0},
};

size_t
choice_names(const struct choice *table, const char *out[CHOICES_AT_MOST])
{
	size_t n = 0;

	while (n < CHOICES_AT_MOST && table[n].name != NULL) {
		out[n] = table[n].name;
		n++;
	}
	return n;
}

const struct choice *
choice_named(const struct choice *table, struct str name)
{
	for (; table->name != NULL; table++)
		if (str_eq(str_of(table->name), name))
			return table;
	return NULL;
}

static const char *
name_of(const struct choice *table, int value)
{
	for (; table->name != NULL; table++)
		if (table->value == value)
			return table->name;
	return "";
}

const char *
assertion_name(enum assertion a)
{
	return name_of(assertion_choices, (int)a);
}

enum assertion
assertion_named(struct str name)
{
	const struct choice *c = choice_named(assertion_choices, name);

	return c ? (enum assertion)c->value : 0;
}

const char *
level_name(enum level level)
{
	return name_of(level_choices, (int)level);
}

bool
level_named(struct str name, enum level *out)
{
	const struct choice *c = choice_named(level_choices, name);

	if (c != NULL)
		*out = (enum level)c->value;
	return c != NULL;
}

bool
claim_column_named(struct str name, enum claim_column *out)
{
	const struct choice *c = choice_named(claim_choices, name);

	if (c != NULL)
		*out = (enum claim_column)c->value;
	return c != NULL;
}

const char *
setting_name(enum setting setting)
{
	return name_of(setting_choices, (int)setting);
}

bool
setting_named(struct str name, enum setting *out)
{
	const struct choice *c = choice_named(setting_choices, name);

	if (c != NULL)
		*out = (enum setting)c->value;
	return c != NULL;
}

bool
texts_have(const struct texts *list, const char *word)
{
	for (size_t i = 0; i < list->len; i++)
		if (strcmp(list->at[i], word) == 0)
			return true;
	return false;
}
