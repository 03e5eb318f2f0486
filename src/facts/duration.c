/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/duration.h"

#include "base/number.h"
#include "facts/facts.h"

static const struct {
	const char *group;
	int minutes;
} fixed[] = {{"m15", 15}, {"m30", 30}, {"m45", 45}, {"m60", 60},
    {"m75", 75}, {"m90", 90}};

int
duration_of(const struct reading *r, const struct mention *m)
{
	int hours = number_parse(mention_text(r, m, "hours"));
	int minutes = number_parse(mention_text(r, m, "minutes"));
	struct span at;

	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		if (mention_capture(m, fixed[i].group, &at))
			return fixed[i].minutes;
	if (hours < 0 && minutes < 0)
		return NONE;
	return (hours > 0 ? hours * 60 : 0) + (minutes > 0 ? minutes : 0);
}
