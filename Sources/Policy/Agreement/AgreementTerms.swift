import Community
import Core
import Formats
import Storage

/// What was agreed, as it stood at one moment: kept when it changes, so that nobody has to remember it.
struct AgreementTerms: Sendable, Equatable {
    /// By the names of the fields of the form; days, kinds and cents as they are stored.
    let values: [String: String]

    /// One line that is not what it was.
    struct Difference: Sendable, Equatable {
        let label: Text
        let before: String
        let after: String
    }

    static let fields: [(name: String, label: Text)] = [
        ("soort", Text("Wat is het?")), ("titel", Text("Titel")), ("wat", Text("Wie doet wat")),
        ("partijen", Text("Met wie")), ("doel", Text("Voor welk doel")), ("cijfer", Text("Cijfer")),
        ("waaraan", Text("Waaraan je het ziet")), ("van", Text("Eerste dag")), ("tot", Text("Laatste dag")),
        ("ritme", Text("Verslag")), ("begroting", Text("Begrotingsregel")), ("bedrag", Text("Bedrag")),
        ("openbaar", Text("Openbaar")),
    ]

    init(_ it: Agreement, _ parties: [AgreementParty]) {
        values = [
            "soort": it.kind.rawValue, "titel": it.title, "wat": it.activity,
            "partijen": parties.map(\.line).joined(separator: "\n"),
            "doel": it.goalNumber.map { "\($0). \(it.goalResult ?? "")" } ?? "",
            "cijfer": it.figureWords(.dutch) ?? "", "waaraan": it.indicator ?? "", "van": it.firstDay.iso,
            "tot": it.lastDay.iso, "ritme": it.rhythm.rawValue, "begroting": it.budgetLineName ?? "",
            "bedrag": it.budgetCents.map(String.init) ?? "", "openbaar": it.isPublic ? "ja" : "",
        ]
    }

    /// - Returns: `nil` for what is no kept text.
    init?(kept text: String) {
        guard let object = (try? JSONValue(parsing: text))?.object else { return nil }
        values = Dictionary(object.compactMap { member in member.value.string.map { (member.key, $0) } }) { $1 }
    }

    var kept: String {
        JSONValue.object(
            Self.fields.reduce(into: JSONObject()) { $0[$1.name] = .string(values[$1.name] ?? "") }
        ).text
    }

    func differences(to later: AgreementTerms, _ t: Texts) -> [Difference] {
        Self.fields.filter { (values[$0.name] ?? "") != (later.values[$0.name] ?? "") }.map { field in
            Difference(label: field.label, before: words(field.name, t), after: later.words(field.name, t))
        }
    }

    /// A value as people read it.
    private func words(_ name: String, _ t: Texts) -> String {
        let value = values[name] ?? ""
        return switch name {
        case "soort": Agreement.Kind(rawValue: value).map { t($0.label) } ?? value
        case "ritme": ReportRhythm(rawValue: value).map { t($0.label) } ?? value
        case "van", "tot": Day(iso: value).map { t.date($0) } ?? value
        case "bedrag": Int(value).map { t.euros($0) } ?? "–"
        case "openbaar": value.isEmpty ? t("nee") : t("ja")
        default: value.isEmpty ? "–" : value
        }
    }
}

/// One change of what was agreed, with what stood there before.
struct AgreementChange: Sendable {
    let at: Moment
    let reason: String
    let author: String?
    /// `nil` for changes from before the old text was kept.
    let before: AgreementTerms?

    /// The newest first.
    static func all(of agreement: Agreement.Identity, in db: any SQLConnection) throws -> [AgreementChange] {
        try db.rows(
            """
            SELECT c.reason, c.changed_at, c.before, p.name FROM policy_agreement_change c
            LEFT JOIN person p ON p.id = c.person_id WHERE c.agreement_id = \(agreement)
            ORDER BY c.changed_at DESC, c.id DESC
            """
        ).map { row in
            AgreementChange(
                at: try row("changed_at"), reason: try row("reason"), author: try row("name"),
                before: try row("before", as: String?.self).flatMap(AgreementTerms.init(kept:)))
        }
    }
}
