/* SPDX-License-Identifier: Apache-2.0 */
#include "eval/thresholds.h"

#include <stdlib.h>

#include "pack/refuse.h"
#include "pack/source.h"
#include "pack/yaml.h"

/* The names of all figures. */
static const char **
names_of(struct arena *a, const struct measures *m)
{
	const char **names = arena_array(a, m->len + OVERALL, sizeof(*names));

	for (size_t i = 0; i < m->len; i++)
		names[i] = measure_name(a, &m->at[i]).ptr;
	for (size_t i = 0; i < OVERALL; i++)
		names[m->len + i] = overall_names[i];
	return names;
}

static bool
read_share(const struct node *value, double *out, struct err *err)
{
	char *end = NULL;

	if (value->kind == NODE_TEXT && value->text.len > 0 &&
	    (is_digit(value->text.ptr[0]) || value->text.ptr[0] == '.'))
		*out = strtod(value->text.ptr, &end);
	if (end == NULL || *end != '\0' || !(*out >= 0 && *out <= 1))
		return refuse(err, value->origin,
		    "a threshold is a number from 0 to 1");
	return true;
}

bool
thresholds_read(struct arena *a, const char *file,
    const struct measures *measures, struct thresholds *out, struct err *err)
{
	const char **names = names_of(a, measures);
	size_t n = measures->len + OVERALL;
	const struct node *root = NULL;
	struct str text;

	if (!source_read(a, file, &text, err) ||
	    !yaml_read(a, file, text, &root, err))
		return false;
	if (root->kind != NODE_MAP)
		return refuse(err, root->origin,
		    "thresholds are a mapping, as 'elements: 0.97'");
	for (size_t i = 0; i < root->entries.len; i++) {
		const struct node *key = root->entries.at[i].key;
		struct threshold t = {.name = key->text,
		    .origin = key->origin};

		while (t.figure < n &&
		    !str_eq(str_of(names[t.figure]), t.name))
			t.figure++;
		if (t.figure == n)
			return refuse_word(err, key->origin, "measure",
			    t.name, names, n);
		if (!read_share(root->entries.at[i].value, &t.least, err))
			return false;
		vec_push(a, out, t);
	}
	return true;
}

bool
threshold_met(const struct threshold *t, const double *figures)
{
	/* A figure without a value compares false. */
	return figures[t->figure] >= t->least;
}
