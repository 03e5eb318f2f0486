/* SPDX-License-Identifier: Apache-2.0 */
#include "report/redact.h"

#include <inttypes.h>
#include <stdio.h>
#include <xxhash.h>

#include "report/glyph.h"

/* Any other ending may be part of a name: "note.smith". */
static const char *const extensions[] = {
	".txt", ".text", ".md", ".xml", ".cda", ".csv", ".tsv", ".json",
	".ndjson", ".rtf", ".html", ".zip", ".tar", ".gz",
};

static const char *
extension(const char *file)
{
	const char *dot = strrchr(file, '.');

	for (size_t i = 0; dot != NULL &&
	    i < sizeof(extensions) / sizeof(extensions[0]); i++)
		if (str_eq_nocase(str_of(dot), str_of(extensions[i])))
			return extensions[i];
	return "";
}

void
redact_file(const char *file, const char *key, char out[REDACTED_FILE])
{
	if (strcmp(file, "-") == 0) {
		memcpy(out, "-", 2);
		return;
	}
	uint64_t seed = key != NULL ? XXH3_64bits(key, strlen(key)) : 0;
	uint64_t hash = XXH3_64bits_withSeed(file, strlen(file), seed);

	snprintf(out, REDACTED_FILE, "file-%012" PRIx64 "%s", hash >> 16,
	    extension(file));
}

static char
mask(uint32_t code)
{
	if (code >= 0x80)
		return 'x';
	if (is_digit((char)code))
		return '0';
	return is_alpha((char)code) ? 'x' : (char)code;
}

size_t
redact_text(struct str text, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len;) {
		struct glyph g = glyph_at(text, i);
		out[n++] = mask(g.code);
		i += g.len;
	}
	return n;
}

char *
redact_message(const struct rule_meta *rule)
{
	const char *message = rule->message ? rule->message : rule->title;
	char *copy = strdup(message != NULL ? message : "");

	for (char *p = copy; p != NULL && *p != '\0'; p++) {
		if (*p == '{')
			*p = '[';
		else if (*p == '}')
			*p = ']';
	}
	return copy;
}
