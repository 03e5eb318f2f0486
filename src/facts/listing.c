/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/listing.h"

bool
listing_introduced(const struct programme *p, struct span sentence)
{
	const struct reading *r = p->reading;
	struct span body = r->sections.at[
	    reading_section_at(r, sentence.start)].body;

	size_t i = gathered_from(&p->listings, body.start);

	return i < p->listings.len &&
	    p->listings.at[i]->span.start < sentence.end;
}

/* Does the sentence, with the lines around it, list several things with a
 * dosage?  So much stands under a title of what is told or judged only where
 * the title of the list was not known for one. */
static bool
is_dense(const struct programme *p, struct span sentence)
{
	enum { FEWEST = 3, REACH = 400 };	/* marks, bytes */
	const struct section *section = &p->reading->sections.at[
	    reading_section_at(p->reading, sentence.start)];
	const struct section_kind *kind = section->kind;
	const struct gathered *g = &p->marks.dosage;
	struct str text = p->reading->note->text;
	struct span block = sentence;
	size_t blank = 0;

	if (kind == NULL || kind->assertion != AFFIRMED || kind->past ||
	    gathered_touches(&p->told_of, sentence))
		return false;
	while (block.start > section->body.start &&
	    sentence.start - block.start < REACH && blank < 2) {
		char c = text.ptr[--block.start];
		blank = c == '\n' ? blank + 1 : is_blank(c) ? blank : 0;
	}
	blank = 0;
	while (block.end < section->body.end &&
	    block.end - sentence.end < REACH && blank < 2) {
		char c = text.ptr[block.end++];
		blank = c == '\n' ? blank + 1 : is_blank(c) ? blank : 0;
	}
	return gathered_from(g, sentence.end) > gathered_from(g,
	    sentence.start) && gathered_from(g, block.end) -
	    gathered_from(g, block.start) >= FEWEST;
}

bool
listing_here(const struct programme *p, struct span sentence)
{
	const struct gathered *g = &p->marks.dosage;
	size_t i = gathered_from(g, sentence.start);

	if (i < g->len && g->at[i]->span.end <= sentence.end)
		return mention_counts(p->reading, g->at[i]) ||
		    is_dense(p, sentence);
	const struct section *section = &p->reading->sections.at[
	    reading_section_at(p->reading, sentence.start)];
	return section->kind == NULL || section->kind->performed ||
	    (section->inferred && !section->kind->sure);
}

bool
listing_of_treatment(const struct programme *p, struct span sentence)
{
	const struct section_kind *kind = p->reading->sections.at[
	    reading_section_at(p->reading, sentence.start)].kind;

	return kind != NULL && kind->performed;
}
