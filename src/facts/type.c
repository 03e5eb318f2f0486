/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/dates.h"
#include "facts/gather.h"
#include "facts/readers.h"
#include "facts/stated.h"

/* Titles stand in the first lines; further down the same words name other
 * documents ("send progress report"). */
enum { TITLE_LINES = 12 };

static size_t
end_of_titles(struct str text)
{
	size_t at = 0;

	for (unsigned lines = 0; at < text.len && lines < TITLE_LINES; at++)
		lines += text.ptr[at] == '\n';
	return at;
}

/* Was the note of a kind, which its day is printed of, before this visit? */
static bool
is_past(struct arena *a, const struct facts *f, const char *kind)
{
	const struct reading *r = f->reading;
	struct gathered dated = gather_all(a, r, "past-type");

	for (size_t i = 0; i < dated.len; i++) {
		date_t d = dates_parse(mention_text(r, dated.at[i], "value"),
		    NO_DATE, dates_day_first(r->note->text));
		if (d != NO_DATE && d < f->date_of_service &&
		    strcmp(concept_tail(dated.at[i]->concept), kind) == 0)
			return true;
	}
	return false;
}

/* The kind that the first mention of a fact before `end` gives, or NULL.  What
 * names a note of an earlier day does not name this one. */
static const struct note_type *
named_type(struct arena *a, const struct facts *f, const struct reading *r,
    const char *fact, size_t end)
{
	struct gathered named = gather_counting(a, r, fact);

	for (size_t i = 0; i < named.len && named.at[i]->span.start < end;
	    i++) {
		const char *kind = concept_tail(named.at[i]->concept);
		const struct note_type *t = pack_note_type(r->pack, kind);
		if (t != NULL && !is_past(a, f, kind))
			return t;
	}
	return NULL;
}

/* The day of another kind of note is not this visit's. */
static void
forget_date_of_other(struct arena *a, struct facts *f, const char *kind)
{
	struct gathered dated = gather_all(a, f->reading, "past-type");

	for (size_t i = 0; i < dated.len; i++)
		if (span_touches(dated.at[i]->span, f->date_at) &&
		    strcmp(concept_tail(dated.at[i]->concept), kind) != 0) {
			f->date_of_service = NO_DATE;
			f->date_at = (struct span){0, 0};
		}
}

/* By the title. */
static const struct note_type *
titled_type(struct arena *a, const struct facts *f)
{
	const struct reading *r = f->reading;
	size_t end = end_of_titles(r->note->text);
	const struct note_type *t = named_type(a, f, r, "note-type-final",
	    end);

	if (t == NULL && r->title != NULL)
		t = named_type(a, f, r->title, "note-type",
		    r->title->note->text.len);
	return t != NULL ? t : named_type(a, f, r, "note-type", end);
}

/* Without a title by its code, by a code that only such a note bills, or by
 * what only such a note tells. */
static const struct note_type *
type_of(struct arena *a, const struct facts *f)
{
	const struct reading *r = f->reading;
	size_t end = r->note->text.len;
	const struct note_type *t = stated_type(f);

	if (t == NULL)
		t = named_type(a, f, r, "note-type-code", end);
	if (t == NULL)
		t = named_type(a, f, r, "note-type-told", end);
	return t != NULL ? t : pack_note_type(r->pack, "daily");
}

/* The first discipline that a fact's mentions name, in capitals. */
static struct str
named_discipline(struct arena *a, const struct reading *r, const char *fact)
{
	struct gathered named = gather_counting(a, r, fact);

	if (named.len == 0)
		return (struct str){NULL, 0};
	struct str id = str_of(concept_tail(named.at[0]->concept));
	char *upper = arena_copy(a, id.ptr, id.len);
	for (size_t i = 0; i < id.len; i++)
		if (upper[i] >= 'a' && upper[i] <= 'z')
			upper[i] = (char)(upper[i] - ('a' - 'A'));
	return (struct str){upper, id.len};
}

/* PTA and OTA belong to PT and OT; the credential's lexeme says so. */
static struct str
discipline_of_credential(const struct facts *f)
{
	const struct pack *p = f->reading->pack;

	for (size_t i = 0; i < p->lexemes.len; i++) {
		const struct lexeme *l = p->lexemes.at[i];
		if (l->value != NULL && l->kind != NULL &&
		    strcmp(l->concept->id, "credentials") == 0 &&
		    str_eq(str_of(l->value), f->credential))
			return str_of(l->kind);
	}
	return (struct str){NULL, 0};
}

void
type_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered signs = gather_all(a, r, "therapy");

	struct str coded = stated_discipline(f);
	bool signs_as_therapist = f->signature_at.end > 0 &&
	    discipline_of_credential(f).len > 0;

	/* A physician's note speaks of therapy, too. */
	f->therapy = coded.len > 0 ||
	    ((signs.len > 0 || signs_as_therapist) &&
	    !stated_other_profession(f)) ||
	    (r->title != NULL &&
	    gather_all(a, r->title, "therapy").len > 0);
	f->type = titled_type(a, f);
	if (f->type == NULL)
		f->type = type_of(a, f);
	forget_date_of_other(a, f, f->type->id);
	f->discipline = discipline_of_credential(f);
	if (f->discipline.len == 0 && r->title != NULL)
		f->discipline = named_discipline(a, r->title,
		    "discipline");
	if (f->discipline.len == 0)
		f->discipline = coded;
	if (f->discipline.len == 0)
		f->discipline = named_discipline(a, r, "discipline");
	/* Not by the work of those who are no therapists. */
	if (f->discipline.len == 0 && f->therapy)
		f->discipline = named_discipline(a, r, "discipline-told");
}

/* Does the note list, bill or measure anything?  What is told of a call names
 * exercises, too, and repeats what was measured. */
static bool
shows_visit(const struct facts *f)
{
	for (size_t i = 0; i < f->exercises.len; i++)
		if (exercise_performed(&f->exercises.at[i]))
			return true;
	return f->services.len > 0 || f->timed_minutes != NONE ||
	    f->total_minutes != NONE || f->time_in != NO_TIME ||
	    f->present[EL_OBJECTIVE] || f->present[EL_RESPONSE];
}

/* A note about no visit, by its title where no treatment is shown with its
 * dosage, or by its words where nothing is shown at all.  Summaries tell of
 * those who did not come back, too. */
static const struct note_type *
type_apart(struct arena *a, const struct facts *f, bool treats)
{
	const struct reading *r = f->reading;
	const struct note_type *t = treats ? NULL :
	    named_type(a, f, r, "note-type-apart", r->note->text.len);

	if (t != NULL || shows_visit(f) || strcmp(f->type->id, "daily") != 0)
		return t;
	return named_type(a, f, r, "note-type-unseen", r->note->text.len);
}

/* A document that says what it is, and is no therapist's, is of no kind that
 * has requirements. */
void
type_settle(struct arena *a, struct facts *f, bool treats)
{
	const struct note_type *apart = type_apart(a, f, treats);
	const struct note_type *other = pack_note_type(f->reading->pack,
	    "other");

	/* Where nothing says whose work it is, the work itself does; but a
	 * scrap that nobody signs by name is left alone. */
	if (f->therapy && f->discipline.len == 0 && f->author.len > 0 &&
	    memchr(f->author.ptr, ' ', f->author.len) != NULL)
		f->discipline = named_discipline(a, f->reading,
		    "discipline-likely");
	if (apart != NULL)
		f->type = apart;
	if (f->therapy || other == NULL ||
	    document_stated(f->reading->note->document, "note-type").len == 0)
		return;
	f->type = other;
	f->discipline = (struct str){NULL, 0};
}
