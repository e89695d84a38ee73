#!/bin/sh
# Debian packages that the tests use: installed if missing and we may, else named in one line. In CI all must be there.
set -eu
cd "$(dirname "$0")/.."
need() { # need PACKAGE COMMAND...: the package is there if the command succeeds
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}
has_font() { fc-list ":family=$1" | grep -q .; }
has_postgres() { command -v postgres || ls /usr/lib/postgresql/*/bin/postgres; }
has_libical() { ls /usr/lib/*/libical.so.3 /usr/lib/libical.so.3 2>/dev/null | grep -q .; }

look() {
    missing=
    need chromium command -v chromium
    need postgresql has_postgres
    need libical3 has_libical
    need fontconfig command -v fc-list
    need fonts-noto-core has_font 'Noto Sans Arabic'
    need fonts-noto-cjk has_font 'Noto Sans CJK SC'
}

look
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing …"
    export DEBIAN_FRONTEND=noninteractive
    # Of PostgreSQL we want the server program only: no cluster beside the one that the tests start themselves.
    mkdir -p /etc/postgresql-common test-artifacts
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    # shellcheck disable=SC2086  # a list of packages
    { apt-get update && apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold $missing; } \
        >test-artifacts/apt.log 2>&1 || tail -n 5 test-artifacts/apt.log
    look
fi
[ -n "$missing" ] || exit 0
echo "Left out for want of:$missing"
[ -z "${CI:-}" ] || exit 1
