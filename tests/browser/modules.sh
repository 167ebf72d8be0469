#!/bin/sh
# modules.sh - playwright-core and axe-core from npm into $BROWSER_MODULES.
# Silent when they are there. Else says in a line what is missing, and fails.
# A registry may hiccup: npm itself retries each fetch (after 1, 2 and 4 s),
# and the whole is tried again after each pause of NPM_PAUSES_S.
set -u
: "${NPM_PAUSES_S=5 20}"

quit() {
    echo "$1"
    exit 1
}

fetch() {
    npm install --no-audit --no-fund --ignore-scripts --loglevel=error \
        --fetch-retries=3 --fetch-retry-factor=2 --fetch-timeout=60000 \
        --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=20000 \
        playwright-core@1.49.1 axe-core@4.10.2 >npm.log 2>&1
}

test -n "${CHROMIUM-$(command -v chromium)}" ||
    quit 'no chromium (apt-get install chromium)'
command -v npm >/dev/null || quit 'no npm (apt-get install npm)'
test -e "$BROWSER_MODULES/complete" && exit
mkdir -p "$BROWSER_MODULES" && cd "$BROWSER_MODULES" || quit 'no build folder'
echo '{"private": true}' >package.json
tries=1
for pause_s in $NPM_PAUSES_S ''; do
    fetch && exec touch complete
    test -n "$pause_s" || break
    sleep "$pause_s"
    tries=$((tries + 1))
done
# the line that says most, as "network request to URL failed, reason: ..."
why=$(sed -n 's/^npm \(ERR!\|error\) *//p' npm.log |
    grep -Ev '^(code|errno|syscall|path) |^$' | head -n 1)
quit "npm cannot install, tried $tries times: ${why:-it does not say why}"
