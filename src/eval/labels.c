/* SPDX-License-Identifier: Apache-2.0 */
#include "eval/labels.h"

#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

/* A label of a note is a page or two. */
enum { MOST_BYTES = 4 << 20 };

struct parse {
	struct arena *arena;
	const char *file;
	struct err *err;
};

static bool
bad(const struct parse *p, const char *member, const char *expected)
{
	err_set(p->err, E_INPUT, "%s: \"%s\" is missing or wrong; expected %s",
	    p->file, member, expected);
	return false;
}

/* The member, or NULL when it is null or not there. */
static const json_t *
member(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	return json_is_null(value) ? NULL : value;
}

static struct str
copy(const struct parse *p, const json_t *string)
{
	return arena_str(p->arena, (struct str){json_string_value(string),
	    json_string_length(string)});
}

static bool
read_text(const struct parse *p, const json_t *object, const char *key,
    struct str *out)
{
	const json_t *value = member(object, key);

	*out = (struct str){0};
	if (value == NULL)
		return true;
	if (!json_is_string(value))
		return bad(p, key, "a text or null");
	*out = copy(p, value);
	return true;
}

static bool
read_number(const struct parse *p, const json_t *object, const char *key,
    int *out)
{
	const json_t *value = member(object, key);

	*out = NONE;
	if (value == NULL)
		return true;
	json_int_t n = json_integer_value(value);
	if (!json_is_integer(value) || n < 0 || n > INT_MAX)
		return bad(p, key, "a whole number or null");
	*out = (int)n;
	return true;
}

static bool
read_date(const struct parse *p, const json_t *object, const char *key,
    date_t *out)
{
	struct str text;

	*out = NO_DATE;
	if (!read_text(p, object, key, &text))
		return false;
	if (text.len == 0)
		return true;
	*out = date_parse(text, NO_DATE);
	return *out != NO_DATE || bad(p, key, "YYYY-MM-DD or null");
}

static bool
read_time(const struct parse *p, const json_t *object, const char *key,
    minute_t *out)
{
	enum half half;
	struct str text;

	*out = NO_TIME;
	if (!read_text(p, object, key, &text))
		return false;
	if (text.len == 0)
		return true;
	*out = time_parse(text, &half);
	return *out != NO_TIME || bad(p, key, "HH:MM or null");
}

/* A list of texts; none when the member is not there and not `needed`. */
static bool
read_texts(const struct parse *p, const json_t *object, const char *key,
    bool needed, struct texts *out)
{
	const json_t *list = member(object, key);

	if (list == NULL && !needed)
		return true;
	if (!json_is_array(list))
		return bad(p, key, "a list of texts");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);
		if (!json_is_string(item))
			return bad(p, key, "a list of texts");
		vec_push(p->arena, out, copy(p, item).ptr);
	}
	return true;
}

static bool
read_side(const struct parse *p, const json_t *object, enum side *out)
{
	static const struct {
		struct str name;
		enum side side;
	} sides[] = {
		{{"", 0}, SIDE_NONE},
		{{"right", 5}, SIDE_RIGHT},
		{{"left", 4}, SIDE_LEFT},
		{{"bilateral", 9}, SIDE_BILATERAL},
	};
	struct str text;

	if (!read_text(p, object, "side", &text))
		return false;
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++)
		if (str_eq(sides[i].name, text)) {
			*out = sides[i].side;
			return true;
		}
	return bad(p, "side", "right, left, bilateral or null");
}

static bool
read_exercise(const struct parse *p, const json_t *object, struct label *out)
{
	struct label_exercise x = {0};

	if (!read_text(p, object, "name", &x.name) ||
	    !read_text(p, object, "text", &x.text) ||
	    !read_number(p, object, "sets", &x.dosage.sets) ||
	    !read_number(p, object, "reps", &x.dosage.reps) ||
	    !read_number(p, object, "hold_seconds", &x.dosage.hold_seconds) ||
	    !read_number(p, object, "minutes", &x.dosage.minutes) ||
	    !read_text(p, object, "resistance", &x.dosage.resistance) ||
	    !read_side(p, object, &x.dosage.side))
		return false;
	vec_push(p->arena, &out->exercises, x);
	return true;
}

static bool
read_service(const struct parse *p, const json_t *object, struct label *out)
{
	struct label_service s = {0};

	if (!read_text(p, object, "code", &s.code) ||
	    !read_number(p, object, "units", &s.units) ||
	    !read_number(p, object, "minutes", &s.minutes) ||
	    !read_texts(p, object, "modifiers", false, &s.modifiers))
		return false;
	vec_push(p->arena, &out->services, s);
	return true;
}

static bool
read_each(const struct parse *p, const json_t *root, const char *key,
    bool (*read)(const struct parse *, const json_t *, struct label *),
    struct label *out)
{
	const json_t *list = member(root, key);

	if (!json_is_array(list))
		return bad(p, key, "a list");
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);
		if (!json_is_object(item))
			return bad(p, key, "a list of objects");
		if (!read(p, item, out))
			return false;
	}
	return true;
}

static bool
read_dosage(const struct parse *p, const json_t *elements,
    enum dosage_share *out)
{
	static const char *const shares[] = {
		[DOSAGE_NONE] = "none",
		[DOSAGE_SOME] = "some",
		[DOSAGE_ALL] = "all",
	};
	const char *said = json_string_value(member(elements, "dosage"));

	for (size_t i = 0; said != NULL && i < 3; i++)
		if (strcmp(said, shares[i]) == 0) {
			*out = (enum dosage_share)i;
			return true;
		}
	return bad(p, "dosage", "all, some or none");
}

static bool
read_elements(const struct parse *p, const json_t *root, struct label *out)
{
	const json_t *elements = member(root, "elements");

	if (!json_is_object(elements))
		return bad(p, "elements", "an object");
	for (int e = 0; e < ELEMENTS; e++) {
		const char *name = element_name((enum element)e);
		const json_t *value = member(elements, name);

		if (e == EL_DOSAGE)
			continue;
		if (!json_is_boolean(value))
			return bad(p, name, "true or false");
		out->present[e] = json_is_true(value);
	}
	return read_dosage(p, elements, &out->dosage);
}

/* An element is quoted at each place that carries it, or not at all. */
static bool
read_evidence(const struct parse *p, const json_t *root, struct label *out)
{
	const json_t *evidence = member(root, "evidence");

	for (int e = 0; e < ELEMENTS; e++)
		if (!read_texts(p, evidence, element_name((enum element)e),
		    false, &out->evidence[e]))
			return false;
	return true;
}

static bool
read_disputed_fields(const struct parse *p, const json_t *root,
    struct label *out)
{
	const json_t *list = member(root, "disputed_fields");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *pair = json_array_get(list, i);
		const json_t *text = json_array_get(pair, 0);
		const json_t *field = json_array_get(pair, 1);

		if (!json_is_string(text) || !json_is_string(field))
			return bad(p, "disputed_fields",
			    "a list of [text, field]");
		vec_push(p->arena, &out->disputed_fields,
		    (struct disputed_field){copy(p, text), copy(p, field)});
	}
	return true;
}

static bool
read_label(const struct parse *p, const json_t *root, struct label *out)
{
	return read_text(p, root, "note_type", &out->note_type) &&
	    read_text(p, root, "discipline", &out->discipline) &&
	    read_text(p, root, "patient", &out->patient) &&
	    read_text(p, root, "author", &out->author) &&
	    read_text(p, root, "credential", &out->credential) &&
	    read_text(p, root, "payer", &out->payer) &&
	    read_date(p, root, "date_of_service", &out->date_of_service) &&
	    read_time(p, root, "time_in", &out->time_in) &&
	    read_time(p, root, "time_out", &out->time_out) &&
	    read_number(p, root, "timed_minutes", &out->timed_minutes) &&
	    read_number(p, root, "total_minutes", &out->total_minutes) &&
	    read_each(p, root, "services", read_service, out) &&
	    read_each(p, root, "exercises", read_exercise, out) &&
	    read_elements(p, root, out) &&
	    read_texts(p, root, "findings", true, &out->findings) &&
	    read_texts(p, root, "judged", false, &out->judged) &&
	    read_texts(p, root, "disputed", false, &out->disputed) &&
	    read_disputed_fields(p, root, out) &&
	    read_texts(p, root, "disputed_extra", false,
	    &out->disputed_extra) &&
	    read_evidence(p, root, out);
}

static void
release(void *json)
{
	json_decref(json);
}

bool
label_parse(struct arena *a, const char *file, struct str text,
    struct label *out, struct err *err)
{
	const struct parse p = {a, file, err};
	json_error_t wrong;
	json_t *root = json_loadb(text.ptr ? text.ptr : "", text.len,
	    JSON_REJECT_DUPLICATES, &wrong);

	if (root == NULL) {
		err_set(err, E_INPUT, "%s:%d:%d: no label: %s", file,
		    wrong.line, wrong.column, wrong.text);
		return false;
	}
	arena_defer(a, release, root);
	*out = (struct label){.file = file};
	if (!json_is_object(root)) {
		err_set(err, E_INPUT, "%s: a label is an object", file);
		return false;
	}
	return read_label(&p, root, out);
}

static bool
refuse_file(const char *file, struct err *err)
{
	err_set(err, E_IO, "%s: cannot be read: %s", file, strerror(errno));
	return false;
}

/* As much of the file as a label may have, and a byte more. */
static bool
read_bytes(struct arena *a, FILE *f, struct str *out)
{
	struct stat st;

	if (fstat(fileno(f), &st) != 0)
		return false;
	size_t most = st.st_size > MOST_BYTES ? MOST_BYTES : (size_t)st.st_size;
	char *text = arena_alloc(a, most + 1);
	*out = (struct str){text, fread(text, 1, most + 1, f)};
	return !ferror(f);
}

static void
close_file(void *f)
{
	fclose(f);
}

bool
label_read(struct arena *a, const char *file, struct label *out,
    struct err *err)
{
	FILE *f = fopen(file, "rb");
	struct str text;

	if (f == NULL)
		return refuse_file(file, err);
	arena_defer(a, close_file, f);
	if (!read_bytes(a, f, &text))
		return refuse_file(file, err);
	if (text.len > MOST_BYTES) {
		err_set(err, E_LIMIT, "%s: a label of more than %d bytes",
		    file, MOST_BYTES);
		return false;
	}
	return label_parse(a, file, text, out, err);
}

static bool
is_about(const struct label *l, const char *name)
{
	if (l->judged.len == 0)
		return true;
	for (size_t i = 0; i < l->judged.len; i++) {
		struct str about = str_of(l->judged.at[i]);
		if (about.len > 0 && about.ptr[about.len - 1] == '/' ?
		    str_starts(str_of(name), about) :
		    str_eq(str_of(name), about))
			return true;
	}
	return false;
}

bool
label_judges(const struct label *l, const char *name)
{
	return is_about(l, name) && !texts_have(&l->disputed, name);
}

const char *
label_beside(struct arena *a, const char *note)
{
	const char *slash = strrchr(note, '/');
	const char *dot = strrchr(slash ? slash : note, '.');
	size_t stem = dot ? (size_t)(dot - note) : strlen(note);

	return arena_printf(a, "%.*s.json", (int)stem, note).ptr;
}
