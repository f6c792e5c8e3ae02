#!/usr/bin/env bash
# Installs a package as a stranger would, uses it, upgrades over it, removes it: in a copy of this machine that is thrown
# away (an overlay in a mount namespace of its own), without any Swift. Needs root; starts nothing that systemd would.
#   packaging/try.sh dist/inzet_*.deb
set -euo pipefail
package=$(realpath "$1")
here=$(cd "$(dirname "$0")/.." && pwd)
if [ "${2:-}" != inside ]; then
    [ "$(id -u)" -eq 0 ] || { echo "Dit vraagt root (mount, chroot, dpkg)" >&2; exit 1; }
    exec unshare --mount --pid --fork --kill-child "$0" "$package" inside
fi

work=$(mktemp -d)
mount -t tmpfs tmpfs "$work"
mkdir "$work"/{upper,work,root}
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/work" "$work/root"
root=$work/root
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs tmpfs "$root/run"
# No Swift, nothing of the one who builds.
[ ! -d /opt ] || mount -t tmpfs tmpfs "$root/opt"
mkdir "$root/tmp/package"
cp "$package" "$root/tmp/package/inzet.deb"

inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }
inzet() { inside runuser -u inzet -- sh -c 'cd /var/lib/inzet && exec "$@"' sh "$@"; }
step() { printf '── %s\n' "$*"; }
fail() { echo "MIS: $*" >&2; exit 1; }
holds() { local what=$1; shift; "$@" || fail "$what"; }
mode() { [ "$(inside stat -c '%U:%G %a' "$1")" = "$2" ]; }

step "installeren"
inside dpkg --purge inzet >/dev/null 2>&1 || true
inside rm -rf /var/lib/inzet /etc/inzet
inside dpkg -i /tmp/package/inzet.deb | tail -4
holds "de gebruiker" inside getent passwd inzet >/dev/null
holds "/var/lib/inzet" mode /var/lib/inzet "inzet:inzet 700"
holds "/etc/inzet" mode /etc/inzet "root:inzet 750"
holds "/etc/inzet/inzet.yaml" mode /etc/inzet/inzet.yaml "root:inzet 640"
holds "de dienst wacht" test ! -e "$root/etc/systemd/system/multi-user.target.wants/inzet.service"
for file in examples/nginx.conf examples/Caddyfile operations.md backup.md copyright; do
    holds "$file" test -e "$root/usr/share/doc/inzet/$file"
done

step "bibliotheken: alleen die van Debian"
inside ldd /usr/bin/inzet | tee "$work/ldd" | grep -E 'not found|swift|/opt|/usr/local' && fail "een bibliotheek die er niet is"
awk '{print "   " $1}' "$work/ldd" | tr '\n' ' '; echo
inside /usr/bin/inzet --version

step "instellen"
inzet inzet config check || true
sed -i 's|^#origin: .*|origin: http://localhost:8080|; s|^  #route: .*|  route: folder:/var/lib/inzet/post|
    s|^  #sender: .*|  sender: post@waterveen.example|' "$root/etc/inzet/inzet.yaml"
inzet inzet config check

step "een dorp en een beheerder"
inzet inzet bench-seed --town 1000 >/dev/null 2>&1
inzet inzet user create --email jij@waterveen.example --name "Jouw Naam" --municipality GM9997 | tail -1

unit=$root/lib/systemd/system/inzet.service
value() { sed -n "s/^$1=//p" "$unit"; }
serving=
start() {
    inzet $(value ExecStartPre)
    inzet $(value ExecStart) >"$work/log" 2>&1 &
    serving=$!
    for _ in $(seq 100); do
        [ "$(inside curl -s -o /dev/null -w '%{http_code}' http://localhost:8080/readyz)" != 200 ] || return 0
        sleep 0.1
    done
    tail -5 "$work/log" >&2
    fail "/readyz"
}
stop() {
    inside pkill -TERM -u inzet -x inzet
    wait "$serving" || true
    if inside pgrep -u inzet -x inzet >/dev/null; then fail "stoppen"; fi
}
rows() { inside python3 -c "import sqlite3; print(*(sqlite3.connect('file:$1?mode=ro', uri=True).execute(f'SELECT COUNT(*) FROM {t}').fetchone()[0] for t in ('person', 'vacancy', 'application', 'mail')))"; }

step "de dienst, met haar eigen ExecStart"
start
inside curl -s http://localhost:8080/vacatures | grep -q '<h1' || fail "een pagina"
inzet inzet doctor || [ $? -eq 1 ]

step "reservekopie terwijl ze draait"
public=$(inzet inzet backup key --to /var/lib/inzet/geheim | grep -o 'inzet-backup-1[a-z0-9-]*' | head -1)
inzet inzet backup --to /var/lib/inzet/kopie.inzetbackup --recipient "$public" | tail -1
stop
before=$(rows /var/lib/inzet/inzet.sqlite)

step "bijwerken naar een volgende versie"
inside dpkg-deb -R /tmp/package/inzet.deb /tmp/package/next
sed -i 's/^Version: .*/&+proef/' "$root/tmp/package/next/DEBIAN/control"
echo '# een regel die erbij kwam' >>"$root/tmp/package/next/etc/inzet/inzet.yaml"
inside dpkg-deb --root-owner-group -Znone --build /tmp/package/next /tmp/package/next.deb >/dev/null
inside dpkg --force-confold -i /tmp/package/next.deb | tail -2
grep -q '^origin: http://localhost:8080' "$root/etc/inzet/inzet.yaml" || fail "eigen instellingen zijn overschreven"
start
stop
[ "$(rows /var/lib/inzet/inzet.sqlite)" = "$before" ] || fail "rijen na het bijwerken"

step "terugzetten"
inzet mkdir /var/lib/inzet/terug
inzet inzet restore /var/lib/inzet/kopie.inzetbackup --to sqlite:/var/lib/inzet/terug/inzet.sqlite --key-file /var/lib/inzet/geheim | tail -2
[ "$(rows /var/lib/inzet/terug/inzet.sqlite)" = "$before" ] || fail "rijen na het terugzetten"
inzet inzet check --database sqlite:/var/lib/inzet/terug/inzet.sqlite

step "weghalen"
inside dpkg -r inzet | tail -1
holds "het programma is weg" test ! -e "$root/usr/bin/inzet"
holds "de instellingen blijven" test -e "$root/etc/inzet/inzet.yaml"
inside dpkg -P inzet | tail -1
holds "de instellingen zijn weg" test ! -e "$root/etc/inzet"
holds "de gegevens blijven" test -s "$root/var/lib/inzet/inzet.sqlite"

step "wat de dienst mag"
score=$(systemd-analyze security --offline=true --no-pager "$here/packaging/inzet.service" | sed -n 's/.*exposure level for inzet.service: \([0-9.]*\).*/\1/p')
awk -v score="$score" 'BEGIN { exit !(score > 0 && score <= 2.0) }' || fail "systemd-analyze security: $score"
echo "systemd-analyze security: $score"
echo "Het pakket doet wat het moet."
