# Sourced by fcgid and rented beside it: a private Apache whose folder is $folder and whose mount point is $mount.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/process.bash"
name=$(basename "$0")
apache=$(cd "$here/../../apache" && pwd)
modules=/usr/lib/apache2/modules

# Apache refuses to be root. As root we start it as nobody, who may still open every file: the settings and the database
# below a test's folder belong to root.
as=()
if ((EUID == 0)); then
  as=(setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override)
fi

# base PORT MODULE…: what each configuration begins with. It writes below $folder only, listens on loopback only.
base() {
  local port=$1 module
  cat <<CONF
ServerRoot "$folder"
ServerName localhost
PidFile "$folder/apache.pid"
DefaultRuntimeDir "$folder"
ErrorLog "$folder/apache.error.log"
LogLevel warn
LogFormat "%t %a \"%r\" %>s %b %{UNIQUE_ID}e" callwidgets
CustomLog "$folder/apache.access.log" callwidgets
Timeout 60
StartServers 1
ServerLimit 2
ThreadsPerChild 16
MaxRequestWorkers 32
Listen 127.0.0.1:$port
CONF
  for module in mpm_event authz_core authz_host authz_user authn_core authn_file auth_basic auth_digest setenvif unique_id \
    headers filter deflate alias env mime dir "${@:2}"; do
    echo "LoadModule ${module}_module $modules/mod_$module.so"
  done
  cat <<CONF
TypesConfig /dev/null
<Directory />
  AllowOverride None
  Require all denied
</Directory>
CONF
}

listens_or_gone() { gone "$2" || (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Starts it with what `configure PORT` has written to $folder/apache.conf.
start() {
  stop
  local attempt port pid
  for attempt in 1 2 3 4 5; do
    port=$(free_port)
    configure "$port"
    setsid "${as[@]}" apache2 -f "$folder/apache.conf" -DFOREGROUND </dev/null >"$folder/apache.out" 2>&1 &
    pid=$!
    if wait_for 20 listens_or_gone "$port" "$pid" && alive "$pid"; then
      wait_for 5 test -s "$folder/apache.pid" || die "no pid file"
      echo "http://127.0.0.1:$port$mount" >"$folder/$name.url"
      echo "apache listens on 127.0.0.1:$port, process $(<"$folder/apache.pid")"
      return 0
    fi
    grep -qi 'address already in use' "$folder/apache.out" "$folder/apache.error.log" || break
  done
  cat "$folder/apache.out" "$folder/apache.error.log" >&2 || true
  die "it doesn't start"
}

reload() { kill -USR1 "$(<"$folder/apache.pid")"; }

stop() {
  stop_process "$folder/apache.pid" apache2
  rm -f "$folder/$name.url"
}

# run_script start|reload|stop FOLDER [NAME=VALUE…]
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
