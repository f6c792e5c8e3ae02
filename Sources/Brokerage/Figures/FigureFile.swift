import Community
import Core
import Formats
import Storage
import Web

/// Figures and their records as files for a spreadsheet. `CSVWriter` keeps formulas from running.
enum FigureFile {
    static let mediaType = "text/csv; charset=utf-8"

    static func tables(_ rows: FigureRows, _ t: Texts) -> [UInt8] {
        var writer = CSVWriter()
        writer.append([
            t("Onderdeel"), t("Naam"), t("Nu online"), t("Reacties"), t("Moesten antwoord hebben"), t("Binnen 7 dagen"),
            t("Aandeel"), t("Geplaatst"), t("Dagen tot antwoord"),
        ])
        func add(_ part: String, _ name: String, _ count: FigureCount, online: Bool = true) {
            writer.append([
                part, name, online ? String(count.online) : "", String(count.applications), String(count.due),
                String(count.inTime), t.share(count.inTime, of: count.due), String(count.placed),
                count.medianDays.map(String.init) ?? "",
            ])
        }
        add(t("Totaal"), rows.set.period.words(t), rows.set.total)
        for line in rows.byMonth(t) { add(t("Maand"), line.label, line.count, online: false) }
        for line in rows.byNeighbourhood(t) { add(t("Wijk"), line.label, line.count) }
        for line in rows.bySector(t) { add(t("Soort werk"), line.label, line.count) }
        return writer.bytes
    }

    /// So few at first that the file begins at once.
    private static let firstStride = 250
    private static let stride = 2000

    /// A piece of the records behind a figure, from a place on; without one from the beginning, with the heads. Without
    /// names: a file travels further than a page.
    static func piece(_ records: FigureRecords, from place: String?, _ t: Texts, now: Moment, in db: any SQLConnection)
        throws -> (bytes: [UInt8], next: String?)
    {
        var writer = CSVWriter(mark: place == nil)
        if place == nil { writer.append(heads(records.kind, t)) }
        let limit = place == nil ? firstStride : stride
        if records.kind == .online {
            let page = try records.vacancies(after: place, today: now.day, limit: limit, in: db)
            for record in page.items { writer.append(fields(record, t)) }
            return (writer.bytes, page.next)
        }
        let page = try records.applications(after: place, now: now, limit: limit, in: db)
        for record in page.items { writer.append(fields(record, t)) }
        return (writer.bytes, page.next)
    }

    private static func heads(_ kind: FigureRecords.Kind, _ t: Texts) -> [String] {
        let shared = [t("Nummer"), t("Organisatie"), t("Vacature"), t("Wijk"), t("Soort werk")]
        if kind == .online { return shared + [t("Online sinds")] }
        return shared + [
            t("Ontvangen"), t("Antwoord op"), t("Dagen tot antwoord"), t("Binnen 7 dagen"), t("Stand"),
            t("Geplaatst op"),
        ]
    }

    private static func fields(_ record: ApplicationRecord, _ t: Texts) -> [String] {
        [
            String(record.number), record.organisationName, record.vacancyTitle, record.neighbourhood ?? "",
            t(record.sector.label), record.confirmed?.day.iso ?? "", record.answered?.day.iso ?? "",
            record.days.map(String.init) ?? "", record.inTime.map { $0 ? t("ja") : t("nee") } ?? "",
            t(record.state.label), record.placed?.day.iso ?? "",
        ]
    }

    private static func fields(_ record: VacancyRecord, _ t: Texts) -> [String] {
        [
            String(record.number), record.organisationName, record.title, record.neighbourhood ?? "",
            t(record.sector.label), record.since.day.iso,
        ]
    }
}
