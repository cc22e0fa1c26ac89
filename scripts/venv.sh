# Sourced by the other scripts from the root of the repository: makes .venv and fills it from a lock.
VENV="$PWD/.venv"

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for candidate in ${PYTHON:-python3.11 python3 python3.12 python3.13}; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    say "Selon needs Python 3.11, 3.12 or 3.13, and none was found (looked for: ${PYTHON:-python3.11 python3 python3.12 python3.13})."
    say "On Debian 12: apt-get install python3 python3-venv. Elsewhere: PYTHON=/path/to/python3.11 sh scripts/read"
    return 1
}

make_venv() {
    python=$(find_python) || return 1
    try_venv "$python" || return 1
    printf '%s\n' "$VENV" >"$VENV/place"
}

# Debian ships Python without ensurepip: python3-venv brings it, python3-pip can stand in for it.
try_venv() {
    python=$1
    rm -rf "$VENV"
    "$python" -m venv "$VENV" >/dev/null 2>&1 && return 0
    "$python" -m venv --without-pip "$VENV" >/dev/null 2>&1 &&
        "$python" -m pip --python "$VENV/bin/python" install --quiet pip 2>/dev/null && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "This Python cannot make a virtual environment; installing Debian's python3-venv for it."
        if apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y python3-venv >/dev/null; then
            rm -rf "$VENV"
            "$python" -m venv "$VENV" >&2 && return 0
        fi
    fi
    rm -rf "$VENV"
    say "$python cannot make a virtual environment: its ensurepip is missing, and pip does not stand in for it."
    say "On Debian run 'apt-get install python3-venv' as root, then this command again."
    return 1
}

# A virtual environment holds absolute paths: one that was copied or moved is made anew.
stands_here() {
    [ "$(cat "$VENV/place" 2>/dev/null)" = "$VENV" ] && "$VENV/bin/python" -c '' 2>/dev/null
}

# install_from LOCK: nothing is done where the lock and pyproject.toml are those of the last time.
install_from() {
    name=$(basename "$1")
    wanted=$(cat "$1" pyproject.toml scripts/venv.sh | sha256sum | cut -d' ' -f1)
    stands_here || make_venv
    [ "$(cat "$VENV/$name.stamp" 2>/dev/null)" != "$wanted" ] || return 0
    say "Installing $1 into .venv (once; a few minutes, about 1.3 GB on disk)."
    run_pip install --require-hashes --requirement requirements/pip.lock
    run_pip install --require-hashes --requirement "$1"
    run_pip install --no-deps --no-build-isolation --editable .
    printf '%s\n' "$wanted" >"$VENV/$name.stamp"
}

run_pip() { "$VENV/bin/python" -m pip -qq --disable-pip-version-check --no-input "$@" >&2; }
