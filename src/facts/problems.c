/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/gather.h"
#include "facts/readers.h"

enum { CATEGORY = 3 };		/* characters of a code of ICD-10-CM */

/* The category as a number, its characters one after another. */
static uint32_t
category_of(struct str code)
{
	uint32_t out = 0;

	for (size_t i = 0; i < code.len && i < CATEGORY; i++)
		out = out << 8 | (unsigned char)code.ptr[i];
	return out;
}

void
problems_read(struct arena *a, struct facts *f)
{
	struct gathered codes = gather_counting(a, f->reading, "problem-code");

	for (size_t i = 0; i < codes.len; i++) {
		uint32_t c = category_of(str_slice(f->reading->note->text,
		    codes.at[i]->span));
		size_t k = 0;
		while (k < f->problems.len && f->problems.at[k] != c)
			k++;
		if (k == f->problems.len)
			vec_push(a, &f->problems, c);
	}
}
