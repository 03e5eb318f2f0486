/* SPDX-License-Identifier: Apache-2.0 */
#include "match/prefix.h"

/* Asking about one pattern. */
struct probe {
	const struct regex *regex;
	pcre2_match_data *scratch;
	struct prefix_set *set;
	bool caseless;		/* throughout: "a" stands for "A" as well */
	bool first[CLASSES];	/* what a match can begin with */
};

static bool
viable(const struct probe *p, const char *subject, size_t len, size_t start)
{
	int rc = pcre2_match(p->regex->anchored, (PCRE2_SPTR)subject, len,
	    start, PCRE2_PARTIAL_HARD | PCRE2_NO_UTF_CHECK, p->scratch, NULL);

	/* An error is no proof that the pattern cannot begin here. */
	return rc != PCRE2_ERROR_NOMATCH;
}

static void
mark(struct prefix_row *row, unsigned second)
{
	row->bits[second / 32] |= UINT32_C(1) << second % 32;
}

static bool
marked(const struct prefix_row *row, unsigned second)
{
	return row->bits[second / 32] >> second % 32 & 1;
}

static const struct prefix_row whole_row = {{
	~0U, ~0U, ~0U, ~0U, ~0U,
}};

/* Which bytes can follow the last one of the subject. */
static struct prefix_row
probe_second(const struct probe *p, const char *subject, size_t len,
    size_t start)
{
	struct prefix_row row = {0};
	char longer[4];

	memcpy(longer, subject, len);
	for (unsigned second = 0; second < 128; second++) {
		char c = (char)second;
		longer[len] = c;
		if (p->caseless && is_upper(c))
			continue;
		if (!viable(p, longer, len + 1, start))
			continue;
		mark(&row, second);
		if (p->caseless && is_alpha(c))
			mark(&row, second - 'a' + 'A');
	}
	mark(&row, CLASS_HIGH);
	mark(&row, CLASS_END);
	return row;
}

static void
add_row(struct prefix_set *set, unsigned kinds, unsigned first,
    const struct prefix_row *row)
{
	for (unsigned before = 0; before < BEFORES; before++) {
		struct prefix_row *old = &set->rows[before][first];
		for (size_t i = 0; i < PREFIX_ROW && (kinds >> before & 1); i++)
			old->bits[i] |= row->bits[i];
	}
}

/* Which first bytes are viable at the end of the subject; how many they are. */
static unsigned
probe_first(const struct probe *p, char *subject, size_t len,
    bool first_viable[128])
{
	unsigned n = 0;

	for (unsigned first = 0; first < 128; first++) {
		char c = (char)first;
		first_viable[first] = false;
		if (!p->first[first] || (p->caseless && is_upper(c)))
			continue;
		subject[len] = c;
		first_viable[first] = viable(p, subject, len + 1, len);
		n += first_viable[first];
	}
	return n;
}

/* Mark every prefix that is viable after a prior.  Where nearly every first
 * byte is, the second would tell as little, and is not asked. */
static void
probe_after(const struct probe *p, const struct prior *prior)
{
	enum { MOST = 90 };
	char subject[3];
	bool first_viable[128];
	size_t len = prior->len;

	memcpy(subject, prior->text, len);
	unsigned n = probe_first(p, subject, len, first_viable);
	for (unsigned first = 0; first < 128; first++) {
		char c = (char)first;
		if (!first_viable[first])
			continue;
		subject[len] = c;
		struct prefix_row row = n > MOST ? whole_row :
		    probe_second(p, subject, len + 1, len);
		add_row(p->set, prior->kinds, first, &row);
		if (p->caseless && is_alpha(c))
			add_row(p->set, prior->kinds, first - 'a' + 'A', &row);
	}
}

/* What PCRE2 knows about the first byte of a match: a set of bytes, or one
 * letter in either case, or nothing. */
static void
read_first_bytes(struct probe *p)
{
	const uint8_t *bitmap = NULL;
	uint32_t type = 0, unit = 0;

	pcre2_pattern_info(p->regex->anchored, PCRE2_INFO_FIRSTBITMAP, &bitmap);
	pcre2_pattern_info(p->regex->anchored, PCRE2_INFO_FIRSTCODETYPE, &type);
	pcre2_pattern_info(p->regex->anchored, PCRE2_INFO_FIRSTCODEUNIT, &unit);
	for (unsigned byte = 0; byte < 256; byte++) {
		bool first = bitmap == NULL ||
		    (bitmap[byte / 8] >> byte % 8 & 1) != 0;
		if (type == 1 && unit < 128)
			first = to_lower((char)byte) == to_lower((char)unit);
		if (first)
			p->first[byte < 128 ? byte : CLASS_HIGH] = true;
	}
}

/* Does no switch inside the pattern, (?-i) or (?^), make case matter? */
static bool
is_caseless(const char *regex)
{
	for (const char *at = regex; (at = strstr(at, "(?")) != NULL;) {
		at += 2;
		while (is_alpha(*at))
			at++;
		if (*at == '-' || *at == '^')
			return false;
	}
	return true;
}

bool
prefix_probe(const struct regex *r, pcre2_match_data *scratch,
    struct prefix_set *out)
{
	struct probe p = {.regex = r, .scratch = scratch, .set = out,
	    .caseless = is_caseless(r->pattern->regex)};
	struct priors priors;

	*out = (struct prefix_set){0};
	if (r->lookbehind > 1)
		return false;
	read_first_bytes(&p);
	priors_of(r, &priors);
	for (size_t i = 0; i < priors.n; i++)
		probe_after(&p, &priors.at[i]);
	for (unsigned first = 0; first < CLASSES; first++)
		if (p.first[first] && priors.high_unknown)
			add_row(out, 1 << BEFORE_HIGH, first, &whole_row);
	if (p.first[CLASS_HIGH])
		add_row(out, (1 << BEFORES) - 1, CLASS_HIGH, &whole_row);
	return true;
}

/* The sets that have anything in a row. */
static size_t
sets_in_row(const struct prefix_set *sets, size_t n, unsigned before,
    unsigned first, uint16_t *out)
{
	static const struct prefix_row empty;
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		if (memcmp(&sets[i].rows[before][first], &empty,
		    sizeof(empty)) != 0)
			out[found++] = (uint16_t)i;
	return found;
}

struct prefix_table *
prefix_build(struct arena *a, const struct prefix_set *sets,
    const uint16_t *numbers, size_t n)
{
	struct prefix_table *t = arena_alloc(a, sizeof(*t));
	struct prefix_cells *cells = arena_alloc(a, sizeof(*cells));
	struct lists_builder *b = lists_begin(a);
	uint16_t *row = arena_array(a, n + 1, sizeof(*row));
	uint16_t *here = arena_array(a, n + 1, sizeof(*here));

	for (unsigned cell = 0; cell < BEFORES * CLASSES; cell++) {
		unsigned before = cell / CLASSES, first = cell % CLASSES;
		size_t in_row = sets_in_row(sets, n, before, first, row);
		for (unsigned second = 0; second < CLASSES; second++) {
			uint16_t len = 0;
			for (size_t i = 0; i < in_row; i++)
				if (marked(&sets[row[i]].rows[before][first],
				    second))
					here[len++] = numbers[row[i]];
			cells->at[before][first][second] =
			    lists_number(a, b, here, len);
		}
	}
	t->cells = cells;
	t->lists = lists_end(a, b);
	return t;
}

bool
prefix_put(const struct prefix_table *t, FILE *out)
{
	return blob_put(out, t->cells, 1, sizeof(*t->cells)) &&
	    lists_put(&t->lists, out);
}

struct prefix_table *
prefix_take(struct arena *a, struct blob *in, size_t patterns)
{
	struct prefix_table *t = arena_alloc(a, sizeof(*t));
	const uint32_t *cell;

	t->cells = blob_take(in, 1, sizeof(*t->cells));
	if (t->cells == NULL || !lists_take(in, patterns, &t->lists))
		return NULL;
	cell = &t->cells->at[0][0][0];
	for (size_t i = 0; i < BEFORES * CLASSES * CLASSES; i++)
		if (cell[i] >= t->lists.n)
			return NULL;
	return t;
}
