/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/json.h"

#include <stdlib.h>

#include "base/limits.h"

/* Values on the way along a path, and the longest name on it. */
enum { WIDEST = 256, NAME_BYTES = 32 };

struct shape {
	size_t depth;
	size_t deepest;
	size_t values;		/* about as many: each follows one of ,:[{ */
	bool open;		/* a string or a bracket is */
};

/* What a text that is JSON holds, strings passed over. */
static struct shape
shape_of(struct str text)
{
	struct shape s = {.values = 1};
	bool quoted = false;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		s.values += c == ',' || c == ':' || c == '[' || c == '{';
		if (c == '[' || c == '{')
			s.depth++;
		else if ((c == ']' || c == '}') && s.depth > 0)
			s.depth--;
		if (s.depth > s.deepest)
			s.deepest = s.depth;
	}
	s.open = quoted || s.depth > 0;
	return s;
}

bool
json_is_open(struct str text)
{
	return shape_of(text).open;
}

/* Handles are kept where an arena finds them before they are made, so that
 * none is lost when it has no room to remember it. */
static void
release_tree(void *holder)
{
	json_decref(*(json_t **)holder);
}

static void
release_text(void *holder)
{
	free(*(char **)holder);
}

json_t *
json_make(struct arena *a)
{
	json_t **object = arena_alloc(a, sizeof(*object));

	arena_defer(a, release_tree, object);
	*object = json_object();
	if (*object == NULL)
		arena_give_up(a);
	return *object;
}

struct str
json_copy_text(struct arena *a, const json_t *value)
{
	char **text = arena_alloc(a, sizeof(*text));

	arena_defer(a, release_text, text);
	*text = json_dumps(value, JSON_COMPACT);
	if (*text == NULL)
		arena_give_up(a);
	return str_of(*text);
}

static const char *
problem(enum json_error_code code)
{
	switch (code) {
	case json_error_invalid_utf8:
		return "bytes that are no UTF-8 stand in it; export it as "
		    "UTF-8";
	case json_error_duplicate_key:
		return "an object names a member twice";
	case json_error_null_character:
		return "a NUL character stands in a string";
	case json_error_numeric_overflow:
		return "a number is too large";
	case json_error_end_of_input_expected:
		return "something follows its end";
	default:
		return "its syntax is broken";
	}
}

enum json_end
json_parse(struct arena *a, struct str text, size_t line,
    const json_t **out, struct str *why)
{
	json_error_t error;

	struct shape shape = shape_of(text);
	if (shape.deepest > LIMIT_JSON_DEPTH) {
		*why = STR("nests its values too deep");
		return JSON_LARGE;
	}
	if (shape.values > LIMIT_JSON_VALUES) {
		*why = STR("has too many values");
		return JSON_LARGE;
	}
	json_t **tree = arena_alloc(a, sizeof(*tree));
	arena_defer(a, release_tree, tree);
	*tree = json_loadb(text.ptr != NULL ? text.ptr : "", text.len,
	    JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
	if (*tree != NULL) {
		*out = *tree;
		return JSON_READ;
	}
	enum json_error_code code = json_error_code(&error);
	if (code == json_error_out_of_memory)
		arena_give_up(a);
	bool open = shape.open && code == json_error_premature_end_of_input;
	*why = arena_printf(a, "%s, at %zu:%d", open ?
	    "its values are not closed" : problem(code),
	    line - 1 + (size_t)error.line, error.column);
	return open ? JSON_OPEN : JSON_BAD;
}

struct str
json_text(const json_t *value)
{
	return json_is_string(value) ? (struct str){json_string_value(value),
	    json_string_length(value)} : (struct str){NULL, 0};
}

/* Put a value, or each element of an array, behind `n` others. */
static size_t
spread(const json_t *value, const json_t **out, size_t n, size_t room)
{
	if (value == NULL)
		return n;
	if (!json_is_array(value)) {
		if (n < room)
			out[n++] = value;
		return n;
	}
	for (size_t i = 0; i < json_array_size(value) && n < room; i++)
		out[n++] = json_array_get(value, i);
	return n;
}

/* The member of the name that a path begins with. */
static const json_t *
member(const json_t *object, const char *path, size_t length)
{
	char name[NAME_BYTES];

	if (length >= sizeof(name))
		return NULL;
	memcpy(name, path, length);
	name[length] = '\0';
	return json_object_get(object, name);
}

size_t
json_all(const json_t *from, const char *path, const json_t **out,
    size_t room)
{
	const json_t *here[WIDEST], *next[WIDEST];
	size_t n = spread(from, here, 0, WIDEST);

	while (*path != '\0') {
		size_t length = strcspn(path, "."), m = 0;
		for (size_t i = 0; i < n; i++)
			m = spread(member(here[i], path, length),
			    next, m, WIDEST);
		memcpy(here, next, m * sizeof(*here));
		n = m;
		path += length + (path[length] == '.');
	}
	if (n > room)
		n = room;
	memcpy(out, here, n * sizeof(*out));
	return n;
}

const json_t *
json_at(const json_t *from, const char *path)
{
	const json_t *found;

	return json_all(from, path, &found, 1) == 1 ? found : NULL;
}

struct str
json_text_at(const json_t *from, const char *path)
{
	const json_t *found[16];
	size_t n = json_all(from, path, found, 16);

	for (size_t i = 0; i < n; i++)
		if (json_is_string(found[i]))
			return json_text(found[i]);
	return (struct str){NULL, 0};
}
