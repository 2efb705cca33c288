# nginx as Debian's package lays it out.
reload_signal=HUP

lay_out() {
  mkdir -p "$root"/{etc,run} "$root"/var/{log,lib}/nginx "$root/var/www/html"
  cp -r /etc/nginx "$root/etc/"
  # What somebody has added on this machine doesn't belong to it.
  rm -f "$root"/etc/nginx/{conf.d,modules-enabled,sites-enabled}/* "$root"/etc/nginx/snippets/callwidgets*
  find "$root/etc/nginx" -type f | while read -r file; do moved "$file"; done
  ln -s ../sites-available/default "$root/etc/nginx/sites-enabled/"
  sed -i -e "s|listen 80 |listen 127.0.0.1:$(port) |; /listen \[::\]:80 /d" "$root/etc/nginx/sites-available/default"
  # Where it keeps what is under way is compiled in. Whoever isn't root runs all of it himself.
  sed -i -e "s|^http {|&\n$(printf "%s_temp_path $root/var/lib/nginx/%s; " \
    client_body body fastcgi fastcgi proxy proxy scgi scgi uwsgi uwsgi)|" "$root/etc/nginx/nginx.conf"
  if ((EUID)); then sed -i '/^user www-data;/d' "$root/etc/nginx/nginx.conf"; fi
}

nginx_words=(-p "$root/" -c "$root/etc/nginx/nginx.conf" -e "$root/var/log/nginx/error.log")
start_command() { start_command=(/usr/sbin/nginx "${nginx_words[@]}" -g 'daemon off;'); }
