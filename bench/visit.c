/* SPDX-License-Identifier: Apache-2.0 */
#include "bench/visit.h"

#include <stdio.h>

enum {
	FIRST_DAY = 20089,	/* 2025-01-01 */
	DAYS = 420,		/* on which care can begin */
	MOST_SERVICES = 3,
	REPORT_EVERY = 10,	/* visits from one progress report to the next */
	EARLIER_SHOWN = 3,	/* earlier visits a flow sheet can show */
	CLONED = 8,		/* percent of notes copied forward */
	MOST_COLUMNS = 1000
};

/* The minutes of one visit. */
struct session {
	long minutes[MOST_SERVICES];
	long units[MOST_SERVICES];
	long n;
	long timed, total, units_timed;
	long begin;		/* minute of the day */
};

static bool
choose(struct telling *t, const char *pool, struct str *out)
{
	if (telling_choose(t, pool, out))
		return true;
	err_set(t->err, E_CONFIG, "phrases: no pool [%s]", pool);
	return false;
}

/* The first word of `s`, which is left with the rest. */
static struct str
take_word(struct str *s)
{
	struct str word = {s->ptr, 0};

	while (word.len < s->len && !is_blank(s->ptr[word.len]))
		word.len++;
	*s = str_trim((struct str){s->ptr + word.len, s->len - word.len});
	return word;
}

static void
scope(struct telling *t, struct str name)
{
	vec_push(t->arena, &t->scopes, arena_str(t->arena, name).ptr);
}

/* Two or three visits a week from the first on. */
static void
draw_visits(struct random *r, struct patient *p)
{
	date_t day = FIRST_DAY + (date_t)random_between(r, 0, DAYS);

	p->n_visits = (unsigned)random_between(r, 4, MOST_VISITS);
	while ((day + 3) % 7 >= 5)
		day++;
	for (unsigned i = 0; i < p->n_visits; i++) {
		p->visits[i] = day;
		do
			day += (date_t)random_between(r, 2, 4);
		while ((day + 3) % 7 >= 5);
	}
}

bool
patient_draw(const struct phrases *p, struct arena *a, uint64_t seed,
    unsigned number, struct patient *out, struct err *err)
{
	struct telling t = {.phrases = p, .arena = a, .err = err,
	    .random = random_of(seed, number)};
	struct patient new = {.number = number};
	struct str field;

	new.seed = random_next(&t.random);
	if (!choose(&t, "field", &field) ||
	    !choose(&t, "clinic", &new.clinic) ||
	    !choose(&t, "pronouns", &new.pronouns) ||
	    !choose(&t, "family", &new.family) ||
	    !choose(&t, "side", &new.side))
		return false;
	new.region = take_word(&field);
	new.discipline = field;
	struct str words = new.pronouns;
	scope(&t, new.discipline);
	scope(&t, take_word(&words));
	if (!choose(&t, "given", &new.given) ||
	    !choose(&t, "therapist", &new.therapist))
		return false;
	new.born = FIRST_DAY - (date_t)random_between(&t.random, 7000, 32000);
	new.wordy = random_between(&t.random, 0, 70);
	draw_visits(&t.random, &new);
	*out = new;
	return true;
}

static const char *
kind_of(const struct patient *p, unsigned visit)
{
	if (visit == 0)
		return "eval";
	if (visit + 1 == p->n_visits)
		return "discharge";
	return visit % REPORT_EVERY == 0 ? "progress" : "daily";
}

/* Units of the timed services by the rule of eight minutes: whole quarters
 * first, then the largest rests. */
static void
count_units(struct session *s)
{
	long left = (s->timed + 7) / 15;
	long rest[MOST_SERVICES];

	s->units_timed = left;
	for (long i = 0; i < s->n; i++) {
		s->units[i] = s->minutes[i] / 15;
		rest[i] = s->minutes[i] % 15;
		left -= s->units[i];
	}
	for (; left > 0; left--) {
		long best = 0;
		for (long i = 1; i < s->n; i++)
			if (rest[i] > rest[best])
				best = i;
		s->units[best]++;
		rest[best] = -1;
	}
}

static struct session
draw_session(struct random *r)
{
	struct session s = {.n = random_between(r, 1, MOST_SERVICES)};

	for (long i = 0; i < s.n; i++) {
		s.minutes[i] = random_between(r, i == 0 ? 15 : 8, 26);
		s.timed += s.minutes[i];
	}
	s.total = s.timed + random_between(r, 0, 12);
	s.begin = 7 * 60 + 5 * random_between(r, 0, 120);
	count_units(&s);
	return s;
}

static bool
struck(const struct telling *t, const char *name)
{
	for (size_t i = 0; i < t->struck.len; i++)
		if (strcmp(t->struck.at[i], name) == 0)
			return true;
	return false;
}

/* Each line of the pool: a name and how often of 100 it is struck. */
static void
draw_defects(struct telling *t)
{
	const struct pool *all = phrases_pool(t->phrases, "defects");

	for (size_t i = 0; all != NULL && i < all->choices.len; i++) {
		struct str line = all->choices.at[i];
		const char *name = arena_str(t->arena, take_word(&line)).ptr;
		long percent = 0;
		if (str_number(line, 100, &percent) &&
		    random_chance(&t->random, percent))
			vec_push(t->arena, &t->struck, name);
	}
}

static void
bind_number(struct telling *t, const char *name, long number)
{
	telling_bind(t, name, arena_printf(t->arena, "%ld", number));
}

/* A name with a number behind it, for what comes several times. */
static const char *
numbered(struct telling *t, const char *name, long number)
{
	return arena_printf(t->arena, "%s%ld", name, number).ptr;
}

static void
bind_date(struct telling *t, const char *name, date_t day)
{
	int y, m, d;

	date_parts(day, &y, &m, &d);
	telling_bind(t, name, arena_printf(t->arena, "%02d/%02d/%04d", m, d, y));
	telling_bind(t, arena_printf(t->arena, "%s-short", name).ptr,
	    arena_printf(t->arena, "%d/%d/%02d", m, d, y % 100));
	telling_bind(t, arena_printf(t->arena, "%s-column", name).ptr,
	    arena_printf(t->arena, "%02d/%02d", m, d));
}

static void
bind_time(struct telling *t, const char *name, long minute)
{
	long hour = minute / 60 % 24;

	telling_bind(t, name, arena_printf(t->arena, "%ld:%02ld %s",
	    hour % 12 == 0 ? 12 : hour % 12, minute % 60,
	    hour < 12 ? "AM" : "PM"));
	telling_bind(t, arena_printf(t->arena, "%s-bare", name).ptr,
	    arena_printf(t->arena, "%ld:%02ld", hour % 12 == 0 ? 12 : hour % 12,
	    minute % 60));
}

static void
bind_patient(struct telling *t, const struct patient *p)
{
	static const char *const pronouns[] = {"he", "He", "his", "him"};
	struct str words = p->pronouns;

	for (size_t i = 0; i < 4; i++)
		telling_bind(t, pronouns[i], take_word(&words));
	telling_bind(t, "given", p->given);
	telling_bind(t, "family", p->family);
	telling_bind(t, "therapist", p->therapist);
	telling_bind(t, "discipline", p->discipline);
	telling_bind(t, "side", p->side);
	telling_bind(t, "S", (struct str){p->side.ptr, 1});
	bind_number(t, "mrn", 20000 + (long)p->number);
	bind_number(t, "age", (p->visits[0] - p->born) / 365);
	bind_date(t, "dob", p->born);
	bind_date(t, "soc", p->visits[0]);
	bind_date(t, "stg", p->visits[0] + 28);
	bind_date(t, "ltg", p->visits[0] + 70);
}

static void
bind_visit(struct telling *t, const struct patient *p, unsigned visit)
{
	bind_date(t, "date", p->visits[visit]);
	bind_date(t, "return", p->visits[visit] + 3);
	bind_number(t, "visit", visit + 1);
	for (unsigned i = 1; i <= EARLIER_SHOWN; i++)
		bind_date(t, numbered(t, "earlier", i), visit >= i ?
		    p->visits[visit - i] : p->visits[0] - 2 * (date_t)i);
}

/* Services name the codes; what is struck here is wrong on purpose. */
static bool
bind_session(struct telling *t, const struct session *s)
{
	struct str code;

	for (long i = 0; i < s->n; i++) {
		if (!choose(t, numbered(t, "service", i + 1), &code))
			return false;
		telling_bind(t, numbered(t, "code", i + 1), take_word(&code));
		telling_bind(t, numbered(t, "title", i + 1), code);
		bind_number(t, numbered(t, "minutes", i + 1), s->minutes[i]);
		bind_number(t, numbered(t, "units", i + 1), s->units[i] +
		    (i == 0 && struck(t, "units") ? 1 : 0));
	}
	bind_number(t, "timed-minutes", s->timed);
	bind_number(t, "total-minutes", struck(t, "minutes") ?
	    s->timed - 5 : s->total);
	bind_time(t, "in", s->begin);
	bind_time(t, "out", s->begin + s->total);
	return true;
}

/* Break lines at blanks, as clinics do whose notes have a width. */
static void
fold(struct text *text, size_t from, long width)
{
	size_t blank = SIZE_MAX;
	size_t line = from;

	for (size_t i = from; i < text->len; i++) {
		if (text->at[i] == '\n') {
			line = i + 1;
			blank = SIZE_MAX;
		} else if (text->at[i] == ' ') {
			blank = i;
		}
		if (i - line >= (size_t)width && blank != SIZE_MAX) {
			text->at[blank] = '\n';
			line = blank + 1;
			blank = SIZE_MAX;
		}
	}
}

bool
visit_tell(const struct phrases *p, struct arena *a,
    const struct patient *patient, unsigned visit, struct text *out,
    struct err *err)
{
	struct telling t = {.phrases = p, .arena = a, .err = err};
	const char *kind = kind_of(patient, visit);

	t.random = random_of(patient->seed, visit);
	bool cloned = random_chance(&t.random, CLONED) && visit > 1;
	/* The same draws make the same sentences: only dates differ. */
	t.random = random_of(patient->seed, visit - cloned);
	t.wordy = patient->wordy + random_between(&t.random, 0, 40);
	struct session session = draw_session(&t.random);
	scope(&t, patient->clinic);
	scope(&t, patient->region);
	scope(&t, patient->discipline);
	scope(&t, arena_printf(a, "%ld", session.n));
	draw_defects(&t);
	bind_patient(&t, patient);
	bind_visit(&t, patient, visit);
	size_t from = out->len;
	if (!bind_session(&t, &session) || !telling_tell(&t, kind, out))
		return false;
	struct str width;
	long columns;
	if (telling_choose(&t, "width", &width) &&
	    str_number(width, MOST_COLUMNS, &columns))
		fold(out, from, columns);
	return true;
}
