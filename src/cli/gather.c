#include "cli/gather.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/folder.h"
#include "cli/manifest.h"
#include "cli/message.h"
#include "cli/name_pattern.h"
#include "cli/spool.h"
#include "cli/whole_file.h"

/* ---- where jobs come from --------------------------------------------- */

/* "2024/may/a.wav" -> "2024__may__a" */
static char *id_below_folder(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    size_t n = dot && dot != name ? (size_t)(dot - path) : strlen(path);
    char *id = cad_must(calloc(2 * n + 1, 1)), *to = id;
    for (size_t i = 0; i < n; i++) {
        if (path[i] == '/')
            *to++ = '_';
        *to++ = path[i] == '/' ? '_' : path[i];
    }
    return id;
}

static bool is_folder(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISDIR(st.st_mode);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "x_agent.wav" beside "x_customer.wav": one call, read as two. */
static void tell_of_pairs(const char *folder, const struct cad_folder *found)
{
    const char *agent = NULL;
    size_t pairs = 0;
    for (size_t i = 0; i < found->count; i++) {
        const char *at = strstr(found->paths[i], "agent");
        if (!at)
            continue;
        char *other = cad_text("%.*scustomer%s", (int)(at - found->paths[i]),
                               found->paths[i], at + strlen("agent"));
        if (bsearch(&other, found->paths, found->count, sizeof other,
                    by_name)) {
            agent = agent ? agent : found->paths[i];
            pairs++;
        }
        free(other);
    }
    if (pairs)
        cad_message("%s: %zu pair%s of files such as %s look like the sides "
                    "of one call, but are read as two; --agent and "
                    "--customer, or a manifest, reads them as one",
                    folder, pairs, pairs == 1 ? "" : "s", agent);
}

static int add_folder(struct cad_jobs *jobs, const struct cad_options *o,
                      const char *folder)
{
    struct cad_folder found;
    bool good = cad_folder_search(folder, o->raw.encoding != NULL, &found);
    size_t n = strlen(folder);
    bool slash = n && folder[n - 1] == '/';
    for (size_t i = 0; i < found.count; i++) {
        char *path =
            cad_text("%s%s%s", folder, slash ? "" : "/", found.paths[i]);
        cad_jobs_add(jobs, o, path, cad_text("%s", path),
                     id_below_folder(found.paths[i]));
    }
    if (o->loudness >= 0)
        tell_of_pairs(folder, &found);
    jobs->ignored += found.ignored;
    bool empty = good && !found.count;
    cad_folder_free(&found);
    if (empty)
        cad_message("%s: no recordings in this folder%s", folder,
                    o->raw.encoding ? ""
                                    : " (WAV, FLAC, Ogg, Opus, MP3...); "
                                      "headerless ones need --raw");
    return good && !empty ? 0 : 3;
}

static int add_stdin(struct cad_jobs *jobs, const struct cad_options *o)
{
    if (jobs->spool || (o->files_from && !strcmp(o->files_from, "-"))) {
        cad_message("-: standard input can be read only once");
        return 2;
    }
    jobs->spool = cad_spool_stdin();
    if (!jobs->spool)
        return 4;
    cad_jobs_add(jobs, o, cad_text("%s", jobs->spool), cad_text("-"),
                 cad_text("stdin"));
    return 0;
}

static int add_input(struct cad_jobs *jobs, const struct cad_options *o,
                     const char *input)
{
    if (!strcmp(input, "-"))
        return add_stdin(jobs, o);
    if (is_folder(input) && o->verb == CAD_ANALYZE)
        return add_folder(jobs, o, input);
    cad_jobs_add(jobs, o, cad_text("%s", input), cad_text("%s", input), NULL);
    return 0;
}

static int worse(int a, int b)
{
    return a > b ? a : b;
}

/* A name a line; or, where there is a zero byte, as find -print0 tells them:
   the only way for names that have line ends in them. */
static int add_names(struct cad_jobs *jobs, const struct cad_options *o,
                     char *text, size_t length)
{
    bool zeros = memchr(text, '\0', length) != NULL;
    int code = 0;
    for (char *name = text, *end; name < text + length; name = end + 1) {
        end = name + (zeros ? strlen(name) : strcspn(name, "\n"));
        *end = '\0';
        for (char *r = end; !zeros && r > name && r[-1] == '\r';)
            *--r = '\0';
        if (!strcmp(name, "-")) {
            cad_message("%s: - cannot stand in a list", o->files_from);
            code = worse(code, 2);
        } else if (*name) {
            code = worse(code, add_input(jobs, o, name));
        }
    }
    return code;
}

static int list_failed(const struct cad_options *o, const char *why, int code)
{
    cad_message("%s: cannot read the list: %s", o->files_from, why);
    return code;
}

static int add_list(struct cad_jobs *jobs, const struct cad_options *o)
{
    bool from_stdin = !strcmp(o->files_from, "-");
    FILE *list = from_stdin ? stdin : fopen(o->files_from, "r");
    size_t n;
    int code;
    if (!list)
        return list_failed(o, strerror(errno), 2);
    char *text = cad_whole_file(list, &n);
    if (ferror(list))
        code = list_failed(o, strerror(errno), 4);
    else if (n >= CAD_WHOLE_FILE_MAX)
        code = list_failed(o, "over 1 GiB", 2);
    else
        code = add_names(jobs, o, text, n);
    free(text);
    if (!from_stdin)
        fclose(list);
    return code;
}

/* ---- ids -------------------------------------------------------------- */

static int by_output(const void *a, const void *b)
{
    const struct cad_job *const *x = a, *const *y = b;
    int order = strcmp((*x)->output, (*y)->output);
    return order ? order : (*x > *y) - (*x < *y);
}

static int check_ids(const struct cad_options *o, const struct cad_jobs *jobs)
{
    int code = 0;
    const struct cad_job **sorted =
        cad_must(calloc(jobs->count + 1, sizeof *sorted));
    for (size_t i = 0; i < jobs->count; i++)
        sorted[i] = &jobs->items[i];
    qsort(sorted, jobs->count, sizeof *sorted, by_output);
    for (size_t i = 1; i < jobs->count; i++)
        if (!strcmp(sorted[i - 1]->output, sorted[i]->output)) {
            code = 2;
            if (sorted[i - 1]->line && sorted[i]->line)
                cad_message("%s:%zu: call %s is that of line %zu, too",
                            o->manifest, sorted[i]->line, sorted[i]->output,
                            sorted[i - 1]->line);
            else if (!strcmp(sorted[i - 1]->shown, sorted[i]->shown))
                cad_message("%s is named twice", sorted[i]->shown);
            else
                cad_message("%s and %s: both would be call %s; rename one, or "
                            "give the folder above both",
                            sorted[i - 1]->shown, sorted[i]->shown,
                            sorted[i]->output);
        }
    free(sorted);
    return code;
}

static int check_count(const struct cad_options *o, size_t count)
{
    const char *say = NULL;
    if (count > 1 && o->verb == CAD_ANALYZE && !o->out_folder && !o->ndjson)
        say = "more than one call needs -o DIR (or --ndjson)";
    else if (count > 1 && o->segments_file)
        say = "--segments describes one call";
    if (say)
        cad_message("%zu calls: %s", count, say);
    return say ? 2 : 0;
}

static void keep_shard(struct cad_jobs *jobs, size_t shard, size_t shards)
{
    size_t kept = 0;
    for (size_t i = 0; i < jobs->count; i++)
        if (i % shards == shard)
            jobs->items[kept++] = jobs->items[i];
        else
            cad_job_free(&jobs->items[i]);
    jobs->count = kept;
}

static void tell_of_nothing(const struct cad_options *o)
{
    const char *list = o->files_from ? o->files_from : o->manifest;
    if (list && o->loudness >= 0)
        cad_message("0 calls: %s names none",
                    strcmp(list, "-") ? list : "standard input");
}

/* ---- all of them ------------------------------------------------------ */

int cad_jobs_gather(const struct cad_options *o, struct cad_jobs *out)
{
    int code = 0;
    *out = (struct cad_jobs){0};
    if (o->name_pattern &&
        !(out->pattern = cad_name_pattern_new(o->name_pattern)))
        return 2;
    if (o->agent_file)
        cad_jobs_add(out, o, cad_text("%s", o->agent_file),
                     cad_text("%s", o->agent_file), NULL);
    for (int i = 0; i < o->operand_count; i++)
        code = worse(code, add_input(out, o, o->operands[i]));
    if (o->files_from)
        code = worse(code, add_list(out, o));
    if (o->manifest)
        code = worse(code, cad_manifest_add(out, o));
    if (out->wrong_name)
        code = worse(code, 2);
    /* an unreadable folder among others is like an unreadable call */
    if (code == 3 && out->count) {
        out->lost_folder = true;
        code = 0;
    }
    if (!code && !out->count)
        tell_of_nothing(o);
    int ids = check_ids(o, out);
    if (!ids)
        ids = check_count(o, out->count);
    if (o->shard.n)
        keep_shard(out, (size_t)o->shard.k, (size_t)o->shard.n);
    return worse(code, ids);
}
