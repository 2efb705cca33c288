# Sourced by mariadb and mysql56: a private server on a free loopback port. Its address names its administrator; INSTALL.md's
# users are there too, and may do nothing yet. The two say what differs:
#   name, comm      the server's name here and that of its process
#   prepare DATA    fills the empty data folder
#   command         the array of program and options that this server alone takes
user=administrator
password=widgets-4-tests
guide=$here/../../INSTALL.md

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
  # This form may be repeated: the file is read at each start.
  sed -n 's/^ *mysql -e "CREATE USER \(.*\) IDENTIFIED BY \(.*\)"$/GRANT USAGE ON *.* TO \1 IDENTIFIED BY \2;/p' \
    "$guide" >>"$data.users.sql"
  local attempt
  for attempt in 1 2 3 4 5; do
    launch "$(free_port)" && return
    grep -qiE 'bind|address already in use' "$log" || break
  done
  give_up
}

# After an end of whatever kind: the same data at the same address.
restart() {
  local url port
  url=$(cat "$folder/$name.url")
  stop
  port=${url##*:}
  rm -f "$log"
  launch "${port%/}" || give_up
}

# launch PORT: true once the server takes connections there.
launch() {
  local pid
  common_options "$1"
  # Descriptors of ctest's would keep it waiting for this server's end.
  setsid "${command[@]}" "${options[@]}" </dev/null >>"$log" 2>&1 &
  pid=$!
  echo "$pid" >"$folder/$name.pid"
  wait_for 60 answers_or_gone "$pid" && alive "$pid" || return 1
  echo "mysql://$user:$password@127.0.0.1:$1/" >"$folder/$name.url"
  echo "$name listens on 127.0.0.1:$1, process $pid"
}

give_up() {
  stop
  tail -n 30 "$log" >&2
  die "the server doesn't start (its log, above, is $log)"
}

# The port is opened before the users of --init-file are there; the log says when they are.
answers_or_gone() { gone "$1" || grep -q 'ready for connections' "$log" 2>/dev/null; }

stop() {
  stop_process "$folder/$name.pid" "$comm"
  rm -f "$folder/$name.url"
}

[[ $# -eq 2 && $1 =~ ^(start|restart|stop)$ ]] || die "usage: $(basename "$0") start|restart|stop FOLDER"
mkdir -p "$2"
folder=$(cd "$2" && pwd)
data=$folder/$name
log=$folder/$name.log
