/*
 * csv_reader.h - a CSV file (RFC 4180; also LF, CR, and a byte order mark),
 * record by record.
 */
#ifndef CAD_CLI_CSV_READER_H
#define CAD_CLI_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>

enum { CAD_CSV_FIELDS = 64 };

struct cad_csv_reader {
    char *text; /* all of it; the fields lie in it */
    char *at;
    size_t line; /* 1-based, of what comes next */
};

struct cad_csv_record {
    size_t line; /* where it begins */
    size_t count;
    char *fields[CAD_CSV_FIELDS];
    const char *wrong; /* what breaks the record, or NULL */
};

/* 0, or the exit code after a message. The text is the caller's to free. */
int cad_csv_open(const char *path, struct cad_csv_reader *out);

/* The next record that is not an empty line; false: there is none. */
bool cad_csv_next(struct cad_csv_reader *reader, struct cad_csv_record *out);

#endif
