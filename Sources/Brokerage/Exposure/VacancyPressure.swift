import Core
import Matching
package import Storage

/// How much attention a vacancy has: confirmed applications of the last 30 days for each open place, as `Exposure`
/// counts it. Kept in the row of the vacancy, so that no search has to count.
package enum VacancyPressure {
    /// Tells searches that the attention of a vacancy changed; the payload is a `Told`.
    package static let channel: Channel = "vacancy_pressure"
    static let days = 30

    /// What a transaction tells: a number and the id of the vacancy.
    package struct Told: Sendable, Equatable {
        package let vacancy: String
        package let pressure: UInt8

        init(vacancy: String, pressure: UInt8) {
            self.vacancy = vacancy
            self.pressure = pressure
        }

        package init?(_ text: String) {
            let parts = text.split(separator: " ")
            guard parts.count == 2, let pressure = UInt8(parts[0]) else { return nil }
            self.init(vacancy: String(parts[1]), pressure: pressure)
        }

        var text: String { "\(pressure) \(vacancy)" }
    }

    /// Follows an application that came, went or took a place.
    static func refresh(
        _ vacancy: Vacancy.Identity, in municipality: String, now: Moment, _ db: any SQLConnection
    ) throws {
        guard try FairExposure.isOn(in: municipality, db) else { return }
        try write("v.id = \(vacancy)", isOn: true, now: now, db)
    }

    /// Counts all vacancies of a municipality anew: after the switch, and each night because applications grow old.
    static func refreshAll(in municipality: String, now: Moment, _ db: any SQLConnection) throws {
        let isOn = try FairExposure.isOn(in: municipality, db)
        try write(
            "v.municipality_code = \(municipality) AND (v.state = \(Vacancy.State.online) OR v.pressure <> 0)",
            isOn: isOn,
            now: now, db)
    }

    private static func write(_ condition: SQL, isOn: Bool, now: Moment, _ db: any SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT v.id, v.pressure, v.places,
                (SELECT COUNT(*) FROM application a WHERE a.vacancy_id = v.id
                    AND a.confirmed_at >= \(now - .days(days))) AS recent,
                (SELECT COUNT(*) FROM application a WHERE a.vacancy_id = v.id AND \(VacancyPlaces.taken)) AS taken
            FROM vacancy v WHERE \(condition)
            """)
        for row in rows {
            let open = max(0, try row("places", as: Int.self) - row("taken", as: Int.self))
            let pressure = isOn ? Exposure.pressure(applications: try row("recent"), openPlaces: open) : 0
            guard try row("pressure", as: Int.self) != pressure else { continue }
            let id: String = try row("id")
            try db.run("UPDATE vacancy SET pressure = \(pressure) WHERE id = \(id)")
            try db.notify(VacancyShelf.channel, id)
            try db.notify(channel, Told(vacancy: id, pressure: UInt8(clamping: pressure)).text)
        }
    }
}
