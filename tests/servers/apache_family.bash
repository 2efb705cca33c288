# Sourced by fcgid and rented beside it: a private Apache whose folder is $folder and whose mount point is $mount.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/web_server.bash"
server=apache
comm=apache2
apache=$(cd "$here/../../apache" && pwd)
modules=/usr/lib/apache2/modules

# Apache refuses to be root. As root we start it as nobody, who may still open every file: the settings and the database
# below a test's folder belong to root.
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
    headers filter deflate alias env mime dir autoindex "${@:2}"; do
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

start() {
  stop
  serve apache2 -f "$folder/apache.conf" -DFOREGROUND
}

reload() { kill -USR1 "$(<"$folder/apache.pid")"; }
