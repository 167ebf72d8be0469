/* report_list.h - the files that operands stand for, where they are reports. */
#ifndef CAD_CLI_REPORT_LIST_H
#define CAD_CLI_REPORT_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct cad_report_list {
    struct cad_report_path {
        char *path;
        bool in_folder; /* then it may be JSON of another kind */
    } * items;
    size_t count, room;
};

/* A folder gives its *.json, sorted, but for error objects; what lies in
   folders below it is not searched. false: a folder cannot be read, after a
   message. */
bool cad_report_list_add(struct cad_report_list *list, const char *operand);
void cad_report_list_free(struct cad_report_list *list);

#endif
