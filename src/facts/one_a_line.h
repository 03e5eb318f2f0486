/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Lists with one exercise a line: "Glute bridge, ball squeeze 3 x 12" among
 * such lines is one exercise that is told in two names.
 */
#ifndef FACTS_ONE_A_LINE_H
#define FACTS_ONE_A_LINE_H

#include "facts/exercises.h"

/** Make one of two exercises of a line where the lines around have one each and
 * the first has no figures of its own; also of a known name and an unknown one
 * right behind it that alone has a dosage.  Exercises are in the order of the
 * note. */
void one_a_line_join(struct arena *a, struct facts *f);

#endif
