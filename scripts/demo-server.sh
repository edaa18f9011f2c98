# Sourced by commands that need a demo server for a while, in a folder of its own and on free ports.
# shellcheck shell=bash
#
#   start_demo FOLDER   begins to start it; its data is FOLDER/data, what it prints FOLDER/demo.txt
#   await_demo          waits until it serves; sets demo_url and demo_api_key
#   stop_demo           asks it to stop, and waits until it has

demo_start_seconds_max=180
demo_stop_seconds_max=40
demo=""
demo_folder=""

start_demo() {
  demo_folder="$1"
  mkdir -p "$demo_folder"
  rm -f "$demo_folder/data/api-url"
  ./millrace demo --data "$demo_folder/data" --port 0 --management-port 0 >"$demo_folder/demo.txt" 2>&1 &
  demo=$!
}

# Whether it still runs; prints what it wrote if it does not.
demo_runs() {
  kill -0 "$demo" 2>/dev/null && return 0
  cat "$demo_folder/demo.txt" >&2
  echo "The demo server did not start" >&2
  return 1
}

await_demo() {
  local waited=0
  while ! grep -q 'Stop with Ctrl-C' "$demo_folder/demo.txt"; do
    demo_runs || return 1
    if [ "$waited" -ge $((demo_start_seconds_max * 10)) ]; then
      echo "The demo server did not start within $demo_start_seconds_max s" >&2
      return 1
    fi
    sleep 0.1
    waited=$((waited + 1))
  done
  # shellcheck disable=SC2034 # For whoever sources this.
  demo_url="$(cat "$demo_folder/data/api-url")"
  # shellcheck disable=SC2034
  demo_api_key="$(cat "$demo_folder/data/demo-api-key")"
}

stop_demo() {
  [ -n "$demo" ] || return 0
  kill -TERM "$demo" 2>/dev/null || true
  local waited=0
  while kill -0 "$demo" 2>/dev/null; do
    if [ "$waited" -ge $((demo_stop_seconds_max * 10)) ]; then
      echo "The server did not stop within $demo_stop_seconds_max s and is killed" >&2
      kill -KILL "$demo" 2>/dev/null || true
      break
    fi
    sleep 0.1
    waited=$((waited + 1))
  done
  local stopped=0
  wait "$demo" || stopped=$?
  demo=""
  # 143 is a process that ended because it was asked to.
  if [ "$stopped" -ne 0 ] && [ "$stopped" -ne 143 ]; then
    echo "The server ended with $stopped" >&2
    return 1
  fi
}
