/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/pieces.h"

#include "facts/own_words.h"

/* Remarks in parentheses name no exercise when another is named outside. */
static bool
is_aside(struct str text, struct span piece, struct span name)
{
	for (size_t i = name.start; i > piece.start; i--) {
		if (text.ptr[i - 1] == ')')
			return false;
		if (text.ptr[i - 1] == '(')
			return i - 1 > piece.start;
	}
	return false;
}

static void
add_piece(const struct programme *p, struct span at, enum joint joint,
    struct pieces *out)
{
	struct str text = p->reading->note->text;
	struct piece piece = {.at = span_trim(text, at), .joint = joint};
	size_t dose = gathered_from(&p->marks.dosage, piece.at.start);

	if (piece.at.start == piece.at.end)
		return;
	for (size_t i = gathered_from(&p->names, piece.at.start);
	    i < p->names.len && p->names.at[i]->span.end <= piece.at.end; i++) {
		const struct mention *name = p->names.at[i];
		if (is_aside(text, piece.at, name->span))
			continue;
		piece.names += !name->weak || piece.name == NULL;
		if (piece.name == NULL || (piece.name->weak && !name->weak))
			piece.name = name;
	}
	piece.words = own_words(p, piece.at);
	if (dose < p->marks.dosage.len &&
	    p->marks.dosage.at[dose]->span.end <= piece.at.end) {
		piece.dosed = true;
		piece.before = own_words(p, (struct span){piece.at.start,
		    p->marks.dosage.at[dose]->span.start});
		piece.leads = piece.before == 0 && piece.words > 0;
	}
	vec_push(p->arena, out, piece);
}

/*
 * A list without commas: "SLR 3x10 LAQ 2x15", "3x10 SLR 2x15 LAQ".  The next
 * exercise begins where both a name and a dosage have been and another of
 * what came first follows, with its partner behind it.
 */
static void
add_run(const struct programme *p, struct span at, enum joint joint,
    struct pieces *out)
{
	const struct gathered *names = &p->names;
	const struct gathered *doses = &p->marks.dosage;
	size_t n = gathered_from(names, at.start);
	size_t d = gathered_from(doses, at.start);
	size_t start = at.start;
	bool name = false, dose = false, dose_first = false;

	for (;;) {
		bool more_names = n < names->len &&
		    names->at[n]->span.end <= at.end;
		bool more_doses = d < doses->len &&
		    doses->at[d]->span.end <= at.end;
		if (!more_names && !more_doses)
			break;
		bool is_name = more_names && (!more_doses ||
		    names->at[n]->span.start <= doses->at[d]->span.start);
		struct span next = is_name ? names->at[n]->span :
		    doses->at[d]->span;
		if (!name && !dose)
			dose_first = !is_name &&
			    own_words(p, (struct span){start,
			    next.start}) == 0;
		if (name && dose && is_name != dose_first &&
		    (is_name ? more_doses : more_names)) {
			add_piece(p, (struct span){start, next.start}, joint,
			    out);
			joint = JOINT_NONE;
			start = next.start;
			name = dose = false;
		}
		name = name || is_name;
		dose = dose || !is_name;
		is_name ? n++ : d++;
	}
	add_piece(p, (struct span){start, at.end}, joint, out);
}

void
pieces_cut(const struct programme *p, struct span at, struct pieces *out)
{
	struct cutting c = cutting_of(p, at);
	size_t start = at.start;
	enum joint joint = JOINT_START;
	struct cut cut;

	while (cut_next(&c, start, &cut)) {
		if (cut.at.start > start) {
			add_run(p, (struct span){start, cut.at.start}, joint,
			    out);
			joint = cut.joint;
		}
		start = cut.at.end;
	}
	add_run(p, (struct span){start, at.end}, joint, out);
}
