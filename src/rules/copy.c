/* SPDX-License-Identifier: Apache-2.0 */
/*
 * copy/...: whether a note was written for its visit.  From where on a share
 * of copied words is a finding is data (patterns/copying.yaml).
 */
#include "rules/rules.h"
#include "rules/wording.h"

#include "copy/copied.h"

/* Places that a finding shows, here and in the other note. */
enum { MOST_PLACES = 12 };

static const char UNTITLED[] = "text";

/* What a rule judges by. */
struct copy_judging {
	struct judging *judging;
	const struct copied *copied;
	const struct copying *by;
};

static struct str
percent_text(struct arena *a, unsigned percent)
{
	return arena_printf(a, "%u%%", percent);
}

/* "export.zip, smith/1.txt", "visits.csv, row 7" */
static struct str
place_text(struct arena *a, const struct note_place *n)
{
	struct str out = arena_printf(a, "%s%s%s", n->file,
	    n->member != NULL ? ", " : "", n->member != NULL ? n->member : "");

	return n->row == 0 ? out : arena_printf(a, "%.*s, row %zu",
	    STR_ARG(out), n->row);
}

/* The words that a tile and those after it cover, edits included. */
static size_t
joined_tiles(const struct tiles *tiles, size_t first)
{
	size_t last = first;

	while (last + 1 < tiles->len) {
		const struct tile *x = &tiles->at[last];
		const struct tile *y = &tiles->at[last + 1];
		if (y->later - (x->later + x->words) > EDIT_WORDS ||
		    y->source < x->source + x->words ||
		    y->source - (x->source + x->words) > EDIT_WORDS)
			break;
		last++;
	}
	return last;
}

/* The tiles, as far as they cover words [first, last) of the later text. */
static struct tiles
tiles_within(struct arena *a, const struct alignment *al, uint32_t first,
    uint32_t last)
{
	struct tiles out = {0};

	for (size_t i = 0; i < al->tiles.len; i++) {
		struct tile t = al->tiles.at[i];
		uint32_t before = t.later < first ? first - t.later : 0;
		if (t.later >= last || before >= t.words)
			continue;
		t.later += before;
		t.source += before;
		t.words -= before;
		if (t.words > last - t.later)
			t.words = last - t.later;
		vec_push(a, &out, t);
	}
	return out;
}

/* Words [first, last) of the source. */
static struct related
place_in(const struct copy_source *source, uint32_t first, uint32_t last)
{
	const struct prose *p = source->prose;

	return (struct related){source->note, prose_source(p, first, last),
	    prose_line(p, first), prose_line(p, last - 1)};
}

/* Show what is copied: passages here, and where they stand in the source.
 * With `part`, of that part only. */
static void
show_passages(const struct copy_judging *c, struct finding *f,
    const struct copy_source *source, const uint32_t *part)
{
	const struct prose *own = c->copied->prose;
	struct arena *a = c->judging->arena;
	struct tiles tiles = tiles_within(a, &source->comparison.alignment,
	    part == NULL ? 0 : own->parts[*part].first,
	    part == NULL ? own->n : own->parts[*part].last);

	for (size_t i = 0; i < tiles.len && f->related.len < MOST_PLACES;) {
		size_t last = joined_tiles(&tiles, i);
		const struct tile *x = &tiles.at[i];
		const struct tile *y = &tiles.at[last];
		i = last + 1;
		struct span at = prose_span(own, x->later,
		    y->later + y->words);
		if (f->placed)
			vec_push(a, &f->more, at);
		else
			f->at = at;
		f->placed = true;
		vec_push(a, &f->related, place_in(source, x->source,
		    y->source + y->words));
	}
}

static void
judge_copy(const struct copy_judging *c, const char *id,
    const struct copy_source *source, const struct copy_share *share,
    const uint32_t *part)
{
	struct arena *a = c->judging->arena;
	const char *kind = UNTITLED;

	if (part != NULL && c->copied->prose->parts[*part].kind != NULL)
		kind = c->copied->prose->parts[*part].kind->id;
	struct finding *f = judge(c->judging, id, NULL, (struct detail[]){
	    {"percent", percent_text(a, copy_percent(share))},
	    {"date", source->date == NO_DATE ?
	    STR("an unknown date") : date_text(a, source->date)},
	    {"file", place_text(a, &source->note)},
	    {"section", str_of(kind)},
	    {NULL, {NULL, 0}}});
	if (f == NULL)
		return;
	f->prose_words = source->comparison.whole.words;
	f->copied_words = source->comparison.whole.copied;
	show_passages(c, f, source, part);
}

static bool
reaches(const struct copy_share *s, int percent)
{
	return s->copied * 100ull >= (uint64_t)s->words * (unsigned)percent;
}

const struct copy_source *
copy_of_own(const struct copying *by, const struct copied *c)
{
	const struct whole_rule rule = {
		.words = (unsigned)by->whole_words,
		.stock = (unsigned)by->whole_stock,
		.copied = (unsigned)by->whole_copied,
		.beside_words = (unsigned)by->beside_words,
		.beside = (unsigned)by->beside_copied,
	};

	return c->same != NULL && compare_repeats(&c->same->comparison,
	    &rule) ? c->same : NULL;
}

const struct copy_source *
copy_of_other(const struct copying *by, const struct copied *c)
{
	if (c->cross == NULL)
		return NULL;
	const struct copy_share *s = &c->cross->comparison.whole;
	if (s->words < (unsigned)by->cross_words ||
	    !reaches(s, by->cross_copied))
		return NULL;
	/* Where the patient's own note is as good a source, it is it. */
	return copy_of_own(by, c) == NULL ||
	    s->copied > c->same->comparison.whole.copied ? c->cross : NULL;
}

const struct copy_source *
copy_of_section(const struct copying *by, const struct copied *c,
    uint32_t part)
{
	const struct copy_source *source = c->parts[part];
	const struct section_kind *kind = c->prose->parts[part].kind;

	if (source == NULL || kind == NULL ||
	    !texts_have(&by->sections, kind->id))
		return NULL;
	const struct copy_share *s = &source->comparison.parts[part];
	return s->words >= (unsigned)by->section_words &&
	    reaches(s, by->section_copied) ? source : NULL;
}

static void
judge_sections(const struct copy_judging *c)
{
	for (uint32_t i = 0; i < c->copied->prose->n_parts; i++) {
		const struct copy_source *source = copy_of_section(c->by,
		    c->copied, i);
		if (source != NULL)
			judge_copy(c, "copy/section", source,
			    &source->comparison.parts[i], &i);
	}
}

static void
judge_standing(const struct copy_judging *c)
{
	const struct copy_share s = c->copied->standing;

	if (s.words < (unsigned)c->by->whole_words ||
	    !reaches(&s, c->by->standing_most + 1))
		return;
	struct finding *f = judge(c->judging, "copy/template", NULL,
	    (struct detail[]){{"percent",
	    percent_text(c->judging->arena, copy_percent(&s))},
	    {NULL, {NULL, 0}}});
	if (f == NULL)
		return;
	f->prose_words = s.words;
	f->copied_words = s.copied;
}

static void
judge_pair(const struct copy_judging *c, const char *id,
    const struct leftover *l)
{
	if (l->here.len == 0)
		return;
	struct finding *f = judge(c->judging, id, &l->at, (struct detail[]){
	    {"first", l->usual}, {"second", l->here}, {NULL, {NULL, 0}}});
	if (f != NULL)
		vec_push(c->judging->arena, &f->related,
		    (struct related){.note = l->other});
}

/* Who is meant, by what copying left behind: by a name, else by a date. */
static void
judge_leftovers(const struct copy_judging *c)
{
	const struct copied *d = c->copied;
	const struct leftover *born = &d->birth;

	if (d->stranger.len > 0)
		judge(c->judging, "integrity/patient", &d->stranger_at,
		    (struct detail[]){{"patient", d->patient},
		    {"other", d->stranger}, {NULL, {NULL, 0}}});
	else if (born->here.len > 0)
		judge(c->judging, "integrity/patient", &born->at,
		    (struct detail[]){{"patient", d->patient},
		    {"other", born->here}, {NULL, {NULL, 0}}});
	judge_pair(c, "integrity/pronoun", &d->pronoun);
	judge_pair(c, "integrity/laterality", &d->side);
}

void
copy_rules_run(struct judging *j, const struct copied *copied)
{
	const struct copy_judging c = {j, copied, &j->pack->copying};

	if (c.by->whole_words == 0)
		return;
	const struct copy_source *own = copy_of_own(c.by, copied);
	const struct copy_source *other = copy_of_other(c.by, copied);
	if (own != NULL)
		judge_copy(&c, "copy/same-patient", own,
		    &own->comparison.whole, NULL);
	else
		judge_sections(&c);
	if (other != NULL && other->known)
		judge_copy(&c, "copy/cross-patient", other,
		    &other->comparison.whole, NULL);
	judge_standing(&c);
	judge_leftovers(&c);
}
