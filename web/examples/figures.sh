#!/bin/sh
# Prints one figure: figures.sh TYPE [FROM TO]. CALLWIDGETS_URL says where, such as https://figures.example.com/api.
# A token goes into a file that only you can read, as the line `Authorization: Bearer cw_…`: CALLWIDGETS_HEADER names it. (On a
# command line everybody on the machine could read it.)
set -eu
type=$1 from=${2:-} to=${3:-}
body=$(mktemp)
trap 'rm -f "$body"' EXIT

status=$(curl -sS -m 10 -o "$body" -w '%{http_code}' ${CALLWIDGETS_HEADER:+-H "@$CALLWIDGETS_HEADER"} -G \
  --data-urlencode "type=$type" --data-urlencode "from_date=$from" --data-urlencode "to_date=$to" \
  "$CALLWIDGETS_URL/widgets/data")

if [ "$status" != 200 ]; then
  echo "figures.sh: $status: $(sed -n 's/.*"message":"\(.*\)"}\]}$/\1/p' "$body")" >&2
  exit 1
fi
# A single figure is a number, or a text that holds one.
figure=$(sed -n 's/.*"data":"\{0,1\}\([0-9.]*\)"\{0,1\}}\]}$/\1/p' "$body")
if [ -z "$figure" ]; then
  echo "figures.sh: $type is a list, not a figure" >&2
  exit 1
fi
echo "$figure"
