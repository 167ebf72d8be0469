/* scratch_file.h - a small file for a test to read, whole or spoiled. */
#ifndef SCRATCH_FILE_H
#define SCRATCH_FILE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Fills path, of at least 32 bytes, with the name of a new file. */
__attribute__((unused)) static void scratch_write(char *path, const void *bytes,
                                                  size_t length)
{
    snprintf(path, 32, "/tmp/callcadence.XXXXXX");
    int fd = mkstemp(path);
    if (fd < 0 || write(fd, bytes, length) != (ssize_t)length) {
        perror(path);
        exit(99);
    }
    close(fd);
}

/* Spoils text in up to 8 places: a byte changed, put in or taken out. The same
   seed does the same. bytes has room for strlen(text) + 8. */
__attribute__((unused)) static size_t scratch_spoil(const char *text,
                                                    uint32_t seed, char *bytes)
{
    static const char odd[] = ",\"\t\n\r ;\\[]{}:.-+0123456789eE<>\xff\xef\0";
    size_t length = strlen(text);
    memcpy(bytes, text, length);
    uint64_t state = seed * 2654435761u + 1u;
    for (unsigned places = seed % 9; places; places--) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        size_t at = (size_t)(state >> 33) % (length + 1);
        unsigned what = (unsigned)(state >> 20) % 3;
        char byte = odd[(state >> 40) % (sizeof odd - 1)];
        if (what == 0 && at < length) {
            bytes[at] = byte;
        } else if (what == 1) {
            memmove(bytes + at + 1, bytes + at, length - at);
            bytes[at] = byte;
            length++;
        } else if (at < length) {
            memmove(bytes + at, bytes + at + 1, length - at - 1);
            length--;
        }
    }
    return length;
}

#endif
