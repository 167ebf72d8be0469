/*
 * driver.c - a fuzz target without libFuzzer: every file of its corpus, and a
 * fixed number of changes to each, the same on every run. FUZZ_CORPUS is the
 * folder, FUZZ_CHANGES how many.
 */
#include "fuzz.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tap.h"

enum { ROOM = 1 << 20 };

static uint64_t state;
static char at[512]; /* which input it is, in case it is the last */

#pragma weak LLVMFuzzerCustomMutator

static size_t pick(size_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return n ? (size_t)(state >> 33) % n : 0;
}

/* Bits turned, bytes put in, taken out, or copied from elsewhere. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max)
{
    for (size_t n = 1 + pick(6); n; n--) {
        size_t to = pick(size), from = pick(size), length = pick(16);
        switch (pick(4)) {
        case 0:
            if (size)
                data[to] ^= (uint8_t)(1u << pick(8));
            break;
        case 1:
            if (size)
                data[to] = (uint8_t)pick(256);
            break;
        case 2:
            if (size + length <= max && from + length <= size) {
                memmove(data + to + length, data + to, size - to);
                memmove(data + to, data + from, length);
                size += length;
            }
            break;
        default:
            if (length < size - to) {
                memmove(data + to, data + to + length, size - to - length);
                size -= length;
            }
        }
    }
    return size;
}

static void tell(int number)
{
    /* both are safe in a handler */
    if (write(STDOUT_FILENO, at, strlen(at)) < 0)
        _exit(98);
    signal(number, SIG_DFL);
    raise(number);
}

static size_t read_file(const char *path, uint8_t *data)
{
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(data, 1, ROOM, file) : 0;
    if (file)
        fclose(file);
    return n;
}

static void try_file(const char *name, int changes)
{
    static uint8_t data[ROOM], changed[ROOM];
    char path[512];
    snprintf(path, sizeof path, "%s/%s", FUZZ_CORPUS, name);
    size_t n = read_file(path, data);
    for (int i = 0; i <= changes; i++) {
        size_t m = n;
        state = (uint64_t)i;
        memcpy(changed, data, n);
        snprintf(at, sizeof at, "# dies of %s, change %d\n", name, i);
        if (i && LLVMFuzzerCustomMutator)
            m = LLVMFuzzerCustomMutator(changed, n, ROOM, (unsigned)i);
        else if (i)
            m = LLVMFuzzerMutate(changed, n, ROOM);
        LLVMFuzzerTestOneInput(changed, m);
    }
    ok(n > 0, "%s, and %d changes to it", name, changes);
}

int main(void)
{
    DIR *folder = opendir(FUZZ_CORPUS);
    signal(SIGABRT, tell);
    signal(SIGSEGV, tell);
    signal(SIGFPE, tell);
    for (struct dirent *e; folder && (e = readdir(folder));)
        if (e->d_name[0] != '.')
            try_file(e->d_name, FUZZ_CHANGES);
    if (folder)
        closedir(folder);
    ok(tap_count > 0, "a corpus");
    return tap_done();
}
