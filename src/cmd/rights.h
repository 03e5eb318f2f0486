/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the program gives up before it reads what others wrote, packs
 * included: the network, starting programs, writing files (confine.h).
 */
#ifndef CMD_RIGHTS_H
#define CMD_RIGHTS_H

#include "cmd/command.h"

/**
 * Give up rights, once the output is open.  Where the inputs of the call may
 * hold a PDF, the launcher of the program that reads them is started before,
 * and ends with the call's arena.  Where nothing can be given up, the program
 * goes on.
 */
void rights_give_up(struct call *call);

/** Give them up and say by what means, or why not; for whoever asks. */
const char *rights_means(void);

#endif
