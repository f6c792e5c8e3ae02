import Core
import Formats

/// What was cut or changed on the way into a file, in sentences.
enum ExportNotes {
    static func sentences(_ changes: [SPSSChange], _ unmarked: [(column: String, codes: [Int])], _ t: Texts) -> [String]
    {
        var found: [String] = []
        let labels = changes.compactMap { if case .cutLabel(let name) = $0 { name } else { nil } }
        if !labels.isEmpty {
            found.append(t("Ingekort tot 255 tekens, omdat SPSS niet meer bewaart: de vraag bij \(list(labels, t))."))
        }
        let values = changes.compactMap { if case .cutValueLabel(let name, _) = $0 { name } else { nil } }
        if !values.isEmpty {
            found.append(t("Ingekort tot 120 tekens: een antwoord bij \(list(unique(values), t))."))
        }
        for change in changes {
            switch change {
            case .renamed(let old, let new): found.append(t("Kolom \(old) heet in dit bestand \(new)."))
            case .renamedSet(let old, let new): found.append(t("Meerkeuzeset \(old) heet in dit bestand \(new)."))
            case .cutFileLabel: found.append(t("De titel is ingekort tot 64 tekens."))
            case .cutSetLabel(let name): found.append(t("De tekst van meerkeuzeset \(name) is ingekort."))
            case .cutText(let name, let records):
                found.append(
                    t.plural(
                        records, "In kolom \(name) is 1 tekst ingekort.",
                        "In kolom \(name) zijn \(records) teksten ingekort."))
            case .droppedValueLabel(let name, let value):
                found.append(t("De uitleg bij \(value) in kolom \(name) past niet in dit bestand."))
            case .droppedSet(let name): found.append(t("Meerkeuzeset \(name) heeft te weinig kolommen."))
            case .cutLabel, .cutValueLabel: continue
            }
        }
        for (column, codes) in unmarked {
            let text = codes.map { String($0) }.joined(separator: ", ")
            found.append(
                t("Kolom \(column): SPSS merkt code \(text) niet als ontbrekend, want er passen er maar drie."))
        }
        return found
    }

    static func sentences(_ changes: [WorkbookChange], _ t: Texts) -> [String] {
        changes.map { change in
            switch change {
            case .renamedSheet(let old, let new): t("Blad \(old) heet in dit bestand \(new).")
            case .cutTexts(let sheet, let cells):
                t.plural(
                    cells, "Op blad \(sheet) is 1 tekst ingekort.", "Op blad \(sheet) zijn \(cells) teksten ingekort.")
            }
        }
    }

    private static func list(_ names: [String], _ t: Texts) -> String {
        let shown = names.prefix(6).joined(separator: ", ")
        return names.count > 6 ? t("\(shown) en nog \(names.count - 6)") : shown
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
