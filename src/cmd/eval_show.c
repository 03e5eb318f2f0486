/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/eval_show.h"

#include <math.h>

#include "cmd/show.h"

/* A share in five columns. */
static void
show_share(FILE *out, double share)
{
	if (isnan(share))
		fprintf(out, "      -");
	else
		fprintf(out, "  %.3f", share);
}

static void
show_interval(FILE *out, const struct interval *i)
{
	if (isnan(i->low))
		fprintf(out, "%15s", "");
	else
		fprintf(out, "  %.3f-%.3f", i->low, i->high);
}

static bool
is_empty(const struct measure *m, const struct counts *c)
{
	return m->value ? c->all == 0 : c->tp + c->fp + c->fn == 0;
}

static void
show_measure(struct call *call, const struct result_of_eval *r, size_t i)
{
	const struct measure *m = &r->scoring->measures.at[i];
	const struct counts *c = &r->sum[i];
	struct str name = measure_name(call->arena, m);

	if (is_empty(m, c))
		return;
	fprintf(call->out, "%-34.*s", STR_ARG(name));
	show_share(call->out, r->figures[i]);
	show_interval(call->out, &r->intervals[i]);
	show_share(call->out, counts_precision(c));
	show_share(call->out, counts_recall(c));
	fprintf(call->out, " %5u %5u %5u", c->tp, c->fp, c->fn);
	if (m->value)
		fprintf(call->out, "  %u/%u right", c->right, c->all);
	fputc('\n', call->out);
}

static void
show_differences(struct call *call, const struct scoring *s)
{
	for (size_t i = 0; i < s->differences.len; i++) {
		const struct difference *d = &s->differences.at[i];
		struct str name = measure_name(call->arena,
		    &s->measures.at[d->measure]);
		fprintf(call->out, "%s:%zu: %.*s: %.*s\n", d->file, d->line,
		    STR_ARG(name), STR_ARG(d->text));
	}
	if (s->differences.len > 0)
		fputc('\n', call->out);
}

static int
show_text(struct call *call, const struct result_of_eval *r)
{
	static const char *const about[OVERALL] = {
		[FIGURE_ELEMENTS] = "mean F1",
		[FIGURE_FIELDS] = "mean agreement",
		[FIGURE_FACTS] = "mean agreement",
		[FIGURE_FINDINGS] = "F1 of all",
	};
	const struct scoring *s = r->scoring;
	FILE *out = call->out;

	show_differences(call, s);
	fprintf(out, "%-34s %6s  %-13s %6s %6s %5s %5s %5s\n", "measure",
	    "figure", "95%", "prec", "recall", "tp", "fp", "fn");
	for (size_t i = 0; i < s->measures.len; i++)
		show_measure(call, r, i);
	fputc('\n', out);
	for (size_t i = 0; i < OVERALL; i++) {
		fprintf(out, "%-34s", overall_names[i]);
		show_share(out, r->figures[s->measures.len + i]);
		show_interval(out, &r->intervals[s->measures.len + i]);
		fprintf(out, "  %s\n", about[i]);
	}
	fprintf(out, "%zu notes\n", s->notes.len);
	if (s->unknown.len > 0)
		fputs("\nnot judged, for no such rule is loaded:\n", out);
	for (size_t i = 0; i < s->unknown.len; i++)
		fprintf(out, "  %s\n", s->unknown.at[i]);
	return EXIT_CLEAN;
}

/* JSON has no word for what is not known but null. */
static json_t *
share_json(struct emit *e, double share)
{
	if (isnan(share))
		return emit_z(e, NULL);
	json_t *value = json_real(share);
	e->failed |= value == NULL;
	return value;
}

static json_t *
figure_json(struct emit *e, const struct result_of_eval *r, size_t i)
{
	json_t *figure = emit_object(e);

	emit_put(e, figure, "figure", share_json(e, r->figures[i]));
	emit_put(e, figure, "low", share_json(e, r->intervals[i].low));
	emit_put(e, figure, "high", share_json(e, r->intervals[i].high));
	return figure;
}

static json_t *
measure_json(struct emit *e, const struct result_of_eval *r, size_t i)
{
	const struct counts *c = &r->sum[i];
	const struct {
		const char *key;
		unsigned n;
	} numbers[] = {
		{"tp", c->tp}, {"fp", c->fp}, {"fn", c->fn},
		{"right", c->right}, {"all", c->all},
	};
	json_t *measure = figure_json(e, r, i);

	emit_put(e, measure, "kind", emit_z(e,
	    r->scoring->measures.at[i].value ? "agreement" : "f1"));
	emit_put(e, measure, "precision", share_json(e, counts_precision(c)));
	emit_put(e, measure, "recall", share_json(e, counts_recall(c)));
	emit_put(e, measure, "f1", share_json(e, counts_f1(c)));
	for (size_t k = 0; k < sizeof(numbers) / sizeof(numbers[0]); k++)
		emit_put(e, measure, numbers[k].key,
		    emit_size(e, numbers[k].n));
	return measure;
}

static json_t *
difference_json(struct emit *e, struct arena *a, const struct scoring *s,
    const struct difference *d)
{
	json_t *difference = emit_object(e);

	emit_put(e, difference, "file", emit_z(e, d->file));
	emit_put(e, difference, "line", emit_size(e, d->line));
	emit_put(e, difference, "measure", emit_str(e,
	    measure_name(a, &s->measures.at[d->measure])));
	emit_put(e, difference, "text", emit_str(e, d->text));
	return difference;
}

static int
show_as_json(struct call *call, const struct result_of_eval *r)
{
	const struct scoring *s = r->scoring;
	struct emit e = {0};
	json_t *root = emit_object(&e);
	json_t *overall = emit_object(&e);
	json_t *measures = emit_object(&e);

	for (size_t i = 0; i < OVERALL; i++)
		emit_put(&e, overall, overall_names[i],
		    figure_json(&e, r, s->measures.len + i));
	for (size_t i = 0; i < s->measures.len; i++)
		emit_put(&e, measures,
		    measure_name(call->arena, &s->measures.at[i]).ptr,
		    measure_json(&e, r, i));
	emit_put(&e, root, "notes", emit_size(&e, s->notes.len));
	emit_put(&e, root, "overall", overall);
	emit_put(&e, root, "measures", measures);
	emit_put(&e, root, "not_judged", show_texts(&e, &s->unknown));
	if (s->explain) {
		json_t *all = emit_array(&e);
		for (size_t i = 0; i < s->differences.len; i++)
			emit_add(&e, all, difference_json(&e, call->arena, s,
			    &s->differences.at[i]));
		emit_put(&e, root, "differences", all);
	}
	return show_json(call, &e, root);
}

int
eval_show(struct call *call, const struct result_of_eval *r)
{
	return format_is(call, "json") ? show_as_json(call, r) :
	    show_text(call, r);
}
