/* Sound behind the end: chunks, tags and padding are none. */
#include "audio/behind.h"

#include "scratch.h"
#include "tap.h"

enum { ROOM = 80000, DATA = 8001, ENOUGH = 4000, AT = 44 };

static unsigned char bytes[ROOM];
static size_t count;

static void put(const void *from, size_t n)
{
    memcpy(bytes + count, from, n);
    count += n;
}

static void put_sound(size_t n)
{
    for (size_t i = 0; i < n; i++)
        bytes[count++] = (unsigned char)(i * 2654435761u >> 13 | 128);
}

static void put_chunk(const char *id, size_t says, size_t holds)
{
    unsigned char head[8];
    memcpy(head, id, 4);
    wav_put(head + 4, says, 4);
    put(head, 8);
    memset(bytes + count, 'x', holds);
    count += holds;
}

static void open_wav(void)
{
    static const unsigned char format[] = {7, 0, 2,    0, 0x40, 0x1f, 0, 0,
                                           0, 0, 0x3e, 0, 2,    0,    8, 0};
    count = 0;
    put("RIFF\0\0\0\0WAVEfmt \x10\0\0\0", 20);
    put(format, sizeof format);
    put("data\x41\x1f\0\0", 8); /* DATA bytes, an odd number */
    put_sound(DATA);
}

static bool follows(void)
{
    struct cad_input_file file;
    struct cad_header header;
    cad_error error;
    const char *path = scratch_write("behind.wav", bytes, count);
    if (cad_input_open(path, &file, &error))
        return false;
    cad_header_read(&file, &header);
    bool more = header.data_at == AT && header.data_declared == DATA &&
                cad_behind_wav(&file, &header, ENOUGH);
    cad_input_close(&file);
    return more;
}

static void test_wav(void)
{
    open_wav();
    ok(!follows(), "nothing behind it");
    put_sound(ENOUGH + 100);
    ok(follows(), "sound behind it");
    open_wav();
    put_sound(ENOUGH - 100);
    ok(!follows(), "too little to tell");
    open_wav();
    count += 1;
    bytes[count - 1] = 0;
    put_chunk("LIST", 6000, 6000);
    put_chunk("zyx ", 5001, 5001);
    put("\0", 1);
    put_chunk("id3 ", 6000, 6000);
    ok(!follows(), "chunks are none, whatever their names");
    put_sound(ENOUGH + 100);
    ok(follows(), "sound behind chunks");
    open_wav();
    put_chunk("LIST", 6000, 6000);
    ok(!follows(), "a chunk without the byte before it");
    open_wav();
    put_chunk("LIST", 60000, 6000);
    ok(!follows(), "a tag that is cut");
    open_wav();
    put("\0", 1);
    put_chunk("data", 6000, 6000);
    ok(follows(), "a second chunk of samples");
    open_wav();
    memset(bytes + count, 0, 2 * ENOUGH);
    count += 2 * ENOUGH;
    ok(!follows(), "padding with zeros");
}

static void put_page(unsigned flags, size_t holds)
{
    unsigned char head[28] = "OggS";
    head[5] = (unsigned char)flags;
    head[26] = 1;
    head[27] = (unsigned char)holds;
    put(head, sizeof head);
    put_sound(holds);
}

static bool another(bool (*behind)(struct cad_input_file *file))
{
    struct cad_input_file file;
    cad_error error;
    const char *path = scratch_write("behind", bytes, count);
    if (cad_input_open(path, &file, &error))
        return false;
    bool more = behind(&file);
    cad_input_close(&file);
    return more;
}

static void test_ogg(void)
{
    count = 0;
    put_page(2, 40);
    put_page(2, 30); /* two streams side by side */
    put_page(0, 200);
    put_page(4, 100);
    put_page(4, 100);
    ok(!another(cad_behind_ogg), "Ogg: streams side by side are one");
    put_page(2, 40);
    put_page(4, 40);
    ok(another(cad_behind_ogg), "one behind them is another");
}

static void test_flac(void)
{
    count = 0;
    put("fLaC\x80\0\0\x22", 8);
    put_sound(65530 - 8);
    ok(!another(cad_behind_flac), "FLAC: one stream");
    put("fLaC and so on", 14);
    ok(!another(cad_behind_flac), "a word of that kind is none");
    count -= 14;
    put("fLaC\0\0\0\x22", 8); /* over the edge of 64 KiB */
    put_sound(100);
    ok(another(cad_behind_flac), "two");
}

int main(void)
{
    test_wav();
    test_ogg();
    test_flac();
    scratch_remove();
    return tap_done();
}
