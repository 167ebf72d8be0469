#include "audio/header.h"

#include <math.h>
#include <string.h>

/* How a family of containers writes its chunks. */
struct grammar {
    const char *container, *magic, *form; /* form: at byte 8, or NULL */
    bool big_endian;
    bool inclusive; /* a chunk's length counts its own header */
    unsigned first; /* byte of the first chunk */
    unsigned id_size, length_size, align;
    const char *format_id, *data_id;
    void (*read_format)(const struct grammar *grammar,
                        const unsigned char *body, size_t n,
                        struct cad_header *out);
};

enum {
    FORMAT_MAX = 64,
    CHUNKS_MAX = 10000, /* a damaged file must not keep us walking */
    WAV_EXTENSIBLE = 0xfffe,
    UNKNOWN_FROM = 0x7f000000 /* lengths that streaming writers leave */
};

static const uint64_t long_unknown_from = (uint64_t)1 << 50;

static uint64_t number(const unsigned char *bytes, unsigned size, bool big)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < size; i++)
        value = value << 8 | bytes[big ? i : size - 1 - i];
    return value;
}

static void read_wav_format(const struct grammar *g, const unsigned char *body,
                            size_t n, struct cad_header *out)
{
    if (n < 14)
        return;
    out->has_format = true;
    out->wav_tag = (unsigned)number(body, 2, g->big_endian);
    out->channels = (unsigned)number(body + 2, 2, g->big_endian);
    out->rate_hz = (double)number(body + 4, 4, g->big_endian);
    if (out->wav_tag == WAV_EXTENSIBLE && n >= 26)
        out->wav_tag = (unsigned)number(body + 24, 2, g->big_endian);
}

/* AIFF keeps its rate as an 80-bit float */
static void read_aiff_format(const struct grammar *g, const unsigned char *body,
                             size_t n, struct cad_header *out)
{
    if (n < 18)
        return;
    out->has_format = true;
    out->channels = (unsigned)number(body, 2, g->big_endian);
    int exponent = (int)(number(body + 8, 2, true) & 0x7fff) - 16383 - 63;
    out->rate_hz = ldexp((double)number(body + 10, 8, true), exponent);
}

static void read_caf_format(const struct grammar *g, const unsigned char *body,
                            size_t n, struct cad_header *out)
{
    if (n < 32)
        return;
    out->has_format = true;
    uint64_t bits = number(body, 8, g->big_endian);
    memcpy(&out->rate_hz, &bits, sizeof bits);
    memcpy(out->caf_codec, body + 8, 4);
    out->channels = (unsigned)number(body + 24, 4, g->big_endian);
}

static const char w64_fmt[] = "fmt \xf3\xac\xd3\x11\x8c\xd1"
                              "\x00\xc0\x4f\x8e\xdb\x8a";
static const char w64_data[] = "data\xf3\xac\xd3\x11\x8c\xd1"
                               "\x00\xc0\x4f\x8e\xdb\x8a";

static const struct grammar grammars[] = {
    {"WAV", "RIFF", "WAVE", false, false, 12, 4, 4, 2, "fmt ", "data",
     read_wav_format},
    {"WAV", "RIFX", "WAVE", true, false, 12, 4, 4, 2, "fmt ", "data",
     read_wav_format},
    {"RF64", "RF64", "WAVE", false, false, 12, 4, 4, 2, "fmt ", "data",
     read_wav_format},
    {"AIFF", "FORM", "AIFF", true, false, 12, 4, 4, 2, "COMM", "SSND",
     read_aiff_format},
    {"AIFF", "FORM", "AIFC", true, false, 12, 4, 4, 2, "COMM", "SSND",
     read_aiff_format},
    {"CAF", "caff", NULL, true, false, 8, 4, 8, 1, "desc", "data",
     read_caf_format},
    {"W64", "riff", NULL, false, true, 40, 16, 8, 8, w64_fmt, w64_data,
     read_wav_format},
};

static const struct grammar *find_grammar(const unsigned char start[12])
{
    for (size_t i = 0; i < sizeof grammars / sizeof *grammars; i++) {
        const struct grammar *g = &grammars[i];
        if (!memcmp(start, g->magic, 4) &&
            (!g->form || !memcmp(start + 8, g->form, 4)))
            return g;
    }
    return NULL;
}

/* The data length as the header gives it: RF64 moves it to a ds64 chunk. */
static uint64_t long_length(struct cad_input_file *file, uint64_t ds64_at,
                            uint64_t length)
{
    unsigned char body[16];
    if (length != UINT32_MAX || !ds64_at ||
        cad_input_peek(file, ds64_at, body, sizeof body) < sizeof body)
        return length;
    return number(body + 8, 8, false);
}

/* The whole-file length of a RIFF header that was never brought up to date */
static bool riff_length_stale(struct cad_input_file *file, uint64_t data_at,
                              bool big)
{
    unsigned char bytes[4];
    if (cad_input_peek(file, 4, bytes, 4) < 4)
        return false;
    uint64_t length = number(bytes, 4, big);
    return length >= UNKNOWN_FROM || length + 8 <= data_at;
}

static void patch_length(struct cad_input_file *file, const struct grammar *g,
                         uint64_t at, uint64_t length)
{
    if (g->length_size == 4 && length > UINT32_MAX - 1)
        length = UINT32_MAX - 1;
    file->patch_at = at;
    file->patch_size = g->length_size;
    for (unsigned i = 0; i < g->length_size; i++) {
        unsigned shift = 8 * (g->big_endian ? g->length_size - 1 - i : i);
        file->patch[i] = (unsigned char)(length >> shift);
    }
}

/* A length that a streaming writer put there, not knowing better */
static bool is_open_end(uint64_t length, bool short_length)
{
    return length >= (short_length ? UNKNOWN_FROM : long_unknown_from);
}

static void read_data(struct cad_input_file *file, const struct grammar *g,
                      uint64_t at, uint64_t length, uint64_t ds64_at,
                      struct cad_header *out)
{
    uint64_t there = file->size > at ? file->size - at : 0;
    bool short_length = g->length_size == 4 && !ds64_at;
    length = long_length(file, ds64_at, length);
    out->has_data = true;
    out->data_at = at;
    bool open_end = length > there && is_open_end(length, short_length);
    bool left_at_0 = !length && there && short_length &&
                     riff_length_stale(file, at, g->big_endian);
    out->data_unknown = open_end || left_at_0;
    out->data_declared = out->data_unknown ? 0 : length;
    /* what libsndfile would take for nothing, or refuse */
    if (left_at_0 || (length > there && !strcmp(g->container, "CAF")))
        patch_length(file, g, at - g->length_size, there);
}

static void walk_chunks(struct cad_input_file *file, const struct grammar *g,
                        struct cad_header *out)
{
    unsigned head = g->id_size + g->length_size;
    uint64_t at = g->first, ds64_at = 0;
    unsigned char bytes[24], body[FORMAT_MAX];
    for (int i = 0; i < CHUNKS_MAX && !out->has_data; i++) {
        if (cad_input_peek(file, at, bytes, head) < head)
            return;
        uint64_t length =
            number(bytes + g->id_size, g->length_size, g->big_endian);
        if (g->inclusive)
            length = length > head ? length - head : 0;
        uint64_t next = at + head;
        if (!memcmp(bytes, g->format_id, g->id_size)) {
            size_t n = length < sizeof body ? (size_t)length : sizeof body;
            g->read_format(g, body, cad_input_peek(file, next, body, n), out);
        } else if (!memcmp(bytes, "ds64", 4)) {
            ds64_at = next;
        } else if (!memcmp(bytes, g->data_id, g->id_size)) {
            read_data(file, g, next, length, ds64_at, out);
        }
        if (length > file->size)
            return;
        at = next + (length + g->align - 1) / g->align * g->align;
    }
}

/* AU has no chunks: six big-endian numbers, then samples. */
static void read_au(const unsigned char *start, struct cad_header *out)
{
    uint64_t length = number(start + 8, 4, true);
    out->container = "AU";
    out->has_format = out->has_data = true;
    out->data_at = number(start + 4, 4, true);
    out->data_unknown = length == UINT32_MAX || !length;
    out->data_declared = out->data_unknown ? 0 : length;
    out->rate_hz = (double)number(start + 16, 4, true);
    out->channels = (unsigned)number(start + 20, 4, true);
}

void cad_header_read(struct cad_input_file *file, struct cad_header *out)
{
    unsigned char start[24] = {0};
    *out = (struct cad_header){0};
    size_t n = cad_input_peek(file, 0, start, sizeof start);
    if (n < 12)
        return;
    if (n == sizeof start && !memcmp(start, ".snd", 4)) {
        read_au(start, out);
        return;
    }
    const struct grammar *g = find_grammar(start);
    if (!g)
        return;
    out->container = g->container;
    walk_chunks(file, g, out);
}
