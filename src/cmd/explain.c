/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint explain: what a rule wants, why, and from which source. */
#include "cmd/setup.h"
#include "cmd/show.h"

enum { INDENT = 2 };

/* A part of the explanation, left out when the pack does not give it. */
static void
show_part(FILE *out, const char *title, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	fprintf(out, "\n%s\n", title);
	show_wrapped(out, INDENT, text);
}

/* Examples are notes: their lines stay as they are. */
static void
show_example(FILE *out, const char *title, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	fprintf(out, "\n%s\n", title);
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		fprintf(out, "  | %.*s\n", (int)n, text);
		text += n + (text[n] == '\n');
	}
}

/* Whose rule it is, and which payers judge otherwise than its level says. */
static void
show_payers(FILE *out, const struct pack *pack, const struct rule_meta *r)
{
	const char *key = payer_key_name(r->asked_by);
	bool any = false;

	if (key == NULL)
		fprintf(out, "  for every payer\n");
	else
		fprintf(out, "  for payers whose profile has %s:", key);
	for (size_t i = 0; key != NULL && i < pack->payers.len; i++) {
		const struct payer *p = &pack->payers.at[i];
		if (payer_has(p, r->asked_by))
			fprintf(out, "%s %s", any ? "," : "", p->id);
		any |= payer_has(p, r->asked_by);
	}
	if (key != NULL)
		fprintf(out, "%s\n", any ? "" : " none that is shipped");
	for (size_t i = 0; i < pack->payers.len; i++) {
		const struct payer *p = &pack->payers.at[i];
		for (size_t j = 0; j < p->levels.len; j++) {
			int level = p->levels.at[j].level;
			if (strcmp(p->levels.at[j].rule, r->id) == 0)
				fprintf(out, "  %s: %s\n", p->id, level < 0 ?
				    "off" : level_name((enum level)level));
		}
	}
}

static void
show_dates(FILE *out, const struct rule_meta *r)
{
	char since[11] = "", until[11] = "";

	if (r->since == NO_DATE && r->until == NO_DATE)
		return;
	if (r->since != NO_DATE)
		date_format(r->since, since);
	if (r->until != NO_DATE)
		date_format(r->until, until);
	fprintf(out, "  dates of service%s%s%s%s\n", since[0] ? " from " : "",
	    since, until[0] ? " until " : "", until);
}

static void
show_concepts(FILE *out, const char *verb,
    const struct concept *const *concepts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		fprintf(out, "  %s %s%s%s\n", verb, concepts[i]->id,
		    concepts[i]->about ? ": " : "",
		    concepts[i]->about ? concepts[i]->about : "");
}

/* Which billed units a finding of the rule puts at risk. */
static void
show_at_risk(FILE *out, const struct rule_meta *r)
{
	static const char *const words[] = {
		[RISK_EXCESS] = "units beyond what is supported",
		[RISK_CODE] = "the units of the code it is about",
		[RISK_TIMED] = "the units of all timed codes",
		[RISK_ALL] = "all billed units of the note",
	};

	if (r->at_risk != RISK_NONE)
		fprintf(out, "  at risk: %s\n", words[r->at_risk]);
}

static void
show_rule(FILE *out, const struct pack *pack, const struct rule_meta *r)
{
	fprintf(out, "%s: %s\n", r->id, r->title);
	show_part(out, "What", r->fires != NULL ? r->fires : r->message);
	show_part(out, "Why", r->why);
	show_part(out, "Write instead", r->fix);
	show_part(out, "Source", r->source);
	fprintf(out, "\nApplies\n  level %s, scope %s, %d points",
	    level_name(r->level), r->scope, r->points);
	if (r->authority != NULL)
		fprintf(out, ", authority %s", r->authority);
	if (r->confidence != NULL)
		fprintf(out, ", source %s", r->confidence);
	fprintf(out, "%s\n", r->off ? ", off" : "");
	show_at_risk(out, r);
	show_dates(out, r);
	show_payers(out, pack, r);
	if (r->when != NULL) {
		show_concepts(out, "when", &r->when, 1);
		show_concepts(out, "require", r->require.at, r->require.len);
		show_concepts(out, "forbid", r->forbid.at, r->forbid.len);
	}
	show_example(out, "An example that is found", r->bad);
	show_example(out, "The same, mended", r->good);
}

static int
show_as_json(struct call *call, const struct rule_meta *r)
{
	struct emit e = {0};
	json_t *rule = emit_object(&e);
	const struct {
		const char *key;
		const char *value;
	} parts[] = {
		{"rule", r->id}, {"level", level_name(r->level)},
		{"scope", r->scope}, {"title", r->title},
		{"fires", r->fires}, {"message", r->message},
		{"why", r->why}, {"fix", r->fix},
		{"source", r->source}, {"authority", r->authority},
		{"confidence", r->confidence}, {"bad", r->bad},
		{"good", r->good},
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		emit_put(&e, rule, parts[i].key, emit_z(&e, parts[i].value));
	emit_put(&e, rule, "points", emit_number(&e, r->points));
	emit_put(&e, rule, "asked_by",
	    emit_z(&e, payer_key_name(r->asked_by)));
	emit_put(&e, rule, "searched", show_texts(&e, &r->searched));
	emit_put(&e, rule, "off", emit_bool(&e, r->off));
	return show_json(call, &e, rule);
}

static int
run(struct call *call)
{
	const struct pack *pack;
	struct err err = {0};

	if (!setup_whole_pack(call, &pack, &err))
		return complain(&err);
	const struct rule_meta *r = pack_rule(pack, call->args.at[0]);
	if (r == NULL) {
		setup_no_rule(call, pack, "explain", call->args.at[0], false,
		    &err);
		return complain(&err);
	}
	if (format_is(call, "json"))
		return show_as_json(call, r);
	show_rule(call->out, pack, r);
	return EXIT_CLEAN;
}

static const char *const formats[] = {"text", "json", NULL};

const struct command command_explain = {
	.name = "explain",
	.args = "RULE",
	.about = "What a rule wants, why, from which source, with examples",
	.help = "\nRULE is an id as findings and 'rehablint rules' print it.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(HELP),
	.least = 1,
	.most = 1,
	.run = run,
};
