/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/charge_words.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/number.h"
#include "facts/gaps.h"
#include "facts/gather.h"

/* Up to here a number counts units, from there on minutes; bytes of a sentence
 * on either side of a service. */
enum { FEW = 4, MOST_TOLD = 90, REACH = 240 };

struct told {
	struct str text;
	const struct charge_items *items;
	struct gathered labels;		/* of charges */
	struct span sentence;
};

static struct span
sentence_at(struct str text, struct span at)
{
	struct span line = str_line_at(text, at.start), out = at;

	while (out.start > line.start && at.start - out.start < REACH &&
	    !gap_opens_sentence(text, out.start - 1))
		out.start--;
	while (out.end < line.end && out.end - at.end < REACH &&
	    !gap_opens_sentence(text, out.end))
		out.end++;
	return out;
}

/* Does another number of the sentence say that it counts what this one does,
 * or a label of charges? */
static bool
is_spoken_of(const struct told *t, enum item_kind kind)
{
	for (size_t i = 0; i < t->items->len; i++) {
		const struct charge_item *item = &t->items->at[i];
		if (span_holds(t->sentence, item->at) && (item->kind == kind ||
		    (kind == MINUTES && item->kind == TOTAL)))
			return true;
	}
	return kind == UNITS && gathered_in(&t->labels, t->sentence) > 0;
}

static struct span
word_from(struct str text, size_t at)
{
	struct span word = {at, at};

	while (word.end < text.len && (is_alpha(text.ptr[word.end]) ||
	    (text.ptr[word.end] == '-' && word.end > at)))
		word.end++;
	return word;
}

/* The number in one or two words at a place; empty when none stands there. */
static struct span
number_from(struct str text, size_t at, int *value)
{
	struct span first = word_from(text, at), both = first;

	if (first.end + 1 < text.len && text.ptr[first.end] == ' ') {
		both.end = word_from(text, first.end + 1).end;
		*value = number_parse(str_slice(text, both));
		if (*value > 0)
			return both;
	}
	/* "a" and "once" are no count of minutes or units. */
	*value = span_len(first) < 3 ? -1 :
	    number_parse(str_slice(text, first));
	return *value > 0 ? first : (struct span){at, at};
}

/* Does nothing follow that would say what is counted? */
static bool
ends_clause(struct str text, size_t at)
{
	static const char *const words[] = {" and ", " plus ", " then ",
	    " with ", " for a total"};

	if (at == text.len || strchr(".,;)\n", text.ptr[at]) != NULL)
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts((struct str){text.ptr + at, text.len - at},
		    str_of(words[i])))
			return true;
	return false;
}

static bool
is_linking(struct str word)
{
	static const char *const words[] = {"was", "were", "for", "at", "took",
	    "got", "had", "about", "ran", "is", "came", "to", "just", NULL};

	return str_is_one_of(word, words);
}

/* A number behind a service: "manual therapy was fourteen". */
static struct charge_item
behind(const struct told *t, const struct charge_item *anchor)
{
	enum { MOST_LINKS = 2 };
	struct str text = t->text;
	struct charge_item item = {.at = {anchor->at.end, anchor->at.end}};
	size_t at = anchor->at.end;

	for (unsigned links = 0; links <= MOST_LINKS; links++) {
		while (at < text.len && strchr(" ,:", text.ptr[at]) != NULL)
			at++;
		struct span word = word_from(text, at);
		if (!is_linking(str_slice(text, word)))
			break;
		at = word.end;
	}
	struct span number = number_from(text, at, &item.value);
	if (span_len(number) > 0 && ends_clause(text, number.end))
		item.at = number;
	return item;
}

/* A number before it: "one neuromuscular re-education", "one of manual". */
static struct charge_item
before(const struct told *t, const struct charge_item *anchor)
{
	static const char *const words[] = {"of ", "for "};
	struct str text = t->text;
	struct charge_item item = {.at = {anchor->at.start, anchor->at.start},
	    .ahead = true};
	size_t end = anchor->at.start;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t len = strlen(words[i]);
		if (end > len && memcmp(text.ptr + end - len, words[i],
		    len) == 0)
			end -= len;
	}
	if (end == 0 || text.ptr[end - 1] != ' ')
		return item;
	size_t start = --end;
	while (start > 0 && (is_alpha(text.ptr[start - 1]) ||
	    text.ptr[start - 1] == '-'))
		start--;
	item.value = end - start < 3 ? -1 :
	    number_parse((struct str){text.ptr + start, end - start});
	if (item.value > 0 && item.value <= FEW)
		item.at = (struct span){start, end};
	return item;
}

static void
add(struct arena *a, const struct told *t, struct charge_item item,
    struct charge_items *out)
{
	item.kind = item.value <= FEW ? UNITS : MINUTES;
	if (span_len(item.at) == 0 || item.value > MOST_TOLD ||
	    !is_spoken_of(t, item.kind))
		return;
	for (size_t i = 0; i < t->items->len; i++)
		if (span_touches(t->items->at[i].at, item.at))
			return;
	vec_push(a, out, item);
}

static int
by_place(const void *a, const void *b)
{
	const struct charge_item *x = a, *y = b;

	return (x->at.start > y->at.start) - (x->at.start < y->at.start);
}

void
charge_words_add(struct arena *a, const struct facts *f,
    struct charge_items *items)
{
	struct told t = {.text = f->reading->note->text, .items = items,
	    .labels = gather(a, f->reading, "charge-label")};
	struct charge_items more = {0};

	if (items->len * items->len > LIMIT_NOTE_PAIRS)
		return;
	for (size_t i = 0; i < items->len; i++) {
		const struct charge_item *anchor = &items->at[i];
		if (anchor->kind != ANCHOR)
			continue;
		t.sentence = sentence_at(t.text, anchor->at);
		add(a, &t, before(&t, anchor), &more);
		add(a, &t, behind(&t, anchor), &more);
	}
	for (size_t i = 0; i < more.len; i++)
		vec_push(a, items, more.at[i]);
	if (more.len > 0)
		qsort(items->at, items->len, sizeof(*items->at), by_place);
}

static bool
has_text(const struct texts *texts, struct str s)
{
	for (size_t i = 0; i < texts->len; i++)
		if (str_eq_nocase(s, str_of(texts->at[i])))
			return true;
	return false;
}

struct str
charge_words_code(const struct facts *f, struct str number, struct str said)
{
	const struct pack *p = f->reading->pack;
	const struct code *code = pack_code(p, number);
	size_t len = f->discipline.len;

	if (len == 0 || code == NULL || code->disciplines.len == 0 ||
	    has_text(&code->disciplines, f->discipline))
		return number;
	for (size_t i = 0; i < p->codes.len; i++) {
		const struct code *other = &p->codes.at[i];
		if (!has_text(&other->disciplines, f->discipline))
			continue;
		for (size_t k = 0; k < other->names.len; k++) {
			struct str name = str_of(other->names.at[k]);
			/* "OT low complexity evaluation" */
			if (name.len == len + 1 + said.len &&
			    str_starts(name, f->discipline) &&
			    name.ptr[len] == ' ' && str_eq_nocase((struct str){
			    name.ptr + len + 1, said.len}, said))
				return str_of(other->code);
		}
	}
	return number;
}

bool
charge_words_each(struct str text, const struct charge *c, struct span at)
{
	bool before = c->named.start < at.start;
	struct span between = {before ? c->named.end : at.end,
	    before ? at.start : c->named.start};

	return c->line == str_line_at(text, at.start).start &&
	    (c->printed || !gap_ends_sentence(text, between));
}
