#!/usr/bin/env bash
# Replaces apt-get: an installed package is a file with its version, `0` where none is asked for. Packages whose names
# begin with `docker` or `containerd` are in Docker's repository alone: they need its source and its key. As its own package does, docker-ce
# restarts a daemon that is on.
mkdir -p /var/lib/dpkg-double
install=0
for word in "$@"; do
  case "$word" in
    install) install=1 ;;
    -* | update | *::*=*) ;;
    *)
      [ "$install" = 1 ] || continue
      name=${word%%=*} version=0
      [ "$name" = "$word" ] || version=${word#*=}
      if [[ $name == docker* || $name == containerd* ]] &&
        ! [ -s "$(sed -n 's/^Signed-By: //p' /etc/apt/sources.list.d/docker.sources 2>/dev/null)" ]; then
        echo "E: Unable to locate package $name" >&2 && exit 100
      fi
      printf '%s' "$version" >"/var/lib/dpkg-double/$name"
      if [ "$name" = docker-ce ] && systemctl is-active --quiet docker; then systemctl restart docker; fi
      ;;
  esac
done
