/*
 * What a host program does with its locale changes no byte of what we write,
 * and no key, so that a resumed run does not begin anew.
 */
#include "comma_locale.h"

#include <callcadence/callcadence.h>
#include <callcadence/emit.h>
#include <string.h>

enum { WAYS = 4 };

struct written {
    char key[65];
    char *text[WAYS];
    size_t length[WAYS];
};

static const char *const names[WAYS] = {"JSON", "frames", "HTML", "WebVTT"};

static cad_status write_as(int way, const cad_report *r, FILE *out)
{
    switch (way) {
    case 0:
        return cad_emit_json(r, true, out, NULL);
    case 1:
        return cad_frames_csv(r, out, NULL);
    case 2:
        return cad_emit_html(r, NULL, out, NULL);
    default:
        return cad_emit_vtt(r, out, NULL);
    }
}

static struct written write_all(void)
{
    struct written w = {0};
    cad_engine *engine = NULL;
    cad_report *r = NULL;
    cad_error error = {0};
    cad_call call = {.file = "samples/rushed.flac"};
    ok(!cad_engine_new(NULL, &engine, &error) &&
           !cad_analyze(engine, &call, &r, &error),
       "analysed %s", error.text);
    memcpy(w.key, r->settings.key, sizeof w.key);
    for (int way = 0; way < WAYS; way++) {
        FILE *out = open_memstream(&w.text[way], &w.length[way]);
        ok(out && !write_as(way, r, out), "%s is written", names[way]);
        fclose(out);
    }
    cad_report_free(&r);
    cad_engine_free(&engine);
    return w;
}

int main(void)
{
    char heard[8];
    struct written here = write_all();
    if (!comma_locale(3 + WAYS + 1 + WAYS))
        return tap_done();
    snprintf(heard, sizeof heard, "%.1f", 0.5);
    ok(!strcmp(heard, "0,5"), "the program's own printf says %s", heard);
    struct written there = write_all();
    ok(!strcmp(here.key, there.key), "the same key: %.12s", there.key);
    for (int way = 0; way < WAYS; way++) {
        ok(here.length[way] > 100 && here.length[way] == there.length[way] &&
               !memcmp(here.text[way], there.text[way], here.length[way]),
           "%s: the same %zu bytes", names[way], there.length[way]);
        free(here.text[way]);
        free(there.text[way]);
    }
    return tap_done();
}
