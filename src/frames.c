/* frames.c - the 10 ms tracks behind a report, as CSV. */
#include "analysis.h"
#include "base/error.h"
#include "base/print.h"

static const char *const party_names[] = {"agent", "customer", "mixed"};

static int write_row(FILE *out, const struct cad_voice *v, const char *party,
                     size_t f)
{
    char row[128];
    cad_print(row, sizeof row, "%.3f,%s,%d,%.2f,%.2f,%.2f,%.2f,%.3f\n",
              cad_frame_s(f) + 0.5 / CAD_FRAMES_PER_S, party, v->speech[f],
              (double)v->f0_hz[f], v->voicing[f] / 255.0,
              (double)cad_power_db(v->channel->power[f]),
              v->channel->tilt_cdb[f] / 100.0, (double)v->syllable[f]);
    return fputs(row, out);
}

cad_status cad_frames_csv(const cad_report *report, FILE *out, cad_error *error)
{
    if (!report || !out)
        return cad_fail_null(error, "report or out");
    const struct cad_analysis *a = report->analysis;
    int put = fputs("time_s,party,speech,f0_hz,voicing,level_dbfs,tilt_db,"
                    "syllable\n",
                    out);
    for (size_t f = 0; f < a->frames && put >= 0; f++)
        for (size_t p = 0; p < CAD_PARTIES && put >= 0; p++)
            if (report->quality.party[p].present)
                put = write_row(out, &a->side[p].voice, party_names[p], f);
    if (put < 0 || fflush(out))
        return cad_fail(error, CAD_ERR_WRITE, "cannot write the frames");
    return CAD_OK;
}
