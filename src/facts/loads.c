/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/loads.h"

#include "base/number.h"

/* How the groups of a load are spelled in the fact. */
static const struct {
	const char *group;
	const char *before;
	const char *behind;
} loads[] = {
	{"lb", "", " lb"}, {"lb_half", "", ".5 lb"}, {"kg", "", " kg"},
	{"level", "level ", ""},
	{"plate", "", " plate"}, {"plates", "", " plates"},
	{"oz", "", " oz"}, {"percent", "", "%"}, {"watts", "", " W"},
	{"cmh2o", "", " cmH2O"},
	/* What is captured of these says no more. */
	{"unloaded", "no weight", NULL}, {"active", "AROM", NULL},
	{"assisted", "AAROM", NULL},
};

/* The lexicon's word for what stands in `at`, or nothing. */
static struct str
plain_word(const struct gathered *words, struct span at)
{
	size_t i = gathered_from(words, at.start);

	/* "Therapy putty", of which the capture holds the second word. */
	if (i > 0 && words->at[i - 1]->span.end > at.start)
		i--;
	return i < words->len && words->at[i]->span.start < at.end ?
	    str_of(words->at[i]->lexeme->name) : (struct str){0};
}

/* What a colour means where nothing else is named with it. */
static struct str
usual_thing(const struct reading *r)
{
	const struct concepts *c = pack_fact(r->pack, "load-thing");

	for (size_t i = 0; c != NULL && i < r->pack->lexemes.len; i++)
		if (r->pack->lexemes.at[i]->concept == c->at[0])
			return str_of(r->pack->lexemes.at[i]->name);
	return (struct str){0};
}

/* "grn TB" is "green band"; what stands before the colour stays as it is. */
static struct str
coloured(struct arena *a, const struct reading *r,
    const struct dosage_marks *marks, const struct mention *m,
    const struct dosage_place *place)
{
	struct span load = m->span, colour = load, second, thing;
	struct str thing_word = mention_text(r, m, "stated");
	struct str colours;

	mention_capture(m, "load", &load);
	mention_capture(m, "colour", &colour);
	colours = arena_printf(a, "%.*s%.*s", STR_ARG(str_slice(r->note->text,
	    (struct span){load.start, colour.start})),
	    STR_ARG(plain_word(&marks->colours, colour)));
	if (mention_capture(m, "colour2", &second))
		colours = arena_printf(a, "%.*s and %.*s", STR_ARG(colours),
		    STR_ARG(plain_word(&marks->colours, second)));
	if (thing_word.len == 0)
		thing_word = plain_word(&marks->things,
		    mention_capture(m, "thing", &thing) ? thing : place->at);
	if (thing_word.len == 0)
		thing_word = plain_word(&marks->things, place->named);
	if (thing_word.len == 0)
		thing_word = usual_thing(r);
	return arena_printf(a, "%.*s %.*s", STR_ARG(colours),
	    STR_ARG(thing_word));
}

/* The figure of a load as digits: "two pounds" is 2. */
static struct str
figure(struct arena *a, struct str value)
{
	if (value.len > 0 && is_digit(value.ptr[0]))
		return value;
	int n = number_parse(value);
	return n < 0 ? (struct str){0} : arena_printf(a, "%d", n);
}

struct str
load_text(struct arena *a, const struct reading *r,
    const struct dosage_marks *marks, const struct mention *m,
    const struct dosage_place *place)
{
	struct span at;

	if (m->lexeme != NULL)
		return str_of(m->lexeme->value ? m->lexeme->value :
		    m->lexeme->name);
	if (mention_capture(m, "colour", &at))
		return coloured(a, r, marks, m, place);
	for (size_t i = 0; i < sizeof(loads) / sizeof(*loads); i++) {
		struct str value = mention_text(r, m, loads[i].group);
		if (loads[i].behind != NULL)
			value = figure(a, value);
		if (value.len > 0 && loads[i].behind == NULL)
			return str_of(loads[i].before);
		if (value.len > 0)
			return arena_printf(a, "%s%.*s%s", loads[i].before,
			    STR_ARG(value), loads[i].behind);
	}
	return str_slice(r->note->text, m->span);
}

bool
load_is_added(const struct reading *r, const struct mention *first,
    const struct mention *more)
{
	struct str between;

	if (first->lexeme == NULL || more->lexeme != NULL ||
	    more->span.start < first->span.end)
		return false;
	between = str_trim(str_slice(r->note->text,
	    (struct span){first->span.end, more->span.start}));
	return str_eq(between, str_of("+")) ||
	    str_eq_nocase(between, str_of("plus"));
}
