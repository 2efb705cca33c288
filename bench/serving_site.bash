# Sourced by bench/serving: everything that it measures, started privately below $state and ended by end_site.
#   $bin  the programs   $state  the folder   $calls  how many calls lie in the database
source tests/servers/process.bash

children=()
end_site() {
  trap - EXIT
  trap '' INT TERM
  local pid
  for pid in "${children[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${children[@]}"; do
    wait_for 10 gone "$pid" || kill -KILL "$pid"
    wait "$pid" 2>/dev/null || true
  done
  tests/servers/mariadb stop "$state"
}

# start LOG COMMAND…: leaves the process in $started.
start() {
  local log=$1
  shift
  setsid "$@" </dev/null >>"$log" 2>&1 &
  started=$!
  children+=("$started")
}

# await NAME PID COMMAND…: until the command succeeds; a process that ended doesn't keep us waiting.
await() {
  local name=$1 pid=$2
  shift 2
  succeeds_or_gone() { gone "$pid" || "$@" >/dev/null 2>&1; }
  if ! wait_for 20 succeeds_or_gone "$@" || gone "$pid"; then
    tail -n 5 "$state"/*.log >&2
    die "$name doesn't start"
  fi
}

ask() { "$bin/fastcgi_ask" "$socket" "$1"; }
sql() { mariadb --no-defaults -h127.0.0.1 "-P$sql_port" -uadministrator "-pwidgets-4-tests" -N "$@"; }
admin() { "$bin/callwidgets-admin" --settings "$state/callwidgets.conf" "$@"; }
cpu_ticks() {  # PID…: user and system time of those processes
  local pid fields ticks=0
  for pid in "$@"; do
    read -r -a fields <"/proc/$pid/stat"
    ((ticks += fields[13] + fields[14]))
  done
  echo "$ticks"
}

# ---- the data, and callwidgets
start_callwidgets() {
  local url data=$state/calls-$calls.csv
  [[ -s $data ]] || "$bin/callwidgets-many-calls" --calls "$calls" --customers 100 --days 730 >"$data"
  CALLWIDGETS_SERVER_OPTIONS='--innodb-buffer-pool-size=256M --local-infile=1' tests/servers/mariadb start "$state"
  url=$(cat "$state/mariadb.url")
  sql_port=${url##*:} sql_port=${sql_port%/}
  sql -e "CREATE DATABASE serving"
  socket=$state/callwidgets.sock
  # access_log is what it is unless set, a file on disk here: an operator's program has one too.
  local common="database = ${url}serving
caller_key_file = callwidgets.key
auth = everyone"
  printf '%s\n' "$common" "socket = $socket" 'cache_folder = cache' >"$state/callwidgets.conf"
  # A host of plain CGI alone: nobody else keeps its cache up to date.
  printf '%s\n' "$common" 'cache_folder = cgi-cache' >"$state/cgi.conf"
  admin migrate
  admin account add bench >/dev/null
  admin import --bulk yes "$data"
  sql serving -e "ANALYZE TABLE sums, period_tallies" >/dev/null
  start "$state/callwidgets.log" "$bin/callwidgets" --settings "$state/callwidgets.conf"
  callwidgets=$started
  await callwidgets "$callwidgets" ask "$question"
  # The second time it is a hit: these bytes are what all the others answer with.
  ask "$question" >"$state/answer"
}

# ---- the others
# start_php NAME: leaves its processes in the array NAME. 16 children, which stay: eight for each core, more than hits can
# keep busy, and as many as there are connections where there are 16. 64 would take the memory of a small host.
start_php() {
  local as=()
  if ((EUID == 0)); then as=(-R); fi
  cat >"$state/$1.conf" <<END
[global]
error_log = $state/$1.log
daemonize = no
[hit]
$( ((EUID == 0)) && echo user = root)
listen = $state/$1.sock
pm = static
pm.max_children = 16
END
  start "$state/$1.log" php-fpm8.2 -F "${as[@]}" -y "$state/$1.conf"
  await "$1" "$started" test -S "$state/$1.sock"
  sleep 0.5
  mapfile -t "$1" < <(echo "$started"; pgrep -P "$started")
}

start_others() {
  local threads
  for threads in 16 64; do
    start "$state/libfcgi.log" "$bin/libfcgi_responder" "$state/libfcgi$threads.sock" "$state/answer" "$threads"
    declare -g "libfcgi$threads=$started"
  done
  start "$state/epoll.log" "$bin/epoll_responder" "$state/epoll.sock" "$state/answer"
  epoll=$started

  start_php php
  start_php php_anew

  local given
  read -r -a given <<<"$(sql serving -e "SELECT CONCAT('account=', account, ' scope=', scope, ' seen_version=', version, \
    ' seen_nonce=', nonce, ' seen_generation=', generation) FROM scopes JOIN served_generations USING (account, generation) \
    JOIN batches USING (account) WHERE customer = 0 ORDER BY version DESC LIMIT 1")"
  start "$state/plain.log" "$bin/plain_miss" "$state/plain.sock" 127.0.0.1 "$sql_port" administrator widgets-4-tests serving "${given[@]}"
  await plain_miss "$started" test -S "$state/plain.sock"
}

# ---- nginx before them
declare -A url_of
contender() {  # NAME SOCKET KEPT: so many connections stay open between requests; 0: each request has one of its own
  local port server=$state/contenders/$1
  port=$(free_port)
  while [[ " ${url_of[*]} " == *":$port/"* ]]; do port=$(free_port); done
  url_of[$1]=http://127.0.0.1:$port/api/widgets/data
  sed "s|fastcgi_pass callwidgets;|fastcgi_pass $1;|" nginx/callwidgets.conf >"$server.locations"
  if (($3 == 0)); then sed -i 's|fastcgi_keep_conn on;|fastcgi_keep_conn off;|' "$server.locations"; fi
  if [[ $1 == php* ]]; then
    sed -i "s|fastcgi_pass .*|& fastcgi_param SCRIPT_FILENAME $PWD/bench/hit.php; fastcgi_param ANSWER $state/answer;|" "$server.locations"
  fi
  cat >"$server.conf" <<END
upstream $1 { server unix:$2; $( (($3)) && echo "keepalive $3;") }
server { listen 127.0.0.1:$port; include $server.locations; }
END
}

start_nginx() {
  rm -rf "$state/contenders" "$state/nginx.pid"
  mkdir -p "$state/contenders" "$state/nginx.tmp"
  contender callwidgets "$socket" 64
  contender libfcgi16 "$state/libfcgi16.sock" 64
  contender libfcgi64 "$state/libfcgi64.sock" 64
  contender epoll "$state/epoll.sock" 64
  contender php "$state/php.sock" 64
  contender php_anew "$state/php_anew.sock" 0
  sed "s|@USER@|$( ((EUID == 0)) && echo 'user root;')|" bench/nginx.conf >"$state/nginx.conf"
  start "$state/nginx.log" nginx -p "$state/" -c "$state/nginx.conf"
  await nginx "$started" test -s "$state/nginx.pid"
}

# Every contender must send the same headers and body, or they are not doing the same job.
same_answers() {
  local name
  for name in callwidgets "${!url_of[@]}"; do
    curl -sf --noproxy '*' -o /dev/null "${url_of[$name]}?$question" || die "no answer from $name"
    curl -si --noproxy '*' "${url_of[$name]}?$question" | tr -d '\r' | grep -v '^Date:' | sort >"$state/contenders/$name.answer"
    diff "$state/contenders/callwidgets.answer" "$state/contenders/$name.answer" >&2 || die "$name answers something else"
  done
}
