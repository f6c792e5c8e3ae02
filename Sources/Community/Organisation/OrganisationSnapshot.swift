package import Core
import Formats

/// What the centre judges an organisation by. Kept when it approves, to show later what has changed since. It holds no
/// names or addresses of people.
package struct OrganisationSnapshot: Sendable, Equatable {
    /// A field that is not what it was.
    package struct Change: Sendable, Equatable {
        package let label: Text
        package let before: String
        package let after: String
    }

    /// Name of the field in JSON → value as stored.
    private var values: [String: String]

    package init(_ organisation: Organisation) {
        func answer(_ yes: Bool) -> String { yes ? "ja" : "nee" }
        values = [
            "naam": organisation.name, "kvk": organisation.kvk ?? "", "soort": organisation.kind.rawValue,
            "sector": organisation.sector.rawValue, "omschrijving": organisation.description,
            "website": organisation.website ?? "", "gemeente": organisation.municipality,
            "geen-winst": answer(organisation.test.nonprofit), "maatschappelijk": answer(organisation.test.social),
            "geen-verdringing": answer(organisation.test.noDisplacement),
            "verzekerd": answer(organisation.test.insured),
        ]
    }

    /// Reads what `json` wrote; `nil` when it is anything else.
    package init?(json: String) {
        guard let object = try? JSONValue(parsing: json).object else { return nil }
        values = Dictionary(object.compactMap { member in member.value.string.map { (member.key, $0) } }) { first, _ in
            first
        }
    }

    package var json: String {
        var object = JSONObject()
        for (name, _) in Self.labels { object[name] = JSONValue(values[name]) }
        return JSONValue.object(object).text
    }

    private static let labels: [(name: String, label: Text)] = [
        ("naam", Text("Naam van de organisatie")), ("kvk", Text("KvK-nummer")),
        ("soort", Text("Wat past het best bij jullie?")),
        ("sector", Text("Waar gaat het vooral over?")), ("omschrijving", Text("Wat doen jullie?")),
        ("website", Text("Website")), ("gemeente", Text("Gemeente")),
        ("geen-winst", Text("Wij maken geen winst voor eigenaren of leden.")),
        ("maatschappelijk", Text("Ons werk is goed voor anderen of voor de samenleving.")),
        ("geen-verdringing", Text("Onze vrijwilligers doen geen werk dat betaald hoort te zijn.")),
        ("verzekerd", Text("Onze vrijwilligers zijn verzekerd tijdens hun werk.")),
    ]

    /// What differs between this and a later one, in the words of the reader.
    ///
    /// - Parameter municipalities: names by code, for a move to another municipality.
    package func changes(to later: OrganisationSnapshot, t: Texts, municipalities: [String: String] = [:]) -> [Change] {
        Self.labels.compactMap { name, label in
            let before = values[name] ?? ""
            let after = later.values[name] ?? ""
            guard before != after else { return nil }
            func shown(_ value: String) -> String { Self.shown(value, of: name, t: t, municipalities) }
            return Change(label: label, before: shown(before), after: shown(after))
        }
    }

    private static func shown(_ value: String, of name: String, t: Texts, _ municipalities: [String: String]) -> String
    {
        switch name {
        case "soort": OrganisationKind(rawValue: value).map { t($0.label) } ?? value
        case "sector": Sector(rawValue: value).map { t($0.label) } ?? value
        case "gemeente": municipalities[value] ?? value
        case "geen-winst", "maatschappelijk", "geen-verdringing", "verzekerd": value == "ja" ? t("Ja") : t("Nee")
        default: value.isEmpty ? "–" : value
        }
    }
}

extension Organisation {
    /// Whether something changed that the centre has not seen yet, in an organisation it approved before.
    package var hasUnseenChanges: Bool {
        guard state == .approved, let submittedAt, let approvedAt else { return false }
        return submittedAt > approvedAt
    }

    /// What changed since the centre last said yes; empty when it never did.
    package func changesSinceApproval(t: Texts, municipalities: [String: String] = [:]) -> [OrganisationSnapshot.Change]
    {
        guard let old = approvedCopy.flatMap(OrganisationSnapshot.init(json:)) else { return [] }
        return old.changes(to: OrganisationSnapshot(self), t: t, municipalities: municipalities)
    }
}
