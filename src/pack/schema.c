/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/schema.h"

#include <stdio.h>

#include "pack/refuse.h"

/* What a message says is expected. */
static const char *const expected[] = {
	[FIELD_TEXT] = "a text",
	[FIELD_ID] = "an id of a-z, 0-9 and - _ . /",
	[FIELD_WORD] = "a word",
	[FIELD_NUMBER] = "a number",
	[FIELD_DECIMAL] = "a number",
	[FIELD_BOOL] = "true or false",
	[FIELD_CHOICE] = "a word",
	[FIELD_MASK] = "a list of words",
	[FIELD_DATE] = "a date as YYYY-MM-DD",
	[FIELD_TEXTS] = "a list of texts",
	[FIELD_SPLIT] = "texts parted by ;",
	[FIELD_NAME] = "a name",
	[FIELD_NAMES] = "a list of names",
	[FIELD_ITEMS] = "a list",
	[FIELD_LIST] = "a list of mappings",
	[FIELD_MAP] = "a mapping",
};

static bool
is_empty(const struct node *n)
{
	return n->kind == NODE_TEXT && n->text.len == 0;
}

/* The value of the key `name` is not what is wanted. */
static bool
refuse_value(const struct recipient *r, const char *name,
    const struct node *value, const char *wanted)
{
	if (value->kind != NODE_TEXT)
		return refuse(r->err, value->origin,
		    "'%s' is a %s; expected %s", name,
		    value->kind == NODE_LIST ? "list" : "mapping", wanted);
	if (is_empty(value))
		return refuse(r->err, value->origin,
		    "'%s' is empty; expected %s", name, wanted);
	return refuse(r->err, value->origin, "'%s' is '%s'; expected %s", name,
	    refuse_quote(value->text).text, wanted);
}

static bool
refuse_field(const struct recipient *r, const struct field *f,
    const struct node *value)
{
	char wanted[80];

	if (f->type != FIELD_NUMBER && f->type != FIELD_DECIMAL)
		return refuse_value(r, f->name, value, expected[f->type]);
	snprintf(wanted, sizeof(wanted), "a number from 0 to %d%s", f->most,
	    f->type == FIELD_NUMBER ? "" : " with at most four decimals");
	return refuse_value(r, f->name, value, wanted);
}

static bool
refuse_choice(const struct recipient *r, const struct field *f,
    const struct node *value)
{
	const char *names[CHOICES_AT_MOST];
	size_t n = choice_names(f->choices, names);

	return refuse_word(r->err, value->origin, f->name, value->text,
	    names, n);
}

bool
schema_is_id(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_upper(s.ptr[i]) || (!is_alpha(s.ptr[i]) &&
		    !is_digit(s.ptr[i]) && strchr("-_./", s.ptr[i]) == NULL))
			return false;
	return s.len > 0;
}

static const char *
kept(const struct recipient *r, struct str s)
{
	return arena_copy(r->keep, s.ptr, s.len);
}

static bool
read_text(const struct recipient *r, const struct field *f,
    const struct node *value, const char **out)
{
	if (f->type == FIELD_ID && !schema_is_id(value->text))
		return refuse_field(r, f, value);
	if (f->type == FIELD_WORD && !choice_named(f->choices, value->text))
		return refuse_choice(r, f, value);
	*out = kept(r, value->text);
	return true;
}

static bool
read_number(const struct recipient *r, const struct field *f,
    const struct node *value, int *out)
{
	long number;

	if (!str_number(value->text, f->most, &number))
		return refuse_field(r, f, value);
	*out = (int)number;
	return true;
}

static bool
read_decimal(const struct recipient *r, const struct field *f,
    const struct node *value, long *out)
{
	if (!decimal_parse(value->text, f->most, out))
		return refuse_field(r, f, value);
	return true;
}

static bool
read_bool(const struct recipient *r, const struct field *f,
    const struct node *value, bool *out)
{
	static const struct choice words[] = {
		{"true", 1}, {"yes", 1}, {"false", 0}, {"no", 0}, {NULL, 0},
	};
	const struct choice *c = choice_named(words, value->text);

	if (c == NULL)
		return refuse_field(r, f, value);
	*out = c->value != 0;
	return true;
}

static bool
read_choice(const struct recipient *r, const struct field *f,
    const struct node *value, int *out)
{
	const struct choice *c = choice_named(f->choices, value->text);

	if (c == NULL)
		return refuse_choice(r, f, value);
	*out = c->value;
	return true;
}

/* Packs write dates in one way only, unlike notes. */
static bool
read_date(const struct recipient *r, const struct field *f,
    const struct node *value, date_t *out)
{
	struct str s = value->text;
	bool iso = s.len == 10 && s.ptr[4] == '-' && s.ptr[7] == '-';
	date_t date = iso ? date_parse(s, NO_DATE) : NO_DATE;

	if (date == NO_DATE)
		return refuse_field(r, f, value);
	*out = date;
	return true;
}

static bool
read_split(const struct recipient *r, const struct field *f,
    const struct node *value, struct texts *out)
{
	struct str s = value->text;

	for (size_t start = 0, i = 0; i <= s.len; i++) {
		if (i < s.len && s.ptr[i] != ';')
			continue;
		struct str part = str_trim(str_slice(s,
		    (struct span){start, i}));
		if (part.len == 0)
			return refuse_field(r, f, value);
		vec_push(r->keep, out, kept(r, part));
		start = i + 1;
	}
	return true;
}

static bool
read_scalar(const struct recipient *r, const struct field *f,
    const struct node *value, void *out)
{
	if (value->kind != NODE_TEXT || is_empty(value))
		return refuse_field(r, f, value);
	switch (f->type) {
	case FIELD_NUMBER:
		return read_number(r, f, value, out);
	case FIELD_DECIMAL:
		return read_decimal(r, f, value, out);
	case FIELD_BOOL:
		return read_bool(r, f, value, out);
	case FIELD_CHOICE:
		return read_choice(r, f, value, out);
	case FIELD_DATE:
		return read_date(r, f, value, out);
	case FIELD_SPLIT:
		return read_split(r, f, value, out);
	case FIELD_NAME:
		*(const struct node **)out = value;
		return true;
	default:
		return read_text(r, f, value, out);
	}
}

/* A list, made of the text alone where one stands instead of it. */
static const struct node *
as_list(const struct recipient *r, const struct node *value)
{
	if (value->kind != NODE_TEXT || is_empty(value))
		return value;
	struct node *alone = arena_alloc(r->scratch, sizeof(*alone));
	struct node *list = arena_alloc(r->scratch, sizeof(*list));
	*alone = *value;
	list->kind = NODE_LIST;
	list->origin = value->origin;
	vec_push(r->scratch, &list->items, alone);
	return list;
}

static bool
check_items(const struct recipient *r, const char *name,
    const struct node *list, enum node_kind kind, const char *wanted)
{
	static const char *const kinds[] = {
		[NODE_TEXT] = "text", [NODE_LIST] = "list",
		[NODE_MAP] = "mapping",
	};

	if (list->kind != NODE_LIST)
		return refuse_value(r, name, list, wanted);
	for (size_t i = 0; i < list->items.len; i++) {
		const struct node *item = list->items.at[i];
		if (item->kind != kind)
			return refuse(r->err, item->origin, "'%s' has a %s in "
			    "it; expected %s", name, kinds[item->kind], wanted);
		if (is_empty(item))
			return refuse(r->err, item->origin, "'%s' has an empty "
			    "text in it; expected %s", name, wanted);
	}
	return true;
}

bool
schema_texts(const struct recipient *r, const char *name,
    const struct node *value, struct texts *out)
{
	const struct node *list = as_list(r, value);

	if (!check_items(r, name, list, NODE_TEXT, expected[FIELD_TEXTS]))
		return false;
	if (out->cap == 0) {
		out->cap = list->items.len;
		out->at = arena_array(r->keep, out->cap, sizeof(*out->at));
	}
	for (size_t i = 0; i < list->items.len; i++)
		vec_push(r->keep, out, kept(r, list->items.at[i]->text));
	return true;
}

static bool
read_mask(const struct recipient *r, const struct field *f,
    const struct node *list, unsigned *out)
{
	unsigned mask = 0;

	if (!check_items(r, f->name, list, NODE_TEXT, expected[f->type]))
		return false;
	if (list->items.len == 0)
		return refuse(r->err, list->origin,
		    "'%s' is empty; expected %s", f->name, expected[f->type]);
	for (size_t i = 0; i < list->items.len; i++) {
		int bit = 0;
		if (!read_choice(r, f, list->items.at[i], &bit))
			return false;
		mask |= (unsigned)bit;
	}
	*out = mask;
	return true;
}

static bool
read_node(const struct recipient *r, const struct field *f,
    const struct node *value, const struct node **out)
{
	if (f->type == FIELD_MAP && value->kind != NODE_MAP)
		return refuse_field(r, f, value);
	if (f->type == FIELD_ITEMS && value->kind != NODE_LIST)
		return refuse_field(r, f, value);
	if (f->type == FIELD_NAMES &&
	    !check_items(r, f->name, value, NODE_TEXT, expected[f->type]))
		return false;
	if (f->type == FIELD_LIST &&
	    !check_items(r, f->name, value, NODE_MAP, expected[f->type]))
		return false;
	*out = value;
	return true;
}

bool
schema_value(const struct recipient *r, const struct field *f,
    const struct node *value, void *into)
{
	void *out = (char *)into + f->offset;

	switch (f->type) {
	case FIELD_TEXTS:
		return schema_texts(r, f->name, value, out);
	case FIELD_MASK:
		return read_mask(r, f, as_list(r, value), out);
	case FIELD_NAMES:
	case FIELD_ITEMS:
		return read_node(r, f, as_list(r, value), out);
	case FIELD_LIST:
	case FIELD_MAP:
		return read_node(r, f, value, out);
	default:
		return read_scalar(r, f, value, out);
	}
}

/* The number of the field, or how many there are. */
static size_t
field_named(const struct schema *schema, const char *name)
{
	size_t i = 0;

	while (i < schema->n && strcmp(schema->fields[i].name, name) != 0)
		i++;
	return i;
}

static bool
refuse_key(const struct recipient *r, const struct schema *schema,
    const struct node *key)
{
	const char **names = arena_array(r->scratch, schema->n, sizeof(*names));

	for (size_t i = 0; i < schema->n; i++)
		names[i] = schema->fields[i].name;
	return refuse_word(r->err, key->origin, "key", key->text, names,
	    schema->n);
}

bool
schema_read(const struct recipient *r, const struct node *map,
    const struct schema *schema, void *into)
{
	uint64_t seen = 0;

	for (size_t i = 0; i < map->entries.len; i++) {
		const struct node_entry *e = &map->entries.at[i];
		size_t f = field_named(schema, e->key->text.ptr);
		if (f == schema->n)
			return refuse_key(r, schema, e->key);
		if (!schema_value(r, &schema->fields[f], e->value, into))
			return false;
		seen |= (uint64_t)1 << f;
	}
	for (size_t i = 0; i < schema->n; i++) {
		const struct field *f = &schema->fields[i];
		if (f->required && (seen & (uint64_t)1 << i) == 0)
			return refuse(r->err, map->origin,
			    "'%s' is missing; every %s needs one", f->name,
			    schema->thing);
	}
	return true;
}
