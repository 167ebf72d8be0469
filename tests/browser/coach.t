#!/bin/sh
# The coach pages in a real browser.
exec sh "$(dirname "$0")/run.sh" coach
