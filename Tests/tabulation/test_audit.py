"""The printed report of 2011 against its own counts, as the guide for researchers has it done."""

import subprocess
from pathlib import Path

from server import BINARY, ENVIRONMENT

PRINTED = Path(__file__).parents[2] / "Sources" / "CAssets" / "files" / "demo" / "tabellen-2011.csv"


def audit(file, *more, base="112"):
    return subprocess.run(
        [BINARY, "tabulate", "--audit", file, "--base", base, *more],
        env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False)  # fmt: skip


def test_eight_cells_do_not_follow_three_of_them_on_no_base():
    done = audit(PRINTED)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    cells = [line for line in lines if line.startswith("line ")]
    assert len(cells) == 8, done.stdout
    assert sum("fits no base 110–113" in line for line in cells) == 3, done.stdout
    assert "180 cells compared on base 112: 8 do not follow," in lines
    assert "3 of them on no base from 110 to 113." in lines
    # What the report says of its own tables, in its lists of 90 and 75 per cent.
    contradictions = "\n".join(lines[lines.index("3 of them on no base from 110 to 113.") + 1:])
    for name in ("makelaar maatschappelijke stage", "bijeenkomsten netwerken en platforms",
                 "onderzoek naar inzet en behoefte", "lastenverlichting"):  # fmt: skip
        assert name in contradictions, done.stdout


def test_a_percentage_that_follows_is_no_line(tmp_path):
    file = tmp_path / "klein.csv"
    file.write_text("vraag,ja_n,ja_pct\neen,48,43\ntwee,48,44\n")
    lines = audit(file).stdout.splitlines()
    assert [line for line in lines if line.startswith("line ")][0].startswith("line 3: twee, ja: 48 of 112")
    assert "2 cells compared on base 112: 1 do not follow," in lines


def test_a_file_that_is_not_there_is_said(tmp_path):
    done = audit(tmp_path / "weg.csv")
    assert done.returncode != 0 and "There is no file" in done.stderr
