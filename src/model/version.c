#include "model/version.h"

#include <jansson.h>

const char *cad_json_version(void)
{
    return jansson_version_str();
}
