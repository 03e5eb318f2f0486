/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Tables of charges turned on their side: the codes head columns, and rows
 * below say what they hold.
 *
 *	CPT     97018   97140   97110   TOTAL
 *	UNITS     1       1       2       4
 *	MOD              GO      GO
 */
#ifndef FACTS_CHARGE_COLUMNS_H
#define FACTS_CHARGE_COLUMNS_H

#include "facts/charges.h"
#include "facts/gather.h"

/** Give the charges that stand in the head of such a table what its rows say,
 * and nothing else.  `headings` are the mentions of the fact column. */
void charge_columns_read(const struct reading *r,
    const struct gathered *headings, struct charges *charges);

#endif
