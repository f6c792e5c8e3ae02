import Core
import Services
import Storage
import Web

extension Community {
    /// Far above any number of events, far below where adding to it overflows.
    private static let eventNumbers = 1...1_000_000_000_000

    func auditRoutes(_ routes: Routes) {
        routes.get("/beheer/logboek", access: .administrator) { visit in
            let before = visit.query.int("voor").flatMap { Self.eventNumbers.contains($0) ? $0 : nil }
            let filter = AuditLine.Filter(
                object: visit.query.text("object"), actor: visit.query.text("actor"), before: before)
            let (lines, check, head) = try await house.database.read { db in
                let scope = try AdministrationScope(visit, in: db)
                return (
                    try AuditLine.list(filter, scope: scope, in: db), try AuditCheck.last(in: db),
                    try Audit.head(in: db)
                )
            }
            return AuditPages(visit: visit, filter: filter).page(lines, check: check, head: head)
        }
        routes.post("/beheer/logboek/controleren", access: .administrator) { visit in
            try await house.database.write { db in
                _ = try AdministrationScope(visit, in: db)
                try AuditCheck.ask(now: visit.now, in: db)
            }
            return .redirect(to: "/beheer/logboek", notice: visit.t("De controle begint. Ververs de pagina straks."))
        }
        routes.post("/beheer/logboek/csv", access: .administrator) { visit in
            guard let from = visit.form.int("vanaf"), Self.eventNumbers.contains(from) else {
                throw WebError.badRequest(Text("Kies een deel van het logboek."))
            }
            return try await AuditFile.make(from: from, visit: visit, house: house)
        }
    }
}
