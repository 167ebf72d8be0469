#include "cli/progress.h"

#include <stdio.h>
#include <time.h>

#include "cli/message.h"

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void cad_progress_start(struct cad_progress *p, enum cad_when when, bool quiet,
                        size_t total)
{
    bool terminal = cad_message_on_terminal();
    *p = (struct cad_progress){.total = total, .started_s = now_s()};
    p->on = when == CAD_ALWAYS || (when == CAD_AUTO && terminal && !quiet);
}

double cad_progress_elapsed_s(const struct cad_progress *p)
{
    double s = now_s() - p->started_s;
    return s > 1e-3 ? s : 1e-3;
}

void cad_progress_show(struct cad_progress *p, size_t done, double audio_s)
{
    enum { EVERY_MS = 100 };
    double now = now_s(), elapsed = cad_progress_elapsed_s(p);
    char line[128];
    if (!p->on || (now - p->shown_s < EVERY_MS * 1e-3 && done < p->total))
        return;
    p->shown_s = now;
    double left = done ? elapsed / (double)done * (double)(p->total - done) : 0;
    int n = snprintf(line, sizeof line, "%zu/%zu calls  %.2f h audio  %.0fx",
                     done, p->total, audio_s / 3600, audio_s / elapsed);
    if (done && n > 0)
        snprintf(line + n, sizeof line - (size_t)n, "  eta %d:%02d",
                 (int)(left / 60), (int)left % 60);
    cad_message_progress(line);
}

void cad_progress_end(struct cad_progress *p)
{
    if (p->on)
        cad_message_progress("");
    p->on = false;
}
