/* spool.h - standard input as a file that can be seeked. */
#ifndef CAD_CLI_SPOOL_H
#define CAD_CLI_SPOOL_H

/* The path of a copy named "stdin" in a folder of its own below TMPDIR, or
   NULL after a message. */
char *cad_spool_stdin(void);
void cad_spool_remove(char *path);

#endif
