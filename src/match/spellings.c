/* SPDX-License-Identifier: Apache-2.0 */
#include "match/spellings.h"

#include "base/hash.h"

/* All spellings with the same first word. */
struct family {
	uint64_t word;
	const struct spelling *first;
	UT_hash_handle hh;
};

struct spellings {
	struct family *families;
};

static void
add(struct arena *a, struct spellings *all, const char *canonical,
    const char *other)
{
	struct spelling *s = arena_alloc(a, sizeof(*s));
	struct family *f;

	words_of(a, str_of(other), &s->words);
	words_of(a, str_of(canonical), &s->means);
	if (s->words.len == 0 || s->means.len == 0)
		return;
	HASH_FIND(hh, all->families, &s->words.at[0].key, sizeof(uint64_t), f);
	if (f == NULL) {
		f = arena_alloc(a, sizeof(*f));
		f->word = s->words.at[0].key;
		HASH_ADD(hh, all->families, word, sizeof(f->word), f);
	}
	s->next = f->first;
	f->first = s;
}

struct spellings *
spellings_new(struct arena *a, const struct pack *pack)
{
	struct spellings *all = arena_alloc(a, sizeof(*all));

	for (size_t i = 0; i < pack->synonyms.len; i++) {
		const struct synonym *s = &pack->synonyms.at[i];
		for (size_t j = 0; j < s->others.len; j++)
			add(a, all, s->canonical, s->others.at[j]);
	}
	return all;
}

const struct spelling *
spellings_of(const struct spellings *s, uint64_t word)
{
	struct family *f;

	HASH_FIND(hh, s->families, &word, sizeof(word), f);
	return f == NULL ? NULL : f->first;
}

size_t
spelling_at(const struct spelling *spelling, const struct words *words,
    size_t at)
{
	const struct words *own = &spelling->words;

	if (own->len > words->len - at)
		return 0;
	for (size_t i = 0; i < own->len; i++)
		if (own->at[i].key != words->at[at + i].key ||
		    (i > 0 && own->at[i].gap != words->at[at + i].gap))
			return 0;
	return own->len;
}
