"""Our .xlsx files in openpyxl, and theirs in the program."""

import datetime
import io
import zipfile

import openpyxl
from openpyxl.styles import numbers


def test_openpyxl_reads_what_was_written(files):
    book = openpyxl.load_workbook(files / "workbook.xlsx")
    assert book.sheetnames == ["Tabel 1- beleid", "tabel 1- beleid 2", "Blad"]
    assert book.properties.title == "Vrijwilligersbeleid 2011"
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert round(sheet.column_dimensions["A"].width) == 31
    assert [cell.value for cell in sheet[1]] == ["Onderdeel", "Aantal", "Aandeel", "Datum", "Tijd"]
    assert all(cell.font.b for cell in sheet[1])
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s"), "a text that looks like a formula stays text"
    assert (sheet["B2"].value, sheet["B2"].number_format) == (45, "0")
    assert (sheet["C2"].value, sheet["C2"].number_format) == (0.333, "0.0%")
    assert (sheet["D2"].value, sheet["D2"].number_format) == (datetime.datetime(2011, 11, 3), "dd-mm-yyyy")
    assert sheet["E2"].value == datetime.datetime(2011, 11, 3, 10, 30, 45)
    assert sheet["A3"].value == "’s-Gravenhage & <b>Súdwest</b>\nregel"
    assert sheet["B3"].value == -2.5 and sheet["C3"].value is None and sheet["D3"].value == "+31"
    assert sheet["B6"].value == "  randen  "


def written(change) -> bytes:
    book = openpyxl.Workbook()
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_of_others_is_read(read_table):
    def change(book):
        sheet = book.active
        sheet.title = "Antwoorden"
        sheet.append(["naam", "cijfer", "dag", "moment", "waar", "formule", "deel"])
        sheet.append(["Één & <b>", 7.5, datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 13, 5), True, "=1+1", 0.25])
        sheet["G2"].number_format = numbers.FORMAT_PERCENTAGE_00
        sheet["C4"] = "gat"
        book.create_sheet("Leeg")
        other = book.create_sheet("Verborgen")
        other.sheet_state = "hidden"
        other.append(["a"])
        other.append(["x"])

    tables = read_table("xlsx", written(change))
    assert [table["table"] for table in tables] == ["Antwoorden", "Verborgen"]
    first = tables[0]
    assert [column["name"] for column in first["columns"]] == [
        "naam", "cijfer", "dag", "moment", "waar", "formule", "deel"]
    assert first["rows"] == [
        [2, "Één & <b>", 7.5, ["d", 19782], ["m", 1709211900000], True, None, 0.25],
        [4, None, None, "gat", None, None, None, None]]


def test_dates_of_1904_and_shared_texts(read_table):
    def change(book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        sheet = book.active
        sheet.append(["dag", "tekst"])
        sheet.append([datetime.date(2011, 11, 3), "zelfde"])
        sheet.append([None, "zelfde"])

    [table] = read_table("xlsx", written(change))
    assert table["rows"] == [[2, ["d", 15281], "zelfde"], [3, None, "zelfde"]]


def test_bombs_and_broken_archives_are_refused(read_table):
    whole = written(lambda book: book.active.append(["a", "b"]) or book.active.append([1, 2]))
    assert read_table("xlsx", whole[: len(whole) // 2])["refused"] in {"damaged", "otherKind"}
    assert read_table("xlsx", b"PK" + b"\0" * 50)["refused"] == "otherKind"
    assert read_table("xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600)["refused"] == "encrypted"

    def repacked(name: str, content: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
            for item in source.namelist():
                target.writestr(item, content if item == name else source.read(item))
        return buffer.getvalue()

    sheet = "xl/worksheets/sheet1.xml"
    bomb = b'<worksheet><sheetData>' + b" " * 400_000_000 + b"</sheetData></worksheet>"
    packed = repacked(sheet, bomb)
    assert len(packed) < 1_000_000
    assert read_table("xlsx", packed)["refused"] == "tooLarge"
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert read_table("xlsx", repacked(sheet, entities))["refused"] == "damaged"
    deep = b"<worksheet>" + b"<a>" * 100_000
    assert read_table("xlsx", repacked(sheet, deep))["refused"] == "damaged"
    wide = b'<worksheet><sheetData><row r="1">' + b"".join(
        b'<c r="%s1"><v>1</v></c>' % column for column in (b"A", b"XFD")) + b"</row></sheetData></worksheet>"
    assert read_table("xlsx", repacked(sheet, wide))["refused"] == "tooManyColumns"
