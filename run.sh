#!/usr/bin/env bash
# Builds aio-revisited if needed and runs it. Without arguments: the profile "quick".
# Results go to results/ in the current directory.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
jar=$here/harness/target/aio-revisited.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

fail() {
  echo "run.sh: $1" >&2
  exit "${2:-2}"
}

command -v "$java" >/dev/null ||
  fail "no java at '$java': install a JDK 17 or newer, or set JAVA_HOME to one"
told=$("$java" -version 2>&1) ||
  fail "'$java' can't start: $(printf '%s' "$told" | tr '\n' ' '); look at JAVA_TOOL_OPTIONS and ulimit -v" 1
version=$(sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' <<<"$told" | sed -n 1p)
[ "${version:-0}" -ge 17 ] ||
  fail "'$java' is version ${version:-unknown}, and 17 or newer is needed: set JAVA_HOME to one"

needs_build() {
  [ ! -f "$jar" ] || [ -n "$(find "$here/pom.xml" "$here"/*/pom.xml "$here"/*/src/main \
    -newer "$jar" -print -quit 2>/dev/null)" ]
}

build() {
  command -v mvn >/dev/null ||
    fail "Maven is needed to build: install it (apt-get install maven), or put the jar at $jar"
  [ -x "$(dirname "$(readlink -f "$(command -v "$java")")")/javac" ] ||
    fail "'$java' comes without javac, which building needs: install the JDK, not only the JRE"
  echo "building (output only if it fails) ..." >&2
  local log
  log=$(mktemp)
  if ! mvn -B -q -f "$here/pom.xml" -DskipTests -Dspotless.check.skip=true package \
    >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "the build failed, see above" 1
  fi
  rm -f "$log"
}

quiet=(--enable-native-access=ALL-UNNAMED -Xlog:cds=off -Xlog:cds+dynamic=off)
if [ "$version" -ge 23 ]; then quiet+=(--sun-misc-unsafe-memory-access=allow); fi
if [ "$version" -ge 24 ]; then quiet+=(-Xlog:aot=off); fi

# Classes as the JVM keeps them, from the smallest of runs: without this archive, or with one that
# does not fit, everything works and only starts slower.
archive=$here/harness/target/aio-revisited-java$version.jsa

train() ( # in a shell of its own, whose trap also cleans up after Ctrl-C
  room=$(mktemp -d "$here/harness/target/training.XXXXXX") || return 0
  trap 'rm -rf "$room"' EXIT
  "$java" "${quiet[@]}" -XX:ArchiveClassesAtExit="$room/new.jsa" -jar "$jar" run --profile smoke \
    --engines null --workloads iozone --operations read --block-sizes 4k --size 64k --rounds 1 \
    --out "$room/run" >/dev/null 2>&1 && mv -f "$room/new.jsa" "$archive" || true
)

if needs_build; then
  build
  train
fi

exec "$java" "${quiet[@]}" -XX:SharedArchiveFile="$archive" -Xshare:auto -jar "$jar" "$@"
