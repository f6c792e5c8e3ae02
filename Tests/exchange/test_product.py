"""The .sav that the site gives of a survey, as other programs read it."""

import datetime
import math
import subprocess

import pyreadstat

WORDS = "Eén ‘zin’ 👩‍👩‍👧; met \"tekens\""


def read(files):
    data, meta = pyreadstat.read_sav(files / "product.sav", user_missing=True)
    assert len(data) == 7
    return data.set_index("V13"), meta


def test_every_answer_is_there(files):
    data, _ = read(files)
    for index in range(6):
        row = data.loc[f"Woorden {index}"]
        tick = index % 2 + 1
        assert row["V01"] == 1 and row["V02"] == 12 and row["V04"] == 4
        assert [row[f"V03_{code}"] for code in (1, 2, 7, 9)] == [tick == 1, tick == 2, 0, 0]
        assert [row[f"V12_1_{code}"] for code in (1, 2, 7, 9)] == [1, 1, 0, 0]
        assert [row[f"V12_2_{code}"] for code in (1, 2, 7, 9)] == [0, 0, 0, 1]
        assert [row["V09_1"], row["V09_2"]] == [2, 1]
        assert row["V14"] == datetime.date(2026, 3, 1)
        assert [row["V15_1"], row["V16_1"], row["V16_2"]] == [3, 2, 1]
    assert sorted(data["VOLGNR"]) == list(range(1, 8))


def test_not_asked_and_left_open_stay_apart(files):
    data, meta = read(files)
    row = data.loc[WORDS]
    assert row["V01"] == 2 and row["V03_7"] == 1 and row["V03_7t"] == "Een hond"
    assert row["V02"] == -9 and row["V04"] == -8 and row["V16_2"] == -8 and row["V15_1"] == 40
    for name in ("V02", "V04", "V16_2"):
        assert meta.missing_ranges[name] == [{"lo": -9, "hi": -8}], name
        assert meta.variable_value_labels[name][-9] == "Niet gevraagd", name
        assert meta.variable_value_labels[name][-8] == "Niet ingevuld", name
    assert meta.variable_value_labels["V01"][1] == "Ja" and meta.variable_value_labels["V01"][2] == "Nee"
    # Where nobody has a gap its codes do not stand in the way.
    assert "V01" not in meta.missing_ranges
    plain, _ = pyreadstat.read_sav(files / "product.sav")
    assert math.isnan(plain.set_index("V13").loc[WORDS]["V02"])


def test_several_answers_are_sets_also_in_each_row_of_a_grid(files):
    _, meta = read(files)
    expected = {
        "V03": ["V03_1", "V03_2", "V03_7", "V03_9"],
        "V12_1": ["V12_1_1", "V12_1_2", "V12_1_7", "V12_1_9"],
        "V12_2": ["V12_2_1", "V12_2_2", "V12_2_7", "V12_2_9"],
    }
    assert set(meta.mr_sets) == set(expected)
    for name, members in expected.items():
        found = meta.mr_sets[name]
        assert found["is_dichotomy"] and found["counted_value"] == 1, name
        assert found["variable_list"] == members, name
    labels = meta.column_names_to_labels
    assert labels["V12_2_7"] == "Anders – Waardering – Wat staat in beleid?"
    assert meta.variable_measure["V02"] == "scale" and meta.variable_measure["V09_1"] == "ordinal"
    assert meta.file_label == "Tevreden in Waterveen" and meta.file_encoding == "UTF-8"


def test_weights_bring_the_groups_to_their_totals(files):
    data, _ = read(files)
    for name, weight in data["GEWICHT"].items():
        assert math.isclose(weight, 3.5 if name == WORDS else 7 * 0.5 / 6, abs_tol=1e-9)
    (files / "weigh.sps").write_text("GET FILE='product.sav'.\nFREQUENCIES V01.\n")
    done = subprocess.run(
        ["pspp", "-O", "format=csv", "weigh.sps"], cwd=files, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 and "error:" not in done.stdout, done.stdout
    # Half of the weight said yes, though six of seven people did.
    assert done.stdout.count("50.0%") >= 2 and "85.7%" not in done.stdout
