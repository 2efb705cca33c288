# HAProxy as Debian's package lays it out: with a chroot, a user of its own and, until somebody writes one, no frontend.
reload_signal=USR2

lay_out() {
  mkdir -p "$root"/{etc,run/haproxy,var/lib/haproxy}
  cp -r /etc/haproxy "$root/etc/"
  moved "$root/etc/haproxy/haproxy.cfg"
  # /dev/log is this machine's.
  sed -i '/^\tlog \/dev\/log/d' "$root/etc/haproxy/haproxy.cfg"
}

# Only root has the chroot. Without it the paths from in there are told as they are outside.
start_command() {
  local settings=$root/etc/haproxy/haproxy.cfg
  if ((EUID)); then
    sed -E "/^\s(chroot|user|group) /d; s|unix@/|unix@$root/var/lib/haproxy/|" "$settings" >"$processes/haproxy.cfg"
    settings=$processes/haproxy.cfg
  fi
  start_command=(/usr/sbin/haproxy -Ws -f "$settings")
}

listens() {
  if grep -q "127.0.0.1:$(port)" "$root/etc/haproxy/haproxy.cfg"; then
    (exec 3<>"/dev/tcp/127.0.0.1/$(port)") 2>/dev/null
  else
    [[ -S $root/run/haproxy/admin.sock ]]
  fi
}
