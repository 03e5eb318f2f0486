/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base64.h"

/* The value of a character, the usual alphabet or that of URLs; or -1. */
static int
value_of(char c)
{
	if (is_upper(c))
		return c - 'A';
	if (is_alpha(c))
		return c - 'a' + 26;
	if (is_digit(c))
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

size_t
base64_decode(struct str s, char *out, bool *bad)
{
	uint32_t bits = 0;
	unsigned n_bits = 0;
	size_t len = 0, i = 0;

	for (; i < s.len && s.ptr[i] != '='; i++) {
		int value = value_of(s.ptr[i]);
		if (is_space(s.ptr[i]))
			continue;
		if (value < 0)
			break;
		bits = bits << 6 | (uint32_t)value;
		n_bits += 6;
		if (n_bits >= 8) {
			n_bits -= 8;
			out[len++] = (char)(bits >> n_bits & 0xFF);
		}
	}
	/* A lone character has no byte in it. */
	*bad = n_bits == 6;
	for (; i < s.len; i++)
		if (s.ptr[i] != '=' && !is_space(s.ptr[i]))
			*bad = true;
	return len;
}
