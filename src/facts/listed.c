/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A fallback by position alone: it fires only where nothing else was found, and
 * only between parts of a list of which most are exercises.
 */
#include "facts/listed.h"

#include "base/number.h"
#include "facts/drills.h"
#include "facts/groups.h"
#include "facts/left_out.h"
#include "facts/listing.h"
#include "facts/own_words.h"
#include "match/assert.h"

enum {
	WINDOW = 3,		/* parts looked at to either side */
	FEWEST_NEAR = 2,	/* of them with an exercise,
				 * where treatment is */
	FEWEST_ELSEWHERE = 4,	/* and where nothing says that it is */
	WORDS_BEHIND = 2,	/* what was counted: "5 bolts on-off" */
	LOOK_BACK = 16,		/* exercises that may hold one place */
	LONGEST = 120,	/* bytes of a part; a longer one is told */
};

struct bit {
	struct span at;
	bool exercise;		/* one was found in it */
	bool taken;		/* found, denied or in a table: let alone */
	struct span head;	/* the line whose dosage is for it, or {0, 0} */
};

struct lister {
	struct programme *p;
	struct str text;
	VEC(struct bit) parts;	/* of one block of lines */
	size_t known;		/* exercises found before, by place */
	size_t next;		/* of them, the first behind what was cut */
	struct span head;	/* what the lines are set in below, or {0, 0} */
};

/* Bytes of what divides two parts at `i` of `line`, or 0. */
static size_t
divider_at(const struct lister *x, struct span line, size_t i)
{
	static const char *const signs[] = {"//", "::", "/", "|",
	    "\xE2\x80\xA2\xE2\x80\xA2", "\xE2\x80\xA2", "\xC2\xB7",
	    "\xE2\x96\xBA", "\xE2\x86\x92", "->", ">", "+"};
	struct str text = x->text;
	struct str rest = {text.ptr + i, line.end - i};

	if (gathered_touches(&x->p->spelled, (struct span){i, i + 1}))
		return 0;
	if (rest.ptr[0] == ';' || rest.ptr[0] == '|' || rest.ptr[0] == '\t')
		return 1;
	if (rest.ptr[0] == '.' && rest.len > 2 && rest.ptr[1] == ' ' &&
	    is_upper(rest.ptr[2]))
		return 1;
	if (i == line.start || !is_blank(text.ptr[i - 1]))
		return 0;
	for (size_t k = 0; k < sizeof(signs) / sizeof(*signs); k++) {
		size_t len = strlen(signs[k]);
		/* "61 -> 88" is how a measure rose. */
		if (rest.len > len + 1 && str_starts(rest,
		    str_of(signs[k])) && is_blank(rest.ptr[len]) &&
		    !is_digit(rest.ptr[len + 1]))
			return len;
	}
	return 0;
}

/* Was an exercise found in `at`, and was it done? */
static void
look(struct lister *x, struct bit *part)
{
	const struct facts *f = x->p->facts;
	const struct table *table;

	part->taken = tables_row_at(x->p->tables, part->at.start, &table) !=
	    NULL;
	while (x->next < x->known &&
	    f->exercises.at[x->next].at.start < part->at.end)
		x->next++;
	size_t i = x->next > LOOK_BACK ? x->next - LOOK_BACK : 0;
	for (; i < x->next; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (!span_touches(e->at, part->at))
			continue;
		part->taken = true;
		part->exercise = part->exercise || exercise_performed(e);
	}
}

static void
add_part(struct lister *x, struct span at)
{
	struct bit part = {.at = span_trim(x->text, at), .head = x->head};

	if (own_words(x->p, part.at) == 0)
		return;
	look(x, &part);
	vec_push(x->p->arena, &x->parts, part);
}

/* Does a comma stand at `i`, and a word behind it? */
static bool
is_comma(struct str text, struct span line, size_t i)
{
	return text.ptr[i] == ',' && i + 2 < line.end &&
	    text.ptr[i + 1] == ' ' && is_alpha(text.ptr[i + 2]);
}

/* Were several exercises found on the line?  Its commas divide a list then, not
 * a sentence. */
static bool
is_list_line(const struct lister *x, struct span line)
{
	enum { FEWEST = 2 };
	const struct facts *f = x->p->facts;
	size_t found = 0;

	for (size_t i = x->next > LOOK_BACK ? x->next - LOOK_BACK : 0;
	    i < x->known && f->exercises.at[i].at.start < line.end; i++)
		found += span_touches(f->exercises.at[i].at, line) &&
		    exercise_performed(&f->exercises.at[i]);
	return found >= FEWEST;
}

static void
cut_line(struct lister *x, struct span line)
{
	size_t start = line.start, len;
	bool lists = is_list_line(x, line);
	bool figure = false;	/* in the part so far: "tongs 20, beads 12" */

	for (size_t i = line.start; i < line.end; i += len > 0 ? len : 1) {
		figure = figure || is_digit(x->text.ptr[i]);
		len = divider_at(x, line, i);
		if (len == 0 && lists && figure)
			len = is_comma(x->text, line, i);
		if (len > 0) {
			add_part(x, (struct span){start, i});
			start = i + len;
			figure = false;
		}
	}
	add_part(x, (struct span){start, line.end});
}

/* Is the section at `at` one for what was done, or none for anything else? */
static bool
is_listing(const struct programme *p, struct span at)
{
	const struct section_kind *kind = p->reading->sections.at[
	    reading_section_at(p->reading, at.start)].kind;

	return kind == NULL || kind->performed || listing_introduced(p, at);
}

/* Are most parts around the one at `i` exercises? */
static bool
is_among(const struct lister *x, size_t i)
{
	size_t from = i > WINDOW ? i - WINDOW : 0, near = 0, all = 0;

	for (size_t k = from; k < x->parts.len && k <= i + WINDOW; k++) {
		all += k != i;
		near += k != i && x->parts.at[k].exercise;
	}
	return near >= (is_listing(x->p, x->parts.at[i].at) ? FEWEST_NEAR :
	    FEWEST_ELSEWHERE) && 2 * near >= all;
}

/* Does an arrow lead to the number at `i`: "61 -> 88"?  It is how a measure
 * went. */
static bool
is_led_to(struct str text, size_t first, size_t i)
{
	static const char *const arrows[] = {">", "\xE2\x86\x92"};

	while (i > first && is_blank(text.ptr[i - 1]))
		i--;
	for (size_t k = 0; k < sizeof(arrows) / sizeof(*arrows); k++) {
		size_t len = strlen(arrows[k]);
		if (i >= first + len && str_starts((struct str){
		    text.ptr + i - len, len}, str_of(arrows[k])))
			return true;
	}
	return false;
}

/* The number behind which no more stands than what was counted, or {0, 0}. */
static struct span
last_number(const struct lister *x, struct span at)
{
	enum { DIGITS = 2 };
	struct str text = x->text;
	size_t end = at.end, start, words = 0;

	while (end > at.start && !is_digit(text.ptr[end - 1])) {
		char c = text.ptr[end - 1];
		if (!is_alpha(c) && strchr(" -.,&)", c) == NULL)
			return (struct span){0, 0};
		end--;
		words += is_alpha(c) && (end == 0 ||
		    (!is_alpha(text.ptr[end - 1]) &&
		    text.ptr[end - 1] != '-'));
	}
	for (start = end; start > at.start && is_digit(text.ptr[start - 1]);)
		start--;
	bool apart = start > at.start + 1 &&
	    ((strchr(" .,", text.ptr[start - 1]) != NULL &&
	    !is_digit(text.ptr[start - 2])) ||
	    ((text.ptr[start - 1] | 0x20) == 'x' &&
	    is_blank(text.ptr[start - 2])));
	return words > WORDS_BEHIND || start == end ||
	    is_led_to(text, at.start, start) || end - start > DIGITS ||
	    !apart || (end < text.len && (is_alpha(text.ptr[end]) ||
	    text.ptr[end] == '-')) ||
	    gathered_touches(&x->p->marks.load, (struct span){start, end}) ||
	    gathered_touches(&x->p->marks.distance,
	    (struct span){start, end}) ||
	    gathered_touches(&x->p->not_numbers, (struct span){start, end}) ?
	    (struct span){0, 0} : (struct span){start, end};
}

/* The words of `at` behind its bullet and before its figures. */
static struct span
name_in(const struct lister *x, struct span at)
{
	while (at.start < at.end && !is_alpha(x->text.ptr[at.start]))
		at.start++;
	/* Behind "b)". */
	if (at.start + 2 < at.end &&
	    strchr(").", x->text.ptr[at.start + 1]) != NULL &&
	    is_blank(x->text.ptr[at.start + 2]))
		at.start += 3;
	while (at.end > at.start && !is_word(x->text.ptr[at.end - 1]) &&
	    x->text.ptr[at.end - 1] != ')')
		at.end--;
	if (at.end > at.start + 1 && (x->text.ptr[at.end - 1] | 0x20) == 'x' &&
	    is_blank(x->text.ptr[at.end - 2]))
		at.end -= 2;
	return at;
}

/* Behind a label: "Functional: ring arc 2 rows". */
static struct span
behind_label(struct str text, struct span at)
{
	for (size_t i = at.start; i + 1 < at.end; i++)
		if (text.ptr[i] == ':' && is_blank(text.ptr[i + 1]))
			at.start = i + 1;
	return at;
}

/* A name of the lexicon that begins in `at`, or NULL. */
static const struct mention *
known_in(const struct programme *p, struct span at)
{
	size_t i = gathered_from(&p->names, at.start);

	return i < p->names.len && p->names.at[i]->span.end <= at.end ?
	    p->names.at[i] : NULL;
}

/* Does it speak of a measure: "ER 40 (32)", "letter height 9.5 mm"? */
static bool
is_measured(struct str text, struct span at)
{
	for (size_t i = at.start; i + 1 < at.end; i++)
		if (strchr("=%(~", text.ptr[i]) != NULL &&
		    (text.ptr[i] != '(' || is_digit(text.ptr[i + 1])))
			return true;
	return false;
}

/* What a number is by the unit behind it. */
static int *
counted_as(struct dosage *d, struct str behind)
{
	static const char *const seconds[] = {"s", "sec", "secs", "seconds"};
	static const char *const minutes[] = {"min", "mins", "minutes"};

	behind = str_trim(behind);
	while (behind.len > 0 && !is_alpha(behind.ptr[behind.len - 1]))
		behind.len--;
	for (size_t i = 0; i < sizeof(seconds) / sizeof(*seconds); i++)
		if (str_eq_nocase(behind, str_of(seconds[i])))
			return &d->hold_seconds;
	for (size_t i = 0; i < sizeof(minutes) / sizeof(*minutes); i++)
		if (str_eq_nocase(behind, str_of(minutes[i])))
			return &d->minutes;
	return &d->reps;
}

/* The dosage of the item at `at`, with the bare number that ends it and what
 * the heading of its list says. */
static struct dosage
dosage_in(const struct lister *x, struct span at, struct span number)
{
	const struct programme *p = x->p;
	size_t end;
	struct dosage d = dosage_read(p->arena, p->reading, &p->marks,
	    &(struct dosage_place){at, at, DOSAGE_OF_ONE}, &end);

	if (!d.counted)
		*counted_as(&d, str_slice(x->text, (struct span){number.end,
		    at.end})) = number_parse(str_slice(x->text, number));
	d.counted = true;
	if (d.side == SIDE_NONE && group_side_fits(p, NULL))
		d.side = group_side(p, at.start);
	if (d.resistance.len == 0)
		d.resistance = group_load(p, at.start);
	return d;
}

/* Add the exercise of a part that ends with a count, if it is one. */
static bool
add_listed(struct lister *x, struct span bit)
{
	const struct programme *p = x->p;
	struct sentence s = {.p = p, .span = bit, .lists = true};
	struct span at = behind_label(x->text, bit);
	struct span number = last_number(x, at);

	if (span_len(number) == 0 || span_len(bit) > LONGEST ||
	    is_measured(x->text, bit) ||
	    gathered_touches(&p->codes, bit) ||
	    gathered_touches(&p->told_of, bit) ||
	    gathered_touches(&p->not_names, bit))
		return false;
	struct item item = {.at = at, .name = known_in(p, at),
	    .called = name_in(x, (struct span){at.start, number.start}),
	    .dosage = dosage_in(x, at, number)};
	struct span called = item.name != NULL ? item.name->span :
	    drill_named(&s, &item);
	if (span_len(called) == 0)
		return false;
	vec_push(p->arena, &s.items, item);
	enum assertion assertion = reading_assert(p->reading, called);
	if (assertion != AFFIRMED || left_out(&s, &item))
		return false;
	programme_add_listed(x->p, item.name, called, at, &item.dosage,
	    assertion);
	return true;
}

/* Is the part no more than a name, behind its bullet or number? */
static bool
is_name_alone(const struct lister *x, struct span at)
{
	enum { LONGEST_BULLET = 4 };	/* bytes: "12) " */
	unsigned words = own_words(x->p, at);
	size_t i = at.start;

	while (i < at.end && i < at.start + LONGEST_BULLET - 1 &&
	    !is_alpha(x->text.ptr[i]))
		i++;
	for (; i < at.end; i++)
		if (is_digit(x->text.ptr[i]))
			return false;
	return words > 0 && words <= WORDS_IN_NAME &&
	    x->text.ptr[at.end - 1] != ':';
}

/* Add a name below a heading whose dosage is for all that is set in below it:
 * "Two rounds of 30 s:  (a) narrow stance  (b) line tandem". */
static void
add_headed(struct lister *x, struct bit *part)
{
	const struct programme *p = x->p;
	struct sentence s = {.p = p, .span = part->at, .lists = true};
	struct item item = {.at = part->at, .name = known_in(p, part->at),
	    .called = name_in(x, part->at)};
	size_t end;

	item.dosage = dosage_read(p->arena, p->reading, &p->marks,
	    &(struct dosage_place){part->head, item.called,
	    DOSAGE_OF_SEVERAL}, &end);
	struct span called = item.name != NULL ? item.name->span :
	    drill_named(&s, &item);
	if (span_len(called) == 0 || gathered_touches(&p->told_of, part->at))
		return;
	vec_push(p->arena, &s.items, item);
	enum assertion assertion = reading_assert(p->reading, called);
	if (assertion != AFFIRMED || left_out(&s, &item))
		return;
	programme_add_listed(x->p, item.name, called, part->at, &item.dosage,
	    assertion);
	part->exercise = part->taken = true;
}

/* Add the names below the heading of the part at `first`, if they are a list;
 * returns where they end. */
static size_t
add_below(struct lister *x, size_t first)
{
	enum { FEWEST = 3 };
	struct span head = x->parts.at[first].head;
	size_t end = first, names = 0;

	for (; end < x->parts.len &&
	    x->parts.at[end].head.end == head.end; end++)
		names += x->parts.at[end].exercise ||
		    is_name_alone(x, x->parts.at[end].at);
	for (size_t i = first; i < end && names >= FEWEST &&
	    2 * names > end - first; i++)
		if (!x->parts.at[i].taken && is_listing(x->p,
		    x->parts.at[i].at) && is_name_alone(x, x->parts.at[i].at))
			add_headed(x, &x->parts.at[i]);
	return end;
}

static void
end_block(struct lister *x)
{
	for (size_t i = 0; i < x->parts.len;)
		i = span_len(x->parts.at[i].head) > 0 ? add_below(x, i) : i + 1;
	for (size_t i = 0; i < x->parts.len; i++)
		if (!x->parts.at[i].taken && is_among(x, i))
			x->parts.at[i].exercise = add_listed(x,
			    x->parts.at[i].at);
	x->parts.len = 0;
	x->head = (struct span){0, 0};
}

/* Does the line say how much of all that follows is done? */
static bool
is_head(const struct lister *x, struct span line)
{
	struct span at = span_trim(x->text, line);

	return span_len(at) <= LONGEST && dosage_begins(&x->p->marks, at) &&
	    (x->text.ptr[at.end - 1] == ':' ||
	    gathered_touches(&x->p->shared, at));
}

static size_t
indent_of(struct str text, struct span line)
{
	return span_trim(text, line).start - line.start;
}

/* Is the line set in below the heading, or does it begin with a bullet? */
static bool
is_below(const struct lister *x, struct span line)
{
	size_t i = span_trim(x->text, line).start;

	return indent_of(x->text, line) > indent_of(x->text,
	    str_line_at(x->text, x->head.start)) ||
	    !is_alpha(x->text.ptr[i]) || (i + 1 < line.end &&
	    strchr(").", x->text.ptr[i + 1]) != NULL);
}

static void
read_line(struct lister *x, struct span line)
{
	if (span_len(x->head) > 0 && !is_below(x, line))
		x->head = (struct span){0, 0};
	if (!is_head(x, line)) {
		cut_line(x, line);
		return;
	}
	x->head = (struct span){0, 0};
	cut_line(x, line);
	x->head = line;
}

/* Does a part of the note begin on the line that is not of what was done?  No
 * list goes on below its title. */
static bool
opens_other_part(const struct lister *x, struct span line)
{
	const struct reading *r = x->p->reading;
	const struct section *s = &r->sections.at[
	    reading_section_at(r, span_trim(x->text, line).start)];

	return s->kind != NULL && !s->kind->performed &&
	    span_len(s->title) > 0 && s->title.start >= line.start;
}

void
listed_read(struct programme *p)
{
	struct lister x = {.p = p, .text = p->reading->note->text,
	    .known = p->facts->exercises.len};
	struct span line = {0, 0};

	while (line.start < x.text.len) {
		line = str_line_from(x.text, line.start);
		bool blank = span_len(span_trim(x.text, line)) == 0;
		if (blank || opens_other_part(&x, line))
			end_block(&x);
		if (!blank)
			read_line(&x, line);
		line.start = line.end + 1;
	}
	end_block(&x);
}
