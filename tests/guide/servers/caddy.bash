# Caddy as Debian's package lays it out. (Its reload is no signal, but a command of its own.)

lay_out() {
  mkdir -p "$root/etc" "$root/var/lib/caddy"
  cp -r /etc/caddy "$root/etc/"
  rm -f "$root"/etc/caddy/callwidgets*
  # Where its other commands reach it would be one port for all of this machine.
  sed -i -e "s|^:80 {|{\n\tadmin unix/$root/var/lib/caddy/admin.sock\n}\n\n:$(port) {\n\tbind 127.0.0.1|" "$root/etc/caddy/Caddyfile"
  if ((EUID == 0)); then chown caddy:caddy "$root/var/lib/caddy"; fi
}

# As its unit has it: the user's groups are those that usermod has given it.
start_command() {
  local groups=(--clear-groups)
  start_command=(env "HOME=$root/var/lib/caddy" /usr/bin/caddy run --config "$root/etc/caddy/Caddyfile")
  ((EUID == 0)) || return 0
  if [[ -e $processes/caddy.groups ]]; then groups=("--groups=$(<"$processes/caddy.groups")"); fi
  start_command=(setpriv --reuid=caddy --regid=caddy "${groups[@]}" "${start_command[@]}")
}
