# Apache as a host has it that rents out folders: its customer's home is /home/you, his .htaccess may say what AllowOverride FileInfo
# allows, and the real suexec runs his programs. Where the test may not have that, all of Apache runs as the customer.
source "$(dirname "${BASH_SOURCE[0]}")/apache2.bash"
home=$root/home/you

has_suexec() {
  ((EUID == 0)) && unshare --mount true 2>/dev/null && [[ $(readlink -f /usr/lib/apache2/suexec) == */suexec-custom ]]
}

lay_out() {
  lay_out_apache
  mkdir -p "$home"/{public_html,cgi-bin}
  echo "the customer's page" >"$home/public_html/index.html"
  if [[ -n $user ]]; then chown -R "$user:$user" "$home"; fi
  /usr/sbin/a2dissite -q 000-default
  /usr/sbin/a2disconf -q serve-cgi-bin
  /usr/sbin/a2enmod -q cgid rewrite headers
  cat >"$APACHE_CONFDIR/sites-available/you.conf" <<END
ServerTokens Prod
<VirtualHost *:$(port)>
  DocumentRoot "$home/public_html"
  ScriptAlias /cgi-bin/ "$home/cgi-bin/"
  <Directory "$home/public_html">
    AllowOverride FileInfo
    Options SymLinksIfOwnerMatch
    Require all granted
  </Directory>
  <Directory "$home/cgi-bin">
    AllowOverride FileInfo
    Options ExecCGI SymLinksIfOwnerMatch
    Require all granted
  </Directory>
</VirtualHost>
END
  if has_suexec; then
    printf '%s\n' "$home" cgi-bin >"$root/etc/suexec"
    /usr/sbin/a2enmod -q suexec
    sed -i "/DocumentRoot/a SuexecUserGroup #$user #$user" "$APACHE_CONFDIR/sites-available/you.conf"
  elif [[ -n $user ]]; then
    printf 'export APACHE_RUN_%s="#%s"\n' USER "$user" GROUP "$user" >>"$APACHE_CONFDIR/envvars"
    chown "$user" "$root/var/run/apache2/socks"
  fi
  /usr/sbin/a2ensite -q you
}

# What suexec is told, and its log, lie in places of the system's: the host's own are mounted over them, for this Apache alone.
start_command() {
  start_apache_command
  has_suexec || return 0
  start_command=(unshare --mount --propagation private bash -euc '
    mount --bind "$1/etc/suexec" /etc/apache2/suexec/www-data
    mount --bind "$1/var/log" /var/log
    exec "${@:2}"' suexec "$root" "${start_command[@]}")
}
