import Community
import Core
import Formats

/// The budget lines of a round for a spreadsheet: a row for each line and year.
struct MoneyFile {
    let view: MoneyView

    var csv: [UInt8] {
        let t = view.t
        var writer = CSVWriter()
        writer.append([
            t("Regel"), t("Basisfunctie"), t("Afdeling"), t("Jaar"), t("Begroot"), t("Toegezegd"), t("Uitgegeven"),
            t("Vrij"),
        ])
        for line in view.budget.lines {
            for year in view.budget.years {
                let sums = view.budget.sums(of: line, year: year)
                writer.append(
                    [line.name, view.name(line.function), line.department, String(year)]
                        + [sums.planned, sums.committed, sums.spent, sums.free].map(t.typedEuros))
            }
        }
        for item in view.budget.loose(year: nil) {
            writer.append(
                [item.title, view.name(item.function), t("Zonder begrotingsregel"), String(item.year)]
                    + [0, item.committed, item.spent, -max(item.committed, item.spent)].map(t.typedEuros))
        }
        return writer.bytes
    }
}
