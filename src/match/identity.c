/* SPDX-License-Identifier: Apache-2.0 */
#include "match/identity.h"

#include <limits.h>

#include "match/person.h"

struct span
part_head(struct str text, struct span part, size_t bytes, unsigned lines)
{
	size_t end = part.start;

	while (end < part.end && end - part.start < bytes && lines > 0)
		lines -= text.ptr[end++] == '\n';
	return (struct span){part.start, end};
}

/* The first mention of a concept that starts at or after an offset. */
static const struct mention *
first_from(struct mentions m, size_t offset)
{
	while (m.first < m.last) {
		const struct mention *mid = m.first + (m.last - m.first) / 2;
		if (mid->span.start < offset)
			m.first = mid + 1;
		else
			m.last = mid;
	}
	return m.first;
}

bool
part_mentions(const struct reading *r, struct span part, const char *fact)
{
	const struct concepts *all = pack_fact(r->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		const struct mention *at = first_from(m, part.start);
		if (at < m.last && at->span.start < part.end)
			return true;
	}
	return false;
}

/* Does a date stand in a mention of dates that are not the visit's? */
static bool
is_other_date(const struct reading *r, struct span date)
{
	const struct concepts *all = pack_fact(r->pack, "other-date");

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		const struct mention *near = first_from(m, date.start);
		if (near > m.first && span_touches(near[-1].span, date))
			return true;
	}
	return false;
}

/* The first mention of a fact in a part that gives a value, by the order of its
 * concepts; NULL when there is none. */
static const struct mention *
value_in(const struct reading *r, const char *fact, struct span part,
    struct span *value)
{
	const struct concepts *all = pack_fact(r->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		const struct mention *at = first_from(m, part.start);
		for (; at < m.last && at->span.start < part.end; at++)
			if (mention_capture(at, "value", value) &&
			    value->end <= part.end &&
			    !is_other_date(r, *value))
				return at;
	}
	return NULL;
}

/* Does a concept of the fact `service-date` take dates behind a label? */
static bool
is_date_label(const struct concept *c)
{
	static const char *const labelled[] = {"service-date-today",
	    "service-date-labelled", "service-date-plain", NULL};
	const char *slash = strrchr(c->id, '/');

	return str_is_one_of(str_of(slash != NULL ? slash + 1 : c->id),
	    labelled);
}

/* The date of service that a part states. */
static void
date_in(const struct reading *r, struct span part, struct identity *id)
{
	struct span at;
	const struct mention *m = value_in(r, "service-date", part, &at);

	if (m == NULL)
		return;
	id->date = date_parse(str_slice(r->note->text, at), NO_DATE);
	id->dated = id->date != NO_DATE && is_date_label(m->concept);
}

/* Is a date the only one of its line?  Columns of earlier visits have more. */
static bool
is_alone(const struct reading *r, struct span date)
{
	struct span rest = part_head(r->note->text, (struct span){date.end,
	    r->note->text.len}, HEADER_BYTES, 1), next;

	return value_in(r, "set-off-date", rest, &next) == NULL;
}

/* The words of a mention before its value, on the line of that: "Patient". */
static struct str
label_of(struct str text, const struct mention *m, struct span value)
{
	struct span label = {value.start, value.start};

	while (label.start > m->span.start &&
	    text.ptr[label.start - 1] != '\n')
		label.start--;
	while (label.start < label.end && !is_alpha(text.ptr[label.start]))
		label.start++;
	while (label.start < label.end && !is_alpha(text.ptr[label.end - 1]))
		label.end--;
	return str_slice(text, label);
}

struct identity
identity_of(const struct reading *r, struct span part, enum strength strength)
{
	struct str text = r->note->text;
	struct identity id = {.date = NO_DATE};
	struct span first = part_head(text, part, HEADER_BYTES, HEADER_LINES);
	struct span head = strength == WEAK ? first :
	    part_head(text, part, IDENTITY_BYTES, UINT_MAX);
	struct span at;
	const struct mention *named = value_in(r, "patient", head, &at);

	if (named != NULL) {
		id.patient = str_trim(str_slice(text, at));
		id.label = label_of(text, named, at);
		id.sure = !person_is_loose(named->concept);
	}
	/* Where a name alone begins a note, a date without a label must stand
	 * beside it. */
	if (strength == WEAK && named != NULL) {
		part.start = at.start;
		head = part_head(text, part, HEADER_BYTES, HEADER_LINES);
		first = part_head(text, part, HEADER_BYTES, 1);
	}
	date_in(r, head, &id);
	if (id.date == NO_DATE && (strength != WEAK || named != NULL) &&
	    value_in(r, "set-off-date", first, &at) != NULL && is_alone(r, at))
		id.date = date_parse(str_slice(text, at), NO_DATE);
	return id;
}

bool
identity_is_other(const struct identity *part, const struct identity *open,
    enum strength strength)
{
	bool named = part->patient.len > 0 && open->patient.len > 0;
	bool other_patient = named && ((part->sure && open->sure) ||
	    strength != WEAK) &&
	    person_shared(part->patient, open->patient) == 0;
	bool other_date = part->date != NO_DATE && open->date != NO_DATE &&
	    part->date != open->date;

	if (part->date == NO_DATE)
		return other_patient && strength != WEAK;
	/* A name where none was before ends the header that it stands in. */
	return (strength != WEAK || named) && (other_patient || other_date);
}

void
identity_learn(struct identity *open, const struct identity *part)
{
	if (open->patient.len == 0 || (part->sure && !open->sure)) {
		open->patient = part->patient;
		open->label = part->label;
		open->sure = part->sure;
	}
	if (open->date == NO_DATE) {
		open->date = part->date;
		open->dated = part->dated;
	}
}

bool
identity_same_manner(const struct identity *a, const struct identity *b)
{
	return (a->patient.len > 0) == (b->patient.len > 0) &&
	    str_eq_nocase(a->label, b->label) &&
	    (a->date == NO_DATE || b->date == NO_DATE || a->dated == b->dated);
}
