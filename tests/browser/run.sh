#!/bin/sh
# run.sh NAME - NAME.mjs with Debian's chromium. playwright-core and axe-core
# come from npm into the build folder; what is missing is said, and the test
# skipped.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
: "${BUILD_DIR:=$root/build}" "${CALLCADENCE:=$BUILD_DIR/callcadence}"
: "${CHROMIUM:=$(command -v chromium || true)}"
BROWSER_MODULES=$BUILD_DIR/browser
export CALLCADENCE CHROMIUM BROWSER_MODULES

skip() {
    echo "1..0 # SKIP $1"
    exit 0
}

test -n "$CHROMIUM" || skip 'no chromium (apt-get install chromium)'
command -v npm >/dev/null || skip 'no npm (apt-get install npm)'
if ! test -d "$BROWSER_MODULES/node_modules/axe-core"; then
    mkdir -p "$BROWSER_MODULES"
    (cd "$BROWSER_MODULES" && echo '{"private": true}' >package.json &&
        npm install --no-audit --no-fund --ignore-scripts --silent \
            playwright-core@1.49.1 axe-core@4.10.2 >/dev/null 2>&1) ||
        skip 'npm cannot be reached'
fi
exec node "$root/tests/browser/$1.mjs"
