#include "base/hash.h"

#include <stdint.h>
#include <sys/types.h>

#include <sha2.h>

struct cad_hash {
    SHA2_CTX state;
};

cad_hash *cad_hash_new(cad_arena *arena)
{
    cad_hash *hash = CAD_NEW(arena, cad_hash, 1);
    if (hash)
        SHA256Init(&hash->state);
    return hash;
}

void cad_hash_add(cad_hash *hash, const void *data, size_t length)
{
    SHA256Update(&hash->state, data, length);
}

void cad_hash_hex(cad_hash *hash, char out[65])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_LENGTH];
    SHA256Final(bytes, &hash->state);
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[64] = '\0';
}
