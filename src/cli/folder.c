#include "cli/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/message.h"

enum { DEPTH_MAX = 64 };

/* Also what cannot be read here: to be named, not passed over. */
static const char *const endings[] = {
    "wav",  "wave", "flac", "ogg",  "oga",  "opus", "mp3", "mp2",
    "aiff", "aif",  "aifc", "au",   "snd",  "rf64", "w64", "caf",
    "voc",  "nist", "sph",  "m4a",  "mp4",  "aac",  "amr", "awb",
    "webm", "mka",  "wma",  "g729", "g723", "spx",  "vox", "3gp",
};
static const char *const raw_endings[] = {
    "raw",  "pcm", "ulaw", "ul",  "mulaw", "pcmu",  "alaw", "al",
    "pcma", "gsm", "u8",   "sln", "slin",  "sln16", "bin",
};

static bool has_ending(const char *name, const char *const *list, size_t count)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < count; i++)
        if (!strcasecmp(dot + 1, list[i]))
            return true;
    return false;
}

static bool is_recording(const char *name, bool raw)
{
    return has_ending(name, endings, sizeof endings / sizeof *endings) ||
           (raw && has_ending(name, raw_endings,
                              sizeof raw_endings / sizeof *raw_endings));
}

static void add(struct cad_folder *out, const char *path)
{
    if (out->count == out->room) {
        out->room = out->room ? 2 * out->room : 64;
        out->paths =
            cad_must(realloc(out->paths, out->room * sizeof *out->paths));
    }
    out->paths[out->count++] = cad_text("%s", path);
}

static bool search(const char *top, const char *below, int depth, bool raw,
                   struct cad_folder *out);

static bool visit(const char *top, const char *path, const char *name,
                  int depth, bool raw, struct cad_folder *out)
{
    struct stat st;
    char *full = cad_text("%s/%s", top, path);
    bool link = !lstat(full, &st) && S_ISLNK(st.st_mode);
    bool good = true;
    if (!link && S_ISDIR(st.st_mode))
        good = search(top, path, depth + 1, raw, out);
    else if (is_recording(name, raw))
        add(out, path);
    else
        out->ignored++;
    free(full);
    return good;
}

static bool search(const char *top, const char *below, int depth, bool raw,
                   struct cad_folder *out)
{
    char *here = cad_text("%s%s%s", top, *below ? "/" : "", below);
    DIR *folder = depth > DEPTH_MAX ? NULL : opendir(here);
    bool good = folder != NULL;
    if (!folder)
        cad_message("%s: cannot read the folder: %s", here,
                    depth > DEPTH_MAX ? "too deep" : strerror(errno));
    struct dirent *e;
    while (folder && (errno = 0, e = readdir(folder))) {
        if (e->d_name[0] == '.')
            continue;
        char *path = cad_text("%s%s%s", below, *below ? "/" : "", e->d_name);
        good &= visit(top, path, e->d_name, depth, raw, out);
        free(path);
    }
    if (folder && errno) {
        cad_message("%s: cannot read the whole folder: %s", here,
                    strerror(errno));
        good = false;
    }
    if (folder)
        closedir(folder);
    free(here);
    return good;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool cad_folder_search(const char *folder, bool raw, struct cad_folder *out)
{
    *out = (struct cad_folder){0};
    bool good = search(folder, "", 0, raw, out);
    if (out->count)
        qsort(out->paths, out->count, sizeof *out->paths, by_bytes);
    return good;
}

void cad_folder_free(struct cad_folder *folder)
{
    for (size_t i = 0; i < folder->count; i++)
        free(folder->paths[i]);
    free(folder->paths);
}
