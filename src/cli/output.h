/*
 * output.h - files that are whole or not there at all.
 *
 * A report is written to a temporary file in its own folder, synced, then
 * renamed over the old one; whatever fails leaves the old one as it was.
 */
#ifndef CAD_CLI_OUTPUT_H
#define CAD_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include <callcadence/status.h>

/* Makes DIR and its parents; false after a message. */
bool cad_folder_make(const char *folder, int *exit_code);

struct cad_output {
    FILE *stream;
    char *temporary, *final;
};

/* ERR_WRITE or ERR_MEMORY with error->text naming the file. */
cad_status cad_output_open(const char *path, struct cad_output *out,
                           cad_error *error);
/* status: of what was written; an error discards the file and is returned. */
cad_status cad_output_close(struct cad_output *out, cad_status status,
                            cad_error *error);

/* A nameless file in the folder, to write and read back; NULL: error says. */
FILE *cad_output_scratch(const char *folder, cad_error *error);

/* Removes the temporary files that killed runs have left in the folder; those
   of a run that goes on are locked, and stay. */
void cad_output_sweep(const char *folder);

/* Flushes standard output; the exit code: 0, 4 after a message, or 141 where
   the reader has gone. */
int cad_stdout_finish(cad_status status);

#endif
