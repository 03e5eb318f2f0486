/* SPDX-License-Identifier: Apache-2.0 */
#include "match/split.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/limits.h"

/* A place where a note may begin.  At a firm one a date that no label explains
 * is enough to tell notes apart. */
struct cut {
	size_t at;
	bool firm;
	bool names;		/* the patient, or says which visit */
};

VEC_TYPE(cuts, struct cut);

/* Cuts so close to one another belong to one header; a note says who and when
 * in its first lines. */
enum { HEADER_LINES = 4, HEADER_BYTES = 400, IDENTITY_BYTES = 1200 };

enum { LEAST_LETTERS = 6, LEAST_RULE = 8 };

/* Who and when a part says it is about. */
struct identity {
	struct str patient;	/* empty where it does not say */
	date_t date;		/* NO_DATE where it does not say */
};

static size_t
skip_digits(struct str s, size_t i)
{
	while (i < s.len && is_digit(s.ptr[i]))
		i++;
	return i;
}

/* Lines that differ in their numbers alone are the same header. */
static bool
same_header(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	while (i < a.len && k < b.len) {
		if (is_digit(a.ptr[i]) && is_digit(b.ptr[k])) {
			i = skip_digits(a, i);
			k = skip_digits(b, k);
		} else if (a.ptr[i++] != b.ptr[k++]) {
			return false;
		}
	}
	return i == a.len && k == b.len;
}

static bool
has_letters(struct str s)
{
	size_t letters = 0;

	for (size_t i = 0; i < s.len; i++)
		letters += is_alpha(s.ptr[i]);
	return letters >= LEAST_LETTERS;
}

/* "=====", "- - - - -" */
static bool
is_rule(struct str s)
{
	size_t marks = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (is_blank(s.ptr[i]))
			continue;
		if (strchr("=-_*#~+", s.ptr[i]) == NULL ||
		    (marks > 0 && s.ptr[i] != s.ptr[0]))
			return false;
		marks++;
	}
	return marks >= LEAST_RULE;
}

static void
find_lines(struct arena *a, struct str text, struct cuts *out)
{
	struct str header = {NULL, 0};

	for (size_t at = 0; at < text.len;) {
		struct span line = str_line_from(text, at);
		struct str s = str_trim(str_slice(text, line));
		while (line.start < line.end && text.ptr[line.start] == '\f')
			line.start++;
		if (header.len == 0 && has_letters(s))
			header = s;
		else if (header.len > 0 && same_header(header, s))
			vec_push(a, out, (struct cut){line.start, true,
			    !str_eq(header, s)});
		else if (is_rule(s))
			vec_push(a, out,
			    (struct cut){line.start, false, false});
		at = line.end + 1;
	}
}

static void
find_form_feeds(struct arena *a, struct str text, struct cuts *out)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == '\f')
			vec_push(a, out, (struct cut){i + 1, true, false});
}

/* The lines that mentions of a fact stand in. */
static void
find_mentions(struct arena *a, const struct reading *r, const char *fact,
    bool firm, struct cuts *out)
{
	const struct concepts *all = pack_fact(r->pack, fact);
	struct str text = r->note->text;
	bool names = !firm;

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(r, all->at[i]);
		for (; m.first < m.last; m.first++) {
			size_t at = m.first->span.start;
			while (at < m.first->span.end && is_space(text.ptr[at]))
				at++;
			while (at > 0 && text.ptr[at - 1] != '\n' &&
			    text.ptr[at - 1] != '\f')
				at--;
			vec_push(a, out, (struct cut){at, firm, names});
		}
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct cut *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return y->firm - x->firm;
}

/* Do fewer than HEADER_LINES lie between? */
static bool
one_header(struct str text, size_t from, size_t to)
{
	unsigned lines = 0;

	if (to - from > HEADER_BYTES)
		return false;
	for (size_t i = from; i < to; i++)
		lines += text.ptr[i] == '\n';
	return lines < HEADER_LINES;
}

/* Keep one cut for each header: its first firm one, else its first.  A firm cut
 * below a name ends the header, however short the note. */
static void
merge(struct str text, struct cuts *cuts)
{
	size_t kept = 0, last = 0, ruled = 0;
	bool named = false;

	qsort(cuts->at, cuts->len, sizeof(*cuts->at), by_place);
	for (size_t i = 0; i < cuts->len; i++) {
		struct cut now = cuts->at[i];
		bool same = kept > 0 && one_header(text, last, now.at) &&
		    !(now.firm && named && now.at != last);
		/* A rule and another name end it, too. */
		if (same && now.names && ruled > 0) {
			same = false;
			now.at = ruled;
		}
		ruled = same && named && !now.names && !now.firm ? now.at : 0;
		named = now.names || (same && named);
		last = now.at;
		if (!same)
			cuts->at[kept++] = now;
		else if (now.firm && !cuts->at[kept - 1].firm)
			cuts->at[kept - 1] = now;
	}
	cuts->len = kept;
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

/* The first value of a fact in a part; false when there is none. */
static bool
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
				return true;
	}
	return false;
}

static date_t
date_in(const struct reading *r, const char *fact, struct span part)
{
	struct span at;

	return value_in(r, fact, part, &at) ?
	    date_parse(str_slice(r->note->text, at), NO_DATE) : NO_DATE;
}

static struct identity
identity_of(const struct reading *r, struct span part, bool firm)
{
	struct identity id = {.date = NO_DATE};
	struct span at;

	if (part.end - part.start > IDENTITY_BYTES)
		part.end = part.start + IDENTITY_BYTES;
	if (value_in(r, "patient", part, &at))
		id.patient = str_trim(str_slice(r->note->text, at));
	id.date = date_in(r, "service-date", part);
	/* Where only a name begins a note, the date must stand beside it. */
	if (!firm && part.start < part.end)
		part.end = str_line_from(r->note->text, part.start).end;
	if (id.date == NO_DATE)
		id.date = date_in(r, "set-off-date", part);
	return id;
}

/* Is a part another note than the open one?  Only what both say can differ. */
static bool
begins_note(const struct identity *part, const struct identity *open, bool firm)
{
	bool other_patient = part->patient.len > 0 && open->patient.len > 0 &&
	    !str_eq_nocase(part->patient, open->patient);
	bool other_date = part->date != NO_DATE && open->date != NO_DATE &&
	    part->date != open->date;

	if (part->date == NO_DATE)
		return other_patient && firm;
	/* A name where none was before ends the header that it stands in. */
	return (firm || (part->patient.len > 0 && open->patient.len > 0)) &&
	    (other_patient || other_date);
}

/* A later page can say what the first did not. */
static void
learn(struct identity *open, const struct identity *part)
{
	if (open->patient.len == 0)
		open->patient = part->patient;
	if (open->date == NO_DATE)
		open->date = part->date;
}

void
split_notes(struct arena *a, const struct reading *r, struct parts *out)
{
	struct str text = r->note->text;
	struct cuts cuts = {0};
	struct span open = {0, text.len};

	find_form_feeds(a, text, &cuts);
	find_lines(a, text, &cuts);
	find_mentions(a, r, "note-boundary", true, &cuts);
	find_mentions(a, r, "patient", false, &cuts);
	if (cuts.len > 0)
		merge(text, &cuts);
	/* What stands above the first cut says who it is about only where it
	 * is more than a title. */
	struct span head = {0, cuts.len > 0 && !one_header(text, 0,
	    cuts.at[0].at) ? cuts.at[0].at : cuts.len > 1 ? cuts.at[1].at :
	    text.len};
	struct identity now = identity_of(r, head, true);
	for (size_t i = 0; i < cuts.len && out->len < LIMIT_NOTES_IN_FILE; i++) {
		struct cut cut = cuts.at[i];
		struct span part = {cut.at,
		    i + 1 < cuts.len ? cuts.at[i + 1].at : text.len};
		if (part.start <= open.start || part.start < head.end)
			continue;
		struct identity next = identity_of(r, part, cut.firm);
		if (!begins_note(&next, &now, cut.firm)) {
			learn(&now, &next);
			continue;
		}
		vec_push(a, out, (struct span){open.start, part.start});
		open.start = part.start;
		now = next;
	}
	vec_push(a, out, open);
}
