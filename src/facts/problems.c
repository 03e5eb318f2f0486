/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/gather.h"
#include "facts/readers.h"

void
problems_read(struct arena *a, struct facts *f)
{
	struct gathered codes = gather_counting(a, f->reading, "problem-code");

	for (size_t i = 0; i < codes.len; i++) {
		struct str code = str_slice(f->reading->note->text,
		    codes.at[i]->span);
		size_t k = 0;
		while (k < f->problems.len &&
		    !str_eq(f->problems.at[k], code))
			k++;
		if (k == f->problems.len)
			vec_push(a, &f->problems, code);
	}
}
