/* SPDX-License-Identifier: Apache-2.0 */
#include "match/prefix.h"

#include "base/hash.h"

static bool
viable(const struct regex *r, pcre2_match_data *scratch, const char *subject,
    size_t len, size_t start)
{
	int rc = pcre2_match(r->anchored, (PCRE2_SPTR)subject, len, start,
	    PCRE2_PARTIAL_HARD | PCRE2_NO_UTF_CHECK, scratch, NULL);

	/* An error is no proof that the pattern cannot begin here. */
	return rc != PCRE2_ERROR_NOMATCH;
}

static void
mark(struct prefix_set *set, unsigned before, unsigned first, unsigned second)
{
	set->bits[before][first][second / 32] |= UINT32_C(1) << second % 32;
}

static bool
marked(const struct prefix_set *set, unsigned before, unsigned first,
    unsigned second)
{
	return set->bits[before][first][second / 32] >> second % 32 & 1;
}

/* Mark what can follow the last byte of the subject. */
static void
probe_second(const struct regex *r, pcre2_match_data *scratch, enum before kind,
    const char *subject, size_t len, size_t start, struct prefix_set *out)
{
	char longer[4];
	unsigned first = (unsigned char)subject[start];

	memcpy(longer, subject, len);
	for (unsigned second = 0; second < 128; second++) {
		longer[len] = (char)second;
		if (viable(r, scratch, longer, len + 1, start))
			mark(out, kind, first, second);
	}
	mark(out, kind, first, CLASS_HIGH);
	mark(out, kind, first, CLASS_END);
}

/* Mark every prefix that is viable after the character `prior`. */
static void
probe_after(const struct regex *r, pcre2_match_data *scratch, struct str prior,
    struct prefix_set *out)
{
	char subject[3];
	enum before kind = prefix_before(prior, prior.len);

	memcpy(subject, prior.ptr, prior.len);
	for (unsigned first = 0; first < 128; first++) {
		subject[prior.len] = (char)first;
		if (viable(r, scratch, subject, prior.len + 1, prior.len))
			probe_second(r, scratch, kind, subject, prior.len + 1,
			    prior.len, out);
	}
}

/* Word boundaries look back as well, but tell only words from the rest; a
 * written lookbehind may tell apart any two characters. */
static bool
has_lookbehind(const struct regex *r)
{
	return strstr(r->pattern->regex, "(?<=") != NULL ||
	    strstr(r->pattern->regex, "(?<!") != NULL ||
	    strstr(r->pattern->regex, "(*") != NULL;
}

static void
mark_all(struct prefix_set *set, enum before before, unsigned first)
{
	for (unsigned second = 0; second < CLASSES; second++)
		mark(set, before, first, second);
}

bool
prefix_probe(const struct regex *r, pcre2_match_data *scratch,
    struct prefix_set *out)
{
	static const char *const priors[] = {"", "\n", "a", " ", "\xC3\xA9"};

	*out = (struct prefix_set){0};
	if (r->lookbehind > 1)
		return false;
	for (unsigned before = 0; before < BEFORES; before++)
		mark_all(out, before, CLASS_HIGH);
	if (!has_lookbehind(r)) {
		for (size_t i = 0; i < sizeof(priors) / sizeof(*priors); i++)
			probe_after(r, scratch, str_of(priors[i]), out);
		return true;
	}
	probe_after(r, scratch, STR(""), out);
	for (unsigned prior = 0; prior < 128; prior++) {
		char c = (char)prior;
		probe_after(r, scratch, (struct str){&c, 1}, out);
	}
	for (unsigned first = 0; first < CLASSES; first++)
		mark_all(out, BEFORE_HIGH, first);
	return true;
}

/* A list of patterns and its number, found by content while building. */
struct list {
	UT_hash_handle hh;
	uint32_t number;
	uint16_t len;
	uint16_t entries[];
};

struct builder {
	struct list *known;
	VEC(uint32_t) starts;
	VEC(uint16_t) entries;
};

static uint32_t
list_number(struct arena *a, struct builder *b, const uint16_t *entries,
    uint16_t len)
{
	struct list *l;
	size_t bytes = len * sizeof(*entries);

	if (len == 0)
		return 0;
	HASH_FIND(hh, b->known, entries, bytes, l);
	if (l != NULL)
		return l->number;
	l = arena_alloc(a, sizeof(*l) + bytes);
	l->number = (uint32_t)b->starts.len;
	l->len = len;
	memcpy(l->entries, entries, bytes);
	HASH_ADD_KEYPTR(hh, b->known, l->entries, bytes, l);
	vec_push(a, &b->starts, (uint32_t)b->entries.len);
	for (uint16_t i = 0; i < len; i++)
		vec_push(a, &b->entries, entries[i]);
	return l->number;
}

struct prefix_table *
prefix_build(struct arena *a, const struct prefix_set *sets,
    const uint16_t *numbers, size_t n)
{
	struct prefix_table *t = arena_alloc(a, sizeof(*t));
	struct builder b = {0};
	uint16_t *here = arena_array(a, n + 1, sizeof(*here));

	vec_push(a, &b.starts, 0);
	for (unsigned before = 0; before < BEFORES; before++)
		for (unsigned first = 0; first < CLASSES; first++)
			for (unsigned second = 0; second < CLASSES; second++) {
				uint16_t len = 0;
				for (size_t i = 0; i < n; i++)
					if (marked(&sets[i], before, first, second))
						here[len++] = numbers[i];
				t->cell[before][first][second] =
				    list_number(a, &b, here, len);
			}
	t->n_lists = b.starts.len;
	t->n_entries = b.entries.len;
	vec_push(a, &b.starts, (uint32_t)b.entries.len);
	t->starts = b.starts.at;
	t->entries = b.entries.at;
	return t;
}

bool
prefix_write(const struct prefix_table *t, FILE *out)
{
	uint64_t sizes[2] = {t->n_lists, t->n_entries};

	return fwrite(sizes, sizeof(sizes), 1, out) == 1 &&
	    fwrite(t->cell, sizeof(t->cell), 1, out) == 1 &&
	    fwrite(t->starts, sizeof(*t->starts), t->n_lists + 1, out) ==
	    t->n_lists + 1 &&
	    fwrite(t->entries, sizeof(*t->entries), t->n_entries, out) ==
	    t->n_entries;
}

static bool
table_is_sound(const struct prefix_table *t, size_t patterns)
{
	const uint32_t *cell = &t->cell[0][0][0];

	for (size_t i = 0; i < sizeof(t->cell) / sizeof(*cell); i++)
		if (cell[i] >= t->n_lists)
			return false;
	for (size_t i = 0; i < t->n_lists; i++)
		if (t->starts[i] > t->starts[i + 1])
			return false;
	if (t->starts[0] != 0 || t->starts[t->n_lists] != t->n_entries)
		return false;
	for (size_t i = 0; i < t->n_entries; i++)
		if (t->entries[i] >= patterns)
			return false;
	return true;
}

struct prefix_table *
prefix_read(struct arena *a, FILE *in, size_t patterns)
{
	const uint64_t most = (uint64_t)UINT16_MAX * 64;
	uint64_t sizes[2];
	struct prefix_table *t = arena_alloc(a, sizeof(*t));

	if (fread(sizes, sizeof(sizes), 1, in) != 1 || sizes[0] == 0 ||
	    sizes[0] > most || sizes[1] > most)
		return NULL;
	t->n_lists = sizes[0];
	t->n_entries = sizes[1];
	t->starts = arena_array(a, t->n_lists + 1, sizeof(*t->starts));
	t->entries = arena_array(a, t->n_entries, sizeof(*t->entries));
	if (fread(t->cell, sizeof(t->cell), 1, in) != 1 ||
	    fread(t->starts, sizeof(*t->starts), t->n_lists + 1, in) !=
	    t->n_lists + 1 ||
	    fread(t->entries, sizeof(*t->entries), t->n_entries, in) !=
	    t->n_entries || !table_is_sound(t, patterns))
		return NULL;
	return t;
}
