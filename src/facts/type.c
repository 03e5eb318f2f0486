/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/gather.h"
#include "facts/readers.h"

/* The kind that the first title in the note gives; without one, daily. */
static const struct note_type *
titled_type(const struct reading *r, const struct gathered *titles)
{
	for (size_t i = 0; i < titles->len; i++) {
		const struct note_type *t = pack_note_type(r->pack,
		    concept_tail(titles->at[i]->concept));
		if (t != NULL)
			return t;
	}
	return pack_note_type(r->pack, "daily");
}

/* The discipline that most of what names one gives: title, credential. */
static struct str
discipline_of(struct arena *a, const struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered stated = gather_counting(a, r, "discipline");

	for (size_t i = 0; i < stated.len; i++)
		if (stated.at[i]->lexeme == NULL)
			return str_of(concept_tail(stated.at[i]->concept));
	return (struct str){NULL, 0};
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
	struct gathered titles = gather_counting(a, r, "note-type");
	struct gathered signs = gather_all(a, r, "therapy");

	f->therapy = signs.len > 0;
	f->type = titled_type(r, &titles);
	f->discipline = discipline_of_credential(f);
	if (f->discipline.len == 0)
		f->discipline = discipline_of(a, f);
	for (size_t i = 0; i < f->discipline.len && i < 3; i++)
		if (!is_upper(f->discipline.ptr[i])) {
			/* Concept ids are small letters, disciplines capitals. */
			char *upper = arena_copy(a, f->discipline.ptr,
			    f->discipline.len);
			for (size_t k = 0; k < f->discipline.len; k++)
				if (upper[k] >= 'a' && upper[k] <= 'z')
					upper[k] = (char)(upper[k] - ('a' - 'A'));
			f->discipline.ptr = upper;
		}
}
