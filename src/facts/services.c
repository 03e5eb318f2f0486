/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Billed lines.  Where codes are printed, the lines with a code are the
 * services; where none is, services named in words or shorthand ("2u TE") are.
 * Units, minutes and modifiers belong to the code before them on the line, or
 * to the only code after them.
 */
#include "base/number.h"
#include "facts/gather.h"
#include "facts/readers.h"

/* Everything in the note that a billed line is made of. */
struct billing {
	struct arena *arena;
	const struct reading *reading;
	struct facts *facts;
	struct gathered codes;		/* printed codes */
	struct gathered names;		/* services by name */
	struct gathered units;
	struct gathered minutes;
	struct gathered modifiers;
};

/* What stands with one code or name. */
struct line {
	struct str number;
	struct span at;
	int units;
	int minutes;
	struct str modifiers[MOST_MODIFIERS];
	unsigned n_modifiers;
};

VEC_TYPE(lines, struct line);

static struct span
text_line(struct str text, size_t at)
{
	struct span line = {at, at};

	while (line.start > 0 && text.ptr[line.start - 1] != '\n')
		line.start--;
	while (line.end < text.len && text.ptr[line.end] != '\n')
		line.end++;
	return line;
}

static int
number_in(const struct billing *b, const struct gathered *g, struct span at,
    const char *group, int *sum)
{
	int first = NONE;

	for (size_t i = gathered_from(g, at.start);
	    i < g->len && g->at[i]->span.end <= at.end; i++) {
		int value = number_parse(mention_text(b->reading, g->at[i],
		    group));
		if (value < 0)
			continue;
		if (first == NONE)
			first = value;
		if (sum != NULL)
			*sum += value;
	}
	return first;
}

static void
add_modifiers(const struct billing *b, struct span at, struct line *l)
{
	const struct gathered *g = &b->modifiers;

	for (size_t i = gathered_from(g, at.start);
	    i < g->len && g->at[i]->span.end <= at.end; i++)
		if (l->n_modifiers < MOST_MODIFIERS)
			l->modifiers[l->n_modifiers++] = mention_text(b->reading,
			    g->at[i], "value");
}

/* Fill in what stands in `at`; what is known stays. */
static void
read_region(const struct billing *b, struct span at, struct line *l)
{
	if (l->units == NONE)
		l->units = number_in(b, &b->units, at, "units", NULL);
	if (l->minutes == NONE)
		l->minutes = number_in(b, &b->minutes, at, "minutes", NULL);
	add_modifiers(b, at, l);
}

/* The lines of all anchors (codes, or names), with what belongs to each. */
static struct lines
read_lines(const struct billing *b, const struct gathered *anchors)
{
	struct str text = b->reading->note->text;
	struct lines out = {0};

	for (size_t i = 0; i < anchors->len; i++) {
		const struct mention *m = anchors->at[i];
		struct span line = text_line(text, m->span.start);
		bool first = i == 0 || anchors->at[i - 1]->span.end <= line.start;
		bool last = i + 1 == anchors->len ||
		    anchors->at[i + 1]->span.start >= line.end;
		struct span before = {first ? line.start :
		    anchors->at[i - 1]->span.end, m->span.start};
		struct span after = {m->span.end, last ? line.end :
		    anchors->at[i + 1]->span.start};
		struct line l = {.units = NONE, .minutes = NONE};
		l.number = m->lexeme != NULL ? str_of(m->lexeme->value) :
		    mention_text(b->reading, m, "code");
		l.at = (struct span){m->span.start, after.end};
		read_region(b, after, &l);
		if (first && (last || l.units == NONE))
			read_region(b, before, &l);
		l.at = span_trim(text, l.at);
		vec_push(b->arena, &out, l);
	}
	return out;
}

static bool
any_units(const struct lines *lines)
{
	for (size_t i = 0; i < lines->len; i++)
		if (lines->at[i].units != NONE)
			return true;
	return false;
}

static void
add_service(struct billing *b, const struct line *l)
{
	struct service s = {.number = l->number, .units = l->units,
	    .minutes = l->minutes, .at = l->at, .n_modifiers = l->n_modifiers};

	memcpy(s.modifiers, l->modifiers, sizeof(s.modifiers));
	s.code = pack_code(b->reading->pack, l->number);
	vec_push(b->arena, &b->facts->services, s);
}

static struct service *
service_of(struct facts *f, struct str number)
{
	for (size_t i = 0; i < f->services.len; i++)
		if (str_eq(f->services.at[i].number, number))
			return &f->services.at[i];
	return NULL;
}

/* Lines without units are the body's headings where others are charges. */
static void
keep_charges(struct billing *b, const struct lines *lines)
{
	bool charged = any_units(lines);

	for (size_t i = 0; i < lines->len; i++) {
		const struct line *l = &lines->at[i];
		if (charged && l->units == NONE)
			continue;
		if (!charged && service_of(b->facts, l->number) != NULL)
			continue;
		add_service(b, l);
	}
	for (size_t i = 0; i < lines->len; i++) {
		const struct line *l = &lines->at[i];
		struct service *s = service_of(b->facts, l->number);
		if (s != NULL && s->minutes == NONE)
			s->minutes = l->minutes;
	}
}

/* Minutes that the body gives a service by name, all blocks together. */
static void
add_named_minutes(struct billing *b)
{
	struct lines named = read_lines(b, &b->names);

	for (size_t i = 0; i < b->facts->services.len; i++) {
		struct service *s = &b->facts->services.at[i];
		int sum = NONE;
		if (s->minutes != NONE)
			continue;
		for (size_t k = 0; k < named.len; k++)
			if (named.at[k].minutes != NONE &&
			    str_eq(named.at[k].number, s->number))
				sum = (sum == NONE ? 0 : sum) +
				    named.at[k].minutes;
		s->minutes = sum;
	}
}

/* With a single timed code its minutes are the timed total. */
static void
single_code_total(struct facts *f)
{
	const struct service *only = NULL;

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (s->code == NULL || !s->code->timed)
			continue;
		if (only != NULL)
			return;
		only = s;
	}
	if (only == NULL || only->minutes == NONE || f->timed_minutes != NONE)
		return;
	f->timed_minutes = only->minutes;
	f->timed_at = only->at;
}

/* A modifier stated for all lines together counts for each. */
static void
add_common_modifiers(struct billing *b)
{
	struct gathered all = gather_counting(b->arena, b->reading,
	    "modifier-all");

	for (size_t i = 0; i < all.len; i++)
		for (size_t k = 0; k < b->facts->services.len; k++) {
			struct service *s = &b->facts->services.at[k];
			if (s->n_modifiers < MOST_MODIFIERS)
				s->modifiers[s->n_modifiers++] = mention_text(
				    b->reading, all.at[i], "value");
		}
}

void
services_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct billing b = {a, r, f, gather_counting(a, r, "code"),
	    gather_counting(a, r, "code-name"), gather(a, r, "units"),
	    gather(a, r, "code-minutes"), gather(a, r, "modifier")};
	struct lines lines = read_lines(&b, b.codes.len > 0 ? &b.codes :
	    &b.names);

	if (b.codes.len == 0) {
		size_t kept = 0;
		for (size_t i = 0; i < lines.len; i++)
			if (lines.at[i].units != NONE ||
			    lines.at[i].minutes != NONE)
				lines.at[kept++] = lines.at[i];
		lines.len = kept;
	}
	keep_charges(&b, &lines);
	if (b.codes.len > 0)
		add_named_minutes(&b);
	add_common_modifiers(&b);
	single_code_total(f);
}
