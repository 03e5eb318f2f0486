/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint units: what minutes support, and why. */
#include "rules/units.h"

#include "cmd/setup.h"
#include "cmd/show.h"
#include "pack/refuse.h"
#include "rules/unit_codes.h"

static const char default_payer[] = "medicare";

static const struct origin here = {.file = "units"};

VEC_TYPE(times, struct unit_time);

static bool
no_such_code(struct call *call, const struct pack *pack, struct str word,
    struct err *err)
{
	size_t n = pack->codes.len;
	const char **names = arena_array(call->arena, n + 1, sizeof(*names));

	for (size_t i = 0; i < n; i++)
		names[i] = pack->codes.at[i].code;
	return refuse_word(err, here, "code", word, names, n);
}

static struct str
upper(struct arena *a, struct str s)
{
	char *copy = arena_copy(a, s.ptr, s.len);

	for (size_t i = 0; i < s.len; i++)
		copy[i] = to_upper(copy[i]);
	return (struct str){copy, s.len};
}

/* CODE=MINUTES */
static bool
read_time(struct call *call, const struct pack *pack,
    const struct unit_code *all, const char *arg, struct times *out,
    struct err *err)
{
	const char *equals = strchr(arg, '=');
	long minutes;

	if (equals == NULL)
		return refuse(err, here, "'%s' is no CODE=MINUTES",
		    refuse_quote(str_of(arg)).text);
	if (!str_number(str_of(equals + 1), UNITS_MOST_MINUTES, &minutes))
		return refuse(err, here,
		    "'%s': the minutes are a number from 0 to %d",
		    refuse_quote(str_of(arg)).text, UNITS_MOST_MINUTES);
	struct str name = upper(call->arena,
	    (struct str){arg, (size_t)(equals - arg)});
	const struct code *code = pack_code(pack, name);
	if (code == NULL)
		return no_such_code(call, pack, name, err);
	vec_push(call->arena, out, (struct unit_time){
	    unit_code_of(all, pack, code), (int)minutes});
	return true;
}

static void
show_text(FILE *out, const struct units *u, const struct payer *payer)
{
	for (size_t w = 0; w < u->ways.len; w++) {
		if (w > 0)
			fputs("or\n", out);
		for (size_t i = 0; i < u->lines.len; i++)
			fprintf(out, "%.*s %d\n",
			    STR_ARG(u->lines.at[i].code->name),
			    u->ways.at[w][i]);
		fprintf(out, "total %d\n", u->total);
	}
	fprintf(out, "# %s\n", payer->title);
	for (size_t i = 0; i < u->steps.len; i++)
		fprintf(out, "# %.*s\n", STR_ARG(u->steps.at[i]));
	if (u->unused > 0)
		fprintf(out, "# %d minute%s beyond the length of these units\n",
		    u->unused, u->unused == 1 ? "" : "s");
	if (u->more_ways)
		fprintf(out, "# more distributions are right; the first %d are "
		    "listed\n", UNITS_MOST_WAYS);
}

static json_t *
way_json(struct emit *e, const struct units *u, const int *way)
{
	json_t *units = emit_object(e);

	for (size_t i = 0; i < u->lines.len; i++)
		emit_put(e, units, u->lines.at[i].code->name.ptr,
		    emit_number(e, way[i]));
	return units;
}

static int
show_as_json(struct call *call, const struct units *u,
    const struct payer *payer)
{
	struct emit e = {0};
	json_t *root = emit_object(&e);
	json_t *minutes = emit_object(&e);
	json_t *ways = emit_array(&e);
	json_t *steps = emit_array(&e);

	for (size_t i = 0; i < u->lines.len; i++)
		emit_put(&e, minutes, u->lines.at[i].code->name.ptr,
		    emit_number(&e, u->lines.at[i].minutes));
	for (size_t w = 0; w < u->ways.len; w++)
		emit_add(&e, ways, way_json(&e, u, u->ways.at[w]));
	for (size_t i = 0; i < u->steps.len; i++)
		emit_add(&e, steps, emit_text(&e, u->steps.at[i]));
	emit_put(&e, root, "payer", emit_z(&e, payer->id));
	emit_put(&e, root, "minutes", minutes);
	emit_put(&e, root, "total", emit_number(&e, u->total));
	emit_put(&e, root, "distributions", ways);
	emit_put(&e, root, "complete", emit_bool(&e, !u->more_ways));
	emit_put(&e, root, "unused_minutes", emit_number(&e, u->unused));
	emit_put(&e, root, "reasons", steps);
	return show_json(call, &e, root);
}

static int
run(struct call *call)
{
	const struct pack *pack;
	const struct payer *payer;
	struct times times = {0};
	struct units units;
	struct err err = {0};

	if (!setup_pack(call, &pack, &err) ||
	    !setup_payer(call, pack, &payer, &err))
		return complain(&err);
	if (payer == NULL)
		payer = pack_payer(pack, str_of(default_payer));
	if (payer == NULL) {
		err_set(&err, E_CONFIG, "the packs define no payer '%s'; name "
		    "one with --payer", default_payer);
		return complain(&err);
	}
	const struct unit_code *all = unit_codes_of(call->arena, pack);
	for (size_t i = 0; i < call->args.len; i++)
		if (!read_time(call, pack, all, call->args.at[i], &times, &err))
			return complain(&err);
	units_count(call->arena, payer->counting, times.at, times.len, &units);
	if (format_is(call, "json"))
		return show_as_json(call, &units, payer);
	show_text(call->out, &units, payer);
	return EXIT_CLEAN;
}

static const char *const formats[] = {"text", "json", NULL};

const struct command command_units = {
	.name = "units",
	.args = "CODE=MINUTES...",
	.about = "Units that minutes support under a payer's rule, and why",
	.help = "\nA code that was done in several blocks may be given several "
	    "times. Where\nseveral distributions are equally right all are "
	    "printed, parted by 'or'.\nGive the minutes of one patient, date "
	    "and discipline.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PAYER) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(HELP),
	.least = 1,
	.most = ANY_NUMBER,
	.run = run,
};
