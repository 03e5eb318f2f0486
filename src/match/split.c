/* SPDX-License-Identifier: Apache-2.0 */
#include "match/split.h"

#include <limits.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/limits.h"
#include "base/sorted.h"
#include "match/person.h"

/* What speaks for a note beginning at a place: a line of the kind that parts
 * of one note have, too; a new page; or what only records begin with. */
enum strength { WEAK, PAGE, RECORD };

struct cut {
	size_t at;
	enum strength strength;
};

VEC_TYPE(cuts, struct cut);
VEC_TYPE(places, uint64_t);

/* A note says who and when in its first lines; below a line that speaks
 * weakly, in the very first. */
enum { HEADER_LINES = 5, TITLE_LINES = 3, HEADER_BYTES = 400, IDENTITY_BYTES = 1200 };

enum { LEAST_LETTERS = 6, LEAST_RULE = 8 };

/* Who and when a part says it is about. */
struct identity {
	struct str patient;	/* empty where it does not say */
	struct str label;	/* what stands before the name */
	bool sure;		/* by more than the place of the name */
	date_t date;		/* NO_DATE where it does not say */
	bool dated;		/* a label explains the date */
};

struct splitting {
	const struct reading *r;
	struct str text;
	struct places told;	/* where something is told of a visit, sorted */
	struct cuts cuts;
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
find_lines(struct arena *a, struct splitting *s)
{
	struct str text = s->text, header = {NULL, 0};

	for (size_t at = 0; at < text.len;) {
		struct span line = str_line_from(text, at);
		struct str words = str_trim(str_slice(text, line));
		while (line.start < line.end && text.ptr[line.start] == '\f')
			line.start++;
		if (header.len == 0 && has_letters(words))
			header = words;
		else if (header.len > 0 && same_header(header, words))
			vec_push(a, &s->cuts,
			    (struct cut){line.start, RECORD});
		else if (is_rule(words))
			vec_push(a, &s->cuts, (struct cut){line.start, WEAK});
		at = line.end + 1;
	}
}

static void
find_form_feeds(struct arena *a, struct splitting *s)
{
	for (size_t i = 0; i < s->text.len; i++)
		if (s->text.ptr[i] == '\f')
			vec_push(a, &s->cuts, (struct cut){i + 1, PAGE});
}

/* The lines that mentions of a fact stand in. */
static void
find_mentions(struct arena *a, struct splitting *s, const char *fact,
    enum strength strength)
{
	const struct concepts *all = pack_fact(s->r->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(s->r, all->at[i]);
		for (; m.first < m.last; m.first++) {
			size_t at = m.first->span.start;
			while (at < m.first->span.end &&
			    is_space(s->text.ptr[at]))
				at++;
			while (at > 0 && s->text.ptr[at - 1] != '\n' &&
			    s->text.ptr[at - 1] != '\f')
				at--;
			vec_push(a, &s->cuts, (struct cut){at, strength});
		}
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct cut *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (int)y->strength - (int)x->strength;
}

/* All places where a note may begin, each once and the strongest. */
static void
find_cuts(struct arena *a, struct splitting *s)
{
	struct cuts *cuts = &s->cuts;
	size_t kept = 0;

	find_form_feeds(a, s);
	find_lines(a, s);
	find_mentions(a, s, "note-boundary", RECORD);
	find_mentions(a, s, "patient", WEAK);
	find_mentions(a, s, "note-type", WEAK);
	if (cuts->len > 0)
		qsort(cuts->at, cuts->len, sizeof(*cuts->at), by_place);
	for (size_t i = 0; i < cuts->len; i++)
		if (kept == 0 || cuts->at[i].at != cuts->at[kept - 1].at)
			cuts->at[kept++] = cuts->at[i];
	cuts->len = kept;
}

/* Does a mention tell of a visit?  A header has regions, dates and names. */
static unsigned
telling(const struct concept *c)
{
	static const char *const headers[] = {"target_area", "signature",
	    "date", "functional_limitation"};

	if (c->fact != NULL && (strcmp(c->fact, "dosage") == 0 ||
	    strcmp(c->fact, "code") == 0))
		return 2;
	if (c->element == NULL)
		return 0;
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		if (strcmp(c->element, headers[i]) == 0)
			return 0;
	return 1;
}

static void
find_told(struct arena *a, struct splitting *s)
{
	for (size_t i = 0; i < s->r->mentions.len; i++) {
		const struct mention *m = &s->r->mentions.at[i];
		for (unsigned n = telling(m->concept); n > 0; n--)
			vec_push(a, &s->told, m->span.start);
	}
	if (s->told.len > 0)
		sorted_make(s->told.at, s->told.len);
}

static size_t
told_before(const struct splitting *s, size_t offset)
{
	size_t first = 0, last = s->told.len;

	while (first < last) {
		size_t mid = first + (last - first) / 2;
		if (s->told.at[mid] < offset)
			first = mid + 1;
		else
			last = mid;
	}
	return first;
}

/* Does a part hold more than a header? */
static bool
tells(const struct splitting *s, struct span part)
{
	return told_before(s, part.end) - told_before(s, part.start) > 1;
}

/* The head of a part: so many bytes, and no more than so many lines. */
static struct span
head_of(struct str text, struct span part, size_t bytes, unsigned lines)
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
	struct span rest = head_of(r->note->text, (struct span){date.end,
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

static struct identity
identity_of(const struct splitting *s, struct span part, enum strength strength)
{
	const struct reading *r = s->r;
	struct identity id = {.date = NO_DATE};
	struct span first = head_of(s->text, part, HEADER_BYTES, HEADER_LINES);
	struct span head = strength == WEAK ? first :
	    head_of(s->text, part, IDENTITY_BYTES, UINT_MAX);
	struct span at;
	const struct mention *named = value_in(r, "patient", head, &at);

	if (named != NULL) {
		id.patient = str_trim(str_slice(s->text, at));
		id.label = label_of(s->text, named, at);
		id.sure = !person_is_loose(named->concept);
	}
	/* Where a name alone begins a note, a date without a label must stand
	 * beside it. */
	if (strength == WEAK && named != NULL) {
		part.start = at.start;
		head = head_of(s->text, part, HEADER_BYTES, HEADER_LINES);
		first = head_of(s->text, part, HEADER_BYTES, 1);
	}
	date_in(r, head, &id);
	if (id.date == NO_DATE && (strength != WEAK || named != NULL) &&
	    value_in(r, "set-off-date", first, &at) != NULL && is_alone(r, at))
		id.date = date_parse(str_slice(s->text, at), NO_DATE);
	return id;
}

/* Does a part say that it goes on with the note before it? */
static bool
goes_on(const struct splitting *s, struct span part)
{
	const struct concepts *all = pack_fact(s->r->pack, "note-continued");
	struct span head = head_of(s->text, part, HEADER_BYTES, HEADER_LINES);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(s->r, all->at[i]);
		const struct mention *at = first_from(m, head.start);
		if (at < m.last && at->span.start < head.end)
			return true;
	}
	return false;
}

/* Is a part about another visit than the note before it?  Only what both say
 * can differ. */
static bool
is_other(const struct identity *part, const struct identity *open,
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

/* A later page can say what the first did not. */
static void
learn(struct identity *open, const struct identity *part)
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

/* A walk over the parts of a file. */
struct walk {
	struct span open;	/* the note so far */
	struct identity now;	/* whom it is about */
	bool told;		/* more than its header has been seen */
	struct span next;	/* what may begin the next one; empty: nothing */
	enum strength strength;	/* of its beginning */
	struct identity theirs;	/* whom it is about */
	bool in_log;		/* what stands before it is a row of a log */
};

/* May a part that tells of no visit be the head of the next note?  It opens a
 * page, or it is short, as a title, a rule or a name. */
static bool
is_head(const struct splitting *s, const struct walk *w)
{
	struct span head = head_of(s->text, w->next, HEADER_BYTES,
	    HEADER_LINES);

	return (w->theirs.date == NO_DATE || w->theirs.date != w->now.date) &&
	    (w->strength != WEAK || head.end == w->next.end) &&
	    !tells(s, w->next);
}

/* Does any mention of a fact begin in a part? */
static bool
has_mention(const struct splitting *s, const char *fact, struct span part)
{
	const struct concepts *all = pack_fact(s->r->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(s->r, all->at[i]);
		const struct mention *at = first_from(m, part.start);
		if (at < m.last && at->span.start < part.end)
			return true;
	}
	return false;
}

/* Do two headers say who and when in the same way?  Prints of one system do;
 * forms, logs and lists inside a note have labels of their own. */
static bool
same_manner(const struct identity *a, const struct identity *b)
{
	return (a->patient.len > 0) == (b->patient.len > 0) &&
	    str_eq_nocase(a->label, b->label) &&
	    (a->date == NO_DATE || b->date == NO_DATE || a->dated == b->dated);
}

/* Has a part more than one line?  A row of a log has not. */
static bool
has_lines(struct str text, struct span part)
{
	size_t lines = 0;

	for (size_t at = part.start; at < part.end && lines < 2;) {
		struct span line = str_line_from(text, at);
		lines += str_trim(str_slice(text, line)).len > 0;
		at = line.end + 1;
	}
	return lines > 1;
}

static bool
is_signed(const struct splitting *s, struct span part)
{
	return has_mention(s, "signature", part) ||
	    has_mention(s, "signature-bare", part);
}

/* Is what may begin the next note a note of its own?  It has a title, a header
 * like the one before, or is signed as that is. */
static bool
is_own_note(const struct splitting *s, const struct walk *w)
{
	struct span head = head_of(s->text, w->next, HEADER_BYTES,
	    TITLE_LINES);

	if (w->strength == WEAK && (w->in_log || !has_lines(s->text, w->next)))
		return false;
	return has_mention(s, "note-boundary", head) ||
	    has_mention(s, "note-type", head) ||
	    same_manner(&w->theirs, &w->now) ||
	    ((w->strength != WEAK || is_signed(s, w->open)) &&
	    is_signed(s, w->next));
}

/* The note ends where the next one begins. */
static void
close_note(struct arena *a, struct walk *w, struct note_spans *out)
{
	vec_push(a, out, (struct span){w->open.start, w->next.start});
	w->open = w->next;
	w->now = w->theirs;
	w->next.end = w->next.start = 0;
}

/* A part whose note has not got beyond its header. */
static void
read_header(struct arena *a, const struct splitting *s, struct walk *w,
    struct span part, enum strength strength, struct note_spans *out)
{
	struct identity id = identity_of(s, part, strength);

	/* A record without a visit, as of who did not come. */
	if (strength == RECORD && part.start > w->open.start &&
	    is_other(&id, &w->now, strength)) {
		w->next = part;
		w->theirs = id;
		close_note(a, w, out);
	}
	w->open.end = part.end;
	w->now = identity_of(s, w->open, RECORD);
	w->told = tells(s, w->open);
}

/* A part below a visit: the next note, its head, or more of this one. */
static void
read_further(struct arena *a, const struct splitting *s, struct walk *w,
    struct span part, enum strength strength, struct note_spans *out)
{
	if (w->next.end == 0) {
		w->next.start = part.start;
		w->strength = strength;
	} else if (strength > w->strength) {
		w->strength = strength;
	}
	w->next.end = part.end;
	w->theirs = identity_of(s, w->next, w->strength);
	if (is_other(&w->theirs, &w->now, w->strength) &&
	    !goes_on(s, w->next)) {
		if (!tells(s, w->next))
			return;
		if (is_own_note(s, w)) {
			close_note(a, w, out);
			return;
		}
		w->in_log = !has_lines(s->text, w->next);
		w->next.end = 0;
		return;
	}
	w->in_log = false;
	if (is_head(s, w))
		return;
	learn(&w->now, &w->theirs);
	w->next.end = 0;
}

void
split_notes(struct arena *a, const struct reading *r, struct note_spans *out)
{
	struct splitting s = {.r = r, .text = r->note->text};
	struct walk w = {.now = {.date = NO_DATE}};
	struct cut cut = {0, RECORD};

	find_cuts(a, &s);
	find_told(a, &s);
	for (size_t i = 0; out->len < LIMIT_NOTES_IN_FILE; i++) {
		bool last = i == s.cuts.len;
		struct span part = {cut.at, last ? s.text.len :
		    s.cuts.at[i].at};
		if (part.start == part.end && !last)
			;
		else if (!w.told)
			read_header(a, &s, &w, part, cut.strength, out);
		else
			read_further(a, &s, &w, part, cut.strength, out);
		if (last)
			break;
		cut = s.cuts.at[i];
	}
	vec_push(a, out, (struct span){w.open.start, s.text.len});
}
