#include "cli/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <callcadence/emit.h>

#include "cli/message.h"

static int refuse(struct cad_journal *j, const char *why, int code)
{
    cad_message("%s: cannot be the journal: %s; give -o another folder",
                j->path, why);
    cad_journal_close(j);
    return code;
}

/* The rest of a line that a killed run, or a full disk, has torn. */
static bool end_torn_line(int fd, off_t size)
{
    char last = '\n';
    if (size > 0 && pread(fd, &last, 1, size - 1) != 1)
        return false;
    return last == '\n' || write(fd, "\n", 1) == 1;
}

int cad_journal_open(const char *folder, int shard, int shards,
                     struct cad_journal *out)
{
    struct stat st;
    out->path = shards ? cad_text("%s/journal.%d.ndjson", folder, shard)
                       : cad_text("%s/journal.ndjson", folder);
    /* a link in its place would lead out of the folder */
    out->fd =
        open(out->path,
             O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
             0666);
    if (out->fd < 0)
        return refuse(out, strerror(errno),
                      errno == ELOOP || errno == EISDIR ? 2 : 4);
    if (fstat(out->fd, &st) || !S_ISREG(st.st_mode))
        return refuse(out, "not a plain file", 2);
    if (!end_torn_line(out->fd, st.st_size))
        return refuse(out, strerror(errno), 4);
    return 0;
}

static void put_line(const struct cad_journal_line *l, FILE *out)
{
    char text[1024];
    fputs("{\"call_id\": ", out);
    cad_emit_json_string(l->job->call_id, out);
    fprintf(out, ", \"status\": \"%s\", \"code\": %d, \"error\": ",
            l->error  ? "failed"
            : l->kept ? "kept"
                      : "done",
            l->error ? cad_status_exit_code(l->error->status) : 0);
    if (l->error) {
        cad_job_message(l->job, l->error->text, text, sizeof text);
        cad_emit_json_string(text, out);
    } else {
        fputs("null", out);
    }
    fprintf(out, ", \"seconds\": %.3f, \"audio_s\": ", l->seconds);
    if (l->audio_s > 0)
        fprintf(out, "%.3f", l->audio_s);
    else
        fputs("null", out);
    fputs(", \"key\": ", out);
    if (*l->key)
        cad_emit_json_string(l->key, out);
    else
        fputs("null", out);
    fputs("}\n", out);
}

bool cad_journal_add(const struct cad_journal *journal,
                     const struct cad_journal_line *line)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = cad_must(open_memstream(&text, &n));
    put_line(line, out);
    if (fclose(out))
        cad_must(NULL);
    errno = 0;
    bool good = write(journal->fd, text, n) == (ssize_t)n;
    if (!good)
        cad_message("%s: cannot write: %s", journal->path,
                    strerror(errno ? errno : ENOSPC));
    free(text);
    return good;
}

void cad_journal_close(struct cad_journal *journal)
{
    if (journal->fd >= 0)
        close(journal->fd);
    free(journal->path);
    *journal = (struct cad_journal){.fd = -1};
}
