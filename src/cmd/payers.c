/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint payers: the payer profiles that are loaded. */
#include "cmd/setup.h"
#include "cmd/show.h"
#include "pack/vocabulary.h"

static const char *
counting_name(enum counting counting)
{
	for (const struct choice *c = counting_choices; c->name != NULL; c++)
		if (c->value == (int)counting)
			return c->name;
	return "";
}

/* "GP/GO/GN, CQ/CO, KX": which modifiers the payer wants. */
static void
show_modifiers(FILE *out, const struct payer *p)
{
	const struct {
		bool wanted;
		const char *names;
	} all[] = {
		{p->discipline_modifier, "GP/GO/GN"},
		{p->assistant_modifier, "CQ/CO"},
		{p->kx, "KX"},
	};
	const char *before = "; wants ";

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i].wanted) {
			fprintf(out, "%s%s", before, all[i].names);
			before = ", ";
		}
}

static json_t *
payer_json(struct emit *e, const struct payer *p)
{
	json_t *payer = emit_object(e);

	emit_put(e, payer, "payer", emit_z(e, p->id));
	emit_put(e, payer, "title", emit_z(e, p->title));
	emit_put(e, payer, "names", show_texts(e, &p->names));
	emit_put(e, payer, "counting", emit_z(e, counting_name(p->counting)));
	emit_put(e, payer, "discipline_modifier",
	    emit_bool(e, p->discipline_modifier));
	emit_put(e, payer, "assistant_modifier",
	    emit_bool(e, p->assistant_modifier));
	emit_put(e, payer, "kx", emit_bool(e, p->kx));
	emit_put(e, payer, "late_signature_days",
	    emit_number(e, p->late_signature_days));
	emit_put(e, payer, "source", emit_z(e, p->source));
	return payer;
}

static int
show_as_json(struct call *call, const struct pack *pack)
{
	struct emit e = {0};
	json_t *payers = emit_array(&e);

	for (size_t i = 0; i < pack->payers.len; i++)
		emit_add(&e, payers, payer_json(&e, &pack->payers.at[i]));
	return show_json(call, &e, payers);
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
	for (size_t i = 0; i < pack->payers.len; i++) {
		const struct payer *p = &pack->payers.at[i];
		fprintf(call->out, "%-22s %-11s %s", p->id,
		    counting_name(p->counting), p->title);
		show_modifiers(call->out, p);
		fputc('\n', call->out);
	}
	return EXIT_CLEAN;
}

static const char *const formats[] = {"text", "json", NULL};

const struct command command_payers = {
	.name = "payers",
	.args = "",
	.about = "List the payer profiles that are loaded",
	.help = "\nOne profile a line: id for --payer, how minutes are "
	    "counted, title, modifiers.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(HELP),
	.run = run,
};
