import Community
import Core
import Storage
import Tabulation

/// The value of a pinned figure: read from what was published, never counted anew, so that a goal shows nothing that the
/// tables do not.
struct PinValue: Sendable {
    let cell: CountedTable.Cell
    let isMean: Bool
    let survey: Int
    /// The day the survey closed.
    let day: Day

    /// As the indicators give it: a share in per cent, a mean as it is.
    var measured: Indicator.Measured? {
        guard let value = cell.value else { return nil }
        let scale = isMean ? 1.0 : 100
        return Indicator.Measured(
            value * scale, base: cell.base, low: cell.low.map { $0 * scale }, high: cell.high.map { $0 * scale },
            day: day
        )
    }

    /// The newest value on `day`: of this survey, the ones before it and the ones after it.
    static func find(_ pin: Pin, on day: Day, in db: any SQLConnection) throws -> PinValue? {
        let surveys = try chain(pin.survey, in: db)
        let rows = try db.rows(
            """
            SELECT p.*, s.number AS survey_number, s.closed_at, s.created_at
            FROM survey_publication p JOIN survey s ON s.id = p.survey_id
            WHERE p.survey_id IN (\(list: surveys)) AND p.withdrawn_at IS NULL AND s.municipality_code = \(pin.municipality)
            ORDER BY p.seq
            """)
        var newest: PinValue?
        for row in rows {
            let closed: Moment? = try row("closed_at")
            let about = try (closed ?? row("created_at")).day
            guard about <= day, newest.map({ about >= $0.day }) ?? true else { continue }
            let published = try PublishedTable(row: row)
            guard published.content.table.request == pin.request, let cell = pin.cell(in: published.content.table)
            else {
                continue
            }
            newest = PinValue(
                cell: cell, isMean: published.content.table.isOfMeans, survey: try row("survey_number"), day: about)
        }
        return newest
    }

    /// The surveys that asked the same, before and after; at most twenty each way.
    private static func chain(_ survey: Survey.Identity, in db: any SQLConnection) throws -> [Survey.Identity] {
        var found: [Survey.Identity] = [survey]
        var last = survey
        while found.count < 20, let before = try Survey.find(last, in: db)?.previous, !found.contains(before) {
            found.append(before)
            last = before
        }
        var next = [survey]
        while let one = next.popLast(), found.count < 40 {
            let later = try db.rows("SELECT id FROM survey WHERE previous_id = \(one) ORDER BY number LIMIT 20").map {
                try $0("id", as: Survey.Identity.self)
            }
            for id in later where !found.contains(id) {
                found.append(id)
                next.append(id)
            }
        }
        return found
    }
}

extension Pin {
    /// The pin as a figure of the house, for goals and the four parties of impact.
    func asIndicator(isMean: Bool) -> Indicator {
        Indicator(
            id: indicator, name: Text("\(name)"),
            definition: Text(
                "Uit een enquête: een cijfer van een gepubliceerde tabel. Bij elke nieuwe meting schuift het mee."),
            unit: isMean ? meaning?.unit ?? Text("gemiddeld") : Text("procent"), decimals: isMean ? 1 : 0,
            window: .moment,
            better: better == .up ? .up : better == .down ? .down : .neither, freshness: .yearly,
            records: .survey(self)
        ) { municipality, _, to, db in
            guard municipality == self.municipality else { return nil }
            return try PinValue.find(self, on: to, in: db)?.measured
        }
    }
}

extension Pin.Meaning {
    fileprivate var unit: Text? {
        switch self {
        case .volunteers, .organisations: Text("rapportcijfer")
        default: nil
        }
    }
}

extension Indicator.Records {
    /// The results of the survey, for who may read them.
    fileprivate static func survey(_ pin: Pin) -> Indicator.Records {
        Indicator.Records(SurveyAccess.readers) { _, _, _ in "/enquetes/cijfer/\(pin.number)" }
    }
}
