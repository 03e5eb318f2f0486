/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/score.h"

static struct str
category(const char *rule)
{
	const char *slash = strchr(rule, '/');

	return (struct str){rule, slash ? (size_t)(slash - rule) :
	    strlen(rule)};
}

static bool
is_scored(const struct risk *risk, const struct rule_meta *rule)
{
	for (size_t i = 0; i < risk->points.len; i++)
		if (strcmp(risk->points.at[i].rule, rule->id) == 0)
			return true;
	return false;
}

static void
add_row(struct arena *a, struct risk *risk, const char *rule, int points)
{
	vec_push(a, &risk->points, (struct points){rule, points});
	risk->score += points;
}

/* What a category has above its cap. */
static int
excess(const struct risk *risk, const struct cap *cap)
{
	int sum = 0;

	for (size_t i = 0; i < risk->points.len; i++)
		if (str_eq(category(risk->points.at[i].rule),
		    str_of(cap->category)))
			sum += risk->points.at[i].points;
	return sum > cap->points ? sum - cap->points : 0;
}

struct risk
score_findings(struct arena *a, const struct pack *pack,
    const struct findings *findings)
{
	struct risk risk = {.tier = ""};
	int over = 0;

	for (size_t i = 0; i < findings->len; i++) {
		const struct rule_meta *rule = findings->at[i].rule;
		if (rule->points != 0 && !is_scored(&risk, rule))
			add_row(a, &risk, rule->id, rule->points);
	}
	for (size_t i = 0; i < pack->caps.len; i++)
		over += excess(&risk, &pack->caps.at[i]);
	if (risk.score - over > HIGHEST_SCORE)
		over = risk.score - HIGHEST_SCORE;
	if (over > 0)
		add_row(a, &risk, "cap", -over);
	for (size_t i = 0; i < pack->tiers.len; i++)
		if (risk.score >= pack->tiers.at[i].from)
			risk.tier = pack->tiers.at[i].name;
	return risk;
}
