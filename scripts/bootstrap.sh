#!/bin/sh
# Makes .venv with the command .venv/bin/iscm from a lock with hashes: scripts/bootstrap.sh run|test
# Needs Python 3.11 or newer and nothing else. $PY chooses the Python; NO_UV=1 uses plain pip.
set -eu
cd "$(dirname "$0")/.."
lock=${1:-run}
# Whoever has the test tools keeps them: the test lock holds all of the run lock.
[ "$lock" = run ] && [ -f .venv/.locked-test ] && lock=test
# Behind a proxy with its own certificate authority, uv must trust what the machine trusts.
export UV_SYSTEM_CERTS=1 UV_NO_PROGRESS=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { printf 'iscm: %s\n' "$*" >&2; }

find_python() {
    for python in ${PY:-} python3.13 python3.12 python3.11 python3; do
        if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    say 'needs Python 3.11 or newer with venv; on Debian or Ubuntu: apt-get install python3 python3-venv'
    exit 1
}

# Machine-wide settings of pip may warn about extra indexes: harmless, and kept out of the way. Errors stay.
quiet_pip() {
    { "$@" 2>&1 >&3 || echo "failed $?"; } 3>&1 | {
        status=0
        while IFS= read -r line; do
            case $line in
                'failed '[0-9]*) status=${line#failed } ;;
                WARNING:*|*'[notice]'*|'Looking in '*) ;;
                *) printf '%s\n' "$line" >&2 ;;
            esac
        done
        return "$status"
    }
}

find_uv() {
    [ -z "${NO_UV:-}" ] || return 1
    if command -v uv; then return 0; fi
    if [ ! -x .tools/bin/uv ]; then
        rm -rf .tools
        "$python" -m venv .tools || return 1
        quiet_pip .tools/bin/pip install -q --require-hashes --only-binary :all: -r requirements/tools.txt || return 1
    fi
    echo .tools/bin/uv
}

# uv does not read pip's settings; where pip has its own index, uv uses it too.
follow_pip() {
    index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}
    if [ -n "$index" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"; fi
}

with_uv() {
    follow_pip
    "$uv" venv -q --clear --no-python-downloads --python "$python" .venv &&
        "$uv" pip sync -q --python .venv/bin/python --require-hashes --only-binary :all: "requirements/$lock.txt" &&
        "$uv" pip install -q --python .venv/bin/python --no-deps --no-build-isolation --offline -e .
}

with_pip() {
    rm -rf .venv
    "$python" -m venv .venv &&
        quiet_pip .venv/bin/pip install -q --require-hashes --only-binary :all: -r "requirements/$lock.txt" &&
        quiet_pip .venv/bin/pip install -q --no-deps --no-build-isolation --no-index -e .
}

python=$(find_python)
say "making .venv from requirements/$lock.txt with $("$python" -V) …"
if uv=$(find_uv); then
    with_uv || { say 'uv could not do it; trying plain pip'; with_pip; }
else
    [ -n "${NO_UV:-}" ] || say 'uv cannot be had; using plain pip'
    with_pip
fi
[ "$lock" = run ] || touch .venv/.locked-test
touch .venv/.locked-run
