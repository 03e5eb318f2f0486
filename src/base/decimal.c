/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

bool
decimal_parse(struct str s, long most, long *out)
{
	const char *point = s.len == 0 ? NULL : memchr(s.ptr, '.', s.len);
	size_t head = point == NULL ? s.len : (size_t)(point - s.ptr);
	long whole = 0, part = 0, step = DECIMAL;

	if (head > 0 && !str_number((struct str){s.ptr, head}, most, &whole))
		return false;
	if (head == 0 && s.len < 2)
		return false;
	for (size_t i = head + 1; i < s.len; i++) {
		step /= 10;
		if (step == 0 || !is_digit(s.ptr[i]))
			return false;
		part += step * (s.ptr[i] - '0');
	}
	if (whole * DECIMAL + part > most * DECIMAL)
		return false;
	*out = whole * DECIMAL + part;
	return true;
}
