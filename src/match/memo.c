/* SPDX-License-Identifier: Apache-2.0 */
#include "match/memo.h"

#include <stdlib.h>

#include <xxhash.h>

enum {
	SHORTEST = 5,		/* bytes that are looked at */
	LONGEST = 14,
	SETS = 1 << 16,		/* the table: sets of places for keys that */
	WAYS = 4,		/* hash alike; the oldest gives way */
	POOL = 1 << 21,		/* pattern numbers kept, all keys together */
};

/* What was learnt for one run of bytes, the byte before it included. */
struct slot {
	unsigned char key[LONGEST + 4];
	unsigned char len;	/* of the key; 0: free */
	uint16_t n;
	uint32_t first;		/* in the pool */
};

struct set {
	struct slot slots[WAYS];
	unsigned next;		/* to give way */
};

struct memo {
	struct set sets[SETS];
	uint16_t pool[POOL];
	uint32_t used;
	pcre2_match_data *match;
};

struct memo *
memo_new(void)
{
	struct memo *m = calloc(1, sizeof(*m));

	if (m == NULL)
		return NULL;
	m->match = pcre2_match_data_create(1, NULL);
	if (m->match == NULL) {
		free(m);
		return NULL;
	}
	return m;
}

void
memo_free(struct memo *m)
{
	if (m == NULL)
		return;
	pcre2_match_data_free(m->match);
	free(m);
}

static bool
is_word_byte(char c)
{
	return is_alpha(c) || is_digit(c);
}

static bool
inside_character(struct str text, size_t at)
{
	return at < text.len && is_continuation(text.ptr[at]);
}

/* How long the key is of the byte before and the bytes to the first behind
 * the word; 0 at the ends of the text and behind a character of more than one
 * byte, where those bytes do not say all that a pattern may look at. */
static size_t
key_length(struct str text, size_t at)
{
	size_t n = 1;

	if (at == 0 || (unsigned char)text.ptr[at - 1] >= 128)
		return 0;
	while (n < LONGEST && at + n < text.len &&
	    (n < SHORTEST || is_word_byte(text.ptr[at + n - 1])))
		n++;
	while (inside_character(text, at + n))
		n++;
	return n < SHORTEST || at + n >= text.len ? 0 : n + 1;
}

/* Keep the patterns of the list that are viable on these bytes alone. */
static void
learn(struct memo *m, const struct regex *regexes, struct str text, size_t at,
    size_t end, struct choice list, struct slot *slot)
{
	slot->first = m->used;
	slot->n = 0;
	for (size_t i = 0; i < list.n; i++) {
		int rc = pcre2_match(regexes[list.patterns[i]].anchored,
		    (PCRE2_SPTR)text.ptr, end, at,
		    PCRE2_PARTIAL_HARD | PCRE2_NO_UTF_CHECK, m->match, NULL);
		if (rc != PCRE2_ERROR_NOMATCH)
			m->pool[m->used + slot->n++] = list.patterns[i];
	}
	m->used += slot->n;
}

static struct slot *
find(struct set *set, const char *key, size_t len)
{
	for (size_t i = 0; i < WAYS; i++)
		if (set->slots[i].len == len &&
		    memcmp(set->slots[i].key, key, len) == 0)
			return &set->slots[i];
	return NULL;
}

struct choice
memo_narrow(struct memo *m, const struct regex *regexes,
    struct str text, size_t at, struct choice list)
{
	size_t len = list.n == 0 ? 0 : key_length(text, at);

	if (len == 0)
		return list;
	const char *key = text.ptr + at - 1;
	struct set *set = &m->sets[XXH3_64bits(key, len) % SETS];
	struct slot *slot = find(set, key, len);
	if (slot == NULL) {
		if (m->used + list.n > POOL) {
			memset(m->sets, 0, sizeof(m->sets));
			m->used = 0;
		}
		slot = &set->slots[set->next++ % WAYS];
		memcpy(slot->key, key, len);
		slot->len = (unsigned char)len;
		learn(m, regexes, text, at, at + len - 1, list, slot);
	}
	return (struct choice){m->pool + slot->first, slot->n};
}
