#!/usr/bin/env bash
# What only a browser can show. usage: tests/browser.sh [PROGRAM [FOLDER]]
# PROGRAM is a built `runut`, which then shows the repository's examples; without it the invented story of the tests
# is shown. With FOLDER, one story of many reports (`xtask many-reports` writes one), its page is measured. Needs node, npm and an installed Chromium (CHROMIUM names it); downloads no browser.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
crate=$(dirname "$here")
root=$(cd "$crate/../.." && pwd)
program=${1:+$(realpath "$1")}
folder=${2:+$(realpath "$2")}

chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$chromium" ]; then
    echo "browser.sh: no Chromium is installed, so nothing was tried (apt-get install chromium)" >&2
    [ -z "${CI:-}" ]
    exit
fi

cd "$crate/ui"
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] || npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
npm run -s check
# The kept style sheet and script are what the sources make.
kept=$(cat ../assets/app.js ../assets/app.css | sha256sum)
npm run -s build 2>/dev/null
[ "$kept" = "$(cat ../assets/app.js ../assets/app.css | sha256sum)" ] || {
    echo "browser.sh: assets/ was older than ui/; it is made anew: commit it" >&2
    exit 1
}

log=$(mktemp)
if [ -n "$folder" ]; then
    "$program" serve --port 0 "$folder" >"$log" 2>&1 &
elif [ -n "$program" ]; then
    "$program" serve --port 0 "$root"/examples/*.txt "$root"/examples/*.html >"$log" 2>&1 &
else
    (cd "$root" && cargo build -q -p runut-web --example fixture)
    "${CARGO_TARGET_DIR:-$root/target}/debug/examples/fixture" 0 >"$log" 2>&1 &
fi
server=$!
trap 'kill "$server" 2>/dev/null; rm -f "$log"' EXIT
for _ in $(seq 600); do
    base=$(grep -o 'http://127\.0\.0\.1:[0-9]*/' "$log" | head -1) && break
    kill -0 "$server" 2>/dev/null || { cat "$log" >&2; exit 1; }
    sleep 0.1
done
MANY=${folder:+$(find "$folder" -type f | wc -l)} \
    BASE=${base:?the program did not say its address} CHROMIUM=$chromium node "$here/browser.mjs"
