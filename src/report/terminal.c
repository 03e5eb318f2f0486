/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The report for people: notes worst first, under each its findings with the
 * lines they stand on, and a summary.  Ranking needs all notes, so each is
 * rendered at once and only the text of the worst is kept.
 */
#include <stdlib.h>

#include "base/bisect.h"
#include "rules/stake.h"
#include "report/place.h"
#include "report/redact.h"
#include "report/summary.h"
#include "report/writer.h"

/* What is shown at most; the rest is counted, and the report says so. */
enum { MOST_NOTES = 1000, MOST_FINDINGS = 50, MOST_EXCERPTS = 3,
	MOST_MARKS = 16 };

/* A rendered note. */
struct block {
	int score;
	int level;		/* of its worst finding, -1 without any */
	char *text;
};

struct terminal {
	struct block blocks[MOST_NOTES];	/* worst first */
	size_t len;
	size_t left_out;	/* notes that should have been shown */
	FILE *groups;		/* text of charts and caseloads; or NULL */
	char *groups_text;
	size_t groups_len;
};

static const enum style styles[LEVELS] = {
	[LEVEL_NOTE] = STYLE_NOTE,
	[LEVEL_WARNING] = STYLE_WARNING,
	[LEVEL_ERROR] = STYLE_ERROR,
};

static enum status
begin(struct writer *w, struct err *err)
{
	w->own = calloc(1, sizeof(struct terminal));
	return w->own != NULL ? OK : writer_out_of_memory(err);
}

/* What one note is rendered from. */
struct rendering {
	const struct screen *screen;
	const struct writing *how;
	const struct report *report;	/* NULL: of several notes */
	const struct result *result;
};

/* Append text and the columns it takes. */
static unsigned
put_field(const struct rendering *r, enum style style, struct str s,
    bool first)
{
	if (s.len == 0)
		return 0;
	if (!first)
		fputs("  ", r->screen->to);
	screen_put(r->screen, style, s);
	return screen_columns(s) + (first ? 0 : 2);
}

/* Which of the documents of its file it is. */
static unsigned
put_document(const struct rendering *r)
{
	const struct document *d = r->report->document;
	char redacted[REDACTED_FILE];
	char row[256];
	unsigned columns = 0;

	if (d->member != NULL && r->how->redact) {
		redact_file(d->member, r->how->key, redacted);
		columns += put_field(r, STYLE_STRONG, str_of(redacted), false);
	} else if (d->member != NULL) {
		columns += put_field(r, STYLE_STRONG, str_of(d->member), false);
	}
	if (d->row == 0)
		return columns;
	snprintf(row, sizeof(row), "row %zu%s%s", d->row,
	    d->column_name ? ", " : "", d->column_name ? d->column_name : "");
	return columns + put_field(r, STYLE_PLAIN, str_of(row), false);
}

static unsigned
put_part(const struct rendering *r)
{
	const struct note *note = r->result->note;
	char text[32];

	if (note == NULL || note->part == 0)
		return 0;
	snprintf(text, sizeof(text), "note %u", note->part);
	return put_field(r, STYLE_PLAIN, str_of(text), false);
}

static unsigned
put_who_and_when(const struct rendering *r)
{
	const struct facts *f = r->result->facts;
	unsigned columns = 0;
	char date[11];

	if (f == NULL || r->how->redact)
		return 0;
	if (f->date_of_service != NO_DATE) {
		date_format(f->date_of_service, date);
		columns += put_field(r, STYLE_PLAIN, str_of(date), false);
	}
	return columns + put_field(r, STYLE_PLAIN, f->patient, false);
}

/* File, date and patient at the left, the score at the right. */
static void
put_heading(const struct rendering *r)
{
	const struct result *result = r->result;
	const char *file = r->report->document->file;
	char redacted[REDACTED_FILE];

	if (r->how->redact) {
		redact_file(file, r->how->key, redacted);
		file = redacted;
	}
	unsigned columns = put_field(r, STYLE_STRONG, str_of(file), true);
	columns += put_document(r);
	columns += put_part(r);
	columns += put_who_and_when(r);
	if (result_unreadable(result))
		put_field(r, STYLE_ERROR, STR("not read"), false);
	else if (!result->facts->therapy)
		put_field(r, STYLE_FAINT, STR("not a therapy note"), false);
	else
		summary_score(r->screen, r->how->pack, &result->risk, columns);
	fputc('\n', r->screen->to);
}

static size_t
find_marks(const struct rendering *r, const struct finding *f,
    struct place out[MOST_MARKS])
{
	size_t n = 0;

	for (size_t i = 0; i < finding_places(f) && n < MOST_MARKS; i++)
		n += place_of(r->report, r->result, finding_place(f, i),
		    &out[n]);
	return n;
}

static bool
line_shown(const struct place *places, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (places[k].from.line == places[i].from.line)
			return true;
	return false;
}

/* Each line with evidence once, with all of the finding's marks in it. */
static void
put_excerpts(const struct rendering *r, const struct finding *f)
{
	const struct document *d = r->report->document;
	struct place places[MOST_MARKS];
	struct span marks[MOST_MARKS];
	size_t n = find_marks(r, f, places);
	unsigned shown = 0;

	for (size_t i = 0; i < n; i++)
		marks[i] = span_trim(d->text, places[i].at);
	for (size_t i = 0; i < n && shown < MOST_EXCERPTS; i++) {
		if (line_shown(places, i))
			continue;
		const struct excerpt x = {
			.text = d->text,
			.line = document_line(d, marks[i].start),
			.number = document_position(d, marks[i].start).line,
			.marks = &marks[i],
			.n_marks = n - i,
			.masked = r->how->redact,
		};
		screen_excerpt(r->screen, styles[f->level], &x);
		shown++;
	}
}

static void
put_searched(const struct rendering *r, const struct rule_meta *rule)
{
	FILE *to = r->screen->to;
	char item[128] = "not found in:";
	unsigned column = SCREEN_GUTTER;

	if (rule->searched.len == 0)
		return;
	fprintf(to, "%*s", SCREEN_GUTTER, "");
	for (size_t i = 0; i <= rule->searched.len; i++) {
		unsigned columns = screen_columns(str_of(item));
		bool breaks = i > 0 && column + 1 + columns > r->screen->width;
		if (breaks)
			fprintf(to, "\n%*s", SCREEN_GUTTER, "");
		else if (i > 0)
			fputc(' ', to);
		screen_put(r->screen, STYLE_FAINT, str_of(item));
		column = (breaks ? SCREEN_GUTTER : column + (i > 0)) + columns;
		if (i < rule->searched.len)
			snprintf(item, sizeof(item), "%s%s",
			    rule->searched.at[i],
			    i + 1 < rule->searched.len ? "," : "");
	}
	fputc('\n', to);
}

/* A paragraph whose first line begins with a label. */
static void
put_labelled(const struct rendering *r, const char *label, const char *text)
{
	unsigned indent = SCREEN_GUTTER + (unsigned)strlen(label);

	if (text == NULL)
		return;
	fprintf(r->screen->to, "%*s", SCREEN_GUTTER, "");
	screen_put(r->screen, STYLE_FAINT, str_of(label));
	screen_wrap(r->screen, STYLE_FAINT, str_of(text), indent, indent);
	fputc('\n', r->screen->to);
}

static bool
put_message(const struct rendering *r, const struct finding *f,
    unsigned column)
{
	char *redacted = r->how->redact ? redact_message(f->rule) : NULL;
	struct str message = r->how->redact ? str_of(redacted) : f->message;

	screen_wrap(r->screen, STYLE_PLAIN, message, column, SCREEN_GUTTER);
	fputc('\n', r->screen->to);
	bool made = !r->how->redact || redacted != NULL;
	free(redacted);
	return made;
}

static bool
put_finding(const struct rendering *r, const struct finding *f)
{
	const struct rule_meta *rule = f->rule;
	FILE *to = r->screen->to;
	const char *level = level_name(f->level);
	char stake[STAKE_TEXT];

	fputs("\n  ", to);
	screen_put(r->screen, styles[f->level], str_of(level));
	fprintf(to, "%*s", SCREEN_GUTTER - 2 - (int)strlen(level), "");
	screen_put(r->screen, STYLE_STRONG, str_of(rule->id));
	fputs(": ", to);
	unsigned column = SCREEN_GUTTER + 2 + screen_columns(str_of(rule->id));
	if (!put_message(r, f, column))
		return false;
	if (r->report != NULL)
		put_excerpts(r, f);
	if (r->report != NULL && finding_places(f) == 0)
		put_searched(r, rule);
	put_labelled(r, "fix: ", rule->fix);
	stake_text(&f->stake, stake);
	put_labelled(r, "at risk: ", stake[0] != '\0' ? stake : NULL);
	return true;
}

static bool
put_findings(const struct rendering *r)
{
	const struct findings *all = &r->result->findings;
	bool made = true;

	for (size_t i = 0; i < all->len && i < MOST_FINDINGS && made; i++)
		made = put_finding(r, &all->at[i]);
	if (all->len > MOST_FINDINGS)
		fprintf(r->screen->to, "\n%*s... and %zu more findings\n",
		    SCREEN_GUTTER, "", all->len - MOST_FINDINGS);
	if (all->len > 0)
		fputc('\n', r->screen->to);
	return made;
}

static bool
put_note(const struct rendering *r)
{
	put_heading(r);
	return put_findings(r);
}

/* The note as text, or NULL without memory. */
static char *
render(const struct writer *w, const struct report *report,
    const struct result *result)
{
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);

	if (to == NULL)
		return NULL;
	const struct screen screen = {to, w->how.width, w->how.colour};
	const struct rendering r = {&screen, &w->how, report, result};
	bool made = put_note(&r) && !ferror(to);
	if (fclose(to) == 0 && made)
		return text;
	free(text);
	return NULL;
}

static int
worst_level(const struct result *r)
{
	int worst = -1;

	for (size_t i = 0; i < r->findings.len; i++)
		if ((int)r->findings.at[i].level > worst)
			worst = (int)r->findings.at[i].level;
	return worst;
}

static bool
is_worse(const struct block *b, const struct block *other)
{
	return b->score > other->score ||
	    (b->score == other->score && b->level > other->level);
}

/* Where a block belongs: behind all that are as bad. */
static size_t
rank(const struct terminal *t, const struct block *b)
{
	size_t i;

	bisect(i, t->len, !is_worse(b, &t->blocks[i]));
	return i;
}

static enum status
keep(struct writer *w, const struct report *report, const struct result *result,
    struct err *err)
{
	struct terminal *t = w->own;
	struct block b = {result->risk.score, worst_level(result), NULL};
	size_t at = rank(t, &b);

	if (at == MOST_NOTES) {
		t->left_out++;
		return OK;
	}
	b.text = render(w, report, result);
	if (b.text == NULL)
		return writer_out_of_memory(err);
	if (t->len == MOST_NOTES) {
		free(t->blocks[--t->len].text);
		t->left_out++;
	}
	memmove(t->blocks + at + 1, t->blocks + at,
	    (t->len - at) * sizeof(t->blocks[0]));
	t->blocks[at] = b;
	t->len++;
	return OK;
}

static enum status
file(struct writer *w, const struct report *r, struct err *err)
{
	enum status status = OK;

	for (size_t i = 0; i < r->results.len && status == OK; i++) {
		const struct result *result = &r->results.at[i];
		bool shown = result->findings.len > 0 || w->how.verbose;
		if (shown && !w->how.quiet)
			status = keep(w, r, result, err);
	}
	return status;
}

/* What was found over several notes, under a heading; nothing when nothing
 * was. */
static enum status
put_group(struct writer *w, const char *what, struct str whose,
    const struct findings *all, struct err *err)
{
	struct terminal *t = w->own;
	struct result result = {.findings = *all};

	if (all->len == 0 || w->how.quiet)
		return OK;
	if (t->groups == NULL)
		t->groups = open_memstream(&t->groups_text, &t->groups_len);
	if (t->groups == NULL)
		return writer_out_of_memory(err);
	const struct screen screen = {t->groups, w->how.width, w->how.colour};
	const struct rendering r = {&screen, &w->how, NULL, &result};
	screen_put(&screen, STYLE_STRONG, str_of(what));
	if (whose.len > 0 && !w->how.redact) {
		fputc(' ', t->groups);
		screen_put(&screen, STYLE_STRONG, whose);
	}
	fputc('\n', t->groups);
	return put_findings(&r) ? OK : writer_out_of_memory(err);
}

static enum status
chart(struct writer *w, const struct chart *c, struct err *err)
{
	return put_group(w, "Chart of", c->patient, &c->findings, err);
}

static enum status
author(struct writer *w, const struct author_load *l, struct err *err)
{
	return put_group(w, "Caseload of", l->author, &l->findings, err);
}

/* Print what was gathered of groups. */
static void
end_groups(struct writer *w)
{
	struct terminal *t = w->own;

	if (t->groups == NULL)
		return;
	fclose(t->groups);
	t->groups = NULL;
	if (t->groups_text != NULL)
		fputs(t->groups_text, w->to);
}

static enum status
end(struct writer *w, struct err *err)
{
	const struct terminal *t = w->own;
	const struct screen screen = {w->to, w->how.width, w->how.colour};

	(void)err;
	if (w->how.title != NULL) {
		screen_put(&screen, STYLE_STRONG, str_of(w->how.title));
		fputs("\n\n", w->to);
	}
	for (size_t i = 0; i < t->len; i++)
		fputs(t->blocks[i].text, w->to);
	end_groups(w);
	if (w->tally.notes + w->tally.unreadable == 1) {
		summary_verdict(&screen, &w->tally, w->how.level);
		summary_unjudged(&screen, &w->tally);
		summary_asides(&screen, &w->tally);
		summary_claims(&screen, &w->tally.claims, w->how.redact);
		return OK;
	}
	summary_block(&screen, w->how.pack, &w->tally, t->left_out);
	summary_claims(&screen, &w->tally.claims, w->how.redact);
	return OK;
}

static void
release(struct writer *w)
{
	struct terminal *t = w->own;

	for (size_t i = 0; t != NULL && i < t->len; i++)
		free(t->blocks[i].text);
	if (t != NULL && t->groups != NULL)
		fclose(t->groups);
	if (t != NULL)
		free(t->groups_text);
	free(t);
}

const struct report_format format_terminal = {
	.name = "terminal",
	.about = "for people: the worst notes first, with the lines concerned",
	.begin = begin,
	.file = file,
	.chart = chart,
	.author = author,
	.end = end,
	.release = release,
};
