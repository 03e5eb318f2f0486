/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/finding.h"

/* The level after the payer's override; false when the payer turns it off. */
static bool
level_for(const struct judging *j, const struct rule_meta *rule,
    enum level *level)
{
	*level = rule->level;
	if (j->payer == NULL)
		return true;
	for (size_t i = 0; i < j->payer->levels.len; i++) {
		const struct level_override *o = &j->payer->levels.at[i];
		if (strcmp(o->rule, rule->id) != 0)
			continue;
		if (o->level < 0)
			return false;
		*level = (enum level)o->level;
	}
	return true;
}

static struct str
detail_text(const struct detail *details, struct str name)
{
	for (; details != NULL && details->name != NULL; details++)
		if (str_eq(name, str_of(details->name)))
			return details->text;
	return (struct str){NULL, 0};
}

/* The rule's message with its {places} filled. */
static struct str
fill(struct arena *a, const char *message, const struct detail *details)
{
	struct str out = {"", 0};

	for (const char *at = message; *at != '\0';) {
		const char *open = strchr(at, '{');
		const char *close = open ? strchr(open, '}') : NULL;
		if (close == NULL)
			return arena_printf(a, "%.*s%s", STR_ARG(out), at);
		struct str name = {open + 1, (size_t)(close - open) - 1};
		struct str text = detail_text(details, name);
		out = arena_printf(a, "%.*s%.*s%.*s", STR_ARG(out),
		    (int)(open - at), at, STR_ARG(text));
		at = close + 1;
	}
	return out;
}

static const struct detail *
keep_details(struct arena *a, const struct detail *details)
{
	struct detail *out;
	size_t n = 0;

	while (details != NULL && details[n].name != NULL)
		n++;
	if (n == 0)
		return NULL;
	out = arena_array(a, n + 1, sizeof(*out));
	memcpy(out, details, n * sizeof(*out));
	return out;
}

/* Was the rule in force on the date of service?  Without one it is. */
static bool
is_in_force(const struct judging *j, const struct rule_meta *rule)
{
	date_t on = j->facts == NULL ? NO_DATE : j->facts->date_of_service;

	return on == NO_DATE || ((rule->since == NO_DATE || on >= rule->since)
	    && (rule->until == NO_DATE || on <= rule->until));
}

struct str
judged_text(const struct judging *j, struct span at)
{
	return str_trim(str_slice(j->facts->reading->note->text, at));
}

struct finding *
judge(struct judging *j, const char *id, const struct span *at,
    const struct detail *details)
{
	return judge_at_most(j, id, LEVEL_ERROR, at, details);
}

struct finding *
judge_at_most(struct judging *j, const char *id, enum level most,
    const struct span *at, const struct detail *details)
{
	const struct rule_meta *rule = pack_rule(j->pack, id);
	enum level level;

	if (rule == NULL || rule->off || !is_in_force(j, rule) ||
	    (j->payer != NULL && !payer_has(j->payer, rule->asked_by)) ||
	    !level_for(j, rule, &level))
		return NULL;
	if (level > most)
		level = most;
	struct finding f = {.rule = rule, .level = level};
	f.details = keep_details(j->arena, details);
	f.message = fill(j->arena, rule->message, details);
	if (at != NULL && span_len(*at) > 0) {
		f.at = *at;
		f.placed = true;
	}
	vec_push(j->arena, j->out, f);
	return &j->out->at[j->out->len - 1];
}
