import Core
import Tabulation

/// What stands under a table: whom it is about, how it was counted, what is hidden and why.
struct TableNotes: Sendable {
    let table: CountedTable
    /// How many there are in all; `nil` when that is not known.
    let population: Int?
    let rule: (leastCell: Int, leastBase: Int)
    let t: Texts
    /// How the weights were made, in one sentence; `nil` when the table is not weighted.
    var weighting: String?
    /// What became of answers by the open link; `nil` when there are none.
    var open: String?
    /// Whether the margins count each group of the address book apart.
    var isStratified = false

    private var words: TableWords { TableWords(t: t) }

    /// Whom it is about: the account of the records, each state apart.
    var base: String {
        let account = table.account
        var parts = [t("Basis: \(t.number(account.base)) van de \(t.number(account.records)) antwoorden.")]
        if table.hiddenCells > 0 { return parts[0] }
        if account.inFilter < account.records {
            parts.append(t("Het filter laat er \(t.number(account.inFilter)) over."))
        }
        if account.notShown > 0 { parts.append(t("\(t.number(account.notShown)) zagen de vraag niet.")) }
        if account.skipped > 0 { parts.append(t("\(t.number(account.skipped)) zagen hem en sloegen hem over.")) }
        if account.missing > 0 {
            parts.append(t("\(t.number(account.missing)) zeiden “weet niet” of iets dergelijks."))
        }
        return parts.joined(separator: " ")
    }

    /// How it was counted, in plain words.
    var method: [String] {
        var lines: [String] = []
        if table.request.base == .answers {
            lines.append(t("Dit zijn delen van alle kruisjes samen. Bij elkaar is dat 100%."))
        } else if table.request.kind == .counts, table.request.columns == nil || table.request.percent == .column {
            lines.append(
                table.hasSeveral
                    ? t(
                        "Dit zijn delen van de mensen die antwoord gaven. Zij mochten meer kiezen: samen is het meer dan 100%."
                    )
                    : t("Dit zijn delen van de mensen die antwoord gaven."))
        }
        lines += intervalLines
        if let open { lines.append(open) }
        if let weighting { lines.append(weightedLine(weighting)) }
        if let letters = table.request.letters { lines.append(lettersLine(letters)) }
        if table.hiddenCells > 0 {
            lines.append(
                t(
                    "Een punt (·) is afgeschermd: er zitten minder dan \(rule.leastCell) antwoorden achter, of je zou zo’n klein getal eruit kunnen afleiden. Onder de \(rule.leastBase) antwoorden tonen we geen delen."
                ))
        }
        if table.wholeGroups > 0 {
            lines.append(
                t(
                    "Onderstreept is iedereen of niemand van een groep. Dat zegt iets over ieder van hen: wees daar voorzichtig mee."
                ))
        }
        return lines
    }

    private var hasIntervals: Bool {
        table.cells.contains { $0.contains { $0.low != nil && $0.high != nil && $0.hidden == nil } }
    }

    private var intervalLines: [String] {
        guard hasIntervals else { return [] }
        let share = Int((table.request.confidence * 100).rounded())
        let way: String =
            switch table.request.interval {
            case _ where table.isOfMeans: t("gemiddelde met de t-verdeling")
            case .wilson: "Wilson"
            case .logit: "logit"
            case .beta: t("bèta (Korn en Graubard)")
            }
        var lines = [
            t(
                "De marge zegt waar het echte cijfer ligt als de antwoorden een toevallige greep zijn: \(share) van de 100 keer ligt het daarbinnen (\(way))."
            )
        ]
        if let population {
            lines.append(
                t(
                    "Er zijn er in het geheel \(t.number(population)); daar houdt de marge rekening mee. Dat klopt alleen als wie niet antwoordde hetzelfde zou zeggen als wie dat wel deed."
                ))
        }
        if isStratified {
            lines.append(
                t("De marge telt elke groep van het adressenboek apart: van elke groep weten we hoe groot die is."))
        }
        return lines
    }

    private func weightedLine(_ sentence: String) -> String {
        guard let effective = table.account.effective else { return sentence }
        return sentence + " " + t("Samen tellen ze als \(words.number(effective, decimals: 0)) antwoorden.")
    }

    private func lettersLine(_ letters: TableRequest.Correction) -> String {
        let name = letters == .holm ? "Holm" : "Bonferroni"
        return t(
            "Een letter achter een cijfer: dit is echt hoger dan in de kolom met die letter (\(name), vanaf 30 antwoorden per kolom)."
        )
    }
}
