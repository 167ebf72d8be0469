/* processors.h - how many processors this process may use. */
#ifndef CAD_CLI_PROCESSORS_H
#define CAD_CLI_PROCESSORS_H

#include <stddef.h>

/* At least 1. A scheduler's or taskset's share counts, a container's quota of
   time does not. */
size_t cad_processors(void);

#endif
