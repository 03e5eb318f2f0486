/* SPDX-License-Identifier: Apache-2.0 */
#include "base/number.h"

static const struct {
	const char *word;
	int value;
} words[] = {
	{"a", 1}, {"an", 1}, {"one", 1}, {"once", 1}, {"single", 1},
	{"two", 2}, {"twice", 2}, {"three", 3}, {"thrice", 3}, {"four", 4},
	{"five", 5},
	{"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10},
	{"eleven", 11}, {"twelve", 12}, {"dozen", 12}, {"thirteen", 13},
	{"fourteen", 14},
	{"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18},
	{"nineteen", 19}, {"twenty", 20}, {"thirty", 30}, {"forty", 40},
	{"fifty", 50}, {"sixty", 60}, {"seventy", 70}, {"eighty", 80},
	{"ninety", 90}, {"hundred", 100},
};

static int
word_value(struct str s)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq_nocase(s, str_of(words[i].word)))
			return words[i].value;
	return -1;
}

static int
in_words(struct str s)
{
	size_t cut = 0;
	int tens, ones;

	while (cut < s.len && is_alpha(s.ptr[cut]))
		cut++;
	tens = word_value((struct str){s.ptr, cut});
	if (cut == s.len)
		return tens;
	ones = word_value(str_slice(s, (struct span){cut + 1, s.len}));
	if (tens == 1 && ones == 12)	/* "a dozen" */
		return ones;
	return tens >= 20 && tens <= 90 && ones >= 1 && ones <= 9 ?
	    tens + ones : -1;
}

int
number_parse(struct str s)
{
	long whole, tenths = 0;
	const char *point;
	struct str head, tail;

	s = str_trim(s);
	if (s.len == 0)
		return -1;
	if (!is_digit(s.ptr[0]))
		return in_words(s);
	point = memchr(s.ptr, '.', s.len);
	head = (struct str){s.ptr, point ? (size_t)(point - s.ptr) : s.len};
	if (!str_number(head, 99999, &whole))
		return -1;
	if (point != NULL) {
		tail = (struct str){point + 1, s.len - head.len - 1};
		for (size_t i = 1; i < tail.len; i++)
			if (!is_digit(tail.ptr[i]))
				return -1;
		if (tail.len > 1)
			tail.len = 1;
		if (!str_number(tail, 9, &tenths))
			return -1;
	}
	return (int)whole + (tenths >= 5);
}
