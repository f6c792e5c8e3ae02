import Community
import Core
import Formats
import Services
import Storage
import Web

/// The page of attention: figures, the switch, the file.
struct AttentionRoutes: Sendable {
    static let page = "/centrale/aandacht"
    static let file = "/centrale/aandacht/bestand"

    let house: House
    private let memory = AttentionMemory()

    func register(_ routes: Routes) {
        routes.get(Self.page, access: .centre) { visit in
            let (place, places) = try await self.place(visit, visit.query.text("gemeente"))
            let (figures, unasked) = try await house.database.read { [memory, now = visit.now] db in
                (
                    try memory.figures(place.code, now: now, in: db),
                    try Unasked.list(in: place.code, now: now, db)
                )
            }
            return AttentionPage(visit: visit, place: place, places: places, figures: figures, unasked: unasked).reply
        }
        routes.post(Self.page, access: .municipal([.centreManager])) { visit in
            guard let code = visit.form.text("gemeente"),
                let isOn = ["aan": true, "uit": false][visit.form.text("stand") ?? ""]
            else { throw WebError.notFound }
            try await house.database.write { db in
                try FairExposure.turn(isOn, in: code, house: house, visit: visit, db)
            }
            return .redirect(
                to: Self.page + "?gemeente=" + code.percentEncoded,
                notice: isOn ? visit.t("Eerlijke aandacht staat aan.") : visit.t("Eerlijke aandacht staat uit."))
        }
        routes.get(Self.file, access: .centre) { visit in try await download(visit) }
    }

    private func download(_ visit: Visit) async throws -> Reply {
        let (place, _) = try await self.place(visit, visit.query.text("gemeente"))
        let figures = try await house.database.read { [memory, now = visit.now] db in
            try memory.figures(place.code, now: now, in: db)
        }
        try await house.database.write { db in
            try house.record(
                Audit.Event("cijfers-gedownload", "bestand", "aandacht", municipality: place.code), by: visit, in: db)
        }
        let words = AttentionWords(t: visit.t)
        var writer = CSVWriter()
        writer.append(AttentionWords.columns.map { visit.t($0) })
        for week in figures.weeks { writer.append([week.last.iso] + words.cells(week)) }
        return .download(writer.bytes, name: "aandacht-\(visit.today.iso).csv", type: FigureFile.mediaType)
    }

    /// The municipality that was asked for, or the first.
    ///
    /// - Throws: `WebError.notFound` for one that is not of this centre.
    private func place(_ visit: Visit, _ wanted: String?) async throws -> (
        (code: String, name: String), [(code: String, name: String)]
    ) {
        let codes = visit.centreMunicipalities
        let places = try await house.database.read { db in
            try codes.compactMap { code in
                try Places.municipality(code, in: db).map { (code: code, name: $0.name) }
            }
        }.sorted { $0.name < $1.name }
        let found = wanted.map { code in places.first { $0.code == code } } ?? places.first
        guard let found else { throw WebError.notFound }
        return (found, places)
    }
}
