#include "audio/decode.h"

#include <errno.h>
#include <sha2.h>
#include <stdio.h>

#include "audio/input.h"

enum { PIECE = 64 * 1024 };

static void to_hex(const unsigned char *digest, char hex[65])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[64] = '\0';
}

cad_status cad_file_sha256(const char *path, char hex[65], cad_error *error)
{
    struct cad_input_file file;
    unsigned char piece[PIECE], digest[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;
    cad_status status = cad_input_open(path, &file, error);
    if (status)
        return status;
    SHA256Init(&context);
    uint64_t at = 0;
    size_t got;
    while ((got = cad_input_peek(&file, at, piece, sizeof piece)) > 0) {
        SHA256Update(&context, piece, got);
        at += got;
    }
    if (file.read_errno)
        status =
            cad_fail_path(error, CAD_ERR_READ, path, "read error at byte %llu",
                          (unsigned long long)at);
    cad_input_close(&file);
    SHA256Final(digest, &context);
    to_hex(digest, hex);
    return status;
}
