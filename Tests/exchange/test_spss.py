"""Our .sav files in pyreadstat and PSPP, and theirs in the program."""

import datetime
import subprocess

import pandas
import pyreadstat

LONG = "Hoe vaak doet u vrijwilligerswerk in uw eigen buurt of wijk? " * 4 + "Één antwoord 👩‍👩‍👧 graag"


def test_pyreadstat_reads_what_was_written(files):
    data, meta = pyreadstat.read_sav(files / "survey.sav", user_missing=True)
    assert meta.column_names == [
        "RESP_ID", "V1", "V2", "OPEN", "PLAATS", "DATUM", "TIJD", "GEWICHT", "V12_1", "V12_2", "V12_3"]
    assert data["V1"].tolist() == [1, 99, -9]
    assert data["V2"].tolist()[0] == 7.5 and data["V2"].isna()[1] and data["V2"].tolist()[2] == -1234567.25
    assert data["OPEN"].tolist() == ["=SOM(A1); 'café' en een\nnieuwe regel", "ë" * 300, ""]
    assert data["PLAATS"].tolist() == ["’s-Gravenhage", "Súdwest-Fryslân", ""]
    assert data["DATUM"].tolist()[:2] == [datetime.date(2011, 11, 3), datetime.date(2011, 11, 4)]
    assert data["TIJD"].tolist()[0] == pandas.Timestamp(2011, 11, 3, 10, 30, 45)
    assert data["V12_3"].tolist()[:2] == [1, -9] and data["V12_3"].isna()[2]

    labels = meta.column_names_to_labels
    assert labels["V1"] == "Heeft uw gemeente beleid voor vrijwilligers?"
    assert LONG.startswith(labels["V2"]) and 240 < len(labels["V2"].encode()) <= 255
    assert meta.variable_value_labels["V1"] == {
        1: "Ja", 2: "Nee, maar wél in voorbereiding", 99: "Weet niet", -9: "Niet getoond"}
    assert meta.variable_value_labels["V2"] == {7.5: "é" * 60}
    assert meta.missing_ranges["V1"] == [{"lo": -9, "hi": -1}, {"lo": 99, "hi": 99}]
    assert meta.missing_ranges["V2"] == [{"lo": 99, "hi": 99}]
    assert meta.variable_measure["V1"] == "nominal" and meta.variable_measure["V2"] == "scale"
    assert meta.file_encoding == "UTF-8"
    assert meta.file_label == "Vrijwilligersbeleid 2011: gemeenten die meededen aan het onderzo"
    assert meta.mr_sets["V12"] == {
        "type": "D", "is_dichotomy": True, "counted_value": 1, "label": "Welke onderdelen staan in het beleid?",
        "variable_list": ["V12_1", "V12_2", "V12_3"]}


def pspp(folder, commands: str) -> str:
    (folder / "check.sps").write_text(commands)
    done = subprocess.run(
        ["pspp", "-O", "format=csv", "check.sps"], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and "error:" not in done.stdout and "warning:" not in done.stdout, done.stdout
    return done.stdout


def test_pspp_reads_what_was_written(files):
    shown = pspp(files, "GET FILE='survey.sav'.\nDISPLAY DICTIONARY.\nMRSETS /DISPLAY NAME=ALL.\nLIST V1 V2 DATUM.\n")
    assert "Heeft uw gemeente beleid voor vrijwilligers?" in shown
    assert "-9 THRU -1; 99" in shown
    assert "Niet getoond" in shown and "wél in voorbereiding" in shown
    assert "$V12" in shown and "Welke onderdelen staan in het beleid?" in shown and "V12_3" in shown
    assert "03.11.2011" in shown
    assert "éééé" in shown and "Vrijwilligersbeleid 2011" in pspp(files, "GET FILE='survey.sav'.\nDISPLAY FILE LABEL.\n")


def test_pspp_weighs_and_leaves_missing_values_out(files):
    shown = pspp(files, "GET FILE='survey.sav'.\nFREQUENCIES V1.\n")
    # One record with weight 1.25 says yes; the others said nothing that counts.
    assert "1.25" in shown and "100.0%" in shown


def test_the_commands_give_the_same_dictionary(files):
    """The .sps on a file without labels makes what the .sav says by itself."""
    commands = (files / "survey.sps").read_text().replace("'survey.sav'", "'bare.sav'")
    pspp(files, commands + "\nSAVE OUTFILE='dressed.sav'.\n")
    _, dressed = pyreadstat.read_sav(files / "dressed.sav")
    _, own = pyreadstat.read_sav(files / "survey.sav")
    assert dressed.column_names_to_labels == own.column_names_to_labels
    assert dressed.variable_value_labels == own.variable_value_labels
    assert dressed.missing_ranges == own.missing_ranges
    assert dressed.mr_sets == own.mr_sets
    assert dressed.variable_measure == own.variable_measure


def test_a_file_of_others_is_read(read_table, tmp_path):
    frame = pandas.DataFrame({"vraag": [1.0, 2.0, None], "stad": ["Gouda", "’s-Hertogenbosch", ""],
                              "dag": [datetime.date(2024, 2, 29), None, datetime.date(1999, 12, 31)]})
    path = tmp_path / "theirs.sav"
    pyreadstat.write_sav(
        frame, path, file_label="Van elders", column_labels={"vraag": "Wat vindt u?"},
        variable_value_labels={"vraag": {1: "Goed", 2: "Slecht"}}, missing_ranges={"vraag": [{"lo": 98, "hi": 99}]},
        variable_measure={"vraag": "ordinal"})
    for compress in (False, True):
        if compress:
            pyreadstat.write_sav(frame, path, file_label="Van elders", compress=True)
        [table] = read_table("sav", path.read_bytes())
        assert table["table"] == "Van elders"
        assert [row[1:] for row in table["rows"]] == [
            [1, "Gouda", ["d", 19782]], [2, "’s-Hertogenbosch", None], [None, None, ["d", 10956]]]
        if not compress:
            assert table["columns"][0] == {
                "name": "vraag", "label": "Wat vindt u?", "measure": "ordinal",
                "labels": [[1, "Goed"], [2, "Slecht"]], "missing": [[98, 99]]}


def test_our_own_file_comes_back(read_table, files):
    [table] = read_table("sav", (files / "survey.sav").read_bytes())
    assert table["sets"] == [{"name": "V12", "label": "Welke onderdelen staan in het beleid?", "counted": 1,
                              "variables": ["V12_1", "V12_2", "V12_3"]}]
    assert table["weight"] == "GEWICHT" and len(table["rows"]) == 3


def test_broken_files_are_refused(read_table, files):
    whole = (files / "survey.sav").read_bytes()
    for length in (4, 100, 500, 1500, len(whole) // 2):
        assert read_table("sav", whole[:length]).get("refused") in {"damaged", "unsupported"}, length
    assert read_table("sav", b"geen SPSS")["refused"] == "otherKind"
    assert read_table("sav", b"")["refused"] == "empty"
