#include "audio/behind.h"

#include <string.h>

/* ---- Ogg -------------------------------------------------------------- */

enum { PAGE_HEAD = 27, FLAGS_AT = 5, FIRST_PAGE = 2, LAST_PAGE = 4 };

/* Bytes of the page that starts there; 0: none does. */
static uint64_t page_at(struct cad_input_file *file, uint64_t at,
                        unsigned *flags)
{
    unsigned char head[PAGE_HEAD + 255];
    size_t n = cad_input_peek(file, at, head, sizeof head);
    if (n < PAGE_HEAD || memcmp(head, "OggS", 5) != 0)
        return 0;
    size_t segments = head[PAGE_HEAD - 1];
    uint64_t bytes = PAGE_HEAD + segments;
    for (size_t i = 0; i < segments && PAGE_HEAD + i < n; i++)
        bytes += head[PAGE_HEAD + i];
    *flags = head[FLAGS_AT];
    return bytes;
}

bool cad_behind_ogg(struct cad_input_file *file)
{
    bool ended = false;
    unsigned flags = 0;
    for (uint64_t at = 0, n; (n = page_at(file, at, &flags)) != 0; at += n) {
        if (ended && (flags & FIRST_PAGE))
            return true;
        ended = ended || (flags & LAST_PAGE);
    }
    return false;
}

/* ---- FLAC ------------------------------------------------------------- */

/* The mark, then a STREAMINFO block of 34 bytes, last or not */
static bool is_stream(const unsigned char *at)
{
    return !memcmp(at, "fLaC", 4) && (at[4] & 0x7f) == 0 && !at[5] && !at[6] &&
           at[7] == 34;
}

bool cad_behind_flac(struct cad_input_file *file)
{
    enum { MARK = 8, PIECE = 1 << 16 };
    unsigned char bytes[PIECE];
    bool first = true; /* an ID3 tag may come before it */
    for (uint64_t at = 0; at + MARK <= file->size; at += PIECE - MARK + 1) {
        size_t n = cad_input_peek(file, at, bytes, sizeof bytes);
        for (size_t i = 0; i + MARK <= n; i++) {
            const unsigned char *f = memchr(bytes + i, 'f', n - i - (MARK - 1));
            if (!f)
                break;
            i = (size_t)(f - bytes);
            if (!is_stream(f))
                continue;
            if (!first)
                return true;
            first = false;
        }
        if (n < sizeof bytes)
            break;
    }
    return false;
}

/* ---- WAV -------------------------------------------------------------- */

static uint64_t length_of(const unsigned char head[8], bool big)
{
    uint64_t n = 0;
    for (int i = 0; i < 4; i++)
        n = n << 8 | head[big ? 4 + i : 7 - i];
    return n;
}

static bool is_id(const unsigned char *id)
{
    for (int i = 0; i < 4; i++)
        if (id[i] < ' ' || id[i] > '~')
            return false;
    return true;
}

static bool is_tag(const unsigned char *id)
{
    static const char *const tags[] = {"LIST", "id3 ", "ID3 ", "bext", "APET"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (!memcmp(id, tags[i], 4))
            return true;
    return false;
}

static bool is_padding(struct cad_input_file *file, uint64_t at)
{
    unsigned char bytes[4096];
    size_t n = cad_input_peek(file, at, bytes, sizeof bytes);
    for (size_t i = 0; i < n; i++)
        if (bytes[i])
            return false;
    return true;
}

/* Past the chunks from there on; some writers leave out the padding byte
   behind an odd length. */
static uint64_t past_chunks(struct cad_input_file *file, uint64_t at, bool big)
{
    enum { CHUNKS_MAX = 10000 }; /* damage must not keep us walking */
    unsigned char head[9];
    for (int i = 0; i < CHUNKS_MAX &&
                    cad_input_peek(file, at, head, sizeof head) == sizeof head;
         i++) {
        bool odd = at % 2;
        const unsigned char *id = odd && !is_id(head) ? head + 1 : head;
        uint64_t body = at + (uint64_t)(id - head) + 8;
        if (!is_id(id) || !memcmp(id, "data", 4) || !memcmp(id, "RIFF", 4))
            return at;
        if (length_of(id, big) > file->size - body)
            return is_tag(id) ? file->size : at;
        at = body + length_of(id, big);
    }
    return at;
}

bool cad_behind_wav(struct cad_input_file *file,
                    const struct cad_header *header, uint64_t enough)
{
    if (!header->container || strcmp(header->container, "WAV") != 0 ||
        !header->has_data || header->data_unknown ||
        header->data_at >= file->size ||
        header->data_declared >= file->size - header->data_at)
        return false;
    unsigned char magic[4] = {0};
    cad_input_peek(file, 0, magic, sizeof magic);
    uint64_t at = past_chunks(file, header->data_at + header->data_declared,
                              !memcmp(magic, "RIFX", 4));
    return at < file->size && file->size - at > enough && !is_padding(file, at);
}
