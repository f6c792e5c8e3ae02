"""The same tables with pandas, from the definitions and not from the program: a frame with a row for each record."""

import numpy
import pandas

STATISTICS = {"mean": None, "sd": None, "p10": 0.1, "q1": 0.25, "median": 0.5, "q3": 0.75, "p90": 0.9}


class Survey:
    def __init__(self, made):
        self.columns = {column["name"]: column for column in made["columns"]}
        self.grids = {grid["name"]: grid["columns"] for grid in made["grids"]}
        self.count = len(made["columns"][0]["values"])
        self.weights = pandas.Series(made["weights"] or [1.0] * self.count, dtype=float)
        self.frame = pandas.DataFrame(index=range(self.count))
        for name, column in self.columns.items():
            shown = pandas.Series(column["shown"])
            values = pandas.Series(column["values"], dtype=object).where(shown, None)
            self.frame[f"{name}.shown"] = shown
            if column["kind"] == "number":
                self.frame[name] = values.astype(float)
            else:
                for item in column["options"]:
                    code = item["code"]
                    self.frame[f"{name}.{code}"] = values.map(
                        lambda value, code=code: value == code if not isinstance(value, list) else code in value
                    ).astype(bool)

    def options(self, name, leaves_out=False):
        return [item for item in self.columns[name]["options"] if not (leaves_out and item.get("isMissing"))]

    def ticked(self, name, code):
        return self.frame[f"{name}.{code}"]

    def any(self, name, codes):
        return self.frame[[f"{name}.{code}" for code in codes]].any(axis=1)

    def answered(self, name, leaves_out):
        return self.any(name, [item["code"] for item in self.options(name, leaves_out)])

    def shown(self, name):
        return self.frame[f"{name}.shown"]


class Oracle:
    def __init__(self, survey, request):
        self.survey, self.request = survey, request
        self.leaves_out = request["leavesOutMissing"]
        self.weights = survey.weights if request["isWeighted"] else pandas.Series([1.0] * survey.count)
        self.filter = pandas.Series([True] * survey.count)
        for condition in request["filter"]:
            chosen = survey.any(condition["column"], condition["codes"])
            self.filter &= (survey.shown(condition["column"]) & ~chosen) if condition["isNot"] else chosen

    def table(self):
        kind = self.request["kind"]
        if kind == "threshold":
            return self.listed()
        return {"counts": self.counts, "mean": self.means, "grid": self.grid, "combination": self.combination,
                "noneAll": self.none_all}[kind]()  # fmt: skip

    def groups(self, base):
        """Everybody in the base, and then each answer to the question in the columns."""
        name = self.request.get("columns")
        if name is None:
            return [base]
        base = base & self.survey.answered(name, self.leaves_out)
        return [base] + [base & self.survey.ticked(name, item["code"])
                         for item in self.survey.options(name, self.leaves_out)]  # fmt: skip

    def cell(self, hits, base):
        """Count, weight, base and share of two masks."""
        weight, whole = self.weights[hits].sum(), self.weights[base].sum()
        return {"count": int(hits.sum()), "weighted": weight, "base": int(base.sum()), "weightedBase": whole,
                "value": weight / whole if whole > 0 else None}  # fmt: skip

    def counts(self):
        name = self.request["rows"]
        items = self.survey.options(name, self.leaves_out)
        base = self.filter & self.survey.answered(name, self.leaves_out)
        groups = self.groups(base)
        percent = self.request.get("percent", "column")
        ticks = self.request.get("base") == "answers" and self.survey.columns[name]["kind"] == "multiple"
        rows = []
        for item in items:
            hits = [group & self.survey.ticked(name, item["code"]) for group in groups]
            bases = {"column": groups, "row": [hits[0]] * len(groups), "total": [groups[0]] * len(groups)}[percent]
            rows.append([self.cell(hit, whole) for hit, whole in zip(hits, bases)])
        if ticks and percent != "row":
            self.of_ticks(rows, percent)
        return rows

    @staticmethod
    def of_ticks(rows, percent):
        """Shares of all ticks in the column, or in the whole table."""
        for place in range(len(rows[0])):
            line = [row[place if percent == "column" else 0] for row in rows]
            base, whole = sum(cell["count"] for cell in line), sum(cell["weighted"] for cell in line)
            for row in rows:
                row[place]["new"] = (base, whole)
        for row in rows:
            for cell in row:
                cell["base"], cell["weightedBase"] = cell.pop("new")
                cell["value"] = cell["weighted"] / cell["weightedBase"] if cell["weightedBase"] > 0 else None

    def numbers(self, name):
        column = self.survey.columns[name]
        if column["kind"] == "number":
            return self.survey.frame[name]
        values = pandas.Series([numpy.nan] * self.survey.count)
        for item in column["options"]:
            if not item.get("isMissing") and not item.get("isNone"):
                values[self.survey.ticked(name, item["code"])] = item["code"]
        return values

    def statistics(self, values, mask):
        taken, weights = values[mask], self.weights[mask]
        base = {"count": len(taken), "weighted": weights.sum(), "base": len(taken), "weightedBase": weights.sum()}
        return [base | {"value": self.statistic(name, share, taken, weights)} for name, share in STATISTICS.items()]

    def statistic(self, name, share, values, weights):
        if values.empty:
            return None
        if name == "mean":
            return numpy.average(values, weights=weights)
        if name == "sd":
            if len(values) < 2:
                return None
            mean = numpy.average(values, weights=weights)
            return (numpy.average((values - mean) ** 2, weights=weights) * len(values) / (len(values) - 1)) ** 0.5
        if not self.request["isWeighted"] or (self.survey.weights == 1).all():
            return values.quantile(share)
        order = values.sort_values(kind="stable").index
        passed = weights[order].cumsum() / weights.sum()
        return values[order][passed >= share - 1e-12].iloc[0]

    def means(self):
        values = self.numbers(self.request["rows"])
        groups = [self.statistics(values, group) for group in self.groups(self.filter & values.notna())]
        return [[group[row] for group in groups] for row in range(len(STATISTICS))]

    def grid(self):
        names = self.survey.grids[self.request["rows"]]
        if self.survey.columns[names[0]]["kind"] == "number":
            return [self.statistics(self.numbers(name), self.filter & self.numbers(name).notna()) for name in names]
        if self.request.get("columns"):
            return [[self.cell(group & self.survey.ticked(name, self.request["with"]), group)
                     for group in self.groups(self.filter & self.survey.answered(name, self.leaves_out))]
                    for name in names]  # fmt: skip
        rows = []
        for name in names:
            base = self.filter & self.survey.answered(name, self.leaves_out)
            row = [self.cell(base & self.survey.ticked(name, item["code"]), base)
                   for item in self.survey.options(name, self.leaves_out)]  # fmt: skip
            if self.request.get("base") == "answers" and self.survey.columns[name]["kind"] == "multiple":
                turned = [[cell] for cell in row]
                self.of_ticks(turned, "column")
            rows.append(row)
        return rows

    def combination(self):
        rows = []
        for name in self.survey.grids[self.request["rows"]]:
            hits = self.survey.ticked(name, self.request["with"])
            if "also" in self.request:
                hits = hits & self.survey.ticked(name, self.request["also"])
            if "without" in self.request:
                hits = hits & ~self.survey.ticked(name, self.request["without"])
            rows.append([self.cell(group & hits, group) for group in self.groups(self.filter & self.survey.shown(name))])
        return rows

    def none_all(self):
        names = self.survey.grids[self.request["rows"]]
        answered = pandas.concat([self.survey.answered(name, self.leaves_out) for name in names], axis=1)
        base = self.filter & answered.any(axis=1)
        shown = pandas.concat([self.survey.shown(name) for name in names], axis=1).sum(axis=1)
        rows = []
        for item in self.survey.options(names[0], self.leaves_out):
            ticks = pandas.concat([self.survey.ticked(name, item["code"]) for name in names], axis=1).sum(axis=1)
            parts = [ticks == 0, (ticks > 0) & (ticks < shown), (ticks > 0) & (ticks == shown)]
            rows.append([self.cell(base & part, base) for part in parts])
        return rows

    def listed(self):
        """Rows that pass, with their labels: the list is also compared by name."""
        if self.request["rows"] in self.survey.grids:
            names = self.survey.grids[self.request["rows"]]
            place = [item["code"] for item in self.survey.options(names[0])].index(self.request["with"])
            table = [[row[place]] for row in self.grid()]
        else:
            table = self.counts()
        order = [number for number, row in enumerate(table) if row[0]["value"] is not None]
        side, reverse = self.request["side"], self.request["side"] != "bottom"
        order.sort(key=lambda number: table[number][0]["value"], reverse=reverse)
        shares = {number: table[number][0]["value"] for number in order}
        if side in ("atLeast", "below"):
            limit = self.request["threshold"]
            kept = [number for number in order if (shares[number] >= limit) == (side == "atLeast")]
        else:
            last = shares[order[: self.request["most"]][-1]] if order else None
            kept = [n for n in order if (shares[n] >= last if side == "top" else shares[n] <= last)]
        return [table[number] for number in kept]
