#include "praat.h"

#include "conditions.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_SIZE = 64 };

bool praat_present(void)
{
    static int known = -1;
    if (known < 0)
        known = system("command -v praat >/dev/null 2>&1") == 0;
    return known;
}

static bool write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    bool good = fputs(text, file) >= 0;
    return fclose(file) == 0 && good;
}

static bool read_values(const char *path, double *values, size_t room,
                        size_t *count)
{
    FILE *file = fopen(path, "r");
    *count = 0;
    if (!file)
        return false;
    while (*count < room && fscanf(file, "%lf", &values[*count]) == 1)
        (*count)++;
    fclose(file);
    return true;
}

bool praat_run(const char *script, const float *x, size_t n, double *values,
               size_t room, size_t *count)
{
    char folder[] = "/tmp/praat-XXXXXX", line[4 * PATH_SIZE];
    char sound[PATH_SIZE], out[PATH_SIZE], text[PATH_SIZE];
    if (!praat_present() || !mkdtemp(folder))
        return false;
    snprintf(sound, sizeof sound, "%s/x.wav", folder);
    snprintf(out, sizeof out, "%s/x.txt", folder);
    snprintf(text, sizeof text, "%s/x.praat", folder);
    snprintf(line, sizeof line, "praat --run %s %s %s >/dev/null 2>&1", text,
             sound, out);
    bool good = write_text(text, script) && !conditions_write(sound, x, n) &&
                system(line) == 0 && read_values(out, values, room, count);
    remove(sound);
    remove(out);
    remove(text);
    rmdir(folder);
    return good;
}

/*
 * Peaks of the intensity (64 ms) that lie within 25 dB of the 99 % quantile,
 * from which it falls by 2 dB before the next peak, and that are voiced.
 */
const char praat_nuclei[] =
    "form: \"nuclei\"\n"
    "  infile: \"in\", \"\"\n"
    "  outfile: \"out\", \"\"\n"
    "endform\n"
    "sound = Read from file: in$\n"
    "pitch = To Pitch (ac): 0.02, 30, 4, \"no\", 0.03, 0.25, 0.01, 0.35, "
    "0.25, 450\n"
    "selectObject: sound\n"
    "intensity = To Intensity: 50, 0, \"yes\"\n"
    "floor = Get quantile: 0, 0, 0.99\n"
    "floor = floor - 25\n"
    "frames = Get number of frames\n"
    "for f to frames\n"
    "  db [f] = Get value in frame: f\n"
    "endfor\n"
    "writeFile: out$, \"\"\n"
    "peak = 0\n"
    "low = 0\n"
    "for f from 2 to frames - 1\n"
    "  if db [f] > db [f - 1] and db [f] >= db [f + 1] and db [f] > floor\n"
    "    if peak > 0 and db [peak] - low > 2\n"
    "      @nucleus: peak\n"
    "    endif\n"
    "    peak = f\n"
    "    low = db [f]\n"
    "  endif\n"
    "  low = min (low, db [f])\n"
    "endfor\n"
    "if peak > 0 and db [peak] - low > 2\n"
    "  @nucleus: peak\n"
    "endif\n"
    "procedure nucleus: .f\n"
    "  selectObject: intensity\n"
    "  .t = Get time from frame number: .f\n"
    "  selectObject: pitch\n"
    "  .hz = Get value at time: .t, \"Hertz\", \"linear\"\n"
    "  if .hz <> undefined\n"
    "    appendFileLine: out$, .t\n"
    "  endif\n"
    "endproc\n";

const char praat_sounding[] =
    "form: \"sounding\"\n"
    "  infile: \"in\", \"\"\n"
    "  outfile: \"out\", \"\"\n"
    "endform\n"
    "Read from file: in$\n"
    "grid = To TextGrid (silences): 100, 0, -25, 0.1, 0.1, \"\", \"s\"\n"
    "writeFile: out$, \"\"\n"
    "n = Get number of intervals: 1\n"
    "for i to n\n"
    "  label$ = Get label of interval: 1, i\n"
    "  if label$ = \"s\"\n"
    "    a = Get start time of interval: 1, i\n"
    "    b = Get end time of interval: 1, i\n"
    "    appendFileLine: out$, a, \" \", b\n"
    "  endif\n"
    "endfor\n";
