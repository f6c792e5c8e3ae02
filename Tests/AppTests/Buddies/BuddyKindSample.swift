import Core
import Storage

@testable import Brokerage

/// Values of the rule's tests, changed one thing at a time.
enum BuddyKindSample {
    static func kind(_ id: String, course: Bool, vog: Bool, interests: [String] = []) throws -> BuddyKind {
        let values: [(String, SQLValue)] = [
            ("id", .text(id)), ("number", .integer(1)), ("municipality_code", .text("GM9999")),
            ("name", .text("Buddy")),
            ("who_for", .text("")), ("needs_course", course.sqlValue), ("needs_vog", vog.sqlValue),
            ("trial_weeks", .integer(6)), ("evaluation_weeks", .text("6")), ("max_wait_days", .integer(42)),
            ("silence_days", .integer(42)), ("week_hours", .integer(2)), ("is_active", true.sqlValue),
            ("interests", BuddyInterests(interests).sqlValue),
        ]
        return try BuddyKind(row: Row(columns: .init(values.map(\.0)), values: values.map(\.1)))
    }

    static func with(_ offer: BuddyOffer, course: Bool? = nil, vog: Bool? = nil, reach: Int? = nil) -> BuddyOffer {
        BuddyOffer(
            id: offer.id, number: offer.number, name: offer.name,
            kinds: course.map { done in offer.kinds.mapValues { _ in done } } ?? offer.kinds,
            hasVOG: vog ?? offer.hasVOG,
            moments: offer.moments, languages: offer.languages, gender: offer.gender, interests: offer.interests,
            spot: offer.spot,
            reach: reach.map { max($0, offer.reach ?? 0) } ?? offer.reach, room: offer.room, since: offer.since)
    }
}
