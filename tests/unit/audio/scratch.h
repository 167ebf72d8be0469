/* scratch.h - a folder of its own for a test's files, removed at the end. */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char scratch_folder[64];

__attribute__((unused)) static const char *scratch_path(const char *name)
{
    static char paths[8][256];
    static int next;
    char *path = paths[next++ % 8];
    if (!*scratch_folder) {
        strcpy(scratch_folder, "/tmp/callcadence-test-XXXXXX");
        if (!mkdtemp(scratch_folder))
            abort();
    }
    snprintf(path, 256, "%s/%s", scratch_folder, name);
    return path;
}

__attribute__((unused)) static const char *
scratch_write(const char *name, const void *bytes, size_t n)
{
    const char *path = scratch_path(name);
    FILE *f = fopen(path, "wb");
    if (!f || (n && fwrite(bytes, 1, n, f) != n) || fclose(f))
        abort();
    return path;
}

__attribute__((unused)) static void scratch_remove(void)
{
    if (!*scratch_folder)
        return;
    DIR *folder = opendir(scratch_folder);
    for (struct dirent *e; folder && (e = readdir(folder));)
        if (e->d_name[0] != '.')
            remove(scratch_path(e->d_name));
    if (folder)
        closedir(folder);
    rmdir(scratch_folder);
}

/* A WAV header that may lie in every field. */
struct wav_lies {
    unsigned tag, channels, rate, bits;
    const void *data;
    size_t bytes;
    int64_t data_says, riff_says; /* -1: the truth */
};

static unsigned char *wav_put(unsigned char *to, uint64_t value, int size)
{
    for (int i = 0; i < size; i++)
        *to++ = (unsigned char)(value >> (8 * i));
    return to;
}

__attribute__((unused)) static const char *
scratch_wav(const char *name, const struct wav_lies *lies)
{
    size_t n = 44 + lies->bytes;
    unsigned char *bytes = malloc(n), *p = bytes;
    unsigned block = lies->channels * lies->bits / 8;
    if (!bytes)
        abort();
    memcpy(p, "RIFF", 4);
    p = wav_put(p + 4, lies->riff_says < 0 ? n - 8 : (uint64_t)lies->riff_says,
                4);
    memcpy(p, "WAVEfmt ", 8);
    p = wav_put(p + 8, 16, 4);
    p = wav_put(p, lies->tag, 2);
    p = wav_put(p, lies->channels, 2);
    p = wav_put(p, lies->rate, 4);
    p = wav_put(p, (uint64_t)lies->rate * block, 4);
    p = wav_put(p, block, 2);
    p = wav_put(p, lies->bits, 2);
    memcpy(p, "data", 4);
    p = wav_put(p + 4,
                lies->data_says < 0 ? lies->bytes : (uint64_t)lies->data_says,
                4);
    if (lies->bytes)
        memcpy(p, lies->data, lies->bytes);
    const char *path = scratch_write(name, bytes, n);
    free(bytes);
    return path;
}

#endif
