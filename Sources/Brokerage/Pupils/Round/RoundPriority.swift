import Core
import Storage

/// A rule that lets some pupils go before others at a place. The rules stand in the order in which they count; a pupil
/// who meets none comes after those who do. Within a class the lottery decides.
struct RoundPriority: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        /// The place was made together with a school: its pupils go first there.
        case placeSchool = "school-van-de-plek"
        /// Pupils of a level, such as those in their last year.
        case level = "niveau"
    }

    let kind: Kind
    /// The level, for `level`.
    let value: String

    func label(_ t: Texts) -> String {
        switch kind {
        case .placeSchool: t("Leerlingen van de school waar de plek voor gemaakt is")
        case .level: t("Leerlingen van \(value)")
        }
    }

    static func all(of round: PupilRound.Identity, in db: any SQLConnection) throws -> [RoundPriority] {
        try db.rows("SELECT kind, value FROM pupil_priority WHERE round_id = \(round) ORDER BY position").map {
            RoundPriority(kind: try $0("kind"), value: try $0("value"))
        }
    }

    static func replace(_ all: [RoundPriority], of round: PupilRound.Identity, in db: any SQLConnection) throws {
        try db.run("DELETE FROM pupil_priority WHERE round_id = \(round)")
        for (position, rule) in all.enumerated() {
            try db.run(
                """
                INSERT INTO pupil_priority (round_id, position, kind, value)
                VALUES (\(round), \(position), \(rule.kind), \(rule.value))
                """)
        }
    }

    /// The class of a pupil at a place, 0 first.
    static func position(
        in rules: [RoundPriority], school: School.Identity, level: String, placeSchool: School.Identity?
    ) -> Int {
        let found = rules.firstIndex { rule in
            switch rule.kind {
            case .placeSchool: placeSchool == school
            case .level: TextFolding.sortKey(rule.value) == TextFolding.sortKey(level)
            }
        }
        return found ?? rules.count
    }
}
