/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/around.h"

#include "facts/name_words.h"

enum {
	LAST_LINES = 4,		/* that may sign without a word for it */
	WIDEST = 40		/* bytes between a name
				 * and a word for signing */
};

const struct mention *
around_last_in(const struct gathered *g, struct span at)
{
	const struct mention *found = NULL;

	for (size_t i = gathered_from(g, at.start);
	    i < g->len && g->at[i]->span.end <= at.end; i++)
		found = g->at[i];
	return found;
}

struct span
around_lead(struct str text, size_t name)
{
	struct span lead = {str_line_at(text, name).start, name};

	if (lead.start > 1 && text.ptr[lead.start - 2] == ':')
		lead.start = str_line_at(text, lead.start - 1).start;
	return lead;
}

/* Does running text lead up to the name? */
bool
around_runs_into(const struct around *n, size_t name, bool signs)
{
	size_t at = name, blanks = 0;

	while (at > 0 && is_blank(n->text.ptr[at - 1])) {
		at--;
		blanks++;
	}
	if (at == 0 || n->text.ptr[at - 1] == '\n' || blanks > 1)
		return false;
	if (!is_word(n->text.ptr[at - 1]) && n->text.ptr[at - 1] != '.')
		return n->text.ptr[at - 1] == ',' && !signs;
	struct span word = name_word_before(n->text, at);
	if (span_len(word) == 0)
		return is_digit(n->text.ptr[at - 1]) && !signs;
	struct str last = str_slice(n->text, word);
	return !signs && !gathered_touches(&n->titles, word) &&
	    !str_eq_nocase(last, STR("by")) && !name_is_shouted(last) &&
	    !name_ends_sentence(last);
}

/* "on 3/4", "at 10:20", "x4410" */
static bool
leads_to_figure(struct str text, struct span word)
{
	size_t at = word.end;

	while (at < text.len && (is_blank(text.ptr[at]) ||
	    text.ptr[at] == ':'))
		at++;
	return span_len(word) < 3 && at < text.len && is_digit(text.ptr[at]);
}

bool
around_runs_on(const struct around *n, size_t end)
{
	struct str text = n->text;
	bool set_off = false;
	size_t at = end;

	for (; at < text.len && text.ptr[at] != '\n'; at++) {
		struct span word = {at, at};
		if (!name_is_letter(text, at)) {
			set_off |= strchr(";|/<([{=_*~\t", text.ptr[at]) ||
			    (text.ptr[at] == ' ' && text.ptr[at - 1] == ' ');
			if (is_digit(text.ptr[at]) || set_off)
				return false;
			continue;
		}
		while (word.end < text.len && name_goes_on(text, word.end))
			word.end++;
		if (!name_is_degree(str_slice(text, word)) &&
		    !gathered_touches(n->credentials, word) &&
		    !gathered_touches(&n->titles, word) &&
		    !leads_to_figure(text, word))
			return !gathered_touches(&n->behind, word);
		at = word.end - 1;
	}
	return false;
}

bool
around_signed_behind(const struct around *n, size_t end)
{
	enum { DATE = 12 };	/* bytes to the date */
	size_t i = gathered_from(&n->signing, end), at = end;

	if (i == n->signing.len || n->signing.at[i]->span.start - end > WIDEST)
		return false;
	struct span by = n->signing.at[i]->span;
	while (at < by.start) {
		struct span word = {at, at};
		while (word.end < by.start && name_goes_on(n->text, word.end))
			word.end++;
		if (span_len(word) > 0 &&
		    !name_is_degree(str_slice(n->text, word)))
			return false;
		at = word.end + 1;
	}
	for (at = by.end; at < n->text.len && at < by.end + DATE &&
	    n->text.ptr[at] != '\n'; at++)
		if (is_digit(n->text.ptr[at]))
			return true;
	return false;
}

/* Where the last `most` lines begin that say anything. */
static size_t
last_lines(struct str text, size_t most)
{
	size_t at = text.len, lines = 0;

	while (at > 0 && lines < most) {
		struct span line = str_line_at(text, at - 1);
		lines += span_len(span_trim(text, line)) > 0;
		at = line.start;
	}
	return at;
}

bool
around_is_sure(const struct around *n, struct span credential)
{
	size_t end = credential.end;

	if (name_shape(str_slice(n->text, credential)).high > 0)
		return true;
	/* A date may follow, and a time. */
	while (end < n->text.len && n->text.ptr[end] != '\n' &&
	    (is_digit(n->text.ptr[end]) || is_blank(n->text.ptr[end]) ||
	    strchr(".,/:-@|apm", n->text.ptr[end]) != NULL))
		end++;
	return credential.start >= n->low &&
	    (end == n->text.len || n->text.ptr[end] == '\n');
}

bool
around_opens(const struct around *n, size_t credential)
{
	struct str text = n->text;
	size_t at = str_line_at(text, credential).start;

	if (credential - at > 2 && is_blank(text.ptr[credential - 1]) &&
	    is_blank(text.ptr[credential - 2]))
		return true;
	while (at < credential) {
		struct span word = {at, at};
		while (word.end < credential && name_goes_on(text, word.end))
			word.end++;
		if (span_len(word) > 0 && name_is_letter(text, at) &&
		    !name_is_short_degree(str_slice(text, word)) &&
		    !gathered_touches(&n->titles, word) &&
		    !gathered_touches(&n->signing, word))
			return false;
		at = word.end + 1;
	}
	return true;
}

struct around
around_of(struct arena *a, const struct reading *r,
    const struct gathered *credentials)
{
	struct around n = {
		.r = r,
		.text = r->note->text,
		.credentials = credentials,
		.signing = gather_all(a, r, "signer-signs"),
		.others = gather_all(a, r, "signer-other"),
		.no_names = gather_all(a, r, "signer-no-name"),
		.titles = gather_all(a, r, "signer-title"),
		.behind = gather_all(a, r, "signer-behind"),
	};

	n.last = last_lines(n.text, 1);
	n.low = last_lines(n.text, LAST_LINES);
	if (n.low < n.text.len * 2 / 5)
		n.low = n.text.len * 2 / 5;
	return n;
}
