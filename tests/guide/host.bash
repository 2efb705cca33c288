# Sourced by the scripts beside it: the host whose / is the folder $GUIDE_ROOT, for what INSTALL.md has typed. $GUIDE_USER, where
# root runs the test, is who its user callwidgets is: a number that nobody has, or www-data. Without it all users are one.
source "$(dirname "${BASH_SOURCE[0]}")/../servers/process.bash"
root=$GUIDE_ROOT
user=${GUIDE_USER:-}

# moved FILE…: a file of the checkout's, or of the system's, that now lies on the host names the host's other files.
moved() {
  local file
  for file in "$@"; do
    if [[ -f $file && ! -L $file ]] && grep -Iq . "$file"; then
      sed -Ei "s#(^|unix/|[][:space:]'\"<>:=|\`])/(etc|var|usr/local|run|tmp)/#\1$root/\2/#g" "$file"
    fi
  done
}

# The numbers of `callwidgets`, and anybody else's name, in `user`, `user:group`.
whose() {
  local names=$1
  names=${names/#callwidgets/$user}
  echo "${names/%:callwidgets/:$user}"
}

# as USER COMMAND…: becomes it.
as() {
  local who=$1
  shift
  if [[ -z $user ]]; then exec "$@"; fi
  who=$(whose "$who")
  exec setpriv --reuid="$who" --regid="$who" --clear-groups "$@"
}

# The processes of the host's, by the names that systemctl knows: FOLDER/NAME.pid holds one.
processes=$root/.processes
mkdir -p "$processes"

# start_process NAME COMMAND…: what it says goes to the log of that name.
start_process() {
  local name=$1
  shift
  setsid "$@" </dev/null >>"$processes/$name.log" 2>&1 9>&- &
  echo "$!" >"$processes/$name.pid"
}

# Ends the process of that name, if its number still is one of a program that is started here.
end_process() {
  local pid
  pid=$(cat "$processes/$1.pid" 2>/dev/null) || return 0
  if alive "$pid" && [[ $(cat "/proc/$pid/comm") =~ ^(nginx|apache2|lighttpd|caddy|haproxy|callwidgets|systemd-socket-|bash|env|setsid|setpriv|unshare)$ ]]; then
    kill -CONT "$pid" && kill -TERM "$pid" || true
    wait_for 30 gone "$pid" || kill -KILL "$pid" || true
  fi
  rm -f "$processes/$1.pid"
}

# The web server of that name: its file defines lay_out, start_command and reload_signal.
port() { cat "$processes/port"; }
known() { [[ -e $processes/$1.server ]]; }
web_server() { source "$(dirname "${BASH_SOURCE[0]}")/servers/$1.bash"; }

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$(port)") 2>/dev/null; }
listens_or_gone() { gone "$1" || listens; }

start_server() {
  local pid
  web_server "$1"
  start_command
  start_process "$1" "${start_command[@]}"
  pid=$(cat "$processes/$1.pid")
  if wait_for 20 listens_or_gone "$pid" && alive "$pid"; then return 0; fi
  tail -n 20 "$processes/$1.log" "$root"/var/log/{nginx,apache2,lighttpd}/error.log >&2 2>/dev/null || true
  die "$1 doesn't start"
}
