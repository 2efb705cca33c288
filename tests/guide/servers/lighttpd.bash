# lighttpd as Debian's package lays it out.
reload_signal=USR1

lay_out() {
  local settings=$root/etc/lighttpd/lighttpd.conf
  mkdir -p "$root"/{etc,run,var/log/lighttpd,var/www/html} "$root"/var/cache/lighttpd/{compress,uploads}
  cp -r /etc/lighttpd "$root/etc/"
  # What somebody has added on this machine doesn't belong to it.
  rm -f "$root"/etc/lighttpd/conf-enabled/* "$root"/etc/lighttpd/conf-available/*callwidgets*
  find "$root/etc/lighttpd" -type f | while read -r file; do moved "$file"; done
  ln -s ../conf-available/99-unconfigured.conf "$root/etc/lighttpd/conf-enabled/"
  sed -i -e "s|^server.port .*|server.port = $(port)\nserver.bind = \"127.0.0.1\"|; /use-ipv6/d" "$settings"
  if ((EUID == 0)); then
    chown -R www-data:www-data "$root/var/cache/lighttpd" "$root/var/log/lighttpd"
  else
    sed -i '/^server.\(user\|group\)name/d' "$settings"
  fi
}

start_command() { start_command=(/usr/sbin/lighttpd -D -f "$root/etc/lighttpd/lighttpd.conf"); }
