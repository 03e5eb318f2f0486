/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The configuration file: what a clinic would otherwise type every time.
 *
 *	payer: medicare
 *	level: warning
 *	packs: [clinic.yaml]		# relative to this file
 *	disable: [elements/plan]
 *	only: [time, elements]
 *	format: text
 *	redact: yes
 *	fingerprint_key: a secret of the clinic
 *	setting: outpatient-hospital
 *	locality: {name: Manhattan, work: 1.05, practice: 1.2, malpractice: 1.6}
 *	conversion_factor: 33.5675	# of a qualifying APM participant
 *	threads: 4
 */
#ifndef CMD_CONFIG_H
#define CMD_CONFIG_H

#include "cmd/options.h"

/**
 * The file `.rehablint.yaml` in `folder` or the nearest folder above it, as
 * a path in `a`; NULL when there is none.  NULL for `folder`: the working
 * directory.
 */
const char *config_find(struct arena *a, const char *folder);

/**
 * Read a configuration into `out`, whose members are overwritten by the keys
 * that the file has.  Texts live in `a`.  False with `err` filled, naming
 * file:line:column: E_IO, E_LIMIT, E_CONFIG.
 */
bool config_read(struct arena *a, const char *file, struct asked *out,
    struct err *err);

/**
 * Lay what the command line says over what the configuration says: a single
 * value replaces, packs and disabled rules add up, `only` replaces.
 */
void config_overlay(struct arena *a, struct asked *config,
    const struct asked *said);

#endif
