/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/pdf.h"

#include "ingest/helper.h"
#include "ingest/text.h"

static const char *const refusals[] = {
	[HELPER_MISSING] = "is a PDF document; the program pdftotext, which "
	    "reads them, is not installed (Debian: poppler-utils)",
	[HELPER_FAILED] = "is a PDF document that pdftotext cannot read: it "
	    "is damaged, or needs a password",
	[HELPER_SLOW] = "is a PDF document that takes pdftotext too long",
	[HELPER_BARRED] = "is a PDF document, and no process can be had for "
	    "pdftotext, which reads them",
	[HELPER_LONG] = "is a PDF document with more text than the limit "
	    "allows",
};

unsigned
pdf_probe(const struct look *look)
{
	return look->markup == MARKUP_PDF ? FORMAT_SURE : 0;
}

static bool
has_words(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_word(text.ptr[i]))
			return true;
	return false;
}

void
pdf_read(struct arena *a, const struct look *look, struct document *d)
{
	struct look inner = {.encoded = {.encoding = ENCODING_UTF8}};

	/* Without an object there is nothing to look for, however long. */
	enum helper_end end = memmem(look->bytes.ptr, look->bytes.len, " obj",
	    4) == NULL ? HELPER_FAILED : helper_pdf(a, look->launcher,
	    look->bytes, &inner.bytes);
	if (end != HELPER_DONE) {
		format_refuse(a, d, "input/unreadable", str_of(refusals[end]));
		return;
	}
	if (!has_words(inner.bytes)) {
		format_refuse(a, d, "input/unreadable", STR("is a PDF document "
		    "without a text layer, such as a scan"));
		return;
	}
	text_read(a, &inner, d);
	/* Positions are those of the text, not of bytes of the PDF. */
	d->runs.len = 0;
}
