/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/fingerprint.h"

#include <nettle/hmac.h>
#include <xxhash.h>

/* Digits alike, small letters, single blanks. */
static struct str
mask(struct arena *a, struct str s)
{
	char *out = arena_copy(a, s.ptr, s.len);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (is_space(c) && n > 0 && out[n - 1] == ' ')
			continue;
		out[n++] = is_digit(c) ? '0' : is_space(c) ? ' ' : to_lower(c);
	}
	return (struct str){out, n};
}

static uint64_t
keyed_hash(const char *key, struct str s)
{
	struct hmac_sha256_ctx hmac;
	uint8_t digest[8];
	uint64_t out = 0;

	if (key == NULL)
		return XXH3_64bits(s.ptr, s.len);
	hmac_sha256_set_key(&hmac, strlen(key), (const uint8_t *)key);
	hmac_sha256_update(&hmac, s.len, (const uint8_t *)s.ptr);
	hmac_sha256_digest(&hmac, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		out = out << 8 | digest[i];
	return out;
}

void
fingerprint_findings(struct arena *a, const char *key, struct str text,
    struct findings *findings)
{
	struct str *what = arena_array(a, findings->len + 1, sizeof(*what));

	for (size_t i = 0; i < findings->len; i++) {
		const struct finding *f = &findings->at[i];
		unsigned nth = 0;
		what[i] = arena_printf(a, "%s\n%.*s", f->rule->id,
		    STR_ARG(mask(a, f->placed ? str_slice(text, f->at) :
		    STR(""))));
		for (size_t k = 0; k < i; k++)
			nth += str_eq(what[k], what[i]);
		findings->at[i].fingerprint = keyed_hash(key,
		    arena_printf(a, "%.*s\n%u", STR_ARG(what[i]), nth));
	}
}
