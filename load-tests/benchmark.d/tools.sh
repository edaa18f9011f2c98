# Sourced by the benchmark: the programs that it needs, or a word about the one that is missing.
# shellcheck shell=bash

[ -r /proc/self/stat ] || fail "it reads processor times from /proc, so it runs on Linux only"

# Prints where a program of PostgreSQL's is. Debian keeps some beside the server and not on the PATH.
postgres_program() {
  local found
  for found in /usr/lib/postgresql/*/bin/"$1" /usr/pgsql-*/bin/"$1" "$(command -v "$1" || true)"; do
    if [ -x "$found" ]; then
      printf '%s' "$found"
      return 0
    fi
  done
  fail "$1 is missing (Debian: apt-get install postgresql-15)"
}

for program in wrk curl; do
  command -v "$program" >/dev/null || fail "$program is missing (Debian: apt-get install $program)"
done
psql="$(postgres_program psql)"
pgbench=""
if [ "$baseline" = pgbench ]; then
  pgbench="$(postgres_program pgbench)"
fi
JAVA_HOME="$(scripts/find-jdk 25)"
export JAVA_HOME
