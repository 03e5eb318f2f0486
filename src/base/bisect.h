/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Searching what is in order.
 */
#ifndef BASE_BISECT_H
#define BASE_BISECT_H

#include <stddef.h>

/** Set `i`, a size_t variable, to the first index below `n` of which `before`
 * does not hold, or to `n`.  `before` is an expression in `i` that holds for
 * all indices up to some point and for none behind it; it is evaluated about
 * log2(n) times, each for another `i`. */
#define bisect(i, n, before)						\
	do {								\
		size_t bisect_high_ = (n), bisect_low_ = 0;		\
		while (bisect_low_ < bisect_high_) {			\
			(i) = bisect_low_ +				\
			    (bisect_high_ - bisect_low_) / 2;		\
			if (before)					\
				bisect_low_ = (i) + 1;			\
			else						\
				bisect_high_ = (i);			\
		}							\
		(i) = bisect_low_;					\
	} while (0)

#endif
