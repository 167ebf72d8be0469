#!/bin/sh
# run.sh NAME - NAME.mjs with Debian's chromium. playwright-core and axe-core
# come from npm into the build folder (modules.sh); what is missing is said,
# and the test skipped. NO_BROWSER: what is missing, if that was looked at
# before, by `make check-browser` for all tests at once.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
: "${BUILD_DIR:=$root/build}" "${CALLCADENCE:=$BUILD_DIR/callcadence}"
: "${CHROMIUM:=$(command -v chromium || true)}"
: "${BROWSER_MODULES:=$BUILD_DIR/browser}"
export CALLCADENCE CHROMIUM BROWSER_MODULES

test -n "${NO_BROWSER+known}" ||
    NO_BROWSER=$(sh "$root/tests/browser/modules.sh") || true
if test -n "$NO_BROWSER"; then
    echo "1..0 # SKIP $NO_BROWSER"
    exit
fi
exec node "$root/tests/browser/$1.mjs"
