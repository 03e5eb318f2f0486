/* SPDX-License-Identifier: Apache-2.0 */
#include "copy/compare.h"

static void
count_words(const struct prose *p, struct comparison *c)
{
	for (uint32_t i = 0; i < p->n; i++) {
		if (p->words[i].standing)
			continue;
		c->whole.words++;
		c->parts[p->words[i].part].words++;
	}
}

static void
count_copied(const struct prose *p, struct comparison *c)
{
	for (size_t t = 0; t < c->alignment.tiles.len; t++) {
		const struct tile *tile = &c->alignment.tiles.at[t];
		for (uint32_t i = 0; i < tile->words; i++) {
			const struct prose_word *w =
			    &p->words[tile->later + i];
			if (w->standing)
				continue;
			c->whole.copied++;
			c->parts[w->part].copied++;
		}
	}
}

void
compare_prose(struct arena *a, const struct prose *later,
    const struct prose *source, struct comparison *out)
{
	*out = (struct comparison){0};
	align_words(a, prose_keys(a, later), later->n, prose_keys(a, source),
	    source->n, &out->alignment);
	out->parts = arena_array(a, (size_t)later->n_parts + 1,
	    sizeof(*out->parts));
	out->n_parts = later->n_parts;
	count_words(later, out);
	count_copied(later, out);
}

unsigned
copy_percent(const struct copy_share *s)
{
	return s->words == 0 ? 0 : (unsigned)((s->copied * 200ull + s->words) /
	    (s->words * 2ull));
}

static bool
has_percent(const struct copy_share *s, unsigned percent)
{
	return s->copied * 100ull >= (uint64_t)s->words * percent;
}

/* What is outside the part from which most is copied. */
static struct copy_share
beside_largest(const struct comparison *c)
{
	struct copy_share out = c->whole;
	const struct copy_share *largest = NULL;

	for (uint32_t i = 0; i < c->n_parts; i++)
		if (largest == NULL || c->parts[i].copied > largest->copied)
			largest = &c->parts[i];
	if (largest != NULL) {
		out.words -= largest->words;
		out.copied -= largest->copied;
	}
	return out;
}

bool
compare_repeats(const struct comparison *c, const struct whole_rule *rule)
{
	struct copy_share beside = beside_largest(c);
	struct copy_share counted = c->whole;

	if (c->whole.words < rule->words || c->whole.copied <= rule->stock)
		return false;
	counted.words -= rule->stock;
	counted.copied -= rule->stock;
	return has_percent(&counted, rule->copied) &&
	    (beside.words < rule->beside_words ||
	    has_percent(&beside, rule->beside));
}
