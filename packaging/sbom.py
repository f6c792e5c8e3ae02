"""Prints what is inside the program as a software bill of materials (CycloneDX 1.5, JSON).

    python3 packaging/sbom.py --version 0.1.0 --binary PATH --objects PATH

Swift packages come from Package.resolved with their revisions, but only those of which the linker took a module: what a
package could bring and the program does not use is not in it. The libraries of Debian come from the program itself (ldd).
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def linked(pin, modules, checkouts):
    """Whether the folder of a package holds one of the modules that were linked."""
    place = checkouts / re.sub(r"^.*/|\.git$", "", pin["location"])
    return any((folder / module).is_dir() for folder in (place, place / "Sources") for module in modules)


def packages(objects):
    """`objects` is the list of files the linker was given, in the folder where all was built."""
    modules = set(re.findall(r"/([^/]+)\.build/", objects.read_text()))
    checkouts = next(place / "checkouts" for place in objects.resolve().parents if (place / "checkouts").is_dir())
    pins = json.loads((ROOT / "Package.resolved").read_text())["pins"]
    pins = [pin for pin in pins if linked(pin, modules, checkouts)]
    if not pins:
        raise SystemExit(f"{objects} names no module of a package")
    for pin in sorted(pins, key=lambda pin: pin["identity"]):
        state = pin["state"]
        version = state.get("version") or state["revision"]
        place = re.sub(r"^https://|\.git$", "", pin["location"])
        yield {
            "type": "library", "name": pin["identity"], "version": version,
            "purl": f"pkg:swift/{place}@{version}",
            "properties": [{"name": "git:revision", "value": state["revision"]}],
        }  # fmt: skip


def owner(library):
    """The Debian package of a file, which may be named by its place before or after the merge of /usr."""
    for path in (library, str(Path(library).resolve()), library.removeprefix("/usr")):
        found = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True)
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    return None


def libraries(binary):
    lines = subprocess.run(["ldd", binary], capture_output=True, text=True, check=True).stdout.splitlines()
    paths = {match[1] for match in (re.search(r"=> (/\S+)", line) for line in lines) if match}
    for name in sorted({found for found in map(owner, paths) if found}):
        version = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True, text=True, check=True
        ).stdout
        yield {"type": "library", "name": name, "version": version, "purl": f"pkg:deb/debian/{name}@{version}"}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--version", required=True)
    options.add_argument("--binary", required=True)
    options.add_argument("--objects", required=True, type=Path)
    given = options.parse_args()
    document = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {
            "component": {
                "type": "application", "name": "inzet", "version": given.version,
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            }
        },
        "components": [*packages(given.objects), *libraries(given.binary)],
    }  # fmt: skip
    print(json.dumps(document, indent=1))


if __name__ == "__main__":
    main()
