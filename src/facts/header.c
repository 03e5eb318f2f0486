/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/header.h"

#include "facts/gather.h"
#include "facts/readers.h"

/* Does a name open a longer one, as a payer's opens a clinic's ("Highmark
 * Orthopedics")?  Not behind a label. */
static bool
opens_longer_name(struct str text, struct span at)
{
	size_t before = at.start, after = at.end + 1;

	while (before > 0 && is_blank(text.ptr[before - 1]))
		before--;
	if (before > 0 && strchr(":=|;", text.ptr[before - 1]) != NULL)
		return false;
	return after + 1 < text.len && text.ptr[at.end] == ' ' &&
	    is_upper(text.ptr[after]) && is_alpha(text.ptr[after + 1]) &&
	    !is_upper(text.ptr[after + 1]);
}

static const struct payer *
named_payer(struct arena *a, const struct reading *r)
{
	struct gathered names = gather(a, r, "payer");

	for (size_t i = 0; i < names.len; i++)
		if (names.at[i]->lexeme != NULL &&
		    !opens_longer_name(r->note->text, names.at[i]->span))
			return pack_payer(r->pack,
			    str_of(names.at[i]->lexeme->value));
	return NULL;
}

void
header_read(struct arena *a, struct facts *f)
{
	struct span rows[COLUMN_ROLES];

	headed_read(f->reading, rows);
	header_names_read(a, f, rows);
	header_dates_read(a, f, rows);
	f->payer = named_payer(a, f->reading);
}
