#!/usr/bin/env bash
# Appends the engine's speed to results/benchmarks/history.csv and redraws its chart.
#
#   bash benches/record.sh
#
# Instructions per path are counted by callgrind on one thread, as the difference of a long and a short run, so that
# loading, tables and charts cancel; they hardly depend on the machine. Paths per second are those of a whole
# `fiscast run` of a million paths with everything it writes, on all cores: the median of three. Needs valgrind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v valgrind >/dev/null || { echo "valgrind is needed to count instructions" >&2; exit 1; }

cargo build --release --locked --quiet
binary="${CARGO_TARGET_DIR:-target}/release/fiscast"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        "$binary" run scenarios/baseline.toml --paths "$1" --threads 1 --out "$work" --force 2>&1 >/dev/null |
        sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
}
short=10000 long=40000
per_path=$((($(instructions $long) - $(instructions $short)) / (long - short)))

paths=1000000
seconds=$(for _ in 1 2 3; do
    start=$(date +%s%N)
    "$binary" run scenarios/baseline.toml --paths $paths --out "$work" --force >/dev/null
    echo $((($(date +%s%N) - start) / 1000000))
done | sort -n | sed -n 2p)
per_second=$((paths * 1000 / seconds))

file=results/benchmarks/history.csv
mkdir -p "$(dirname "$file")"
test -s "$file" || echo "date,version,commit,instructions_per_path,paths_per_second,cores" >"$file"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
echo "$(date +%F),$version,$(git rev-parse --short HEAD),$per_path,$per_second,$(nproc)" >>"$file"
tail -1 "$file"
cargo run --release --locked --quiet --example benchmark_chart
