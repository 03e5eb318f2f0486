/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/sided.h"

enum { LAST_YEAR = 9999 };

static enum told
told_in(const struct facts *f, const struct part *p)
{
	static const struct {
		const char *kind;
		enum told told;
	} sections[] = {
		{"header", COMES_WITH}, {"subjective", COMES_WITH},
		{"diagnosis", COMES_WITH}, {"history", COMES_WITH},
		{"objective", DONE},
		{"treatment", DONE}, {"assessment", JUDGED},
	};
	const struct section_kind *kind =
	    f->reading->sections.at[p->section].kind;

	if (kind == NULL)
		return COMES_WITH;
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++)
		if (strcmp(kind->id, sections[i].kind) == 0)
			return sections[i].told;
	return ELSEWHERE;
}

static bool
is_in(const struct facts *f, const struct part *p, const char *kind)
{
	const struct section_kind *k =
	    f->reading->sections.at[p->section].kind;

	return k != NULL && strcmp(k->id, kind) == 0;
}

/* In the header, or in what stands above the first title. */
static bool
is_at_head(const struct facts *f, const struct part *p)
{
	return is_in(f, p, "header") || (p->section == 0 &&
	    f->reading->sections.len > 1 &&
	    f->reading->sections.at[0].kind == NULL);
}

/* Does it stand where a note without titles says whom it is about? */
static bool
is_among_first(const struct facts *f, const struct part *p)
{
	enum { LINES = 4 };	/* with text */

	return p->at.start < str_head_end(f->reading->note->text, LINES);
}

/* Under the title of diagnoses: in its first sentence or a line of its own.
 * Where titles are few, more stands below it than diagnoses. */
static bool
is_named_diagnosis(const struct facts *f, const struct part *p)
{
	const struct statement *all = f->reading->statements.at;
	unsigned first = p->statement;

	if (!is_in(f, p, "diagnosis"))
		return false;
	while (first > 0 && all[first - 1].section == p->section)
		first--;
	return all[first].sentence == all[p->statement].sentence ||
	    all[first].paragraph != all[p->statement].paragraph;
}

bool
sided_is_told(const struct facts *f, unsigned statement, const char *kind)
{
	for (size_t i = 0; i < f->remarks.len; i++)
		if (f->remarks.at[i].mention->statement == statement &&
		    strcmp(f->remarks.at[i].kind, kind) == 0)
			return true;
	return false;
}

static bool
is_told_with(const struct facts *f, const struct part *p, const char *kind)
{
	return sided_is_told(f, p->statement, kind);
}

/* Is an earlier trouble told in a statement?  A year alone says so unless it
 * is the year of the visit or the one before, or a diagnosis stands there: a
 * trouble may last. */
static bool
is_past_trouble(const struct facts *f, unsigned statement)
{
	bool lasts = sided_is_told(f, statement, "diagnosis");
	int year = 0, month, day;
	long told;

	if (f->date_of_service != NO_DATE)
		date_parts(f->date_of_service, &year, &month, &day);
	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		if (r->mention->statement != statement ||
		    strcmp(r->kind, "past-trouble") != 0)
			continue;
		if (!str_number(mention_text(f->reading, r->mention, "year"),
		    LAST_YEAR, &told) || (told < year - 1 && !lasts))
			return true;
	}
	return false;
}

static struct sided
sided_part(const struct facts *f, const struct part *p)
{
	static const enum assertion unsure = NEGATED | HISTORICAL |
	    HYPOTHETICAL | REFUSED;
	struct sided s = {.part = p, .told = told_in(f, p),
	    .ailing = is_told_with(f, p, "ailing"),
	    .treated = is_told_with(f, p, "treated-side"),
	    .past = is_past_trouble(f, p->statement),
	    .sound = is_told_with(f, p, "sound-side")};

	s.cause = !s.past && (is_named_diagnosis(f, p) ||
	    (is_at_head(f, p) && s.ailing) ||
	    (s.told != ELSEWHERE && s.treated && is_among_first(f, p)) ||
	    ((s.told == COMES_WITH || s.told == DONE) &&
	    is_told_with(f, p, "diagnosis")));
	s.plain = s.cause || ((p->assertion & unsure) == 0 &&
	    s.told != ELSEWHERE && !p->compared && !s.past && !s.sound);
	return s;
}

struct sided_list
sided_parts(const struct judging *j)
{
	const struct facts *f = j->facts;
	struct sided_list out = {arena_array(j->arena, f->parts.len + 1,
	    sizeof(*out.at)), 0};

	for (size_t i = 0; i < f->parts.len; i++) {
		const struct part *p = &f->parts.at[i];
		if (p->side == SIDE_NONE || p->region->kind == NULL ||
		    strcmp(p->region->kind, "single") == 0 ||
		    (p->assertion & (OTHER_PERSON | TEMPLATE)))
			continue;
		out.at[out.len++] = sided_part(f, p);
	}
	return out;
}
