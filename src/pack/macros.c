/* SPDX-License-Identifier: Apache-2.0 */
/* Named pieces of regular expressions, and putting them in. */
#include "base/limits.h"
#include "pack/load.h"

static bool
append(struct loader *load, struct origin at, struct chars *out, struct str s)
{
	if (s.len > LIMIT_REGEX_BYTES - out->len)
		return refuse_as(load->r.err, E_LIMIT, at,
		    "the regular expression is too long with its macros put "
		    "in; expected at most %zu bytes", LIMIT_REGEX_BYTES);
	vec_append(load->r.scratch, out, s.ptr, s.len);
	return true;
}

static const struct macro *
find(const struct macros *m, struct str name)
{
	for (; m != NULL; m = m->outer) {
		const struct named *named = names_get(m->names, name);
		if (named != NULL)
			return &m->all.at[named->index];
	}
	return NULL;
}

static bool
refuse_macro(struct loader *load, const struct macros *m, struct origin at,
    struct str name)
{
	VEC(const char *) known = {0};

	for (; m != NULL; m = m->outer)
		for (size_t i = 0; i < m->all.len; i++)
			vec_push(load->r.scratch, &known, m->all.at[i].name);
	return refuse_word(load->r.err, at, "macro", name, known.at, known.len);
}

/* The length of the "{{name}}" that `s` begins with; 0 when it does not. */
static size_t
reference(struct str s, struct str *name)
{
	if (!str_starts(s, STR("{{")))
		return 0;
	for (size_t i = 2; i + 1 < s.len; i++)
		if (s.ptr[i] == '}' && s.ptr[i + 1] == '}') {
			*name = str_trim(str_slice(s, (struct span){2, i}));
			return i + 2;
		}
	return 0;
}

/* How far to the next brace behind the first character. */
static size_t
until_brace(struct str s)
{
	const char *brace = memchr(s.ptr + 1, '{', s.len - 1);

	return brace == NULL ? s.len : (size_t)(brace - s.ptr);
}

static bool
expand(struct loader *load, const struct macros *m, struct origin at,
    struct str s, struct chars *out)
{
	struct str name;

	for (size_t i = 0; i < s.len;) {
		struct str rest = {s.ptr + i, s.len - i};
		size_t len = reference(rest, &name);
		if (len == 0) {
			struct str plain = {rest.ptr, until_brace(rest)};
			if (!append(load, at, out, plain))
				return false;
			i += plain.len;
			continue;
		}
		const struct macro *macro = find(m, name);
		if (macro == NULL)
			return refuse_macro(load, m, at, name);
		if (!append(load, at, out, STR("(?:")) ||
		    !append(load, at, out, macro->regex) ||
		    !append(load, at, out, STR(")")))
			return false;
		i += len;
	}
	return true;
}

/* A block scalar wraps a long expression: line ends and the blanks that
 * indent the next line are no part of it. */
static struct str
unwrap(struct loader *load, const struct node *regex)
{
	struct chars out = {0};
	bool indent = true;

	if (regex->raw == NULL)
		return regex->text;
	for (size_t i = 0; i < regex->raw->len; i++) {
		char c = regex->raw->ptr[i];
		indent = c == '\n' || (indent && is_blank(c));
		if (!indent)
			vec_push(load->r.scratch, &out, c);
	}
	return (struct str){out.at, out.len};
}

bool
macros_expand(struct loader *load, const struct macros *m,
    const struct node *regex, struct str *out)
{
	struct chars *expanded = &load->expanded;
	struct str text = unwrap(load, regex);

	if (text.len == 0)
		return refuse(load->r.err, regex->origin, "an empty regular "
		    "expression; expected one that matches something");
	expanded->len = 0;
	if (!expand(load, m, regex->origin, text, expanded))
		return false;
	*out = arena_str(load->r.keep,
	    (struct str){expanded->at, expanded->len});
	return true;
}

static bool
define_one(struct loader *load, struct macros *m, const struct node *key,
    const struct node *value)
{
	struct macro macro = {.name = key->text.ptr};
	const struct named *old = m->outer == NULL ? NULL :
	    names_get(m->outer->names, key->text);

	if (old != NULL)
		return refuse(load->r.err, key->origin, "macro '%s' is "
		    "defined at %s:%u:%u already; expected another name",
		    macro.name, old->origin.file, old->origin.line,
		    old->origin.column);
	if (value->kind != NODE_TEXT)
		return refuse(load->r.err, value->origin, "the macro '%s' is a "
		    "%s; expected a regular expression", macro.name,
		    value->kind == NODE_LIST ? "list" : "mapping");
	if (!macros_expand(load, m, value, &macro.regex) ||
	    !load_claim(load, m->names, "macro", key->text, key->origin,
	    m->all.len))
		return false;
	vec_push(load->r.scratch, &m->all, macro);
	return true;
}

bool
macros_define(struct loader *load, struct macros *m,
    const struct macros *outer, const struct node *define)
{
	if (m->names == NULL)
		m->names = names_new(load->r.scratch);
	m->outer = outer;
	for (size_t i = 0; i < node_count(define); i++)
		if (!define_one(load, m, define->entries.at[i].key,
		    define->entries.at[i].value))
			return false;
	return true;
}

struct macros_file {
	struct heading heading;
	const struct node *define;
};

static const struct field file_fields[] = {
	HEADING(struct macros_file),
	{.name = "define", .type = FIELD_MAP, .required = true,
	    .offset = offsetof(struct macros_file, define)},
};
static const struct schema file_schema = SCHEMA("file of macros", file_fields);

bool
load_macros(struct loader *load, const struct node *top)
{
	struct macros_file file = {0};

	return schema_read(&load->r, top, &file_schema, &file) &&
	    macros_define(load, &load->macros, NULL, file.define);
}
