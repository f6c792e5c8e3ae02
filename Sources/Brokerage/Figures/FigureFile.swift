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

    /// The most records in one file: more than two years of a large town.
    private static let most = 200_000
    private static let stride = 2000

    /// Without names: a file travels further than a page.
    static func applications(_ records: FigureRecords, _ t: Texts, now: Moment, in db: any SQLConnection) throws
        -> [UInt8]
    {
        var writer = CSVWriter()
        writer.append([
            t("Nummer"), t("Organisatie"), t("Vacature"), t("Wijk"), t("Soort werk"), t("Ontvangen"), t("Antwoord op"),
            t("Dagen tot antwoord"), t("Binnen 7 dagen"), t("Stand"), t("Geplaatst op"),
        ])
        var after: String?
        var count = 0
        repeat {
            let page = try records.applications(after: after, now: now, limit: stride, in: db)
            for record in page.items {
                writer.append([
                    String(record.number), record.organisationName, record.vacancyTitle, record.neighbourhood ?? "",
                    t(record.sector.label), record.confirmed?.day.iso ?? "", record.answered?.day.iso ?? "",
                    record.days.map(String.init) ?? "", record.inTime.map { $0 ? t("ja") : t("nee") } ?? "",
                    t(record.state.label), record.placed?.day.iso ?? "",
                ])
            }
            count += page.items.count
            after = page.next
        } while after != nil && count < most
        return writer.bytes
    }

    static func vacancies(_ records: FigureRecords, _ t: Texts, today: Day, in db: any SQLConnection) throws -> [UInt8]
    {
        var writer = CSVWriter()
        writer.append([t("Nummer"), t("Organisatie"), t("Vacature"), t("Wijk"), t("Soort werk"), t("Online sinds")])
        var after: String?
        var count = 0
        repeat {
            let page = try records.vacancies(after: after, today: today, limit: stride, in: db)
            for record in page.items {
                writer.append([
                    String(record.number), record.organisationName, record.title, record.neighbourhood ?? "",
                    t(record.sector.label), record.since.day.iso,
                ])
            }
            count += page.items.count
            after = page.next
        } while after != nil && count < most
        return writer.bytes
    }
}
