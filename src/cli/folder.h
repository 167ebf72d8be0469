/* folder.h - the recordings below a folder. */
#ifndef CAD_CLI_FOLDER_H
#define CAD_CLI_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct cad_folder {
    char **paths; /* below the folder, sorted by byte */
    size_t count, room;
    size_t ignored; /* files without a recording's ending */
};

/* Hidden names are passed over, links to folders not followed. false: some
   folder could not be read, after a message. */
bool cad_folder_search(const char *folder, bool raw, struct cad_folder *out);
void cad_folder_free(struct cad_folder *folder);

#endif
