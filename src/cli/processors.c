#define _GNU_SOURCE /* sched_getaffinity(): POSIX counts all that are online */

#include "cli/processors.h"

#include <sched.h>
#include <unistd.h>

size_t cad_processors(void)
{
    cpu_set_t ours;
    if (!sched_getaffinity(0, sizeof ours, &ours) && CPU_COUNT(&ours) > 0)
        return (size_t)CPU_COUNT(&ours);
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}
