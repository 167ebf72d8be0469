/* version.h - which library reads JSON. */
#ifndef CAD_MODEL_VERSION_H
#define CAD_MODEL_VERSION_H

/* "2.14"; lives as long as the program */
const char *cad_json_version(void);

#endif
