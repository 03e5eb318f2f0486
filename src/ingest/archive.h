/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The container archive: ZIP, tar, 7-Zip and RAR archives, and
 * files compressed by gzip, bzip2, xz, lzma, zstd, lz4 or compress, as
 * libarchive reads them.  It is known to archive.c alone.
 *
 * Nothing is written to disk, and no name or link in an archive leads
 * anywhere: a name is a label.  What it costs to unpack is limited by the
 * budget of its file (container.h).
 */
#ifndef INGEST_ARCHIVE_H
#define INGEST_ARCHIVE_H

#include "ingest/container.h"

extern const struct container container_archive;

#endif
