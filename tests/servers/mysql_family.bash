# Sourced by mariadb and mysql56: a private server on a free loopback port. They say what differs:
#   name, comm      the server's name here and that of its process
#   prepare DATA    fills the empty data folder
#   command         the array of program and options that this server alone takes
user=callwidgets
password=widgets-4-tests

# What both servers take. The socket is relative to the data folder: an absolute path may be too long for one.
common_options() {
  options=(
    "--datadir=$data" --socket=server.sock "--pid-file=$data.server-pid" "--tmpdir=$data.tmp"
    --bind-address=127.0.0.1 "--port=$1" --skip-name-resolve
    --innodb-buffer-pool-size=64M --max-connections=100 "--init-file=$data.users.sql" "--log-error=$log")
  if ((EUID == 0)); then options+=(--user=root); fi
  # Of a bench, say; the last one of a name counts.
  # shellcheck disable=SC2206
  options+=(${CALLWIDGETS_SERVER_OPTIONS:-})
}

start() {
  stop
  mkdir -p "$folder"
  rm -rf "$data" "$data.tmp" "$log"
  mkdir -p "$data" "$data.tmp"
  prepare "$data" >"$folder/$name.prepare.log" 2>&1 || { cat "$folder/$name.prepare.log" >&2; die "no data folder"; }
  cat >"$data.users.sql" <<SQL
GRANT ALL PRIVILEGES ON *.* TO '$user'@'127.0.0.1' IDENTIFIED BY '$password' WITH GRANT OPTION;
SQL
  local attempt port pid
  for attempt in 1 2 3 4 5; do
    port=$(free_port)
    common_options "$port"
    # Descriptors of ctest's would keep it waiting for this server's end.
    setsid "${command[@]}" "${options[@]}" </dev/null >>"$log" 2>&1 &
    pid=$!
    echo "$pid" >"$folder/$name.pid"
    if wait_for 60 answers_or_gone "$port" "$pid" && alive "$pid"; then
      echo "mysql://$user:$password@127.0.0.1:$port/" >"$folder/$name.url"
      echo "$name listens on 127.0.0.1:$port, process $pid"
      return 0
    fi
    if alive "$pid"; then break; fi
    grep -qiE 'bind|address already in use' "$log" || break
  done
  stop
  tail -n 30 "$log" >&2
  die "the server doesn't start (its log, above, is $log)"
}

# The port is opened before the users of --init-file are there; the log says when they are.
answers_or_gone() { gone "$2" || grep -q 'ready for connections' "$log" 2>/dev/null; }

stop() {
  stop_process "$folder/$name.pid" "$comm"
  rm -f "$folder/$name.url"
}

[[ $# -eq 2 && ( $1 == start || $1 == stop ) ]] || die "usage: $(basename "$0") start|stop FOLDER"
mkdir -p "$2"
folder=$(cd "$2" && pwd)
data=$folder/$name
log=$folder/$name.log
