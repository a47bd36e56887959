#!/usr/bin/env bash
# Exports `examples/` in every form and reads each with the library of its field, from PyPI, in a venv of its own.
# Skipped, plainly, where PyPI cannot be reached: PYTHON names an interpreter that has the libraries already.
set -euo pipefail
cd "$(dirname "$0")/../../.."
runut=${RUNUT:-target/debug/runut}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python=${PYTHON:-}
if [ -z "$python" ]; then
    python3 -m venv "$folder/venv"
    python=$folder/venv/bin/python
    if ! timeout 600 "$python" -m pip install --quiet followthemoney networkx pyarrow rdflib 2>"$folder/pip.log"; then
        echo "skipped: PyPI cannot be reached, or builds nothing here ($(tail -n 1 "$folder/pip.log"))"
        exit 0
    fi
fi
for format in jsonl csv tsv ftm annotation graphml prov html parquet; do
    "$runut" export --format "$format" examples/*.txt examples/*.html > "$folder/claims.$format"
done
"$python" crates/runut-export/tests/validate.py "$folder"
