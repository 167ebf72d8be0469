#include "audio/refusal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Codecs of telephone recorders that a WAV header may name. Narrow ones are
   8 kHz by nature: the ffmpeg line says so. */
static const struct {
    unsigned tag;
    const char *name;
    bool narrow;
} wav_codecs[] = {
    {0x0010, "OKI ADPCM", true},
    {0x0014, "G.723 ADPCM", true},
    {0x0015, "DIGISTD", true},
    {0x0016, "DIGIFIX", true},
    {0x0017, "Dialogic OKI ADPCM", true},
    {0x0020, "Yamaha ADPCM", false},
    {0x0022, "TrueSpeech", true},
    {0x0024, "Echo SC-1", true},
    {0x0028, "LRC", true},
    {0x0036, "VoxWare", true},
    {0x0038, "Sierra ADPCM", true},
    {0x0041, "G.728", true},
    {0x0042, "G.723.1", true},
    {0x0045, "G.726", true},
    {0x0050, "MPEG layer 2", false},
    {0x0055, "MP3 inside WAV", false},
    {0x0057, "AMR-NB", true},
    {0x0058, "AMR-WB", false},
    {0x0062, "VoxWare", true},
    {0x0064, "G.726", true},
    {0x0065, "G.722", false},
    {0x0069, "VoxWare byte aligned", true},
    {0x0075, "VoxWare MetaSound", true},
    {0x0083, "G.729", true},
    {0x0084, "G.729A", true},
    {0x0085, "G.726", true},
    {0x00ff, "AAC", false},
    {0x0111, "Vivo G.723.1", true},
    {0x0112, "Siren", false},
    {0x0123, "Digital G.723", true},
    {0x0125, "Sanyo ADPCM", true},
    {0x0130, "ACELP.net", true},
    {0x0131, "ACELP 4800", true},
    {0x0133, "G.729", true},
    {0x0134, "G.729A", true},
    {0x0140, "G.726", true},
    {0x0160, "WMA 1", false},
    {0x0161, "WMA 2", false},
    {0x0162, "WMA Professional", false},
    {0x0163, "WMA Lossless", false},
    {0x028e, "Siren", false},
    {0x028f, "G.722", false},
    {0x0402, "Indeo audio", false},
    {0x1600, "AAC", false},
    {0x1610, "AAC", false},
    {0x2000, "AC-3", false},
    {0x7361, "AMR-NB", true},
    {0x7362, "AMR-WB", false},
    {0xa100, "G.723.1", true},
    {0xa101, "AVQSBC", true},
    {0xa102, "ODSBC", true},
    {0xa103, "G.729A", true},
    {0xa104, "AMR-WB", false},
    {0xa107, "G.726", true},
    {0xa109, "Speex", true},
};

/* Files that are no WAV at all, by what they start with. */
enum { CODEC, ARCHIVE, DAMAGED, OTHER };
static const struct {
    size_t at, size;
    const char *magic, *name;
    int sort;
    bool narrow;
} magics[] = {
    {4, 4, "ftyp", "M4A/MP4", CODEC, false},
    {0, 9, "#!AMR-WB\n", "AMR-WB", CODEC, false},
    {0, 6, "#!AMR\n", "AMR-NB", CODEC, true},
    {0, 4, "\x1a\x45\xdf\xa3", "WebM/Matroska", CODEC, false},
    {0, 4, "\x30\x26\xb2\x75", "WMA/ASF", CODEC, false},
    {0, 2, "\xff\xf1", "AAC", CODEC, false},
    {0, 2, "\xff\xf9", "AAC", CODEC, false},
    {0, 4, "ADIF", "AAC", CODEC, false},
    {0, 9, "#!SILK_V3", "SILK", CODEC, false},
    {1, 9, "#!SILK_V3", "SILK", CODEC, false},
    {28, 8, "Speex   ", "Speex", CODEC, true},
    {0, 4, "wvpk", "WavPack", CODEC, false},
    {0, 4, "MAC ", "Monkey's Audio", CODEC, false},
    {0, 4, "TTA1", "TTA", CODEC, false},
    {0, 4, ".RMF", "RealAudio", CODEC, false},
    {0, 4, ".ra\xfd", "RealAudio", CODEC, false},
    {0, 4, "FLV\x01", "Flash video", CODEC, false},
    {8, 4, "AVI ", "AVI", CODEC, false},
    {0, 4, "PK\3\4", "ZIP", ARCHIVE, false},
    {0, 2, "\x1f\x8b", "gzip", ARCHIVE, false},
    {0, 3, "BZh", "bzip2", ARCHIVE, false},
    {0, 6,
     "\xfd"
     "7zXZ",
     "xz", ARCHIVE, false},
    {0, 4, "\x28\xb5\x2f\xfd", "zstd", ARCHIVE, false},
    {0, 6, "7z\xbc\xaf\x27\x1c", "7-Zip", ARCHIVE, false},
    {0, 4, "fLaC", "FLAC", DAMAGED, false},
    {0, 4, "OggS", "Ogg", DAMAGED, false},
    {0, 4, "%PDF", "a PDF", OTHER, false},
    {0, 4, "\x89PNG", "a picture", OTHER, false},
    {0, 3, "\xff\xd8\xff", "a picture", OTHER, false},
    {0, 4,
     "\x7f"
     "ELF",
     "a program", OTHER, false},
};

/* Headerless recordings give themselves away by their names only. */
static const struct {
    const char *ending, *raw;
} raw_endings[] = {
    {".ulaw", "ulaw:8000:1"},  {".ul", "ulaw:8000:1"},
    {".mulaw", "ulaw:8000:1"}, {".pcmu", "ulaw:8000:1"},
    {".alaw", "alaw:8000:1"},  {".al", "alaw:8000:1"},
    {".pcma", "alaw:8000:1"},  {".gsm", "gsm:8000:1"},
    {".u8", "u8:8000:1"},      {".pcm", "s16le:8000:1"},
    {".raw", "ulaw:8000:2"},   {".sln", "s16le:8000:1"},
    {".slin", "s16le:8000:1"}, {".sln16", "s16le:16000:1"},
};

static const char *ending_of(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *dot = strrchr(name ? name : path, '.');
    return dot ? dot : "";
}

/* A path as it can be pasted into a shell. */
static void quote(const char *path, char *to, size_t room)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789._-/+,:@%=";
    size_t n = 0;
    if (*path != '-' && path[strspn(path, plain)] == '\0') {
        snprintf(to, room, "%s", path);
        return;
    }
    to[n++] = '\'';
    for (; *path && n + 6 < room; path++) {
        n += (size_t)snprintf(to + n, room - n, *path == '\'' ? "'\\''" : "%c",
                              *path);
    }
    snprintf(to + n, room - n, "'");
}

static cad_status refuse_codec(const char *path, const char *codec, bool narrow,
                               cad_error *error)
{
    char from[200], to[128];
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    int stem = (int)(strlen(name) - strlen(ending_of(path)));
    if (strlen(path) > 120) /* the message must not lose its end */
        snprintf(from, sizeof from, "FILE");
    else
        quote(path, from, sizeof from);
    char file[90];
    snprintf(file, sizeof file, "%.*s.flac", stem > 60 ? 60 : stem, name);
    quote(file, to, sizeof to);
    return cad_fail_path(error, CAD_ERR_FORMAT, path,
                         "codec %s is not readable here; convert first: "
                         "ffmpeg -i %s %s%s",
                         codec, from, narrow ? "-ar 8000 " : "", to);
}

cad_status cad_check_shape(const char *path, double rate_hz, double channels,
                           cad_error *error)
{
    if (channels < 1)
        return cad_fail_path(error, CAD_ERR_FORMAT, path,
                             "the header says 0 channels; export it again");
    if (channels > CAD_CHANNELS_MAX)
        return cad_fail_path(error, CAD_ERR_FORMAT, path,
                             "%.0f channels, at most %d are read; keep the "
                             "parties' two: ffmpeg -i FILE -ac 2 OUT.flac",
                             channels, CAD_CHANNELS_MAX);
    if (!(rate_hz >= CAD_RATE_MIN_HZ && rate_hz <= CAD_RATE_MAX_HZ))
        return cad_fail_path(error, CAD_ERR_FORMAT, path,
                             "sample rate %.0f Hz is outside %d to %d Hz; if "
                             "the header is wrong, export it again",
                             rate_hz, CAD_RATE_MIN_HZ, CAD_RATE_MAX_HZ);
    return CAD_OK;
}

/* Headerless mu-law has bytes from 128 up as well, but not in the order of
   UTF-8, and more of them than western text in an older encoding. */
static bool is_text(const unsigned char *bytes, size_t n)
{
    size_t high = 0, broken = 0, wanted = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = bytes[i];
        if (c < 9 || (c > 13 && c < 32) || c == 127)
            return false;
        high += c >= 128;
        if ((c & 0xc0) == 0x80 ? !wanted : wanted > 0)
            broken++;
        if ((c & 0xc0) == 0x80)
            wanted -= wanted > 0;
        else
            wanted = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;
    }
    return n > 0 && (!broken || high * 5 < n);
}

/* Which kind, by how it starts; never its words, which may be about people. */
static const char *kind_of_text(const unsigned char *bytes, size_t n)
{
    static const struct {
        const char *start, *kind;
    } kinds[] = {{"<!doctype html", " (a web page)"},
                 {"<html", " (a web page)"},
                 {"<", " (XML)"},
                 {"{", " (JSON)"},
                 {"[", " (JSON)"},
                 {"#!", " (a script)"},
                 {"version https://git-lfs", " (a Git LFS pointer)"}};
    size_t at = n >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < n && (bytes[at] == ' ' || (bytes[at] >= 9 && bytes[at] <= 13)))
        at++;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t length = strlen(kinds[i].start);
        if (n - at >= length &&
            !strncasecmp((const char *)bytes + at, kinds[i].start, length))
            return kinds[i].kind;
    }
    return "";
}

static cad_status refuse_text(const char *path, const unsigned char *bytes,
                              size_t n, cad_error *error)
{
    return cad_fail_path(error, CAD_ERR_FORMAT, path,
                         "is text%s, not audio; was the download or export "
                         "complete?",
                         kind_of_text(bytes, n));
}

static cad_status refuse_magic(const char *path, size_t i, cad_error *error)
{
    switch (magics[i].sort) {
    case CODEC:
        return refuse_codec(path, magics[i].name, magics[i].narrow, error);
    case ARCHIVE:
        return cad_fail_path(error, CAD_ERR_FORMAT, path,
                             "is a %s archive; unpack it first",
                             magics[i].name);
    case DAMAGED:
        return cad_fail_path(error, CAD_ERR_FORMAT, path,
                             "a %s file that is damaged or holds no audio; "
                             "export it again, or try ffmpeg -i FILE OUT.flac",
                             magics[i].name);
    default:
        return cad_fail_path(error, CAD_ERR_FORMAT, path, "is %s, not audio",
                             magics[i].name);
    }
}

static cad_status refuse_wav(const char *path, const struct cad_header *header,
                             cad_error *error)
{
    char unknown[40];
    cad_status status =
        cad_check_shape(path, header->rate_hz, header->channels, error);
    for (size_t i = 0; i < sizeof wav_codecs / sizeof *wav_codecs; i++)
        if (wav_codecs[i].tag == header->wav_tag)
            return refuse_codec(path, wav_codecs[i].name, wav_codecs[i].narrow,
                                error);
    if (status)
        return status;
    snprintf(unknown, sizeof unknown, "with WAV tag 0x%04X", header->wav_tag);
    return refuse_codec(path, unknown, false, error);
}

/* Tags that libsndfile reads: a refusal of theirs is damage, not a codec. */
static bool is_readable_tag(unsigned tag)
{
    static const unsigned readable[] = {1, 2, 3, 6, 7, 0x11, 0x31, 0x40};
    for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
        if (readable[i] == tag)
            return true;
    return false;
}

static cad_status refuse_container(const char *path,
                                   const struct cad_header *header,
                                   cad_error *error)
{
    bool wav = header->container[0] == 'W' || header->container[0] == 'R';
    if (header->has_format && wav && !is_readable_tag(header->wav_tag))
        return refuse_wav(path, header, error);
    if (header->has_format) {
        cad_status status =
            cad_check_shape(path, header->rate_hz, header->channels, error);
        if (status)
            return status;
    }
    if (header->caf_codec[0] && strcmp(header->caf_codec, "lpcm") != 0)
        return refuse_codec(path, header->caf_codec, false, error);
    if (!header->has_data)
        return cad_fail_path(error, CAD_ERR_FORMAT, path,
                             "a %s header without samples after it; export "
                             "it again",
                             header->container);
    return cad_fail_path(error, CAD_ERR_FORMAT, path,
                         "its %s header is damaged; export it again, or try "
                         "ffmpeg -i FILE OUT.flac",
                         header->container);
}

cad_status cad_refuse(const char *path, struct cad_input_file *file,
                      const struct cad_header *header, cad_error *error)
{
    unsigned char start[512];
    size_t n = cad_input_peek(file, 0, start, sizeof start);
    if (file->read_errno)
        return cad_fail_path(error, CAD_ERR_READ, path, "read error");
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (n >= magics[i].at + magics[i].size &&
            !memcmp(start + magics[i].at, magics[i].magic, magics[i].size))
            return refuse_magic(path, i, error);
    if (header->container)
        return refuse_container(path, header, error);
    const char *raw = "ulaw:8000:2";
    for (size_t i = 0; i < sizeof raw_endings / sizeof *raw_endings; i++)
        if (!strcasecmp(ending_of(path), raw_endings[i].ending))
            raw = raw_endings[i].raw;
    if (is_text(start, n))
        return refuse_text(path, start, n, error);
    return cad_fail_path(error, CAD_ERR_FORMAT, path,
                         "no audio format that is known here; if it has no "
                         "header, say what is in it, such as --raw %s",
                         raw);
}
