# Sourced by the benchmark: processor time, as the kernel counted it, in hundredths of a second (USER_HZ).
# shellcheck shell=bash

# User and system time of a process, without its children.
ticks_of() {
  local stat
  stat="$(cat "/proc/$1/stat" 2>/dev/null)" || { echo 0; return; }
  # After the name in brackets, which may hold anything, the 12th and 13th field.
  stat="${stat##*) }"
  # shellcheck disable=SC2086
  set -- $stat
  echo $((${12} + ${13}))
}

# Of a PostgreSQL server, its living backends, and those that have ended.
ticks_of_postgres() {
  local postmaster="$1" stat total child
  total="$(ticks_of "$postmaster")"
  stat="$(cat "/proc/$postmaster/stat")"
  stat="${stat##*) }"
  # shellcheck disable=SC2086
  set -- $stat
  total=$((total + ${14} + ${15}))
  for child in $(cat "/proc/$postmaster/task/$postmaster/children"); do
    total=$((total + $(ticks_of "$child")))
  done
  echo "$total"
}

# Of the whole machine: what was not idle, and everything.
ticks_of_machine() {
  # shellcheck disable=SC2034
  local name user nice system idle iowait irq softirq steal rest
  read -r name user nice system idle iowait irq softirq steal rest </proc/stat
  echo "$((user + nice + system + irq + softirq + steal)) $((user + nice + system + irq + softirq + steal + idle + iowait))"
}

# Of each sort of PostgreSQL's processes, by the name that a connection gives itself; a line "sort<TAB>ticks" each.
ticks_of_connections() {
  sql millrace "SELECT pid, coalesce(nullif(application_name, ''), backend_type) FROM pg_stat_activity" |
    while IFS='|' read -r pid name; do
      printf '%s\t%s\n' "$name" "$(ticks_of "$pid")"
    done | awk -F '\t' '{ ticks[$1] += $2 } END { for (name in ticks) printf "%s\t%d\n", name, ticks[name] }' | sort
}

# Of each group of the JVM's threads, which the kernel knows by a part of their names; a line "group<TAB>ticks" each.
ticks_of_threads() {
  local jvm="$1" task
  for task in /proc/"$jvm"/task/*; do
    printf '%s\t%s\n' "$(cat "$task/comm" 2>/dev/null)" "$(ticks_of "$jvm/task/${task##*/}")"
  done | awk -F '\t' '
    { group = "other" }
    $1 ~ /^vert/ { group = "event loops" }
    $1 ~ /^millrace-lane/ { group = "lanes" }
    $1 ~ /^(G1|GC|Shenandoah|Z[A-Z]|XWorker)/ { group = "garbage collector" }
    $1 ~ /^(C1|C2) Comp/ { group = "compiler" }
    { ticks[group] += $2 }
    END { for (group in ticks) printf "%s\t%d\n", group, ticks[group] }' | sort
}
