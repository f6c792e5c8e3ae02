"""Every kind of table of 200 invented surveys, against pandas."""

import json
import math
import os
import subprocess
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import oracle
import pytest
import surveys
from server import BINARY, ENVIRONMENT

SURVEYS = 200


def tabulate(folder, made, plan, *more):
    survey, requests = folder / "survey.json", folder / "requests.json"
    survey.write_text(json.dumps(made))
    requests.write_text(json.dumps(plan))
    done = subprocess.run(
        [BINARY, "tabulate", "--survey", survey, "--requests", requests, *more],
        env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def near(ours, theirs):
    if ours is None or theirs is None:
        return ours is None and theirs is None
    return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)


def differences(table, expected):
    """What is not the same, in words."""
    if "fault" in table:
        return [table["fault"]]
    if len(table["cells"]) != len(expected):
        return [f"{len(table['cells'])} rows, pandas has {len(expected)}"]
    found = []
    for row, (ours, theirs) in enumerate(zip(table["cells"], expected)):
        if len(ours) != len(theirs):
            return [f"row {row}: {len(ours)} columns, pandas has {len(theirs)}"]
        for column, (mine, other) in enumerate(zip(ours, theirs)):
            for key in ("count", "weighted", "base", "weightedBase", "value"):
                if not near(mine.get(key), other[key]):
                    found.append(f"row {row} column {column} {key}: {mine.get(key)}, pandas has {other[key]}")
    return found


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """The program's tables of all surveys, two at a time."""
    made = [surveys.survey(seed) for seed in range(SURVEYS)]
    plans = [surveys.requests(one, seed) for seed, one in enumerate(made)]
    folders = [tmp_path_factory.mktemp(f"survey{seed}") for seed in range(SURVEYS)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(zip(made, plans, pool.map(tabulate, folders, made, plans)))


def compared(seed, made, plan, tables):
    """What differs in the tables of one survey."""
    survey = oracle.Survey(made)
    assert len(tables) == len(plan)
    wrong = []
    for request, table in zip(plan, tables):
        found = differences(table, oracle.Oracle(survey, request).table())
        wrong += [f"survey {seed} {request}: {line}" for line in found[:2]]
    return wrong


def test_every_table_is_that_of_pandas(answers):
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        wrong = sum(pool.map(compared, range(SURVEYS), *zip(*answers), chunksize=10), [])
    kinds = [request["kind"] for _, plan, _ in answers for request in plan]
    assert set(kinds) == {"counts", "mean", "grid", "combination", "noneAll", "threshold"}
    assert not wrong, f"{len(wrong)} differences in {len(kinds)} tables:\n" + "\n".join(wrong[:10])


def test_the_comparison_sees_a_cell_that_is_one_off(answers):
    made, plan, tables = answers[3]
    changed = json.loads(json.dumps(tables[0]))
    changed["cells"][0][0]["count"] += 1
    assert differences(changed, oracle.Oracle(oracle.Survey(made), plan[0]).table())


def test_a_fault_in_the_file_is_told_without_a_trace(tmp_path):
    made = surveys.survey(5)
    made["columns"][0]["values"][0] = 12345
    made["columns"][0]["shown"] = None
    (tmp_path / "survey.json").write_text(json.dumps(made))
    (tmp_path / "requests.json").write_text("[]")
    done = subprocess.run(
        [BINARY, "tabulate", "--survey", tmp_path / "survey.json", "--requests", tmp_path / "requests.json"],
        env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False)  # fmt: skip
    assert done.returncode != 0
    assert "V1" in done.stderr and "12345" in done.stderr


def test_least_hides_small_cells(tmp_path):
    made = surveys.survey(3)
    tables = tabulate(tmp_path, made, surveys.requests(made, 3), "--least", "5")
    told = [cell for table in tables for row in table.get("cells", []) for cell in row if "hidden" not in cell]
    assert told and all(cell["base"] == 0 or cell["base"] >= 5 for cell in told)
