# Sourced by the benchmark: the loads, and what a run of one took.
# shellcheck shell=bash

wrk_runs=0
pgbench_runs=0
best_clients=""

# A load sets orders, micros (elapsed), p50_micros, p99_micros and client_ticks.

# Usage: load_millrace SCENARIO SECONDS
load_millrace() {
  local errors
  wrk_runs=$((wrk_runs + 1))
  timed "$work/wrk.txt" wrk -t 1 -c "$connections" -d "${2}s" --timeout 10s -s "$parts/order.lua" \
    "$demo_url/v1/orders" -- "$demo_api_key" "$skus" "$1" $(($(date +%s) * 100 + wrk_runs))
  grep -q '^RESULT ' "$work/wrk.txt" || fail "wrk printed no result: $(cat "$work/wrk.txt")"
  read -r _ orders micros errors p50_micros p99_micros <<<"$(grep '^RESULT ' "$work/wrk.txt")"
  [ "$errors" -eq 0 ] || fail "INVALID: $errors requests failed, or were answered with an error"
  [ "$orders" -gt 0 ] || fail "INVALID: no order was answered"
}

# Usage: load_plain SCENARIO SECONDS CLIENTS
load_plain() {
  local hot=0
  pgbench_runs=$((pgbench_runs + 1))
  rm -f "$work"/latency.*
  if [ "$1" = hot ]; then
    hot=1
  fi
  timed "$work/pgbench.txt" "$pgbench" -n -M prepared -c "$3" -j "$(($3 < 2 ? 1 : 2))" -T "$2" \
    -l --log-prefix="$work/latency" --sampling-rate=0.1 \
    -D n=0 -D first=$((pgbench_runs * 1000000000000)) -D skus="$skus" -D hot="$hot" \
    -f "$parts/order-1.sql" -f "$parts/order-2.sql" -f "$parts/order-3.sql" plain
  grep -q '^number of failed transactions: 0 ' "$work/pgbench.txt" || fail "INVALID: $(cat "$work/pgbench.txt")"
  orders="$(awk '/^number of transactions actually processed:/ { print $6; exit }' "$work/pgbench.txt")"
  micros="$(awk -v orders="$orders" '/^tps = / { printf "%d", orders / $3 * 1000000; exit }' "$work/pgbench.txt")"
  read -r p50_micros p99_micros <<<"$(cat "$work"/latency.* | sort -n -k 3,3 |
    awk '{ at[NR] = $3 } END { print at[int((NR + 1) / 2)], at[int((NR * 99 + 99) / 100)] }')"
}

# Usage: timed OUTPUT-FILE COMMAND...; sets client_ticks
timed() {
  local output="$1" TIMEFORMAT='%U %S'
  shift
  { time "$@" >"$output" 2>&1; } 2>"$work/time.txt" || fail "$1 failed: $(cat "$output")"
  client_ticks="$(awk '{ printf "%d", ($1 + $2) * 100 }' "$work/time.txt")"
}

# Usage: seek_best_clients SCENARIO; the number of clients at which pgbench does best
seek_best_clients() {
  local client_count rate best=0
  for client_count in $clients; do
    load_plain "$1" $((seconds < 5 ? seconds : 5)) "$client_count"
    rate=$((orders * 1000000 / micros))
    printf '   %3d clients %9d /s\n' "$client_count" "$rate"
    if [ "$rate" -gt "$best" ]; then
      best="$rate"
      best_clients="$client_count"
    fi
  done
}

price_of_a_commit() {
  "$pgbench" -n -M prepared -c 1 -T 3 -f "$parts/commit.sql" plain 2>&1 |
    awk '/^tps = / { printf "   one client commits %d times a second: %.2f ms each, fsync included\n", $3, 1000 / $3 }'
}

# Usage: measured SIDE SCENARIO LABEL LOAD...; runs the load and writes down what it took
measured() {
  local side="$1" scenario="$2" label="$3" jvm postgres busy all busy_before all_before
  shift 3
  # Whatever the last run left to be written is not this one's.
  sql postgres CHECKPOINT
  jvm="$(ticks_of "$demo")"
  postgres="$(ticks_of_postgres "$postmaster")"
  read -r busy_before all_before <<<"$(ticks_of_machine)"
  "$@"
  read -r busy all <<<"$(ticks_of_machine)"
  postgres=$(($(ticks_of_postgres "$postmaster") - postgres))
  jvm=$(($(ticks_of "$demo") - jvm))
  awk -v OFS='\t' -v side="$side" -v scenario="$scenario" -v label="$label" -v orders="$orders" -v micros="$micros" \
    -v p50="$p50_micros" -v p99="$p99_micros" -v jvm="$jvm" -v postgres="$postgres" -v client="$client_ticks" \
    -v busy=$((busy - busy_before)) -v all=$((all - all_before)) '
    BEGIN {
      others = busy - jvm - postgres - client
      print side, scenario, label, orders / micros * 1e6, p50 / 1000, p99 / 1000, jvm * 1e4 / orders,
        postgres * 1e4 / orders, client * 1e4 / orders, busy / all * 100, (others > 0 ? others : 0) / all * 100
    }' >>"$results"
  tail -n 1 "$results" | awk -F '\t' '{
    printf "   %-19s %7.0f /s  p50 %6.1f  p99 %6.1f ms  µs per order: JVM %5.1f  PostgreSQL %5.1f  client %4.1f", $3, $4,
      $5, $6, $7, $8, $9
    printf "  machine %d %% busy%s\n", $10, ($11 > 4 ? sprintf(", %d %% OF IT BY OTHERS", $11 * 100 / $10) : "")
  }'
}

# Usage: measure_millrace SIDE SCENARIO LABEL; every order that was counted must stand in the books, accepted
measure_millrace() {
  local before after rejected_before rejected
  read -r before rejected_before <<<"$(stored_orders)"
  measured "$1" "$2" "$3" load_millrace "$2" "$seconds"
  # What was under way when wrk hung up is decided as well.
  sleep 0.5
  read -r after rejected <<<"$(stored_orders)"
  [ "$rejected" -eq "$rejected_before" ] || fail "INVALID: $((rejected - rejected_before)) orders were rejected"
  if [ $((after - before)) -lt "$orders" ] || [ $((after - before)) -gt $((orders + connections)) ]; then
    fail "INVALID: $orders orders were answered and $((after - before)) stored"
  fi
}

stored_orders() {
  sql millrace "SELECT count(*) || ' ' || count(*) FILTER (WHERE status = 'rejected') FROM orders"
}

# The baseline must have done all of it as well, or its figures are none.
prove_plain_books() {
  local faults
  faults="$(sql plain "
    SELECT (SELECT count(*) FROM orders) - (SELECT count(*) FROM events)
      || ' events missing, ' || (SELECT sum(quantity) FROM order_lines) - (SELECT sum(allocated) FROM stock)
      - (SELECT count(*) FROM orders WHERE idempotency_key LIKE 'seed-%') || ' units missing'")"
  [ "$faults" = '0 events missing, 0 units missing' ] || fail "INVALID: in the plain tables there are $faults"
}

# Usage: take_profile SCENARIO; a run of its own, so that what is measured is not what is watched
take_profile() {
  local recording="$profile/$1.jfr" summary="$profile/$1.txt"
  rm -f "$recording"
  ticks_of_threads "$demo" >"$work/threads-before.tsv"
  ticks_of_connections >"$work/connections-before.tsv"
  "$JAVA_HOME/bin/jcmd" "$demo" JFR.start name=benchmark settings=profile 'jdk.CPUTimeSample#enabled=true' \
    'jdk.CPUTimeSample#throttle=5ms' 'jdk.ExecutionSample#enabled=false' 'jdk.NativeMethodSample#enabled=false' \
    'jdk.ObjectAllocationSample#throttle=500/s' >"$work/jfr.txt"
  load_millrace "$1" "$seconds"
  ticks_of_threads "$demo" >"$work/threads-after.tsv"
  ticks_of_connections >"$work/connections-after.tsv"
  "$JAVA_HOME/bin/jcmd" "$demo" JFR.stop name=benchmark filename="$recording" >>"$work/jfr.txt"
  {
    echo "µs per order at $((orders * 1000000 / micros)) orders/s, of the JVM by threads and of PostgreSQL by connections"
    spent threads
    echo
    spent connections
    "$JAVA_HOME/bin/java" "$parts/Profile.java" "$recording" "$orders"
  } >"$summary"
  head -n 60 "$summary"
  echo "   the rest: $summary"
}

# Usage: spent threads|connections; what lies between two counts of the same names
spent() {
  join -t $'\t' "$work/$1-before.tsv" "$work/$1-after.tsv" |
    awk -F '\t' -v orders="$orders" '$3 > $2 { printf "  %6.1f  %s\n", ($3 - $2) * 1e4 / orders, $1 }' | sort -rn
}
