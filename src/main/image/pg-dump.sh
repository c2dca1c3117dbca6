#!/bin/sh
# Makes the folder with PostgreSQL's pg_dump for the image out of Debian's packages: pg-dump.sh FOLDER ARCHITECTURE...
# It brings the C library that it was built with, so that it does not matter which one the base image has.
# Needs apt-get, dpkg, readelf and Debian's keys; installs nothing. DEBIAN names another mirror, such as a snapshot of one
# day, whose lists are past their date.
set -eu
folder=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() {
  mkdir -p "$work/etc/apt.conf.d" "$work/etc/preferences.d" "$work/etc/sources.list.d" "$work/var/lib/apt/lists/partial" \
    "$work/var/cache/apt/archives/partial" "$work/root"
  : > "$work/status"
  cat > "$work/apt.conf" <<END
Dir "$work";
Dir::State::status "$work/status";
Dir::Etc "$work/etc";
APT::Architecture "$1";
APT::Architectures "$1";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Check-Valid-Until "false";
END
  cat > "$work/etc/sources.list.d/debian.sources" <<END
Types: deb
URIs: ${DEBIAN:-http://deb.debian.org/debian}
Suites: sid
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
END
  APT_CONFIG="$work/apt.conf" apt-get -qq update
  APT_CONFIG="$work/apt.conf" apt-get -qqy install --download-only postgresql-client-18
  for package in "$work"/var/cache/apt/archives/*.deb; do
    dpkg -x "$package" "$work/root"
  done
}

# The libraries that a program needs, and those that they need.
gather() {
  for name in $(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]$/\1/p'); do
    if [ ! -e "$2/$name" ]; then
      cp -L "$work"/root/usr/lib/*-linux-gnu/"$name" "$2/$name"
      gather "$2/$name" "$2"
    fi
  done
}

rm -rf "$folder"
mkdir -p "$folder/licenses"
cp "$here/pg_dump" "$folder/pg_dump"
for architecture in "$@"; do
  case $architecture in
    amd64) machine=x86_64 ;;
    arm64) machine=aarch64 ;;
    *) echo "pg-dump.sh: the architecture is amd64 or arm64, not $architecture" >&2; exit 64 ;;
  esac
  fetch "$architecture"
  target=$folder/$machine
  mkdir "$target"
  cp "$work/root/usr/lib/postgresql/18/bin/pg_dump" "$target/pg_dump"
  gather "$target/pg_dump" "$target"
  mv "$target"/ld-linux-*.so.* "$target/loader"
  for license in "$work"/root/usr/share/doc/*/copyright; do
    cp "$license" "$folder/licenses/$(basename "$(dirname "$license")")"
  done
  rm -rf "${work:?}"/*
done
chmod -R a=rX,u+w "$folder"
chmod a+x "$folder/pg_dump" "$folder"/*/loader "$folder"/*/pg_dump
