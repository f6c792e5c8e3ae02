import Community
import Core
import Services
import Storage
import Tabulation

/// The log of a demo survey: as if it had happened, with the times of those days.
struct DemoFieldwork {
    let survey: Survey
    let opens: Day

    private func at(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Moment {
        DutchTime.moment(opens + day, minute: hour * 60 + minute)
    }

    /// When the answer with this place comes: most on the first days and after the reminder.
    func moment(_ place: Int, of count: Int, _ random: inout Seeded) -> Moment {
        let share = place * 100 / max(count, 1)
        let day =
            share < 45
            ? random.int(0...3) : share < 60 ? random.int(4...7) : share < 85 ? random.int(7...10) : random.int(11...26)
        return at(day, random.int(9...21), random.int(10...59))
    }

    func invite(_ addresses: [Address.Identity], in db: any SQLConnection) throws {
        let now = at(0, 9)
        try Contact(.invited, way: .mail).add(toAll: addresses, of: survey.id, now: now, in: db)
        try db.run(
            """
            UPDATE survey_address SET invited_at = \(now), outcome = \(Outcome.silence) WHERE survey_id = \(survey.id)
            """)
    }

    func remind(_ addresses: [Address], in db: any SQLConnection) throws {
        let now = at(7, 9)
        try Contact(.reminded, way: .mail).add(toAll: addresses.map(\.id), of: survey.id, now: now, in: db)
        for address in addresses {
            try db.run("UPDATE survey_address SET reminded_at = \(now) WHERE id = \(address.id)")
        }
    }

    /// - Parameter moment: when they all say so; spread over the weeks when `nil`.
    func refuse(
        _ addresses: [Address], _ reasons: [RefusalReason], at moment: Moment? = nil, in db: any SQLConnection
    ) throws {
        for (index, pair) in zip(addresses, reasons).enumerated() {
            let byPhone = index % 2 == 0 && pair.0.phone != nil
            let now = moment ?? at(byPhone ? 12 + index % 9 : 1 + index % 8, 10 + index % 7, index)
            if byPhone {
                try Contact(.called, way: .phone, reason: CallResult.refused.rawValue).add(
                    to: pair.0.id, of: survey.id, now: now, in: db)
            }
            try Contact(.refused, way: byPhone ? .phone : .link, reason: pair.1.rawValue).add(
                to: pair.0.id, of: survey.id, now: now, in: db)
            let way: Contact.Way = byPhone ? .phone : .link
            try db.run(
                """
                UPDATE survey_address SET refusal_reason = \(pair.1.rawValue), refusal_way = \(way.rawValue)
                WHERE id = \(pair.0.id)
                """)
            try Address.settle(pair.0.id, in: db)
        }
    }

    func breakOff(_ addresses: [Address], in db: any SQLConnection) throws {
        for address in addresses {
            _ = try Address.turnedOut(.started, address.id, of: survey, now: at(8, 20), in: db)
        }
    }

    func call(_ addresses: [Address], in db: any SQLConnection) throws {
        let results: [CallResult] = [.noAnswer, .willAnswer, .noAnswer, .later, .wrongNumber]
        for (index, address) in addresses.enumerated() {
            try Contact(.called, way: .phone, reason: results[index % results.count].rawValue).add(
                to: address.id, of: survey.id, now: at(13 + index % 11, 10 + index % 6, index % 60), in: db)
            try Address.settle(address.id, in: db)
        }
    }
}
