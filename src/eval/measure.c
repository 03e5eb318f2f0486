/* SPDX-License-Identifier: Apache-2.0 */
#include "eval/measure.h"

#include <math.h>

const char *const fact_names[FACTS] = {
	"note_type", "discipline", "patient", "author", "credential",
	"date_of_service", "time_in", "time_out", "timed_minutes",
	"total_minutes",
};

const char *const exercise_fields[EXERCISE_FIELDS] = {
	"sets", "reps", "hold_seconds", "minutes", "side", "resistance",
};

const char *const service_fields[SERVICE_FIELDS] = {
	"units", "minutes", "modifiers",
};

const char *const overall_names[OVERALL] = {
	[FIGURE_ELEMENTS] = "elements",
	[FIGURE_FIELDS] = "fields",
	[FIGURE_FACTS] = "facts",
	[FIGURE_FINDINGS] = "findings",
};

static void
add(struct arena *a, struct measures *m, const char *group, const char *name,
    bool value)
{
	vec_push(a, m, (struct measure){group, name, value});
}

struct measures
measures_of(struct arena *a, const struct pack *pack)
{
	struct measures m = {0};

	for (int e = 0; e < ELEMENTS; e++)
		add(a, &m, "element", element_name((enum element)e), false);
	add(a, &m, "exercise", "found", false);
	for (size_t i = 0; i < EXERCISE_FIELDS; i++)
		add(a, &m, "exercise", exercise_fields[i], true);
	for (size_t i = 0; i < FACTS; i++)
		add(a, &m, "fact", fact_names[i], true);
	add(a, &m, "service", "found", false);
	for (size_t i = 0; i < SERVICE_FIELDS; i++)
		add(a, &m, "service", service_fields[i], true);
	for (size_t i = 0; i < pack->rules.len; i++)
		add(a, &m, "rule", pack->rules.at[i].id, false);
	return m;
}

struct str
measure_name(struct arena *a, const struct measure *m)
{
	if (strcmp(m->group, "rule") == 0)
		return str_of(m->name);
	return arena_printf(a, "%s/%s", m->group, m->name);
}

void
counts_add(struct counts *sum, const struct counts *more)
{
	sum->tp += more->tp;
	sum->fp += more->fp;
	sum->fn += more->fn;
	sum->right += more->right;
	sum->all += more->all;
}

static double
share(unsigned part, unsigned whole)
{
	return whole > 0 ? (double)part / (double)whole : (double)NAN;
}

double
counts_precision(const struct counts *c)
{
	return share(c->tp, c->tp + c->fp);
}

double
counts_recall(const struct counts *c)
{
	return share(c->tp, c->tp + c->fn);
}

double
counts_f1(const struct counts *c)
{
	return share(2 * c->tp, 2 * c->tp + c->fp + c->fn);
}

double
counts_agreement(const struct counts *c)
{
	return share(c->right, c->all);
}

/* The one figure of a measure: agreement or F1. */
static double
figure_of(const struct measure *m, const struct counts *c)
{
	return m->value ? counts_agreement(c) : counts_f1(c);
}

/* The mean figure of `n` measures, without those that have none. */
static double
mean(const double *figures, size_t n)
{
	double sum = 0;
	size_t known = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(figures[i])) {
			sum += figures[i];
			known++;
		}
	return known > 0 ? sum / (double)known : (double)NAN;
}

void
figures_of(const struct measures *m, const struct counts *counts, double *out)
{
	double *overall = out + m->len;
	struct counts findings = {0};

	for (size_t i = 0; i < m->len; i++)
		out[i] = figure_of(&m->at[i], &counts[i]);
	for (size_t i = FIRST_RULE; i < m->len; i++)
		counts_add(&findings, &counts[i]);
	overall[FIGURE_ELEMENTS] = mean(out + FIRST_ELEMENT, ELEMENTS);
	overall[FIGURE_FIELDS] = mean(out + FIRST_EXERCISE_FIELD,
	    EXERCISE_FIELDS);
	overall[FIGURE_FACTS] = mean(out + FIRST_FACT, FACTS);
	overall[FIGURE_FINDINGS] = counts_f1(&findings);
}
