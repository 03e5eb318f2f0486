/* SPDX-License-Identifier: Apache-2.0 */
#include "match/priors.h"

enum { ASCII = 128 };

/* The classes of ASCII characters, refined lookbehind by lookbehind. */
struct classes {
	unsigned char of[ASCII];	/* number of the class */
	bool seen[ASCII];	/* inside some lookbehind */
	bool high_seen;		/* a lookbehind may hold another character */
};

static bool
is_word_char(unsigned c)
{
	return is_alpha((char)c) || is_digit((char)c) || c == '_';
}

/* Keep apart what `inside` tells apart. */
static void
refine(struct classes *k, const bool inside[ASCII])
{
	unsigned char renamed[ASCII][2] = {{0}};
	unsigned n = 0;

	for (unsigned c = 0; c < ASCII; c++) {
		unsigned char *name = &renamed[k->of[c]][inside[c]];
		if (*name == 0)
			*name = (unsigned char)++n;	/* 0: not named yet */
		k->of[c] = (unsigned char)(*name - 1);
		k->seen[c] = k->seen[c] || inside[c];
	}
}

/* Behind a class, an escape or a plain character at `at`; NULL for anything
 * that is not surely a single character. */
static const char *
skip_character(const char *at)
{
	if (*at == '\\')
		return at[1] != '\0' && strchr("dDwWsStnr.-/\\", at[1]) ?
		    at + 2 : NULL;
	if (*at != '[')
		return *at == '\0' || strchr("(){}?*+^$.|#", *at) ||
		    is_space(*at) ? NULL : at + 1;
	at++;
	at += *at == '^';
	at += *at == ']';
	while (*at != ']') {
		if (*at == '[' && at[1] == ':')
			return NULL;
		if (*at == '\\' && at[1] != '\0')
			at++;
		if (*at == '\0')
			return NULL;
		at++;
	}
	return at + 1;
}

/* Where the inside of a lookbehind ends; NULL when it is not alternatives of
 * one character.  Bytes of a non-ASCII character may follow each other. */
static const char *
end_of_inside(const char *at)
{
	for (;;) {
		bool high = (unsigned char)*at >= ASCII;
		at = skip_character(at);
		while (high && at != NULL && is_continuation(*at))
			at++;
		if (at == NULL || *at == ')')
			return at;
		if (*at++ != '|')
			return NULL;
	}
}

static bool
may_match_high(const pcre2_code *code)
{
	const uint8_t *bitmap = NULL;
	uint32_t type = 0, unit = 0;

	pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
	pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
	pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
	if (bitmap == NULL)
		return type != 1 || unit >= ASCII;
	for (size_t i = ASCII / 8; i < 32; i++)
		if (bitmap[i] != 0)
			return true;
	return false;
}

/* Refine by the characters that a lookbehind holds, with or without regard to
 * case: which of the two the pattern means is not for us to know. */
static bool
refine_by(struct classes *k, struct str inside, uint32_t options)
{
	int error;
	PCRE2_SIZE at;
	bool held[ASCII];
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)inside.ptr, inside.len,
	    options | PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED, &error,
	    &at, NULL);
	pcre2_match_data *match = code ?
	    pcre2_match_data_create(1, NULL) : NULL;
	bool good = match != NULL;

	for (unsigned c = 0; c < ASCII && good; c++) {
		PCRE2_UCHAR subject = (PCRE2_UCHAR)c;
		int rc = pcre2_match(code, &subject, 1, 0, 0, match, NULL);
		held[c] = rc > 0;
		good = rc > 0 || rc == PCRE2_ERROR_NOMATCH;
	}
	if (good) {
		refine(k, held);
		k->high_seen = k->high_seen || may_match_high(code);
	}
	pcre2_match_data_free(match);
	pcre2_code_free(code);
	return good;
}

/* Verbs, among them lookbehinds with a name: "(*plb:a)". */
static bool
has_verb(const char *regex)
{
	for (const char *at = regex; (at = strstr(at, "(*")) != NULL; at += 2)
		if (is_alpha(at[2]))
			return true;
	return false;
}

/* Refine by every lookbehind; false when one cannot be understood. */
static bool
refine_by_lookbehinds(struct classes *k, const char *regex)
{
	const char *at = regex;

	while ((at = strstr(at, "(?<")) != NULL) {
		at += 3;
		if (*at == '*')
			return false;
		if (*at != '=' && *at != '!')
			continue;
		const char *end = end_of_inside(at + 1);
		if (end == NULL)
			return false;
		struct str inside = {at + 1, (size_t)(end - at) - 1};
		if (!refine_by(k, inside, 0) ||
		    !refine_by(k, inside, PCRE2_CASELESS))
			return false;
	}
	/* Verbs and quoting could hide a lookbehind from the loop above. */
	return !has_verb(regex) && strstr(regex, "\\Q") == NULL;
}

/* May the pattern ask where a line or the text begins? */
static bool
may_ask_for_start(const char *regex)
{
	for (const char *at = regex; (at = strpbrk(at, "^\\")) != NULL; at++) {
		if (*at == '\\') {
			at++;
			if (*at == 'A' || *at == 'Q' || *at == '\0')
				return true;
		} else if (at == regex || at[-1] != '[' ||
		    (at - 1 > regex && at[-2] == '\\')) {
			return true;
		}
	}
	return has_verb(regex);
}

static void
add(struct priors *out, const char *text, size_t len, unsigned kinds)
{
	struct prior *p = &out->at[out->n++];

	*p = (struct prior){.len = (unsigned char)len,
	    .kinds = (unsigned char)kinds};
	memcpy(p->text, text, len);
}

static unsigned
kind_of(unsigned c)
{
	return c == '\n' ? 1 << BEFORE_NEWLINE :
	    is_word_char(c) ? 1 << BEFORE_WORD : 1 << BEFORE_OTHER;
}

/* The kinds of a class's characters. */
static unsigned
kinds_of(const struct classes *k, unsigned class)
{
	unsigned kinds = 0;

	for (unsigned c = 0; c < ASCII; c++)
		if (k->of[c] == class)
			kinds |= kind_of(c);
	return kinds;
}

/* No lookbehind holds the class of this character, nor is it a word's or a
 * line's end: it looks like nothing at all, like the start of the text and
 * like non-ASCII characters that no lookbehind holds. */
static bool
looks_like_nothing(const struct classes *k, unsigned c, bool start_matters)
{
	return !k->seen[c] && !is_word_char(c) &&
	    !(c == '\n' && start_matters);
}

/* One prior a class, and the start of the text. */
static void
add_classes(struct priors *out, const struct classes *k, bool start_matters)
{
	bool done[ASCII] = {false};
	unsigned apart = 1 << BEFORE_START | 1 << BEFORE_HIGH;

	for (unsigned c = 0; c < ASCII; c++) {
		char text = (char)c;
		unsigned kinds = kinds_of(k, k->of[c]);
		if (done[k->of[c]])
			continue;
		done[k->of[c]] = true;
		if (looks_like_nothing(k, c, start_matters)) {
			kinds |= start_matters ? 0 : 1 << BEFORE_START;
			kinds |= k->high_seen ? 0 : 1 << BEFORE_HIGH;
		}
		apart &= ~kinds;
		add(out, &text, 1, kinds);
	}
	if (apart & 1 << BEFORE_START)
		add(out, "", 0, 1 << BEFORE_START);
	out->high_unknown = apart & 1 << BEFORE_HIGH;
}

/* Every character is a class of its own. */
static void
tell_all_apart(struct classes *k)
{
	for (unsigned c = 0; c < ASCII; c++) {
		k->of[c] = (unsigned char)c;
		k->seen[c] = true;
	}
	k->high_seen = true;
}

void
priors_of(const struct regex *r, struct priors *out)
{
	const char *regex = r->pattern->regex;
	bool start_matters = may_ask_for_start(regex);
	bool word[ASCII], newline[ASCII];
	struct classes k = {.high_seen = false};

	*out = (struct priors){.n = 0};
	for (unsigned c = 0; c < ASCII; c++) {
		word[c] = is_word_char(c);
		newline[c] = c == '\n' && start_matters;
	}
	refine(&k, word);
	refine(&k, newline);
	memset(k.seen, 0, sizeof(k.seen));
	if (!refine_by_lookbehinds(&k, regex))
		tell_all_apart(&k);
	add_classes(out, &k, start_matters);
}
