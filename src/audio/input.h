/*
 * input.h - a recording's bytes: opened so that nothing can hang, read
 * through libsndfile's virtual I/O so that a failing disk is told from the
 * end, and failures put in one line that starts with the path.
 *
 *   test    tests/unit/audio/test_decode.c
 */
#ifndef CAD_AUDIO_INPUT_H
#define CAD_AUDIO_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include <callcadence/status.h>

struct cad_input_file {
    int fd;
    int read_errno; /* of the first read that failed; 0: none */
    uint64_t size, at;
    /* bytes shown in place of the file's: a length a streaming writer could
       not know when it wrote the header */
    uint64_t patch_at;
    size_t patch_size;
    unsigned char patch[8];
};

/* ERR_MISSING says which: no file, a folder, a pipe, a device, no permission;
   ERR_READ when the system is out of something; ERR_EMPTY for 0 bytes. */
cad_status cad_input_open(const char *path, struct cad_input_file *out,
                          cad_error *error);
void cad_input_close(struct cad_input_file *file);

/* The size that the file has now: some are still being written. */
void cad_input_resize(struct cad_input_file *file);

/* Up to n bytes from `offset`, patch included; what the file has. */
size_t cad_input_peek(struct cad_input_file *file, uint64_t offset, void *to,
                      size_t n);

/* "path: ..." where a long path keeps its end and no control character can
   break the line. */
cad_status cad_fail_path(cad_error *error, cad_status status, const char *path,
                         const char *format, ...) CAD_PRINTF(4, 5);

#endif
