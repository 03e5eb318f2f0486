/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint rules: the catalogue that is loaded. */
#include "cmd/setup.h"
#include "cmd/show.h"

static json_t *
rule_json(struct emit *e, const struct rule_meta *r)
{
	json_t *rule = emit_object(e);

	emit_put(e, rule, "rule", emit_z(e, r->id));
	emit_put(e, rule, "level", emit_z(e, level_name(r->level)));
	emit_put(e, rule, "scope", emit_z(e, r->scope));
	emit_put(e, rule, "title", emit_z(e, r->title));
	emit_put(e, rule, "source", emit_z(e, r->source));
	emit_put(e, rule, "authority", emit_z(e, r->authority));
	emit_put(e, rule, "points", emit_number(e, r->points));
	emit_put(e, rule, "off", emit_bool(e, r->off));
	return rule;
}

static int
show_as_json(struct call *call, const struct pack *pack)
{
	struct emit e = {0};
	json_t *rules = emit_array(&e);

	for (size_t i = 0; i < pack->rules.len; i++)
		emit_add(&e, rules, rule_json(&e, &pack->rules.at[i]));
	return show_json(call, &e, rules);
}

static int
run(struct call *call)
{
	const struct pack *pack;
	struct err err = {0};

	if (!setup_pack(call, &pack, &err))
		return complain(&err);
	if (format_is(call, "json"))
		return show_as_json(call, pack);
	for (size_t i = 0; i < pack->rules.len; i++) {
		const struct rule_meta *r = &pack->rules.at[i];
		fprintf(call->out, "%-32s %-8s %-9s %s%s\n", r->id,
		    level_name(r->level), r->scope, r->title,
		    r->off ? " (off)" : "");
	}
	return EXIT_CLEAN;
}

static const char *const formats[] = {"text", "json", NULL};

const struct command command_rules = {
	.name = "rules",
	.args = "",
	.about = "List the rules that are loaded",
	.help = "\nOne rule a line: id, level, scope, title. 'rehablint "
	    "explain RULE' says more.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(HELP),
	.run = run,
};
