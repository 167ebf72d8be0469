#!/bin/sh
# The call page in a real browser.
exec sh "$(dirname "$0")/run.sh" page
