# Apache as Debian's package lays it out.
reload_signal=USR1
export APACHE_CONFDIR=$root/etc/apache2 APACHE_STATE_DIRECTORY=$root/var/lib/apache2

lay_out() { lay_out_apache; }
start_command() { start_apache_command; }

lay_out_apache() {
  mkdir -p "$APACHE_CONFDIR"/{mods,conf,sites}-enabled "$root"/var/{log,lib,lock,run,cache}/apache2 "$root/var/www/html"
  mkdir -p "$root/var/cache/apache2/mod_cache_disk" "$root/var/run/apache2/socks"
  # Its processes put the socket of those that start CGI programs there.
  if ((EUID == 0)); then chown www-data "$root/var/run/apache2/socks"; fi
  cp /etc/mime.types "$root/etc/"
  (cd /etc/apache2 && cp -r apache2.conf ports.conf envvars magic {mods,conf,sites}-available "$APACHE_CONFDIR")
  rm -f "$APACHE_CONFDIR"/conf-available/callwidgets*
  find "$APACHE_CONFDIR" -type f | while read -r file; do moved "$file"; done
  sed -i "s|^Listen 80\$|Listen 127.0.0.1:$(port)|" "$APACHE_CONFDIR/ports.conf"
  sed -i "s|\*:80>|*:$(port)>|" "$APACHE_CONFDIR/sites-available/000-default.conf"
  # A host that has a name.
  echo 'ServerName localhost' >"$APACHE_CONFDIR/conf-available/name.conf"
  # Where mod_fcgid has its sockets is compiled in.
  mkdir -p "$root/var/lib/apache2/fcgid/sock"
  if ((EUID == 0)); then chown -R www-data "$root/var/lib/apache2/fcgid"; fi
  cat >>"$APACHE_CONFDIR/conf-available/name.conf" <<END
<IfModule mod_fcgid.c>
  FcgidIPCDir $root/var/lib/apache2/fcgid/sock
  FcgidProcessTableFile $root/var/lib/apache2/fcgid/shm
</IfModule>
END
  # What the package enables.
  /usr/sbin/a2enmod -q mpm_event authz_core authz_host authz_user authn_core authn_file auth_basic access_compat alias dir \
    autoindex env mime negotiation setenvif filter deflate status reqtimeout
  /usr/sbin/a2enconf -q charset localized-error-pages other-vhosts-access-log security serve-cgi-bin name
  /usr/sbin/a2ensite -q 000-default
}

start_apache_command() {
  source "$APACHE_CONFDIR/envvars"
  start_command=(/usr/sbin/apache2 -d "$APACHE_CONFDIR" -DFOREGROUND)
}
