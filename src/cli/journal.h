/*
 * journal.h - DIR/journal.ndjson: a line a call, as it is told.
 *
 * Each line is one append, so a run that is killed leaves whole lines, but for
 * a last one that may be torn; the next run goes on below it. Journals of
 * shards merge by cat.
 */
#ifndef CAD_CLI_JOURNAL_H
#define CAD_CLI_JOURNAL_H

#include "cli/jobs.h"

struct cad_journal {
    char *path;
    int fd;
};

struct cad_journal_line {
    const struct cad_job *job;
    const cad_error *error; /* of a call that failed, or NULL */
    bool kept;              /* its report was there already */
    double seconds, audio_s;
    const char *key; /* "": none */
};

/* shards 0: the run is not one of several. 0, or the exit code after a
   message. */
int cad_journal_open(const char *folder, int shard, int shards,
                     struct cad_journal *out);
/* false after a message. */
bool cad_journal_add(const struct cad_journal *journal,
                     const struct cad_journal_line *line);
void cad_journal_close(struct cad_journal *journal);

#endif
