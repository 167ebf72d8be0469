#!/bin/sh
# embed.sh FILE... - C source with each file as a zero-terminated byte array:
# models/default.json becomes cad_builtin_default_json.
set -eu
echo '/* made by src/model/embed.sh */'
echo '#include "model/builtin.h"'
for file in "$@"; do
    name=$(basename "$file" | tr -c 'A-Za-z0-9\n' '_')
    printf 'const char cad_builtin_%s[] = {\n' "$name"
    od -An -v -tx1 "$file" | sed 's/ \(..\)/0x\1,/g'
    printf '0};\n'
done
