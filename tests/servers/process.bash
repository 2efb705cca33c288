# Sourced by the scripts beside it: processes that are ours, told by their pid files alone.
export PATH=$PATH:/usr/sbin:/sbin

die() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# take_words NAME=VALUE…: each into the script's variable of that name, which it has set before.
take_words() {
  local word
  for word in "$@"; do
    [[ $word == *=* && -v ${word%%=*} ]] || die "unknown: $word"
    printf -v "${word%%=*}" %s "${word#*=}"
  done
}

# A loopback port that nobody listens on just now, below the range that outgoing connections take.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

alive() { [[ -n ${1:-} && -e /proc/$1 && $(ps_state "$1") != Z ]]; }
ps_state() { sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null || true; }

# wait_for SECONDS COMMAND…: until the command succeeds, or the time is over.
wait_for() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < until)) || return 1
    sleep 0.05
  done
}

gone() { ! alive "$1"; }

# stop_process PIDFILE NAME: ends the process of that pid if it still is NAME, and waits until it is gone.
stop_process() {
  local pid
  pid=$(cat "$1" 2>/dev/null) || return 0
  if alive "$pid" && [[ $(cat "/proc/$pid/comm") == "$2" ]]; then
    kill -TERM "$pid"
    if ! wait_for 30 gone "$pid"; then
      kill -KILL "$pid"
      wait_for 5 gone "$pid" || die "process $pid doesn't end"
    fi
  fi
  rm -f "$1"
}
