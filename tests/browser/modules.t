#!/bin/sh
# What the browser tests need is fetched again after a failure, and a skip says
# why; an npm made here stands in for the registry.
. "$(dirname "$0")/../tap.sh"
unset NO_BROWSER
BROWSER_MODULES=$scratch/modules CHROMIUM=/bin/true NPM_PAUSES_S='0 0'
PATH=$scratch/bin:$PATH
export BROWSER_MODULES CHROMIUM NPM_PAUSES_S PATH

npm_that_works_at() { # npm_that_works_at TRY
    rm -rf "$BROWSER_MODULES" "$scratch/bin" "$scratch/tries"
    mkdir -p "$scratch/bin"
    cat >"$scratch/bin/npm" <<END
#!/bin/sh
echo "\$*" >>'$scratch/tries'
test "\$(wc -l <'$scratch/tries')" -ge $1 && exit
echo 'npm error code ECONNRESET' >&2
echo 'npm error network request to https://registry failed' >&2
exit 1
END
    chmod +x "$scratch/bin/npm"
    said=$(sh "$root/tests/browser/modules.sh")
    status=$?
}

tries() {
    wc -l <"$scratch/tries" | tr -d ' '
}

npm_that_works_at 3
is "$status: $said" '0: ' 'two hiccups: installed'
is "$(tries)" 3 'at the third try'
ok 'npm is asked to try each fetch again' \
    grep -q -e '--fetch-retries=3' "$scratch/tries"
sh "$root/tests/browser/modules.sh"
is "$(tries)" 3 'what is there is not fetched again'

npm_that_works_at 9
is "$status" 1 'three: not installed'
is "$said" "npm cannot install, tried 3 times: network request to \
https://registry failed" 'and it says why'
ok 'so does the skip' test "$(sh "$root/tests/browser/run.sh" page)" = \
    "1..0 # SKIP $said"
is "$(NO_BROWSER='none today' sh "$root/tests/browser/run.sh" page)" \
    '1..0 # SKIP none today' 'what was found missing is not looked for again'
done_testing
