#!/bin/sh
# Makes .venv with the locked libraries, so that `make demo` and `make test` need nothing but Debian or Ubuntu,
# Python 3.11+ and a way to the package index that this machine already uses. Root or not.
#
#   ./setup.sh run     what the service needs
#   ./setup.sh dev     that, and what the tests need
#   ./setup.sh peers   Debian's Dovecot, PostgreSQL, strace, LibreOffice Writer, tesseract and Chromium, where this user may install
#                      packages (the tests run real ones; the last two also open old office files and scans for the service)
set -eu
cd "$(dirname "$0")"
what=${1:-run}

say() { printf '%s\n' "$*" >&2; }

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return 0
    apt-get update -qq >/dev/null 2>&1 || true
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then command -v "$name"; return 0; fi
    done
    return 1
}

# Debian ships Python without ensurepip unless python3-venv is installed. Where we may not install it, the very same
# pip wheel is unpacked from Debian's package, which any user may download.
fetch_pip() {
    apt=$PWD/.venv/apt
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    (
        cd "$apt"
        apt-get download python3-pip-whl >/dev/null 2>&1 || {
            options="-o Dir::State::lists=$apt/lists -o Dir::Cache=$apt/cache"
            # shellcheck disable=SC2086 # the options are words
            apt-get $options update -qq >/dev/null 2>&1 && apt-get $options download python3-pip-whl >/dev/null
        }
        dpkg-deb -x python3-pip-whl_*.deb .
    )
    wheel=$(ls "$apt"/usr/share/python-wheels/pip-*.whl)
    .venv/bin/python "$wheel/pip" install -q --no-index --find-links "$apt/usr/share/python-wheels" pip
    rm -rf "$apt"
}

make_venv() {
    [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 && return 0
    python=$(find_python) || {
        may_install || { say "Python 3.11 or newer is not here. Ask whoever looks after this machine for the package python3."; exit 1; }
        apt_install python3 python3-venv
        python=$(find_python) || { say "This Debian has no Python 3.11 or newer. Use Debian 12, Ubuntu 24.04 or later."; exit 1; }
    }
    say "Making .venv with $python …"
    rm -rf .venv
    "$python" -m venv .venv >/dev/null 2>&1 && return 0
    rm -rf .venv
    if may_install; then
        apt_install python3-venv
        "$python" -m venv .venv
    else
        "$python" -m venv --without-pip .venv
        fetch_pip || { say "pip could not be had. Ask for the package python3-venv, then run this again."; exit 1; }
    fi
}

install_locked() {
    lock=$1
    stamp=.venv/installed.$(sha256sum "$lock" | cut -c1-16)
    [ -e "$stamp" ] && return 0
    say "Installing the locked libraries ($lock) …"
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-input --require-hashes -r "$lock"
    rm -f .venv/installed.*
    : > "$stamp"
}

# An application, not a library: the rooms stay where they are, and the command finds them.
link_command() {
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    pwd > "$site/reciprocal.pth"
    printf '#!%s/.venv/bin/python\nfrom service.cli import main\n\nif __name__ == "__main__":\n    main()\n' "$PWD" > .venv/bin/reciprocal
    chmod +x .venv/bin/reciprocal
}

have_postgres() {
    command -v postgres >/dev/null 2>&1 && return 0
    ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1
}

install_peers() {
    missing=""
    [ -x /usr/sbin/dovecot ] || missing="dovecot-core dovecot-imapd dovecot-lmtpd"
    [ -x /usr/lib/dovecot/submission-login ] || missing="$missing dovecot-submissiond"
    have_postgres || missing="$missing postgresql"
    command -v strace >/dev/null 2>&1 || missing="$missing strace"
    command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
    command -v tesseract >/dev/null 2>&1 || missing="$missing tesseract-ocr"
    command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
    [ -z "$missing" ] && return 0
    if may_install; then
        say "Installing for the tests:$missing …"
        # shellcheck disable=SC2086 # a list of packages
        apt_install $missing
    else
        say "Not installed and not mine to install: $missing. The tests that need them will say so."
    fi
}

case $what in
    run) make_venv; [ -e .venv/dev ] || install_locked requirements.txt; link_command ;;
    dev) make_venv; install_locked requirements-dev.txt; : > .venv/dev; link_command ;;
    peers) install_peers ;;
    *) say "usage: ./setup.sh run | dev | peers"; exit 2 ;;
esac
