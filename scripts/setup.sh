#!/usr/bin/env bash
# Brings a Debian 12 machine with Swift to the point where Inzet builds. Installs only what is missing.
#   scripts/setup.sh            what the program needs
#   scripts/setup.sh --tests    also what the tests need
#   scripts/setup.sh --rigs     also what the long rigs need: a disk to cut, Patroni
#   scripts/setup.sh --verify   also R, against which the statistics are checked
#   scripts/setup.sh --bench    also the peers of the benchmarks
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(libsqlite3-dev libsodium-dev libcurl4-openssl-dev libpq-dev libcmark-gfm-dev
    libcmark-gfm-extensions-dev libreadstat-dev libxlsxwriter-dev librsvg2-bin pandoc pkg-config zlib1g-dev make
    python3 python3-venv)
requirements=()
for option in "$@"; do
    case $option in
        --tests)
            packages+=(chromium-headless-shell fonts-dejavu-core openssl postgresql-15 gettext pspp wrk xfsprogs)
            requirements+=(scripts/requirements-tests.txt)
            ;;
        --rigs)
            # Patroni keeps who is primary in etcd and talks to it through python3-etcd.
            packages+=(postgresql-15 xfsprogs patroni etcd-server python3-etcd)
            ;;
        --verify)
            # The statistics are held against those of R.
            packages+=(r-base-core r-cran-survey)
            ;;
        --package)
            packages+=(dpkg-dev binutils)
            ;;
        --bench)
            packages+=(postgresql-15 wrk r-base-core r-cran-data.table)
            requirements+=(Benchmarks/requirements.txt)
            ;;
        *)
            echo "Onbekende optie: $option (gebruik --tests, --rigs, --verify of --bench)" >&2
            exit 2
            ;;
    esac
done
mapfile -t packages < <(printf '%s\n' "${packages[@]}" | sort -u)

command -v swift >/dev/null || {
    echo "Swift ontbreekt. Installeer Swift 6.2 of nieuwer en zet het in je PATH." >&2
    exit 1
}

missing=()
if command -v dpkg-query >/dev/null; then
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)
    for package in "${packages[@]}"; do
        grep -qx "$package installed" <<<"$installed" || missing+=("$package")
    done
else
    echo "Dit is geen Debian: installeer zelf wat overeenkomt met: ${packages[*]}"
fi

if ((${#missing[@]})); then
    echo "Installeren met apt: ${missing[*]}"
    root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            echo "Dit vraagt beheerrechten. Voer als root uit: apt-get install ${missing[*]}" >&2
            exit 1
        }
        root=(sudo)
    fi
    "${root[@]}" apt-get update -q || echo "apt-get update lukte niet helemaal; verder met de bekende lijsten."
    # --no-remove: never throw out what somebody else put on this machine.
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends --no-remove "${missing[@]}"
else
    echo "Systeempakketten: compleet (${#packages[@]})."
fi

((${#requirements[@]})) || exit 0

# Made anew when the Python it points at went away.
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    echo "Python-omgeving maken in .venv"
    python=/usr/bin/python3
    [ -x "$python" ] || python=python3
    "$python" -m venv --clear .venv
fi
for file in "${requirements[@]}"; do
    stamp=.venv/$(basename "$file").installed
    if cmp -s "$file" "$stamp"; then
        echo "Python-pakketten: compleet ($(basename "$file"))."
    else
        echo "Python-pakketten installeren uit $file"
        # Compiled when it is used: most of it never is.
        .venv/bin/python -m pip install --disable-pip-version-check --quiet --no-compile --requirement "$file"
        cp "$file" "$stamp"
    fi
done
