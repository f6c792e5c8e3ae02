import Brokerage
import Core
import Formats
import Foundation
import Services
import Storage
import Web

/// Lists and mappings to try imports with.
enum ImportFixture {
    static let mapping = """
        {"naam": "Proeflijst", "bron": "proef", "velden": {
          "sleutel": "id", "titel": "titel", "organisatie": "organisatie", "wat": "omschrijving", "postcode": "postcode",
          "plek": "plek", "ritme": {"kolommen": ["soort"], "waarden": {"Sessional": "regelmatig", "*los*": "eenmalig"}, "vast": "flexibel"},
          "sector": {"vast": "onderwijs"}, "contact": {"vast": "Kees"}, "laatste-dag": "tot", "vog": "vog",
          "groepen": {"kolommen": ["groepen"], "waarden": {"bejaarden": "ouderen"}}, "overslaan": "weg"}}
        """

    static func parsed(_ change: (inout ImportMapping) -> Void = { _ in }) throws -> ImportMapping {
        var mapping = try ImportMapping(file: Array(Self.mapping.utf8))
        change(&mapping)
        return mapping
    }

    static let header = "id;titel;organisatie;omschrijving;postcode;plek;soort;tot;vog;groepen;weg"

    /// A row that goes in, but for what is said otherwise.
    static func row(
        _ id: String, titel: String = "Taalmaatje gezocht", organisatie: String = "Taalhuis De Brug",
        wat: String = "Je praat een uur per week.",
        postcode: String = "9901 AB", plek: String = "Buurthuis", soort: String = "Sessional", tot: String = "",
        vog: String = "nee",
        groepen: String = "", weg: String = ""
    ) -> String {
        [id, titel, organisatie, wat, postcode, plek, soort, tot, vog, groepen, weg].joined(separator: ";")
    }

    static func file(_ rows: [String]) -> [UInt8] { Array(([header] + rows).joined(separator: "\r\n").utf8) }

    /// Takes a list in by the way of the command line.
    static func take(
        _ file: [UInt8], _ mapping: ImportMapping, into site: TestSite, municipality: String = "GM9999",
        isTrial: Bool = false
    ) async throws -> ImportReport {
        try await site.town.brokerage.importList(
            file, mapping, municipality: municipality, isTrial: isTrial, cause: .program("test"),
            events: site.town.brokerage.events
        ) { _, _ in }
    }

    static func vacancy(_ key: String, _ site: TestSite, list: String = "GM9999/proef") async throws -> Vacancy? {
        try await site.read { db in
            try db.first("SELECT * FROM vacancy WHERE source = \(list) AND source_key = \(key)").map(Vacancy.init(row:))
        }
    }

    /// The rows of every table an import may touch.
    static func state(_ site: TestSite) async throws -> [String] {
        try await site.read { db in
            try ["vacancy", "organisation", "audit_event", "job", "mail", "import_run"].flatMap { table in
                try db.rows(SQL(stringLiteral: "SELECT * FROM \(table) ORDER BY 1")).map { "\($0.values)" }
            }
        }
    }

    /// What is said of a row that was refused, as `column: sentence`.
    static func problems(_ report: ImportReport) -> [String] {
        report.problems.map { "\($0.line) \($0.column): \(Texts.dutch($0.reason))" }
    }
}

extension TestSite {
    /// Sends a file with a form, as a browser does.
    func upload(
        _ path: String, file: [UInt8], name: String = "lijst.csv", fields: [(String, String)] = [], as role: Role
    ) async -> TestReply {
        let page = await get("/centrale/import", as: role)
        let token =
            page.body.firstRange(of: "name=\"_csrf\" value=\"").map {
                page.body[$0.upperBound...].prefix { $0 != "\"" }
            } ?? ""
        let mark = "grens7d3"
        var body: [UInt8] = []
        for (key, value) in fields + [("_csrf", String(token))] {
            body += Array("--\(mark)\r\nContent-Disposition: form-data; name=\"\(key)\"\r\n\r\n\(value)\r\n".utf8)
        }
        body += Array(
            "--\(mark)\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"\(name)\"\r\nContent-Type: text/csv\r\n\r\n"
                .utf8)
        body += file + Array("\r\n--\(mark)--\r\n".utf8)
        return await ask("POST", path, role, body, [:], "multipart/form-data; boundary=\(mark)")
    }
}
