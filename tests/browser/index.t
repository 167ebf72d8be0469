#!/bin/sh
# The page of all calls in a real browser.
exec sh "$(dirname "$0")/run.sh" index
