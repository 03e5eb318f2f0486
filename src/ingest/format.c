/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/format.h"

#include "ingest/cda.h"
#include "ingest/fhir.h"
#include "ingest/html.h"
#include "ingest/pdf.h"
#include "ingest/rtf.h"
#include "ingest/text.h"

static const struct format formats[] = {
	{"cda", cda_probe, cda_read},
	{"fhir", fhir_probe, fhir_read},
	{"html", html_probe, html_read},
	{"pdf", pdf_probe, pdf_read},
	{"rtf", rtf_probe, rtf_read},
	{"text", text_probe, text_read},
};

const struct format *
format_of(const struct look *look)
{
	const struct format *best = NULL;
	unsigned most = 0;

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		unsigned sure = formats[i].probe(look);
		if (sure > most) {
			most = sure;
			best = &formats[i];
		}
	}
	return best;
}

void
format_trouble(struct arena *a, struct document *d, const char *rule,
    struct span at, struct str message)
{
	vec_push(a, &d->troubles, (struct trouble){rule, message, at});
}

void
format_make_unreadable(struct arena *a, struct document *d)
{
	d->unreadable = true;
	d->text = STR("");
	d->runs.len = 0;
	d->lines.len = 0;
	document_index_lines(a, d);
	if (d->encoding == NULL)
		d->encoding = codec_name(ENCODING_UNKNOWN);
	for (size_t i = 0; i < d->troubles.len; i++)
		d->troubles.at[i].at = (struct span){0, 0};
}

void
format_refuse(struct arena *a, struct document *d, const char *rule,
    struct str message)
{
	format_make_unreadable(a, d);
	format_trouble(a, d, rule, (struct span){0, 0}, message);
}
