#!/usr/bin/env bash
# Builds the Debian package with everything it needs but the libraries of Debian, and beside it SHA256SUMS and a list of
# what is inside (SBOM, CycloneDX).
#   packaging/deb.sh [FOLDER]     into dist/ when no folder is named
# INZET_BIN takes a program that was built before, where it was built, instead of building one: for trying the packaging
# itself.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-dist}

for tool in dpkg-deb dpkg-shlibdeps; do
    command -v "$tool" >/dev/null || { echo "Ontbreekt: $tool (apt-get install dpkg-dev)" >&2; exit 1; }
done

binary=${INZET_BIN:-}
if [ -z "$binary" ]; then
    # A folder of its own: other flags for the linker would rebuild everything else.
    flags=(-c release --scratch-path .build-deb --product inzet --static-swift-stdlib)
    swift build "${flags[@]}"
    binary=$(swift build "${flags[@]}" --show-bin-path)/inzet
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
root=$stage/root
doc=$root/usr/share/doc/inzet
install -d "$root/DEBIAN" "$root/usr/bin" "$root/lib/systemd/system" "$root/etc/inzet" "$doc/examples"
install -m 755 "$binary" "$root/usr/bin/inzet"
strip --strip-unneeded "$root/usr/bin/inzet"
install -m 644 packaging/inzet.service "$root/lib/systemd/system/"
# The one setting that must not depend on where somebody stands.
"$root/usr/bin/inzet" config example --dutch |
    sed 's|^#database: .*|database: sqlite:/var/lib/inzet/inzet.sqlite|' >"$root/etc/inzet/inzet.yaml"
grep -q '^database: ' "$root/etc/inzet/inzet.yaml"
install -m 644 packaging/examples/* "$doc/examples/"
install -m 644 docs/operations.md docs/backup.md docs/reliability.md docs/privacy.md CHANGELOG.md "$doc/"
{
    echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
    echo "Upstream-Name: Inzet"
    echo
    echo "Files: *"
    echo "Copyright: the authors of Inzet"
    echo "License: EUPL-1.2"
} >"$doc/copyright"
cp LICENSE "$doc/LICENSE"

version=$("$root/usr/bin/inzet" --version | sed -n 's/^\(inzet \)\{0,1\}\([0-9][^ ]*\).*/\2/p' | head -1)
[ -n "$version" ] || { echo "inzet --version zegt geen versie" >&2; exit 1; }
architecture=$(dpkg --print-architecture)
# dpkg-shlibdeps reads a source package's control file; it only has to be there.
mkdir -p "$stage/debian"
printf 'Source: inzet\n\nPackage: inzet\nArchitecture: any\n' >"$stage/debian/control"
depends=$(cd "$stage" && dpkg-shlibdeps -O --ignore-missing-info "$root/usr/bin/inzet" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
size=$(du -sk --exclude=DEBIAN "$root" | cut -f1)
cat >"$root/DEBIAN/control" <<CONTROL
Package: inzet
Version: $version
Architecture: $architecture
Maintainer: The authors of Inzet <inzet@inzet.example>
Installed-Size: $size
Depends: $depends, adduser, ca-certificates
Recommends: pandoc, librsvg2-bin, nginx | caddy, chrony | systemd-timesyncd
Suggests: postgresql
Section: web
Priority: optional
Description: local volunteering for a municipality
 One program with which a Dutch municipality, its volunteer centre and its
 organisations run local volunteering: a vacancy bank with search, applying
 and answering, open data, the centre's desk, buddies, community service of
 pupils and what suits whom; rounds of policy from a type test to a plan whose
 goals measure themselves; surveys from fieldwork to tables.
CONTROL
echo /etc/inzet/inzet.yaml >"$root/DEBIAN/conffiles"
install -m 755 packaging/postinst packaging/prerm packaging/postrm "$root/DEBIAN/"
(cd "$root" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"

mkdir -p "$out"
package=inzet_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$out/$package" >/dev/null
python3 packaging/sbom.py --version "$version" --binary "$root/usr/bin/inzet" \
    --objects "$binary.product/Objects.LinkFileList" >"$out/inzet_$version.cdx.json"
(cd "$out" && sha256sum "$package" "inzet_$version.cdx.json" >SHA256SUMS)
echo "Klaar: $out/$package ($(du -h "$out/$package" | cut -f1)), inzet_$version.cdx.json, SHA256SUMS"
