/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/rules.h"

static const struct rule *const tables[] = {element_rules, time_rules,
    time_unit_rules, time_clock_rules, coding_content_rules,
    coding_mismatch_rules, coding_people_rules, coding_line_rules,
    coding_modifier_rules, threshold_rules, coding_pair_rules,
    integrity_rules, integrity_conflict_rules, integrity_who_rules,
    integrity_side_rules,
    progress_rules, claim_rules};

/* Rules that need more than one note; somebody else runs them. */
static const char *const wider[] = {"copy/same-patient", "copy/cross-patient",
	"copy/section", "copy/template", "copy/cookie-cutter"};

void
rules_run(struct judging *j)
{
	for (size_t t = 0; t < sizeof(tables) / sizeof(*tables); t++)
		for (const struct rule *r = tables[t]; r->id != NULL; r++)
			r->run(j, r);
}

bool
rule_is_known(const struct rule_meta *meta)
{
	if (meta->require.len > 0 || meta->forbid.len > 0 ||
	    str_starts(str_of(meta->id), STR("input/")))
		return true;
	for (size_t i = 0; i < sizeof(wider) / sizeof(*wider); i++)
		if (strcmp(wider[i], meta->id) == 0)
			return true;
	for (size_t t = 0; t < sizeof(tables) / sizeof(*tables); t++)
		for (const struct rule *r = tables[t]; r->id != NULL; r++)
			if (strcmp(r->id, meta->id) == 0)
				return true;
	return false;
}

/* The first mention of a concept that counts, or NULL. */
static const struct mention *
counting(const struct reading *r, const struct concept *c)
{
	struct mentions m = reading_of(r, c);

	for (; m.first < m.last; m.first++)
		if (mention_counts(r, m.first))
			return m.first;
	return NULL;
}

static void
run_written(struct judging *j, const struct rule_meta *rule)
{
	const struct reading *r = j->facts->reading;
	const struct mention *m = NULL;

	if (rule->when != NULL && (m = counting(r, rule->when)) == NULL)
		return;
	for (size_t i = 0; i < rule->require.len; i++)
		if (counting(r, rule->require.at[i]) == NULL) {
			judge(j, rule->id, m ? &m->span : NULL, NULL);
			return;
		}
	for (size_t i = 0; i < rule->forbid.len; i++) {
		m = counting(r, rule->forbid.at[i]);
		if (m != NULL)
			judge(j, rule->id, &m->span, NULL);
	}
}

void
pack_rules_run(struct judging *j)
{
	for (size_t i = 0; i < j->pack->rules.len; i++) {
		const struct rule_meta *rule = &j->pack->rules.at[i];
		if (rule->require.len > 0 || rule->forbid.len > 0)
			run_written(j, rule);
	}
}
