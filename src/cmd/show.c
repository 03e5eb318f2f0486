/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/show.h"

enum { WIDTH = 78 };

int
show_json(struct call *call, struct emit *e, json_t *value)
{
	struct err err;

	if (emit_write(e, call->out, value, 0, &err) != OK)
		return complain(&err);
	fputc('\n', call->out);
	return EXIT_CLEAN;
}

json_t *
show_texts(struct emit *e, const struct texts *list)
{
	json_t *array = emit_array(e);

	for (size_t i = 0; i < list->len; i++)
		emit_add(e, array, emit_z(e, list->at[i]));
	return array;
}

void
show_troubles(const struct document *d)
{
	for (size_t i = 0; i < d->troubles.len; i++)
		fprintf(stderr, "rehablint: %s%s%s: %.*s\n", d->file,
		    d->member ? "/" : "", d->member ? d->member : "",
		    STR_ARG(d->troubles.at[i].message));
}

/* How much of `text` fits on a line of `room` bytes: whole words, at least
 * one, and no further than a line end. */
static size_t
fitting(const char *text, size_t room)
{
	size_t line = strcspn(text, "\n");
	size_t fits = 0;

	if (line <= room)
		return line;
	for (size_t i = 0; i <= room; i++)
		if (text[i] == ' ')
			fits = i;
	return fits > 0 ? fits : strcspn(text, " \n");
}

void
show_wrapped(FILE *out, int indent, const char *text)
{
	while (*text != '\0') {
		size_t n = fitting(text, (size_t)(WIDTH - indent));

		fprintf(out, "%*s%.*s\n", n > 0 ? indent : 0, "", (int)n, text);
		text += n;
		if (*text == ' ' || *text == '\n')
			text++;
	}
}
