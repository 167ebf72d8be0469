#include "pitch_sounds.h"

#include "conditions.h"
#include "dsp/track.h"
#include "resynthesis.h"

#include <glob.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 4096, EACH_MOOD = 28 };

/* Truth of the laryngograph: a value every 15 ms; each frame takes the one
   nearest to its centre. */
static bool read_reference(const char *path, struct pitch_sound *s)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    double values[4096];
    size_t n = 0;
    while (n < 4096 && fscanf(file, "%lf%*[^\n]", &values[n]) == 1)
        n++;
    fclose(file);
    for (size_t f = 0; f < s->frames; f++) {
        size_t at = (size_t)lrint(((double)f + 0.5) * 0.010 / 0.015);
        s->truth_hz[f] = at < n ? (float)values[at] : 0.0f;
    }
    return n > 0;
}

static bool open_sound(const char *path, struct pitch_sound *s)
{
    s->x = conditions_read(path, 0, &s->n);
    if (!s->x)
        return false;
    const char *slash = strrchr(path, '/');
    snprintf(s->name, sizeof s->name, "%s", slash ? slash + 1 : path);
    s->frames = s->n / CAD_HOP;
    s->truth_hz = calloc(s->frames + 1, sizeof *s->truth_hz);
    return s->truth_hz;
}

void pitch_read_sentences(const char *audio, struct pitch_set *set)
{
    char path[PATH_SIZE];
    glob_t found;
    snprintf(path, sizeof path, "%s/pitch/*.wav", audio);
    if (glob(path, 0, NULL, &found))
        return;
    for (size_t i = 0; i < found.gl_pathc && set->count < PITCH_FILES_MAX;
         i++) {
        struct pitch_sound *s = &set->sounds[set->count];
        if (!open_sound(found.gl_pathv[i], s))
            continue;
        size_t stem = strlen(found.gl_pathv[i]) - 4;
        snprintf(path, sizeof path, "%.*s.f0ref", (int)stem, found.gl_pathv[i]);
        set->count += read_reference(path, s);
    }
    globfree(&found);
}

/* EmoDB's names: speaker, text, mood. Speakers 08 and 09 are women. */
static void give_melody(struct pitch_sound *s, bool calm, size_t seed)
{
    bool woman = !strncmp(s->name, "08", 2) || !strncmp(s->name, "09", 2);
    double base_hz = (woman ? 200.0 : 110.0) * (calm ? 1.0 : 1.6);
    resynthesise(s->x, s->n, base_hz, calm ? 4.0 : 8.0, seed, s->truth_hz);
}

void pitch_make_expressive(const char *audio, struct pitch_set *set)
{
    static const char moods[] = "WN";
    char path[PATH_SIZE];
    for (int mood = 0; mood < 2; mood++) {
        glob_t found;
        snprintf(path, sizeof path, "%s/emodb/wav/?????%c?.wav", audio,
                 moods[mood]);
        if (glob(path, 0, NULL, &found))
            continue;
        for (size_t i = 0; i < found.gl_pathc && i < EACH_MOOD; i++) {
            struct pitch_sound *s = &set->sounds[set->count];
            if (!open_sound(found.gl_pathv[i], s))
                continue;
            give_melody(s, mood, set->count + 1);
            set->count++;
        }
        globfree(&found);
    }
}
