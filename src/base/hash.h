/*
 * hash.h - SHA-256 (FIPS 180-4) as lower-case hexadecimal, by libmd.
 *
 *   test    tests/unit/base/test_hash.c
 */
#ifndef CAD_BASE_HASH_H
#define CAD_BASE_HASH_H

#include "base/arena.h"

typedef struct cad_hash cad_hash;

/* NULL: out of memory. */
cad_hash *cad_hash_new(cad_arena *arena);
void cad_hash_add(cad_hash *hash, const void *data, size_t length);

/* Ends the hash; it takes no more data after that. */
void cad_hash_hex(cad_hash *hash, char out[65]);

#endif
