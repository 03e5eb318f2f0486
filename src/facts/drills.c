/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/drills.h"

#include "facts/own_words.h"

enum { FEWEST_IN_TALE = 3, WORDS_IN_TALE = 14 };	/* words */
enum { FEWEST_IN_CLAUSE = 5, MOST_IN_CLAUSE = 20 };	/* words */

/* Is the name no more than that of a service? */
static bool
is_service(const struct programme *p, struct span called)
{
	size_t i = gathered_from(&p->services, called.start);

	return i < p->services.len &&
	    span_holds(p->services.at[i]->span, called);
}

/* Does a word before `at` make what looks like a verb a property: "a folded
 * towel kept the chin down"? */
static bool
is_property(struct str text, size_t at)
{
	static const char *const words[] = {"a ", "an ", "the ", "his ",
	    "her ", "of ", "with "};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t len = strlen(words[i]);
		if (at > len && !is_word(text.ptr[at - len - 1]) &&
		    str_eq_nocase((struct str){text.ptr + at - len, len},
		    str_of(words[i])))
			return true;
	}
	return false;
}

/* Does the count stand inside what is told: "moved six cans to the shelf"? */
static bool
counts_things(const struct programme *p, struct span at)
{
	const struct gathered *doses = &p->marks.dosage;
	size_t i = gathered_from(doses, at.start);

	return i < doses->len && doses->at[i]->span.end <= at.end &&
	    strcmp(concept_tail(doses->at[i]->concept), "told-things") == 0;
}

struct span
drill_told(const struct sentence *s, const struct item *item)
{
	const struct gathered *verbs = &s->p->drill_verbs;
	size_t i = gathered_from(verbs, item->called.start);
	struct span at = item->called;

	if (i == verbs->len || verbs->at[i]->span.start >= at.end ||
	    (item->dosage.sets == NONE && item->dosage.reps == NONE))
		return (struct span){0, 0};
	at.start = verbs->at[i]->span.start;
	bool things = counts_things(s->p, item->at);
	if (things)
		at.end = item->at.end;
	unsigned words = own_words(s->p, at);
	return words < (things ? 1 : FEWEST_IN_TALE) || words > WORDS_IN_TALE ||
	    is_property(s->p->reading->note->text, at.start) ||
	    gathered_touches(&s->p->not_told, at) ||
	    gathered_touches(&s->p->told_of, s->span) ?
	    (struct span){0, 0} : at;
}

/* What is told begins behind the word that says that it was done, and behind
 * the one that joins it: "boxing" of "and he practised boxing". */
static struct span
behind_cue(const struct programme *p, struct span called)
{
	static const char *const links[] = {"and ", "then "};
	const struct gathered *cues = &p->cues;
	struct str text = p->reading->note->text;
	size_t i = gathered_from(cues, called.end);

	if (i > 0 && cues->at[i - 1]->span.start >= called.start &&
	    cues->at[i - 1]->span.end < called.end)
		called.start = cues->at[i - 1]->span.end;
	while (called.start < called.end && !is_word(text.ptr[called.start]))
		called.start++;
	/* "W" squeeze */
	if (called.start > 0 && text.ptr[called.start - 1] == '"')
		called.start--;
	for (size_t k = 0; k < sizeof(links) / sizeof(*links); k++)
		if (str_starts(str_slice(text, called), str_of(links[k])))
			called.start += strlen(links[k]);
	return called;
}

/* Is it a word that nobody uses but in a sentence? */
static bool
is_of_sentence(const struct mention *m)
{
	return strcmp(concept_tail(m->concept), "not-listed") == 0;
}

/* Is one of what is no exercise named in `called`, other than as what it is
 * done with: "joint position targets with laser"?  What is told may hold words
 * of a sentence. */
static bool
is_no_name(const struct programme *p, struct span called, bool told)
{
	const struct gathered *g = &p->not_names;

	for (size_t i = gathered_from(g, called.start);
	    i < g->len && g->at[i]->span.start < called.end; i++) {
		const struct mention *with = gathered_leading(&p->withs,
		    p->reading->note->text, g->at[i]->span.start);
		if (!(told && is_of_sentence(g->at[i])) &&
		    (with == NULL || with->span.start <= called.start))
			return true;
	}
	return false;
}

/* Is the name no more than what the patient did, "copied", of "copied 3
 * sentences", or the word that says so: "carried out twice"? */
static bool
is_verb(const struct programme *p, struct span called, unsigned words)
{
	size_t i = gathered_from(&p->cues, called.start);

	return (words == 1 && gathered_touches(&p->drill_verbs,
	    (struct span){called.start, called.start + 1})) ||
	    (i < p->cues.len && span_holds(p->cues.at[i]->span, called));
}

/* Does the name stop at a word that goes on: "finish a 20-minute trip", "Swimmy
 * for two minutes"?  "Scanning the shelf for 8 items" tells of a drill. */
static bool
breaks_off(const struct programme *p, struct span called)
{
	enum { ALWAYS = 10 };	/* the others may stand in what is told */
	static const char *const words[] = {"a", "an", "the", "his", "her",
	    "is", "was", "are", "were", "than", "of", "at", "to", "for", "with",
	    "or", "only", "until", "about", "another"};
	bool told = gathered_touches(&p->drill_verbs,
	    (struct span){called.start, called.start + 1});
	struct str text = p->reading->note->text;
	size_t start = called.end;

	while (start > called.start && is_word(text.ptr[start - 1]))
		start--;
	for (size_t i = 0; i < (told ? ALWAYS :
	    sizeof(words) / sizeof(*words)); i++)
		if (str_eq_nocase(str_slice(text, (struct span){start,
		    called.end}), str_of(words[i])))
			return true;
	return false;
}

/* Is it what the section is called: "What we did, 38 minutes"? */
static bool
is_title(const struct programme *p, struct span called)
{
	const struct reading *r = p->reading;

	return span_touches(called, r->sections.at[
	    reading_section_at(r, called.start)].title);
}

/* Is it a name and no sentence, nor that of a service, a measure, a person? */
static bool
is_name(const struct programme *p, struct span called)
{
	unsigned words = own_words(p, called);

	return words > 0 && words <= WORDS_IN_NAME &&
	    !is_verb(p, called, words) && !is_no_name(p, called, false) &&
	    !breaks_off(p, called) && !is_title(p, called) &&
	    !gathered_touches(&p->told_of, called) &&
	    !gathered_touches(&p->people, called) && !is_service(p, called);
}

/* Are there words in `at` that nobody uses but in a sentence? */
static bool
tells(const struct programme *p, struct span at)
{
	for (size_t i = gathered_from(&p->not_names, at.start);
	    i < p->not_names.len &&
	    p->not_names.at[i]->span.start < at.end; i++)
		if (is_of_sentence(p->not_names.at[i]))
			return true;
	return gathered_touches(&p->not_told, at);
}

/* What a long name begins with, up to where it says how and with what:
 * "passive curl to the palm" of "passive curl to the palm by the other hand
 * inside the splint". */
static struct span
head_of(const struct programme *p, struct span called)
{
	enum { FEWEST = 2 };	/* words */
	const struct gathered *g = &p->prepositions;
	struct str text = p->reading->note->text;
	struct span head = called;

	if (gathered_touches(g,
	    (struct span){called.start, called.start + 1}) ||
	    str_starts(str_slice(text, called), str_of("then ")))
		return called;
	for (size_t i = gathered_from(g, called.start); i < g->len &&
	    g->at[i]->span.start < called.end; i++) {
		head.end = g->at[i]->span.start;
		if (own_words(p, head) >= FEWEST)
			return span_trim(text, head);
	}
	return called;
}

/* What is told with sets of so many is an exercise in whatever words: "lying
 * face down for Ys with a one-pound weight, three by eight". */
struct span
drill_counted(const struct sentence *s, const struct item *item)
{
	const struct dosage *d = &item->dosage;
	struct span called = behind_cue(s->p, item->called);
	unsigned words = own_words(s->p, called);

	if (d->sets == NONE || (d->reps == NONE && d->hold_seconds == NONE) ||
	    !s->treatment || words < FEWEST_IN_CLAUSE ||
	    words > MOST_IN_CLAUSE ||
	    gathered_touches(&s->p->told_of, called) ||
	    gathered_touches(&s->p->people, called) ||
	    gathered_touches(&s->p->says, called) ||
	    gathered_touches(&s->p->quoted, called) ||
	    is_no_name(s->p, called, true) || is_title(s->p, called) ||
	    is_service(s->p, called))
		return (struct span){0, 0};
	return called;
}

struct span
drill_named(const struct sentence *s, const struct item *item)
{
	struct span called = behind_cue(s->p, item->called);

	if (is_name(s->p, called))
		return called;
	struct span head = head_of(s->p, called);
	if (head.end == called.end)
		return (struct span){0, 0};
	bool counted = item->dosage.sets != NONE ||
	    (item->dosage.reps != NONE &&
	    !tells(s->p, (struct span){head.end, called.end}));
	return counted && (s->treatment || s->told) && is_name(s->p, head) ?
	    head : (struct span){0, 0};
}
