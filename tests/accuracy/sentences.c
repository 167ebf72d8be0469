#include "sentences.h"

#include "conditions.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 4096 };

#define PAUSE_S 0.2 /* a pause of the report is no shorter */

static bool read_marks(const char *path, struct sentence *s)
{
    char line[256], label[64];
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    while (s->marks < SENTENCE_MARKS && fgets(line, sizeof line, file)) {
        label[0] = '\0';
        double at_s;
        if (sscanf(line, "%lf %63s", &at_s, label) < 1)
            continue;
        s->mark[s->marks].s = at_s;
        s->mark[s->marks++].silent = label[0] == '.' || label[0] == '(';
    }
    fclose(file);
    return true;
}

static void sum_marks(struct sentence *s)
{
    for (size_t i = 0; i + 1 < s->marks; i++) {
        if (s->mark[i].silent)
            continue;
        s->start_s = s->syllables ? s->start_s : s->mark[i].s;
        s->end_s = s->mark[i + 1].s;
        s->syllables++;
    }
    for (size_t i = 0; i + 1 < s->marks; i++) {
        double pause_s = s->mark[i + 1].s - s->mark[i].s;
        if (s->mark[i].silent && s->mark[i].s > s->start_s &&
            s->mark[i].s < s->end_s && pause_s >= PAUSE_S)
            s->pauses_s += pause_s;
    }
}

static bool is_wanted(const char *name, const char *speakers)
{
    while (speakers && *speakers) {
        if (!strncmp(name, speakers, 2))
            return true;
        speakers += strcspn(speakers, ",");
        speakers += *speakers == ',';
    }
    return !speakers;
}

size_t sentences_read(const char *audio, const char *speakers,
                      struct sentence *out, size_t room)
{
    char path[PATH_SIZE];
    glob_t found;
    size_t count = 0;
    snprintf(path, sizeof path, "%s/emodb/silb/*.silb", audio);
    if (glob(path, 0, NULL, &found))
        return 0;
    for (size_t i = 0; i < found.gl_pathc && count < room; i++) {
        struct sentence *s = &out[count];
        const char *name = strrchr(found.gl_pathv[i], '/') + 1;
        memset(s, 0, sizeof *s);
        snprintf(s->name, sizeof s->name, "%.*s", (int)strcspn(name, "."),
                 name);
        snprintf(path, sizeof path, "%s/emodb/wav/%s.wav", audio, s->name);
        if (!is_wanted(name, speakers) || !read_marks(found.gl_pathv[i], s))
            continue;
        sum_marks(s);
        count += s->syllables && (s->x = conditions_read(path, 0, &s->n));
    }
    globfree(&found);
    return count;
}

bool sentences_share_speaker(const struct sentence *a, const struct sentence *b)
{
    return !strncmp(a->name, b->name, 2);
}
