# tap.sh - the Test Anything Protocol for shell scripts; source it.
#
#   . "$(dirname "$0")/../tap.sh"
#   ok "what holds" test -s file     runs the command; its status is the verdict
#   is "$got" "$want" "what"
#   done_testing
#
# $scratch is an empty folder that goes away; $CALLCADENCE is the command.

root=$(cd "$(dirname "$0")" && while ! test -d src/base; do cd ..; done; pwd)
: "${CALLCADENCE:=$root/build/callcadence}" "${BUILD_DIR:=$root/build}"
scratch=$(mktemp -d) && trap 'rm -rf "$scratch"' EXIT
tap_count=0 tap_failed=0

verdict() { # verdict STATUS NAME
    tap_count=$((tap_count + 1))
    if test "$1" = 0; then
        echo "ok $tap_count - $2"
    else
        echo "not ok $tap_count - $2"
        tap_failed=$((tap_failed + 1))
    fi
    return "$1"
}

ok() { # ok NAME COMMAND...
    tap_name=$1
    shift
    "$@" >"$scratch/.out" 2>&1
    verdict $? "$tap_name" || { sed 's/^/# /' "$scratch/.out"; false; }
}

is() { # is GOT WANT NAME
    test "$1" = "$2"
    verdict $? "$3" || { printf 'got:  %s\nwant: %s\n' "$1" "$2" |
        sed 's/^/# /'; false; }
}

done_testing() {
    echo "1..$tap_count"
    test "$tap_failed" = 0
    exit
}
