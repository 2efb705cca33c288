# Sourced by the scripts of web servers beside it: how each starts and ends. They say `configure PORT`, `start` and `reload`.
source "$(dirname "${BASH_SOURCE[0]}")/process.bash"

listens_or_gone() { gone "$2" || (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# $name is the script's and that of the address it leaves, $server begins the names of the server's files in $folder, $comm is its
# process's name. $as begins the command where another user runs it; `configure` may say so.
name=$(basename "$0")
server=$name
comm=$name
as=()

# serve COMMAND…: starts the server on a free loopback port, with what `configure PORT` has written. It stays in the foreground, and
# is COMMAND itself. Once more where the port was taken meanwhile.
serve() {
  local attempt port pid logs
  for attempt in 1 2 3 4 5; do
    port=$(free_port)
    configure "$port"
    setsid "${as[@]}" "$@" </dev/null >"$folder/$server.out" 2>&1 &
    pid=$!
    if wait_for 20 listens_or_gone "$port" "$pid" && alive "$pid"; then
      # Not all write it themselves.
      [[ -s $folder/$server.pid ]] || echo "$pid" >"$folder/$server.pid"
      echo "http://127.0.0.1:$port$mount" >"$folder/$name.url"
      echo "$name listens on 127.0.0.1:$port, process $pid"
      return 0
    fi
    logs=$(cat "$folder/$server.out" "$folder/$server.error.log" 2>/dev/null || true)
    grep -qiE 'address already in use|cannot bind|bind\(\)' <<<"$logs" || break
  done
  echo "$logs" >&2
  die "it doesn't start"
}

stop() {
  stop_process "$folder/$server.pid" "$comm"
  rm -f "$folder/$name.url"
}

# run_script start FOLDER [NAME=VALUE…] | reload FOLDER | stop FOLDER, as the script was called. Before a start is `checked`, if it is
# a function, its words are there.
run_script() {
  case "$#-${1:-}" in
    2-reload | 2-stop) ;;
    *-start) take_words "${@:3}" ;;
    *) die "usage: $name start FOLDER NAME=VALUE… | reload FOLDER | stop FOLDER" ;;
  esac
  if [[ $1 == start ]] && declare -F checked >/dev/null; then checked; fi
  mkdir -p "$2"
  folder=$(cd "$2" && pwd)
  "$1"
}
