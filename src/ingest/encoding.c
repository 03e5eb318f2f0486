/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/encoding.h"

#include "base/limits.h"

/* Bytes looked at to tell UTF-16 without a mark. */
#define UTF16_SAMPLE ((size_t)64 << 10)

static const struct {
	struct str bytes;
	enum encoding encoding;
} marks[] = {
	{{"\xEF\xBB\xBF", 3}, ENCODING_UTF8},
	{{"\xFF\xFE", 2}, ENCODING_UTF16LE},
	{{"\xFE\xFF", 2}, ENCODING_UTF16BE},
};

/* How the bytes fare when they are read as UTF-8. */
struct census {
	size_t valid;		/* characters of several bytes */
	size_t invalid;		/* sequences that are no character */
	size_t high;		/* bytes beyond ASCII */
	size_t graphic;		/* bytes other than blanks and controls */
	uint8_t last_lead;	/* lead byte that the source ends behind */
	bool cut;		/* the source ends inside a character */
};

/* Length of the printable ASCII at the front, where every encoding of single
 * bytes agrees and most of a note lies. */
static size_t
plain_length(const char *at, size_t left)
{
	size_t n = 0;

	while (n < left && at[n] >= 0x20 && at[n] < 0x7F)
		n++;
	return n;
}

static struct census
take_census(struct str s)
{
	struct census c = {0};

	for (size_t i = 0; i < s.len;) {
		size_t plain = plain_length(s.ptr + i, s.len - i);
		c.graphic += plain;
		i += plain;
		if (i == s.len)
			break;
		struct character next = codec_next(ENCODING_UTF8, s.ptr + i,
		    s.len - i);
		if ((uint8_t)s.ptr[i] >= 0x80) {
			c.high += next.size;
			c.graphic += next.size;
			c.valid += !next.bad;
			c.invalid += next.bad;
			c.cut = next.cut;
			c.last_lead = next.size == 1 ? (uint8_t)s.ptr[i] : 0;
		}
		i += next.size;
	}
	return c;
}

/*
 * Is the only thing wrong that the last character is incomplete?  A single
 * byte there may as well be a last letter of Windows-1252, unless it is one
 * that leads nearly all that English text has beyond ASCII (degree sign,
 * accents, dashes, quotes, bullets): as letters these end no word.
 */
static bool
only_cut(const struct census *c)
{
	if (!c->cut || c->invalid != 1)
		return false;
	switch (c->last_lead) {
	case 0: case 0xC2: case 0xC3: case 0xE2:
		return true;
	}
	return c->valid > 0;
}

static enum encoding
judge_bytes(const struct census *c)
{
	if (c->invalid == 0 || c->valid > 0 || only_cut(c))
		return ENCODING_UTF8;
	/* A third beyond ASCII is another script than the Latin one. */
	if (c->high > 3 && c->high > c->graphic / 3)
		return ENCODING_UNKNOWN;
	return ENCODING_WINDOWS_1252;
}

/* UTF-16 of mostly ASCII characters: zeros nearly everywhere on one side of
 * each pair and nearly nowhere on the other. */
static bool
plainly_utf16(struct str s, enum encoding *out)
{
	size_t pairs = (s.len < UTF16_SAMPLE ? s.len : UTF16_SAMPLE) / 2;
	size_t zeros[2] = {0, 0};

	for (size_t i = 0; i < pairs * 2; i++)
		zeros[i % 2] += s.ptr[i] == '\0';
	for (size_t side = 0; side < 2; side++) {
		if (pairs < 2 || zeros[side] < pairs - pairs / 5 ||
		    zeros[1 - side] > pairs / 20)
			continue;
		*out = side == 0 ? ENCODING_UTF16BE : ENCODING_UTF16LE;
		return true;
	}
	return false;
}

static struct encoded
judge_marked(struct str rest, enum encoding encoding, uint8_t mark)
{
	struct encoded e = {encoding, mark, false};

	if (encoding != ENCODING_UTF8)
		return e;
	struct census c = take_census(rest);
	e.contradicted = !c.cut && judge_bytes(&c) == ENCODING_WINDOWS_1252;
	if (e.contradicted)
		e.encoding = ENCODING_WINDOWS_1252;
	return e;
}

struct encoded
encoding_detect(struct str bytes)
{
	struct encoded e = {0};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		struct str mark = marks[i].bytes;
		if (str_starts(bytes, mark))
			return judge_marked(str_slice(bytes,
			    (struct span){mark.len, bytes.len}),
			    marks[i].encoding, (uint8_t)mark.len);
	}
	if (!plainly_utf16(bytes, &e.encoding)) {
		struct census c = take_census(bytes);
		e.encoding = judge_bytes(&c);
	}
	return e;
}

/* Takes characters in order.  Without memory to write to it only counts. */
struct writer {
	char *text;		/* NULL while measuring */
	struct run *runs;	/* NULL while measuring */
	size_t len;		/* of the text */
	size_t n_runs;
	size_t n_lines;		/* line ends */
	struct run run;		/* the run being made */
	size_t line;		/* bytes of text in the line so far */
	bool full;		/* the line has reached its limit */
	struct mended mended;
};

/* Let the text grow by a character at `source`: on with the run, or a new
 * one. */
static void
extend_runs(struct writer *w, size_t source, uint8_t step, uint8_t source_step)
{
	const struct run *r = &w->run;

	if (w->n_runs > 0 && r->text_step == step &&
	    r->source_step == source_step && source == r->source +
	    (w->len - r->text) / r->text_step * r->source_step)
		return;
	w->run = (struct run){w->len, source, step, source_step};
	if (w->runs != NULL)
		w->runs[w->n_runs] = w->run;
	w->n_runs++;
}

static void
append(struct writer *w, const char *bytes, size_t len)
{
	if (w->text != NULL)
		memcpy(w->text + w->len, bytes, len);
	w->len += len;
}

/* `count` characters of `step` bytes of text and `source_step` of source. */
static void
put(struct writer *w, const char *bytes, size_t count, uint8_t step,
    size_t source, uint8_t source_step)
{
	size_t room = w->full ? 0 : (LIMIT_LINE_BYTES - w->line) / step;

	if (count > room) {
		count = room;
		if (!w->full && w->mended.long_lines++ == 0)
			w->mended.first_long = w->len + count * step;
		w->full = true;
	}
	if (count == 0)
		return;
	extend_runs(w, source, step, source_step);
	append(w, bytes, count * step);
	w->line += count * step;
}

static void
put_line_end(struct writer *w, size_t source, uint8_t source_step)
{
	extend_runs(w, source, 1, source_step);
	append(w, "\n", 1);
	w->line = 0;
	w->full = false;
	w->n_lines++;
}

/* A character that is none, put at `place` of the text unless the line was
 * full. */
static void
note_bad(struct writer *w, struct str bytes, bool cut, size_t place)
{
	struct mended *m = &w->mended;

	if (cut) {
		m->cut = true;
		m->cut_at = place;
	} else if (!w->full) {
		if (m->replaced == 0)
			m->first = place;
		m->replaced += bytes.len;
		m->zeros += bytes.ptr[0] == '\0' &&
		    bytes.ptr[bytes.len - 1] == '\0';
	}
}

/* One character that is not plain ASCII, or a line end.  Returns how many
 * bytes of source it took. */
static size_t
put_next(struct writer *w, struct str source, size_t at, enum encoding e)
{
	struct character c = codec_next(e, source.ptr + at, source.len - at);
	size_t after = at + c.size;
	char bytes[4];

	if (c.code == '\r' && after < source.len) {
		struct character lf = codec_next(e, source.ptr + after,
		    source.len - after);
		if (lf.code == '\n')
			c.size = (uint8_t)(c.size + lf.size);
	}
	if (c.code == '\r' || c.code == '\n') {
		put_line_end(w, at, c.size);
		return c.size;
	}
	size_t place = w->len;
	size_t step = codec_put(c.code, bytes);
	put(w, bytes, 1, (uint8_t)step, at, c.size);
	if (c.bad)
		note_bad(w, (struct str){source.ptr + at, c.size}, c.cut,
		    place);
	return c.size;
}

/* Returns where in the source it stopped: at its end, or where there is more
 * text than is judged. */
static size_t
write_all(struct writer *w, struct str source, struct encoded as)
{
	bool wide = as.encoding == ENCODING_UTF16LE ||
	    as.encoding == ENCODING_UTF16BE;

	size_t i = as.mark;
	while (i < source.len && w->len <= LIMIT_TEXT_BYTES) {
		size_t plain = wide ? 0 :
		    plain_length(source.ptr + i, source.len - i);
		if (plain > 0)
			put(w, source.ptr + i, plain, 1, i, 1);
		i += plain;
		if (i < source.len)
			i += put_next(w, source, i, as.encoding);
	}
	return i;
}

void
encoding_decode(struct arena *a, struct str bytes, struct encoded as,
    struct document *d, struct mended *out)
{
	struct writer measure = {0}, w = {0};

	d->left = bytes.len - write_all(&measure, bytes, as);
	w.text = arena_alloc(a, measure.len + 1);
	w.runs = arena_array(a, measure.n_runs, sizeof(*w.runs));
	write_all(&w, bytes, as);
	d->text = (struct str){w.text, w.len};
	d->runs.at = w.runs;
	d->runs.len = d->runs.cap = w.n_runs;
	/* Room for all lines at once: growing would leave copies behind. */
	d->lines.at = arena_array(a, w.n_lines + 1, sizeof(*d->lines.at));
	d->lines.cap = w.n_lines + 1;
	d->lines.len = 0;
	document_index_lines(a, d);
	d->encoding = codec_name(as.encoding);
	*out = w.mended;
}
