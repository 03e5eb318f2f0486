/* SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"

#include <errno.h>
#include <stdlib.h>

#include "rules/stake.h"
#include "report/writer.h"

static const struct report_format *const formats[] = {
	&format_terminal,
	&format_json,
	&format_ndjson,
	&format_sarif,
};

enum { FORMATS = sizeof(formats) / sizeof(formats[0]) };

const struct report_format *
report_format_at(size_t i)
{
	return i < FORMATS ? formats[i] : NULL;
}

const struct report_format *
report_format_named(const char *name)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

enum status
writer_out_of_memory(struct err *err)
{
	return err_set(err, E_MEMORY, "out of memory while writing the report");
}

/* stdio remembers that writing failed; ask before going on. */
static enum status
check_output(struct writer *w, enum status so_far, struct err *err)
{
	if (so_far != OK || !ferror(w->to))
		return so_far;
	return err_set(err, E_IO, "the report cannot be written: %s",
	    errno != 0 ? strerror(errno) : "output error");
}

enum status
writer_begin(const char *name, FILE *to, const struct writing *how,
    struct writer **out, struct err *err)
{
	const struct report_format *format = report_format_named(name);

	if (format == NULL)
		return err_set(err, E_CONFIG,
		    "there is no report format named %s", name);
	struct writer *w = calloc(1, sizeof(*w));
	if (w == NULL)
		return writer_out_of_memory(err);
	w->format = format;
	w->to = to;
	w->how = *how;
	if (w->how.width == 0)
		w->how.width = 80;
	w->tally.rules = calloc(how->pack->rules.len + 1, sizeof(size_t));
	w->tally.tiers = calloc(how->pack->tiers.len + 1, sizeof(size_t));

	w->tally.claims.claims = how->claims;
	w->tally.claims.from = w->tally.claims.to = NO_DATE;
	w->tally.claims.joined = calloc(how->claims != NULL ?
	    how->claims->charges.len + 1 : 1, sizeof(bool));

	enum status status = OK;
	if (w->tally.rules == NULL || w->tally.tiers == NULL ||
	    w->tally.claims.joined == NULL)
		status = writer_out_of_memory(err);
	errno = 0;
	if (status == OK && format->begin != NULL)
		status = format->begin(w, err);
	status = check_output(w, status, err);
	if (status != OK)
		writer_free(w);
	else
		*out = w;
	return status;
}

bool
result_unreadable(const struct result *r)
{
	return r->facts == NULL || r->note->document->unreadable;
}

static void
count_tier(struct writer *w, const char *tier)
{
	const struct pack *pack = w->how.pack;

	for (size_t i = 0; tier != NULL && i < pack->tiers.len; i++)
		if (strcmp(pack->tiers.at[i].name, tier) == 0) {
			w->tally.tiers[i]++;
			return;
		}
}

bool
claims_unmet(const struct claims_tally *t, size_t i)
{
	date_t day = t->claims->charges.at[i].date;

	return !t->joined[i] && t->from != NO_DATE && t->from <= day &&
	    day <= t->to;
}

size_t
claims_unmet_count(const struct claims_tally *t)
{
	size_t n = 0;

	for (size_t i = 0; t->claims != NULL && i < t->claims->charges.len; i++)
		n += claims_unmet(t, i);
	return n;
}

static void
count_charges(struct claims_tally *t, const struct facts *f)
{
	if (t->claims == NULL)
		return;
	t->uncharged += f->charges.len == 0;
	if (f->date_of_service != NO_DATE) {
		if (t->from == NO_DATE || f->date_of_service < t->from)
			t->from = f->date_of_service;
		if (t->to == NO_DATE || f->date_of_service > t->to)
			t->to = f->date_of_service;
	}
	for (size_t i = 0; i < f->charges.len; i++) {
		bool *joined = &t->joined[f->charges.at[i]];
		t->n_joined += !*joined;
		*joined = true;
	}
}

static void
count_findings(struct writer *w, const struct findings *all)
{
	struct tally *t = &w->tally;

	for (size_t i = 0; i < all->len; i++) {
		const struct finding *f = &all->at[i];
		t->levels[f->level]++;
		if (f->rule->index < w->how.pack->rules.len)
			t->rules[f->rule->index]++;
	}
}

static void
count_result(struct writer *w, const struct result *r)
{
	struct tally *t = &w->tally;

	count_findings(w, &r->findings);
	if (result_unreadable(r)) {
		t->unreadable++;
		return;
	}
	t->notes++;
	if (!r->facts->therapy) {
		t->not_therapy++;
		return;
	}
	if (r->findings.len == 0)
		t->clean++;
	for (int i = 0; i < UNJUDGED_KINDS; i++)
		t->unjudged[i] += unjudged_of(r->facts, r->payer) >> i & 1;
	count_charges(&t->claims, r->facts);
	stake_add(&t->stake, &r->risk.stake);
	count_tier(w, r->risk.tier);
}

static void
count_aside(struct tally *t, const char *reason)
{
	t->set_aside++;
	for (size_t i = 0; aside_reason(i) != NULL; i++)
		t->aside[i] += strcmp(aside_reason(i), reason) == 0;
}

enum status
writer_file(struct writer *w, const struct report *r, struct err *err)
{
	enum status status = OK;

	errno = 0;
	if (w->format->file != NULL)
		status = w->format->file(w, r, err);
	w->tally.files += r->file == 0 || r->file != w->file;
	w->file = r->file;
	w->tally.documents++;
	if (r->aside != NULL)
		count_aside(&w->tally, r->aside);
	else
		w->tally.in_part += document_in_part(r->document);
	for (size_t i = 0; i < r->results.len; i++)
		count_result(w, &r->results.at[i]);
	return check_output(w, status, err);
}

enum status
writer_chart(struct writer *w, const struct chart *c, struct err *err)
{
	enum status status = OK;

	errno = 0;
	if (w->format->chart != NULL)
		status = w->format->chart(w, c, err);
	w->tally.charts++;
	count_findings(w, &c->findings);
	stake_add(&w->tally.stake, &c->beyond);
	return check_output(w, status, err);
}

enum status
writer_author(struct writer *w, const struct author_load *l, struct err *err)
{
	enum status status = OK;

	errno = 0;
	if (w->format->author != NULL)
		status = w->format->author(w, l, err);
	w->tally.authors++;
	count_findings(w, &l->findings);
	return check_output(w, status, err);
}

enum status
writer_end(struct writer *w, const struct tally **counts, struct err *err)
{
	enum status status = OK;

	if (counts != NULL)
		*counts = &w->tally;
	errno = 0;
	if (w->format->end != NULL)
		status = w->format->end(w, err);
	/* A failed flush leaves the mark that check_output() looks for. */
	(void)fflush(w->to);
	return check_output(w, status, err);
}

void
writer_free(struct writer *w)
{
	if (w == NULL)
		return;
	if (w->format->release != NULL)
		w->format->release(w);
	free(w->tally.claims.joined);
	free(w->tally.rules);
	free(w->tally.tiers);
	free(w);
}
