/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A writer as the formats of this room see it.
 */
#ifndef REPORT_WRITER_H
#define REPORT_WRITER_H

#include "report/report.h"

struct writer {
	const struct report_format *format;
	FILE *to;
	struct writing how;
	struct tally tally;	/* kept by writer_file(), not by formats */
	size_t file;		/* number of the last one in the input */
	void *own;		/* the format's; released by its release() */
};

/** Was there nothing in the input that could be judged? */
bool result_unreadable(const struct result *r);

/** E_MEMORY with its message. */
enum status writer_out_of_memory(struct err *err);

extern const struct report_format format_terminal;
extern const struct report_format format_json;
extern const struct report_format format_ndjson;
extern const struct report_format format_sarif;

#endif
