#include "audio/ogg.h"

#include <string.h>

enum {
    PAGE_MAX = 65307, /* 27 + 255 + 255 * 255 bytes */
    HEAD = 27,
    FLAGS_AT = 5,
    LAST_PAGE = 4
};

/* Is all of the page there that starts with these bytes? */
static bool is_whole(const unsigned char *page, size_t n)
{
    if (n < HEAD || n < HEAD + (size_t)page[HEAD - 1])
        return false;
    size_t bytes = HEAD + (size_t)page[HEAD - 1];
    for (size_t i = 0; i < page[HEAD - 1]; i++)
        bytes += page[HEAD + i];
    return n >= bytes;
}

bool cad_ogg_ends(struct cad_input_file *file)
{
    unsigned char tail[PAGE_MAX];
    uint64_t from = file->size > PAGE_MAX ? file->size - PAGE_MAX : 0;
    size_t n = cad_input_peek(file, from, tail, sizeof tail);
    for (size_t i = n; i-- > 0;)
        if (n - i >= HEAD && !memcmp(tail + i, "OggS", 5))
            return (tail[i + FLAGS_AT] & LAST_PAGE) &&
                   is_whole(tail + i, n - i);
    return false;
}
