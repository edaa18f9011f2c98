# Sourced by the benchmark: a demo server with products and stock, or two of which one is another checkout's.
# shellcheck shell=bash
# shellcheck source=scripts/demo-server.sh
source scripts/demo-server.sh

# Of each side: its process, folder, address and key, and the same of its PostgreSQL.
declare -A demo_of=() folder_of=() url_of=() key_of=() postmaster_of=() port_of=() password_of=()
export PGHOST=127.0.0.1 PGUSER=millrace PGPORT PGPASSWORD

start_servers() {
  say "Starting a demo server and making $skus products"
  start_server this "$root" ${environment[@]+"${environment[@]}"}
  if [ "$baseline" = other ]; then
    say "The same in $against"
    start_server other "$against"
  fi
}

# Usage: start_server SIDE CHECKOUT [NAME=VALUE...]
start_server() {
  local side="$1" checkout="$2" assignment
  shift 2
  for assignment in "$@"; do
    local -x "${assignment?}"
  done
  cd "$checkout"
  start_demo "$work/$side"
  cd "$root"
  demo_of[$side]="$demo"
  folder_of[$side]="$demo_folder"
  await_demo
  url_of[$side]="$demo_url"
  key_of[$side]="$demo_api_key"
  postmaster_of[$side]="$(head -n 1 "$demo_folder/data/postgresql-data/postmaster.pid")"
  port_of[$side]="$(cat "$demo_folder/data/postgresql.port")"
  password_of[$side]="$(cat "$demo_folder/data/postgresql.password")"
  use "$side"
  make_products
}

# From here on the other commands mean this side.
use() {
  demo="${demo_of[$1]}"
  demo_folder="${folder_of[$1]}"
  demo_url="${url_of[$1]}"
  demo_api_key="${key_of[$1]}"
  postmaster="${postmaster_of[$1]}"
  PGPORT="${port_of[$1]}"
  PGPASSWORD="${password_of[$1]}"
}

stop_servers() {
  local side result=0
  for side in "${!demo_of[@]}"; do
    demo="${demo_of[$side]}"
    stop_demo || result=1
    unset "demo_of[$side]"
  done
  return "$result"
}

prove_books() {
  local side
  for side in "${!folder_of[@]}"; do
    ./millrace audit --data "${folder_of[$side]}/data" --rows-per-pass 1000000 >"$work/audit.txt" ||
      fail "INVALID: $(cat "$work/audit.txt")"
    tail -n 1 "$work/audit.txt"
  done
}

# Usage: sql DATABASE STATEMENT
sql() {
  "$psql" -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2"
}

describe_database() {
  sql millrace "
    SELECT '   ' || split_part(version(), ' on ', 1) || ': '
      || string_agg(name || '=' || current_setting(name), ' ' ORDER BY name)
    FROM pg_settings
    WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size')"
}

# Usage: post PATH CONTENT-TYPE [HEADER], with the body on stdin
post() {
  curl -sS --fail-with-body -o "$work/answer.json" -H "Authorization: Bearer $demo_api_key" -H "Content-Type: $2" \
    -H "${3:-Accept: */*}" --data-binary @- "$demo_url$1" || fail "$1 answered $(cat "$work/answer.json")"
}

make_products() {
  local first last
  for ((first = 1; first <= skus; first += 1000)); do
    last=$((first + 999 < skus ? first + 999 : skus))
    seq "$first" "$last" |
      awk '{ printf "{\"sku\":\"SKU-%05d\",\"price\":{\"amount\":1999,\"currency\":\"EUR\"}}\n", $1 }' |
      post /v1/products/bulk application/x-ndjson
    seq "$first" "$last" | awk '
      BEGIN { printf "{\"reason\":\"benchmark\",\"lines\":[" }
      { printf "%s{\"sku\":\"SKU-%05d\",\"set\":1000000000}", (NR > 1 ? "," : ""), $1 }
      END { printf "]}" }' | post /v1/stock/adjustments application/json "Idempotency-Key: stock-$first"
  done
}

make_plain_tables() {
  sql postgres 'CREATE DATABASE plain'
  "$psql" -X -q -v ON_ERROR_STOP=1 -v skus="$skus" -d plain -f "$parts/plain.sql"
}
