import Core
import Services
import Storage
import Web

/// What happened to one vacancy or organisation, from the audit log, newest first.
struct ObjectHistory: Sendable {
    struct Entry: Sendable {
        let at: Moment
        let action: String
        /// The name now; empty when it was erased or never known.
        let name: String
        let isProgram: Bool
    }

    let entries: [Entry]

    init(_ id: String, limit: Int = 30, in db: any SQLConnection) throws {
        entries = try db.rows(
            """
            SELECT e.at, e.action, e.actor, p.name FROM audit_event e LEFT JOIN person p ON p.id = e.actor
            WHERE e.object_id = \(id) ORDER BY e.seq DESC LIMIT \(limit)
            """
        ).map { row in
            try Entry(
                at: row("at"), action: row("action"), name: row("name", as: String?.self) ?? "",
                isProgram: row("actor", as: String.self) == "inzet")
        }
    }

    func markup(_ t: Texts) -> HTML {
        if entries.isEmpty { return "<p class=\"soft\">\(t("Er is nog niets vastgelegd."))</p>" }
        return """
            <ol class="history">\(entries, { entry in
                "<li><span class=\"small soft\">\(t.dateTime(entry.at))</span><br>\(words(entry.action, t)) <span class=\"soft\">· \(actor(entry, t))</span></li>"
            })</ol>
            """
    }

    private func actor(_ entry: Entry, _ t: Texts) -> String {
        if entry.isProgram { return t("vanzelf") }
        return entry.name.isEmpty ? t("zonder naam") : entry.name
    }

    private func words(_ action: String, _ t: Texts) -> String { Self.labels[action].map { t($0) } ?? action }

    private static let labels: [String: Text] = [
        "vacature-gemaakt": Text("Gemaakt als concept"), "vacature-gekopieerd": Text("Gemaakt als kopie"),
        "vacature-ingediend": Text("Ingestuurd ter controle"), "vacature-teruggenomen": Text("Teruggenomen"),
        "vacature-gewijzigd": Text("Gewijzigd"), "vacature-online": Text("Goedgekeurd en online gezet"),
        "vacature-wijziging-goedgekeurd": Text("Wijziging goedgekeurd"),
        "vacature-teruggegeven": Text("Teruggegeven met uitleg"),
        "vacature-gepauzeerd": Text("Op pauze gezet"), "vacature-hervat": Text("Weer online gezet"),
        "vacature-gesloten": Text("Gesloten"), "vacature-heropend": Text("Opnieuw geopend"),
        "vacature-afgelopen": Text("Gesloten na de laatste dag"),
        "vacature-nog-open-gevraagd": Text("Gevraagd of de plek er nog is"),
        "vacature-nog-open": Text("De plek is er nog"),
        "vacature-nog-open-antwoord": Text("Antwoord op de vraag of de plek er nog is"),
        "organisatie-aangemeld": Text("Aangemeld"), "organisatie-gewijzigd": Text("Gegevens gewijzigd"),
        "organisatie-goedgekeurd": Text("Goedgekeurd"),
        "organisatie-wijziging-goedgekeurd": Text("Wijziging goedgekeurd"),
        "organisatie-teruggegeven": Text("Teruggegeven met uitleg"), "organisatie-gestopt": Text("Gestopt"),
        "herinnering-gevraagd": Text("Herinnerd aan reacties zonder antwoord"),
        "lid-rol": Text("Rol van een lid gewijzigd"),
        "lid-weg": Text("Lid verwijderd"), "lid-vertrokken": Text("Lid vertrokken"),
    ]
}
