# Sourced by bench/serving: what it measures. NAME is one run of a measurement, tell_NAME says what all runs came to.

# ---- hits behind nginx
# behind_nginx SERIES CONTENDER CONNECTIONS PID…: what wrk saw, and the CPU that these processes took for a request.
behind_nginx() {
  local series=$1 url=${url_of[$2]} connections=$3 report requests rate median p99 failed before
  shift 3
  before=$(cpu_ticks "$@")
  report=$(wrk -t1 "-c$connections" "-d${seconds}s" --latency -s bench/one_line.lua "$url?$question")
  read -r _ requests rate median p99 failed <<<"$(grep ^one_line <<<"$report")"
  put "$series:rate" "$rate"
  put "$series:median" "$median"
  put "$series:p99" "$p99"
  put "$series:failed" "$failed"
  put "$series:cpu" "$(awk -v ticks="$(($(cpu_ticks "$@") - before))" -v requests="$requests" -v hertz="$(getconf CLK_TCK)" \
    'BEGIN { print requests ? ticks / hertz * 1e6 / requests : 0 }')"
}

hits() {
  local c i name libfcgi
  local names=(callwidgets libfcgi epoll php php_anew)
  for c in 16 64; do
    libfcgi=libfcgi$c
    for i in 0 1 2 3 4; do
      name=${names[(i + run) % 5]}
      case $name in
        callwidgets) behind_nginx "$name:$c" "$name" "$c" "$callwidgets" ;;
        libfcgi) behind_nginx "$name:$c" "$libfcgi" "$c" "${!libfcgi}" ;;
        epoll) behind_nginx "$name:$c" "$name" "$c" "$epoll" ;;
        php) behind_nginx "$name:$c" "$name" "$c" "${php[@]}" ;;
        php_anew) behind_nginx "$name:$c" "$name" "$c" "${php_anew[@]}" ;;
      esac
    done
  done
}

tell_hits() {
  local c series how
  for c in 16 64; do
    echo "a hit behind nginx, $c connections"
    tell_ratio "callwidgets:$c:rate" "libfcgi:$c:rate" '>=' 1.2 "requests/s; libfcgi with $c threads"
    tell_ratio "callwidgets:$c:cpu" "libfcgi:$c:cpu" '<=' 0.6 "us of CPU a request; libfcgi"
    tell_ratio "callwidgets:$c:rate" "epoll:$c:rate" '>=' 0.9 "requests/s; records by hand on one epoll thread"
    tell_ratio "callwidgets:$c:cpu" "epoll:$c:cpu" '<=' 1.4 "us of CPU a request; records by hand"
    for series in php php_anew; do
      how='php-fpm and APCu'
      if [[ $series == php_anew ]]; then how+=', a connection a request'; fi
      tell_ratio "callwidgets:$c:rate" "$series:$c:rate" '>=' 1.6 "requests/s; $how"
      tell_ratio "callwidgets:$c:cpu" "$series:$c:cpu" '<=' 0.4 "us of CPU a request; $how"
      ((c == 16)) && continue
      tell_ratio "callwidgets:$c:p99" "$series:$c:p99" '<=' 0.1 "us that 99 % stay below; $how"
      awk -v connections="$c" -v rate="$(median "callwidgets:$c:rate")" -v theirs="$(median "$series:$c:p99")" 'BEGIN {
        printf "          (a tenth of theirs is %d us; %d connections at our rate wait %d us each, on the average)\n", theirs / 10, connections, connections * 1e6 / rate }'
    done
    for series in callwidgets libfcgi epoll php php_anew; do
      if [[ $(most "$series:$c:failed") != 0 ]]; then echo "          ($series: up to $(most "$series:$c:failed") requests failed in a run)"; fi
    done
  done
}

load() { "$bin/fastcgi_load" "$@"; }

# ---- an idle crowd
loaded() {  # SERIES OPTION…
  local rate median p99 open
  read -r _ rate median p99 _ open _ <<<"$(load "$socket" "$question" --connections 64 --seconds "$seconds" "${@:2}")"
  put "$1:rate" "$rate"
  put "$1:median" "$median"
  put "$1:p99" "$p99"
  put "$1:open" "$open"
}

crowd() {
  ((run % 2 == 0)) || loaded alone
  loaded crowd --idle 1000 --half 100
  ((run % 2)) || loaded alone
}

tell_crowd() {
  echo "64 connections on the program's own socket, beside 1000 idle ones, 100 of them with half a header sent; and alone"
  tell_ratio crowd:median alone:median '<=' 1.5 "us, median"
  tell_ratio crowd:p99 alone:p99 '<=' 2 "us that 99 % stay below"
  echo "          ($(median crowd:rate) and $(median alone:rate) requests/s; $(median crowd:open) of the crowd stayed)"
}

# ---- slow SQL
skip=0   # ranges that were asked for already
cold() {  # SOCKET OPTION…: questions that nobody asked before
  # shellcheck disable=SC2086
  load "$1" 'type=call_totals&from_date={from}&to_date={to}' --days $days --skip "$skip" "${@:2}"
}

lock_figures() {
  rm -f "$state/lock"
  mkfifo "$state/lock"
  : >"$state/locked"
  sql -n serving <"$state/lock" >"$state/locked" &
  locker=$!
  exec 8>"$state/lock"
  echo "LOCK TABLES sums WRITE, period_tallies WRITE; SELECT 'locked';" >&8
  wait_for 10 grep -q locked "$state/locked" || die "the figures' tables cannot be locked"
}

unlock_figures() {
  exec 8>&-
  wait "$locker"
}

stuck_at() {  # CONNECTIONS
  local stuck_load
  lock_figures
  # More than there are query threads. One that is refused asks again five times a second.
  cold "$socket" --connections 32 --pause 200 --seconds "$((seconds + 1))" >"$state/stuck.txt" 8>&- &
  stuck_load=$!
  sleep 0.5
  behind_nginx "stuck:$1" callwidgets "$1" "$callwidgets"
  wait "$stuck_load"
  put stuck:answered "$(cut -d' ' -f1 "$state/stuck.txt")"
  unlock_figures
  ((skip += 1000))
  # What was stuck ends now, and a breaker may stay open for a while.
  wait_for 60 answers_again || die "no miss is answered after the tables were unlocked"
}

stuck() {
  local c
  for c in 16 64; do
    ((run % 2 == 0)) || behind_nginx "free:$c" callwidgets "$c" "$callwidgets"
    stuck_at "$c"
    ((run % 2)) || behind_nginx "free:$c" callwidgets "$c" "$callwidgets"
  done
}

answers_again() {
  local answered
  answered=$(cold "$socket" --requests 1 --seconds 5 | awk '{ print $1 - $5 }')
  ((++skip))
  ((answered == 1))
}

tell_stuck() {
  local c
  echo "hits behind nginx while every query thread waits for locked tables; and undisturbed"
  for c in 16 64; do tell_ratio "stuck:$c:rate" "free:$c:rate" '>=' 0.9 "requests/s, $c connections"; done
  echo "          (of 32 misses at a time, up to $(most stuck:answered) got any answer in a run)"
}

# ---- misses
# Several pairs a run: who of the three ends up on which core matters more than what is measured, and changes.
misses() {
  local pair asked ours theirs failed whole=$run part=$(((seconds + 2) / 3))
  for pair in 1 2 3; do
    local run=$whole.$pair
    read -r asked _ ours _ failed _ <<<"$(cold "$socket" --seconds "$part")"
    put miss:ours "$ours"
    put miss:failed "$failed"
    read -r _ _ theirs _ <<<"$(cold "$state/plain.sock" --seconds "$part")"
    put miss:plain "$theirs"
    ((skip += asked + 1))
  done
}

tell_misses() {
  echo "a miss, one connection"
  tell_ratio miss:ours miss:plain '<=' 1.25 "us, median; the same prepared statement by the plain C API"
  if [[ $(most miss:failed) != 0 ]]; then echo "          (up to $(most miss:failed) failed in a run)"; fi
}

# ---- a thousand equal questions
equal_questions() {
  local log=$state/general.log failed
  # The customer has been asked for before, the range has not.
  ask "type=call_totals&customer_id=$((1010 + run))&from_date=2025-01-01&to_date=2025-01-31" >/dev/null
  rm -f "$log"
  sql -e "SET GLOBAL general_log_file = '$log', GLOBAL general_log = 1"
  read -r _ _ _ _ failed _ <<<"$(load "$socket" "type=call_totals&customer_id=$((1010 + run))" --connections 1000 --requests 1000 --seconds 20)"
  sql -e "SET GLOBAL general_log = 0"
  # A statement's text goes over several lines. None would mean that the log is not what it was taken for.
  put equal:computations "$(awk '/^[^\t]*\t.* (Connect|Query|Prepare|Execute|Close stmt|Quit)\t/ { executes = / Execute\t/ } executes && /JOIN sums ON/ { n++ } END { print n ? n : "nan" }' "$log")"
  put equal:statements "$(grep -v general_log "$log" | grep -cP ' (Query|Execute)\t' || true)"
  put equal:failed "$failed"
}

tell_equal_questions() {
  echo "a thousand equal questions at once, asked for the first time"
  tell "$(most equal:computations)" '<=' 1 "computations (at most, of all runs)"
  echo "          ($(median equal:statements) statements reached MariaDB meanwhile, the feed's among them; $(median equal:failed) questions got no 200)"
}

# ---- plain CGI
as_cgi() {  # VARIABLE=VALUE… PROGRAM: the median of a few starts
  env -i "PATH=$PATH" GATEWAY_INTERFACE=CGI/1.1 SERVER_PROTOCOL=HTTP/1.1 REQUEST_METHOD=GET SCRIPT_NAME=/api \
    REMOTE_ADDR=127.0.0.1 "QUERY_STRING=$question" "${@:1:$#-1}" "$bin/cgi_start" "$((seconds * 20))" "$state/cgi.log" "${@: -1}" |
    cut -d' ' -f1
}

cgi() {
  local ours=(PATH_INFO=/widgets/data "CALLWIDGETS_SETTINGS=$state/cgi.conf" "$bin/callwidgets")
  ((run > 1)) || as_cgi "${ours[@]}" >/dev/null   # it is no hit the first time
  put cgi:ours "$(as_cgi "${ours[@]}")"
  put cgi:php "$(as_cgi "SCRIPT_FILENAME=$PWD/bench/constant.php" REDIRECT_STATUS=200 "$(type -P php-cgi8.2)")"
}

tell_cgi() {
  echo "plain CGI, a hit, from the start of the process to the last byte"
  tell_ratio cgi:ours cgi:php '<=' 0.5 "ms; php-cgi answers a constant"
}

# ---- a fresh call
fresh() {
  local changed='type=call_totals&from_date=2024-03-01&to_date=2024-03-31' other='type=call_totals&from_date=2024-08-01&to_date=2024-08-31'
  local watcher ended last
  ask "$changed" >/dev/null
  ask "$other" >/dev/null
  printf '%s\n' cdr_id,start,duration,answered,customer_id,anum,anum_ndc_name,source_name \
    "$((calls + run)),2024-03-10 12:00:00,60,1,1003,+440000000001,Area 001,Source 01" >"$state/late.csv"
  "$bin/fastcgi_ask" "$socket" "$changed" --watch 15 >"$state/watched.txt" &
  watcher=$!
  sleep 0.3
  admin import "$state/late.csv" >/dev/null
  ended=$EPOCHREALTIME
  wait "$watcher"
  read -r last <"$state/watched.txt"
  put fresh:seconds "$(awk -v a="$last" -v b="$ended" 'BEGIN { print (a > b ? a - b : 0) }')"
  put fresh:hit "$(ask "$other" | grep -ci '^X-Cache: HIT' || true)"
}

tell_fresh() {
  echo "a call that was imported"
  tell "$(most fresh:seconds)" '<=' 1.5 "s after the import's end the last answer without it left (the longest of all runs)"
  tell "$(median fresh:hit)" '>=' 1 "a question over other days stays a hit"
}
