# Sourced by bench/figures, bench/growth, bench/search and bench/import: calls, and the private MariaDB and SQLite file that they go into.
#   $calls $customers $days   how many; set before make_calls
#   $state                    the folder that all lies in
export PATH=$PATH:/usr/sbin:/sbin

# begin_site: with CALLWIDGETS_BIN all is built already, and nothing is installed.
begin_site() {
  if [[ -z ${CALLWIDGETS_BIN:-} ]]; then
    packages/install-packages build test
    packages/compile build callwidgets-admin callwidgets-many-calls figures_bench batch_bench customer_names
  fi
  bin=${CALLWIDGETS_BIN:-$PWD/build/bin}
  unset "${!CALLWIDGETS_@}"   # settings of the environment's would win
  mkdir -p "$state"
  state=$(cd "$state" && pwd)
  # A server with room for the data, as a host that keeps so many calls has.
  export CALLWIDGETS_SERVER_OPTIONS="--innodb-buffer-pool-size=4G --innodb-log-file-size=1G --local-infile=1"
  tests/servers/mariadb start "$state"
  trap 'tests/servers/mariadb stop "$state"' EXIT
  url=$(cat "$state/mariadb.url")
  port=${url##*:} port=${port%/}
  # The callers' secret belongs to this server's data.
  rm -f "$state/key"
}

sql() { mariadb --no-defaults --local-infile=1 -h127.0.0.1 "-P$port" -uadministrator "-pwidgets-4-tests" -N "$@"; }
admin() {  # DATABASE COMMAND…
  CALLWIDGETS_CALLER_KEY_FILE=$state/key CALLWIDGETS_DATABASE=$1 "$bin/callwidgets-admin" "${@:2}"
}

# make_calls: leaves their file in $data.
make_calls() {
  data=$state/calls-$calls-$customers-$days.csv
  [[ -s $data ]] || "$bin/callwidgets-many-calls" --calls "$calls" --customers "$customers" --days "$days" >"$data"
}

# make_account DATABASE: the schema, and an account without calls.
make_account() {
  admin "$1" migrate >/dev/null
  admin "$1" account add bench >/dev/null
}

# load_both NAME: what make_calls has made, into the server's database of that name and an SQLite file; both with their URL
# in $mariadb and $sqlite.
load_both() {
  mariadb=$url$1 sqlite=sqlite:$state/$1.db
  sql -e "CREATE DATABASE $1"
  rm -f "$state/$1.db"*
  local database
  for database in "$mariadb" "$sqlite"; do
    make_account "$database"
    admin "$database" import --bulk yes "$data" >/dev/null
  done
  sql "$1" -e "ANALYZE TABLE calls, sums, period_tallies, caller_days" >/dev/null
}
