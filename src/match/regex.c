/* SPDX-License-Identifier: Apache-2.0 */
#include "match/regex.h"

#include "match/factor.h"

/* Case and Unicode follow the note, not the pattern's author; "." and "$" stay
 * inside a line, as people who write patterns for notes expect.  "^" matches
 * behind every newline, also the last: a text cut there, by which prefixes are
 * probed, must not look as if no line could begin. */
static const uint32_t OPTIONS = PCRE2_UTF | PCRE2_CASELESS | PCRE2_MULTILINE |
    PCRE2_ALT_CIRCUMFLEX | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C |
    PCRE2_NEVER_UCP;

static enum status
refuse(const struct pattern *p, size_t at, const char *what, struct err *err)
{
	return err_set(err, E_CONFIG, "%s:%u:%u: pattern of %s: %s (at byte "
	    "%zu)", p->origin.file, p->origin.line, p->origin.column,
	    p->concept->id, what, at);
}

static enum status
compile(const struct pattern *p, struct str regex, uint32_t extra,
    pcre2_code **out, struct err *err)
{
	int code;
	PCRE2_SIZE at;

	*out = pcre2_compile((PCRE2_SPTR)regex.ptr, regex.len, OPTIONS | extra,
	    &code, &at, NULL);
	if (*out != NULL)
		return OK;
	if (code == PCRE2_ERROR_HEAP_FAILED)
		return err_set(err, E_MEMORY, "out of memory");
	PCRE2_UCHAR text[160];
	pcre2_get_error_message(code, text, sizeof(text));
	return refuse(p, at, (const char *)text, err);
}

/* Group names of the compiled pattern, by number. */
static void
read_groups(struct arena *a, struct regex *r)
{
	uint32_t count = 0, size = 0;
	PCRE2_SPTR entry = NULL;

	pcre2_pattern_info(r->anchored, PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(r->anchored, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(r->anchored, PCRE2_INFO_NAMETABLE, &entry);
	for (uint32_t i = 0; i < count; i++, entry += size) {
		unsigned group = (unsigned)entry[0] << 8 | entry[1];
		const char *name = (const char *)entry + 2;
		if (group < LIMIT_GROUPS)
			r->groups[group] = arena_copy(a, name, strlen(name));
	}
}

static enum status
check(const struct regex *r, struct err *err)
{
	uint32_t empty = 0, groups = 0;

	pcre2_pattern_info(r->anchored, PCRE2_INFO_MATCHEMPTY, &empty);
	pcre2_pattern_info(r->anchored, PCRE2_INFO_CAPTURECOUNT, &groups);
	if (empty)
		return refuse(r->pattern, 0,
		    "it can match without reading a character; expected at "
		    "least one", err);
	if (groups >= LIMIT_GROUPS)
		return refuse(r->pattern, 0, "too many groups; use (?:...) "
		    "where no name is needed", err);
	if (strstr(r->pattern->regex, "\\K") != NULL ||
	    strstr(r->pattern->regex, "\\G") != NULL)
		return refuse(r->pattern, 0, "\\K and \\G are not supported",
		    err);
	return OK;
}

enum status
regex_compile(struct arena *arena, const struct pattern *pattern,
    struct regex *out, struct err *err)
{
	struct regex r = {.pattern = pattern};
	struct str written = str_of(pattern->regex);
	enum status status = compile(pattern, factor_regex(arena, written),
	    PCRE2_ANCHORED, &r.anchored, err);

	/* What is wrong is told of the expression as it was written. */
	if (status == E_CONFIG)
		status = compile(pattern, written, PCRE2_ANCHORED, &r.anchored,
		    err);
	if (status != OK)
		return status;
	status = check(&r, err);
	if (status != OK) {
		pcre2_code_free(r.anchored);
		return status;
	}
	regex_adopt(arena, pattern, r.anchored, out);
	return OK;
}

void
regex_adopt(struct arena *arena, const struct pattern *pattern,
    pcre2_code *anchored, struct regex *out)
{
	*out = (struct regex){.pattern = pattern, .anchored = anchored};
	pcre2_pattern_info(anchored, PCRE2_INFO_MAXLOOKBEHIND,
	    &out->lookbehind);
	read_groups(arena, out);
}

enum status
regex_add_floating(struct regex *r, struct err *err)
{
	if (r->floating != NULL)
		return OK;
	return compile(r->pattern, str_of(r->pattern->regex), 0, &r->floating,
	    err);
}

void
regex_free(struct regex *r)
{
	pcre2_code_free(r->anchored);
	pcre2_code_free(r->floating);
	*r = (struct regex){0};
}
