/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/claims.h"

#include "base/bisect.h"
#include "base/limits.h"

enum { MOST_WORDS = 8 };

/* The words of a name, without initials. */
struct name {
	struct str words[MOST_WORDS];
	size_t n;
};

static bool
is_name_char(char c)
{
	return is_word(c) || c == '\'' || c == '-';
}

static struct name
words_of(struct str s)
{
	struct name name = {.n = 0};

	for (size_t i = 0; i < s.len && name.n < MOST_WORDS;) {
		size_t start = i;
		while (i < s.len && is_name_char(s.ptr[i]))
			i++;
		if (i - start > 1)
			name.words[name.n++] = str_slice(s,
			    (struct span){start, i});
		i += i == start || i < s.len;
	}
	return name;
}

static bool
has_word(const struct name *name, struct str word)
{
	for (size_t i = 0; i < name->n; i++)
		if (str_eq_nocase(name->words[i], word))
			return true;
	return false;
}

/* One has all words of the other; a single word must be all there is. */
bool
claims_same_name(struct str a, struct str b)
{
	struct name x = words_of(a), y = words_of(b);
	const struct name *few = x.n <= y.n ? &x : &y;
	const struct name *many = x.n <= y.n ? &y : &x;

	if (few->n == 0 || (few->n == 1 && many->n > 1))
		return false;
	for (size_t i = 0; i < few->n; i++)
		if (!has_word(many, few->words[i]))
			return false;
	return true;
}

static bool
same_patient(const struct claim_line *c, const struct facts *f)
{
	if (c->patient_id.len > 0 && f->patient_id.len > 0)
		return str_eq_nocase(c->patient_id, f->patient_id);
	return claims_same_name(c->patient, f->patient);
}

static size_t
first_of_day(const struct claims *claims, date_t on)
{
	size_t i;

	bisect(i, claims->charges.len, claims->charges.at[i].date < on);
	return i;
}

/* Does a modifier say that the service is of another discipline? */
static bool
other_discipline(const struct claims *claims, const struct claim_line *c,
    const struct facts *f)
{
	for (unsigned i = 0; f->discipline.len > 0 &&
	    i < c->service.n_modifiers; i++) {
		const struct modifier *m = pack_modifier(claims->pack,
		    c->service.modifiers[i]);
		if (m != NULL && m->discipline != NULL &&
		    !str_eq(f->discipline, str_of(m->discipline)))
			return true;
	}
	return false;
}

/* Of the patient's charges of the day: is any of the author, and are they all
 * of one provider? */
struct day_of {
	size_t first;
	size_t last;
	bool author;
	bool several;
};

static struct day_of
look_at_day(const struct claims *claims, const struct facts *f)
{
	struct day_of d = {.first = first_of_day(claims, f->date_of_service)};
	struct str provider = {NULL, 0};

	for (d.last = d.first; d.last < claims->charges.len &&
	    claims->charges.at[d.last].date == f->date_of_service; d.last++) {
		const struct claim_line *c = &claims->charges.at[d.last];
		if (!same_patient(c, f) || c->author.len == 0)
			continue;
		d.author |= claims_same_name(c->author, f->author);
		if (other_discipline(claims, c, f))
			continue;
		d.several |= provider.len > 0 &&
		    !claims_same_name(provider, c->author);
		provider = c->author;
	}
	return d;
}

static bool
is_of(const struct claims *claims, const struct day_of *d,
    const struct claim_line *c, const struct facts *f)
{
	if (!same_patient(c, f))
		return false;
	/* A wrong modifier of the author's own is to be found, not passed. */
	if (d->author && c->author.len > 0)
		return claims_same_name(c->author, f->author);
	return !other_discipline(claims, c, f) && (c->author.len == 0 ||
	    f->author.len == 0 || !d->several);
}

/* The place and the minutes that the note states for the code; the n-th line
 * of a code goes with the n-th charge of it. */
static void
add_service(struct arena *a, struct facts *f, const struct claim_line *c)
{
	struct service s = c->service;
	size_t before = 0;

	for (size_t i = 0; i < f->services.len; i++)
		before += str_eq(f->services.at[i].number, s.number);
	for (size_t i = 0; i < f->noted.len; i++) {
		const struct service *noted = &f->noted.at[i];
		if (!str_eq(noted->number, s.number) || before-- > 0)
			continue;
		s.minutes = noted->minutes;
		s.at = noted->at;
		break;
	}
	vec_push(a, &f->services, s);
}

static bool
same_modifiers(const struct service *x, const struct service *y)
{
	if (x->n_modifiers != y->n_modifiers)
		return false;
	for (unsigned i = 0; i < x->n_modifiers; i++)
		if (!str_eq(x->modifiers[i], y->modifiers[i]))
			return false;
	return true;
}

/* Is the i-th charge one before it that was submitted again?  Then it is the
 * same service. */
static bool
is_sent_again(const struct claims *claims, const struct facts *f, size_t i)
{
	const struct claim_line *c = &claims->charges.at[f->charges.at[i]];

	for (size_t k = 0; k < i; k++) {
		const struct claim_line *x =
		    &claims->charges.at[f->charges.at[k]];
		if (str_eq(x->service.number, c->service.number) &&
		    x->service.units == c->service.units &&
		    same_modifiers(&x->service, &c->service) &&
		    x->submitted != NO_DATE && c->submitted != NO_DATE &&
		    x->submitted != c->submitted)
			return true;
	}
	return false;
}

void
claims_join(const struct claims *claims, struct arena *a, struct facts *f)
{
	f->claims = claims;
	if (f->date_of_service == NO_DATE ||
	    (f->patient.len == 0 && f->patient_id.len == 0))
		return;
	struct day_of d = look_at_day(claims, f);
	for (size_t i = d.first; i < d.last; i++)
		if (is_of(claims, &d, &claims->charges.at[i], f))
			vec_push(a, &f->charges, i);
	if (f->charges.len == 0)
		return;
	f->noted.at = f->services.at;
	f->noted.len = f->services.len;
	f->noted.cap = f->services.cap;
	f->services.at = NULL;
	f->services.len = f->services.cap = 0;
	for (size_t i = 0; i < f->charges.len; i++)
		if (f->charges.len * f->charges.len > LIMIT_NOTE_PAIRS ||
		    !is_sent_again(claims, f, i))
			add_service(a, f,
			    &claims->charges.at[f->charges.at[i]]);
}
