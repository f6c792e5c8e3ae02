package import Core

/// A questionnaire as the tables of an XLSForm workbook (xlsform.org: sheets `survey`, `choices` and `settings`), the
/// form that Kobo, ODK and SurveyCTO read.
package struct XLSForm: Sendable, Hashable {
    /// By the name of the sheet; the first row holds the names of the columns.
    package let sheets: [String: [[String]]]
    /// What of our questionnaire has no place in it.
    package let losses: [Text]

    /// A workbook that was read.
    package init(sheets: [String: [[String]]]) {
        self.sheets = sheets
        losses = []
    }

    /// Writes a questionnaire. Blocks become groups on one page (`field-list`), grids groups in `table-list`, a text
    /// behind "anders" a question of its own (`V05_7t`).
    package init(_ questionnaire: Questionnaire) {
        var writer = XLSFormWriter(questionnaire)
        sheets = writer.write()
        losses = writer.losses
    }

    /// The order in which the sheets stand in a workbook.
    package static let order = ["survey", "choices", "settings"]

    /// Reads it as a questionnaire, with what could not be carried over.
    ///
    /// - Throws: when there is no sheet `survey` with columns `type` and `name`, or the result is no questionnaire.
    package func questionnaire() throws(QuestionnaireFault) -> (questionnaire: Questionnaire, losses: [Text]) {
        var reader = try XLSFormReader(sheets)
        let questionnaire = try reader.read()
        // What goes through a file has the limits of a file.
        return (try Questionnaire(json: questionnaire.json), reader.losses)
    }
}

/// Names of languages as they stand in `label::Nederlands (nl)`.
enum XLSFormLanguage {
    private static let names = [
        ("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("tr", "Türkçe"),
        ("ar", "العربية"), ("pl", "Polski"), ("uk", "Українська"), ("ti", "ትግርኛ"), ("fa", "فارسی"), ("es", "Español"),
        ("fy", "Frysk"), ("pap", "Papiamentu"), ("so", "Soomaali"), ("zh", "中文"),
    ]
    private static let others = ["dutch": "nl", "german": "de", "french": "fr", "turkish": "tr", "arabic": "ar"]

    static func column(_ head: String, _ language: String) -> String {
        let name = names.first { $0.0 == language }?.1 ?? language
        return "\(head)::\(name) (\(language))"
    }

    /// The code in brackets at the end, or that of a known name; `nil` when it is neither.
    static func code(_ name: String) -> String? {
        let name = name.trimmed
        if name.hasSuffix(")"), let open = name.lastIndex(of: "(") {
            let code = String(name[name.index(after: open)...].dropLast())
            return TreeReading.isLanguage(code) ? code : nil
        }
        let lower = name.lowercased()
        if let known = names.first(where: { $0.1.lowercased() == lower })?.0 { return known }
        return others[lower] ?? (TreeReading.isLanguage(lower) ? lower : nil)
    }
}
