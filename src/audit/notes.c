/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A window of the text is read as if it were one note and split.  The last
 * note in it may go on behind it, and is where the next window begins.
 */
#include "audit/notes.h"

#include "base/limits.h"

/* As much of a text as is judged of a note: all, or up to a character. */
static size_t
judged_length(struct str text)
{
	size_t len = text.len;

	if (len <= LIMIT_NOTE_BYTES)
		return len;
	len = LIMIT_NOTE_BYTES;
	while (len > 0 && is_continuation(text.ptr[len]))
		len--;
	return len;
}

/* The notes in a window, made in `work`.  False without memory for them. */
static bool
split_window(struct arena *work, const struct reader *reader,
    struct scratch *scratch, const struct note *window, struct note_spans *out)
{
	*out = (struct note_spans){0};
	arena_reset(work);
	if (ARENA_FAILED(work))
		return false;
	split_notes(work, reading_make(reader, scratch, work, window), out);
	arena_disarm(work);
	return true;
}

size_t
notes_find(struct arena *a, const struct reader *reader,
    struct scratch *scratch, const struct document *d, struct note_spans *out)
{
	struct arena *work = arena_within(a, LIMIT_NOTE_ARENA);
	size_t at = 0;

	for (;;) {
		struct str rest = {d->text.ptr + at, d->text.len - at};
		const struct note window = {.document = d, .base = at,
		    .text = {rest.ptr, judged_length(rest)}};
		bool last = window.text.len == rest.len;
		struct note_spans found;
		if (!split_window(work, reader, scratch, &window, &found))
			arena_give_up(a);
		/* One that fills its window is judged as far as that. */
		size_t whole = last || found.len == 1 ? found.len :
		    found.len - 1;
		for (size_t i = 0; i < whole; i++)
			vec_push(a, out, (struct span){
			    at + found.at[i].start, at + found.at[i].end});
		bool done = last || found.len == 1;
		at += done ? window.text.len : found.at[whole].start;
		if (done)
			break;
	}
	arena_reset(work);
	return at;
}
