/* SPDX-License-Identifier: Apache-2.0 */
#include "report/summary.h"

#include "rules/stake.h"

#define FULL "\xE2\x94\x81"
#define EMPTY "\xE2\x94\x80"

enum {
	BAR = 10,
	LABEL = 14,
	MOST_RULES = 5,
	MOST_CHARGES = 20,
	BEST_SCORE = 100,
};

/* The lowest tier is good, the highest is not. */
static enum style
tier_style(const struct pack *pack, const char *tier)
{
	for (size_t i = 0; tier != NULL && i < pack->tiers.len; i++)
		if (strcmp(pack->tiers.at[i].name, tier) == 0) {
			if (i == 0)
				return STYLE_GOOD;
			return i + 1 == pack->tiers.len ? STYLE_ERROR :
			    STYLE_WARNING;
		}
	return STYLE_PLAIN;
}

void
summary_score(const struct screen *to, const struct pack *pack,
    const struct risk *risk, unsigned used)
{
	enum style style = tier_style(pack, risk->tier);
	int score = risk->score < 0 ? 0 :
	    risk->score > BEST_SCORE ? BEST_SCORE : risk->score;
	unsigned full = (unsigned)(score * BAR + BEST_SCORE / 2) / BEST_SCORE;
	char text[64];

	snprintf(text, sizeof(text), " %d %s", risk->score,
	    risk->tier != NULL ? risk->tier : "");
	unsigned need = BAR + screen_columns(str_of(text));
	if (used + 2 + need <= to->width)
		fprintf(to->to, "%*s", (int)(to->width - used - need), "");
	else
		fputs("\n  ", to->to);
	screen_repeat(to, style, FULL, full);
	screen_repeat(to, STYLE_FAINT, EMPTY, BAR - full);
	screen_put(to, style, str_of(text));
}

static void
put_label(const struct screen *to, const char *label)
{
	if (label[0] != '\0')
		screen_put(to, STYLE_FAINT, str_of(label));
	fprintf(to->to, "%*s", LABEL - (int)strlen(label), "");
}

/* What may be taken back, and what the amount rests on. */
static void
put_stake(const struct screen *to, const struct stake *stake)
{
	char text[STAKE_TEXT], basis[STAKE_BASIS];

	stake_text(stake, text);
	stake_basis(stake, basis);
	if (text[0] == '\0')
		return;
	put_label(to, "at risk");
	screen_put(to, STYLE_WARNING, str_of(text));
	fputc('\n', to->to);
	if (basis[0] == '\0')
		return;
	fprintf(to->to, "%*s", LABEL, "");
	screen_wrap(to, STYLE_FAINT, str_of(basis), LABEL, LABEL);
	fputc('\n', to->to);
}

void
summary_verdict(const struct screen *to, const struct tally *t,
    enum level level)
{
	size_t things = 0;
	char text[64];

	for (int i = (int)level; i < LEVELS; i++)
		things += t->levels[i];
	if (t->in_part > 0)
		screen_put(to, STYLE_ERROR, STR("Judged in part: the note "
		    "could not be read to its end"));
	if (t->in_part > 0 && things > 0)
		fputc('\n', to->to);
	if (t->unreadable > 0)
		screen_put(to, STYLE_ERROR,
		    STR("Not judged: the note could not be read"));
	else if (t->not_therapy > 0)
		screen_put(to, STYLE_WARNING,
		    STR("Not judged: this is not a therapy note"));
	else if (things == 0 && t->in_part == 0)
		screen_put(to, STYLE_GOOD, STR("Sign"));
	else if (things > 0) {
		snprintf(text, sizeof(text), "Mend %zu thing%s before signing",
		    things, things == 1 ? "" : "s");
		screen_put(to, t->levels[LEVEL_ERROR] > 0 ? STYLE_ERROR :
		    STYLE_WARNING, str_of(text));
	}
	fputc('\n', to->to);
	put_stake(to, &t->stake);
}

static void
put_count(const struct screen *to, enum style style, size_t n,
    const char *one, const char *many)
{
	char text[96];

	snprintf(text, sizeof(text), "%zu %s", n, n == 1 ? one : many);
	screen_put(to, n > 0 ? style : STYLE_PLAIN, str_of(text));
}

static void
put_levels(const struct screen *to, const struct tally *t)
{
	put_label(to, "findings");
	put_count(to, STYLE_ERROR, t->levels[LEVEL_ERROR], "error", "errors");
	fputs(", ", to->to);
	put_count(to, STYLE_WARNING, t->levels[LEVEL_WARNING], "warning",
	    "warnings");
	fputs(", ", to->to);
	put_count(to, STYLE_NOTE, t->levels[LEVEL_NOTE], "note of advice",
	    "notes of advice");
	fputc('\n', to->to);
}

static void
put_tiers(const struct screen *to, const struct pack *pack,
    const struct tally *t)
{
	if (pack->tiers.len == 0 || t->notes == t->not_therapy)
		return;
	put_label(to, "risk");
	for (size_t i = 0; i < pack->tiers.len; i++) {
		const char *name = pack->tiers.at[i].name;
		fputs(i > 0 ? ", " : "", to->to);
		put_count(to, tier_style(pack, name), t->tiers[i], name, name);
	}
	fputc('\n', to->to);
}

/* The index of the most frequent rule after `last`; of several equally
 * frequent, pack order decides.  `n` when there is none. */
static size_t
next_rule(const size_t *counts, size_t n, size_t last)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++) {
		bool later = last == n || counts[i] < counts[last] ||
		    (counts[i] == counts[last] && i > last);
		if (counts[i] > 0 && later &&
		    (best == n || counts[i] > counts[best]))
			best = i;
	}
	return best;
}

static void
put_rules(const struct screen *to, const struct pack *pack,
    const struct tally *t)
{
	size_t n = pack->rules.len;
	size_t rule = next_rule(t->rules, n, n);
	int width = rule < n ? snprintf(NULL, 0, "%zu", t->rules[rule]) : 0;

	for (unsigned i = 0; i < MOST_RULES && rule < n; i++) {
		put_label(to, i == 0 ? "most often" : "");
		fprintf(to->to, "%*zu  ", width, t->rules[rule]);
		screen_put(to, STYLE_PLAIN, str_of(pack->rules.at[rule].id));
		fputc('\n', to->to);
		rule = next_rule(t->rules, n, rule);
	}
}

static void
put_line(const struct screen *to, const char *label, size_t n,
    const char *one, const char *many)
{
	if (n == 0)
		return;
	put_label(to, label);
	put_count(to, STYLE_WARNING, n, one, many);
	fputc('\n', to->to);
}

/* What came in, where that is not one document a file, all of them notes. */
static void
put_input(const struct screen *to, const struct tally *t)
{
	char text[96];

	if (t->documents == t->files && t->set_aside == 0)
		return;
	put_label(to, "input");
	snprintf(text, sizeof(text), "%zu file%s with %zu document%s: ",
	    t->files, t->files == 1 ? "" : "s", t->documents,
	    t->documents == 1 ? "" : "s");
	screen_put(to, STYLE_PLAIN, str_of(text));
	snprintf(text, sizeof(text), "%zu read, %zu not read, %zu set aside",
	    t->documents - t->unreadable - t->set_aside, t->unreadable,
	    t->set_aside);
	screen_put(to, STYLE_PLAIN, str_of(text));
	fputc('\n', to->to);
}

void
summary_asides(const struct screen *to, const struct tally *t)
{
	bool first = true;
	char text[96];

	for (size_t i = 0; aside_reason(i) != NULL; i++) {
		if (t->aside[i] == 0)
			continue;
		put_label(to, first ? "set aside" : "");
		first = false;
		snprintf(text, sizeof(text), "%zu  %s", t->aside[i],
		    aside_reason(i));
		screen_put(to, STYLE_PLAIN, str_of(text));
		fputc('\n', to->to);
	}
}

void
summary_unjudged(const struct screen *to, const struct tally *t)
{
	bool first = true;
	char text[128];

	for (int i = 0; i < UNJUDGED_KINDS; i++) {
		if (t->unjudged[i] == 0)
			continue;
		put_label(to, first ? "not judged" : "");
		first = false;
		snprintf(text, sizeof(text), "%s in %zu note%s: %s",
		    unjudged_name((enum unjudged)i), t->unjudged[i],
		    t->unjudged[i] == 1 ? "" : "s",
		    unjudged_reason((enum unjudged)i));
		screen_wrap(to, STYLE_PLAIN, str_of(text), LABEL, LABEL);
		fputc('\n', to->to);
	}
}

void
summary_block(const struct screen *to, const struct pack *pack,
    const struct tally *t, size_t left_out)
{
	screen_repeat(to, STYLE_FAINT, EMPTY, to->width);
	fputc('\n', to->to);
	put_input(to, t);
	put_label(to, "notes");
	fprintf(to->to, "%zu, of them %zu without findings\n", t->notes,
	    t->clean);
	put_levels(to, t);
	put_tiers(to, pack, t);
	put_rules(to, pack, t);
	put_stake(to, &t->stake);
	summary_unjudged(to, t);
	put_line(to, "not therapy", t->not_therapy, "document", "documents");
	put_line(to, "in part", t->in_part, "input that was not read to its "
	    "end", "inputs that were not read to their ends");
	put_line(to, "not read", t->unreadable, "input", "inputs");
	summary_asides(to, t);
	put_line(to, "not shown", left_out,
	    "more note with findings, of lower risk",
	    "more notes with findings, of lower risk");
}

static void
put_charge(const struct screen *to, const struct claim_line *c, bool redact)
{
	struct str who = c->patient.len > 0 ? c->patient : c->patient_id;
	char day[11];

	date_format(c->date, day);
	fprintf(to->to, "%*srow %zu: ", LABEL, "", c->row);
	if (!redact || c->service.code != NULL)
		screen_put(to, STYLE_PLAIN, c->service.number);
	if (c->service.units != NONE)
		fprintf(to->to, " x %d", c->service.units);
	if (!redact) {
		fprintf(to->to, ", %s, ", day);
		screen_put(to, STYLE_PLAIN, who);
	}
	fputc('\n', to->to);
}

void
summary_claims(const struct screen *to, const struct claims_tally *t,
    bool redact)
{
	size_t shown = 0, open;

	if (t->claims == NULL)
		return;
	open = claims_unmet_count(t);
	put_label(to, "charges");
	fprintf(to->to, "%zu, of them ", t->claims->charges.len);
	put_count(to, STYLE_ERROR, open, "without a note", "without a note");
	fprintf(to->to, ", %zu of other days\n",
	    t->claims->charges.len - t->n_joined - open);
	for (size_t i = 0; i < t->claims->charges.len && shown < MOST_CHARGES;
	    i++)
		if (claims_unmet(t, i)) {
			put_charge(to, &t->claims->charges.at[i], redact);
			shown++;
		}
	if (open > shown)
		fprintf(to->to, "%*sand %zu more\n", LABEL, "", open - shown);
	put_line(to, "not charged", t->uncharged, "note", "notes");
}
