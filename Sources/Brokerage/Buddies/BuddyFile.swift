import Community
import Core
import Formats
import Services
import Storage

/// All there is about one side, to take along. What the other side said is not in it.
enum BuddyFile {
    static func json(_ request: BuddyRequest, _ seals: CaseSeal, in db: any SQLConnection) throws -> JSONValue {
        let words = try BuddyWords.open(request, seals, in: db)
        let pairs = try BuddyPair.all(of: request.id, in: db)
        let said = try answers(pairs, request.id.text, .asker, seals, in: db)
        return [
            "nummer": .int(request.number), "soort": JSONValue(try BuddyKind.find(request.kind, in: db)?.name),
            "stand": .string(request.state.rawValue), "aangevraagd": .string(request.createdAt.iso),
            "momenten": .array(request.moments.codes.map { .string($0) }),
            "talen": .array(request.languages.codes.map { .string($0) }),
            "samenDoen": .array(request.interests.words.map { .string($0) }),
            "voorkeur": JSONValue(request.prefers?.rawValue), "woorden": words?.json ?? .null,
            "antwoorden": .array(said), "koppels": .array(pairs.map { .string($0.state.rawValue) }),
        ]
    }

    static func json(_ volunteer: BuddyVolunteer, _ seals: CaseSeal, in db: any SQLConnection) throws -> JSONValue {
        let about = try volunteer.sealed.flatMap {
            try seals.open($0, case: volunteer.id.text, field: "about", in: db)
        }
        let kinds = try volunteer.wanted(in: db).map { wanted -> JSONValue in
            ["soort": .string(wanted.kind.name), "cursusGedaan": JSONValue(wanted.courseDone?.iso)]
        }
        let own = try BuddyPair.all(of: volunteer.id, in: db)
        let said = try answers(own, volunteer.id.text, .volunteer, seals, in: db)
        let pairs = own.map { pair -> JSONValue in
            [
                "stand": .string(pair.state.rawValue), "sinds": JSONValue(pair.startedAt?.iso),
                "gestopt": JSONValue(pair.endedAt?.iso),
            ]
        }
        let hours = try db.rows(
            "SELECT * FROM buddy_hours WHERE volunteer_id = \(volunteer.id) ORDER BY day, id"
        ).map { row -> JSONValue in
            let entry = try BuddyHours(row: row)
            return [
                "dag": .string(entry.day.iso), "minuten": .int(entry.minutes), "wat": .string(entry.note),
                "vergoedingInCenten": JSONValue(entry.allowance), "stand": .string(entry.state.rawValue),
                "reden": JSONValue(entry.reason),
            ]
        }
        return [
            "uren": .array(hours),
            "nummer": .int(volunteer.number), "naam": .string(volunteer.name), "email": JSONValue(volunteer.email),
            "telefoon": JSONValue(volunteer.phone), "stand": .string(volunteer.state.rawValue),
            "aangemeld": .string(volunteer.createdAt.iso), "vogGezien": JSONValue(volunteer.vogSeen?.iso),
            "momenten": .array(volunteer.moments.codes.map { .string($0) }),
            "talen": .array(volunteer.languages.codes.map { .string($0) }),
            "samenDoen": .array(volunteer.interests.words.map { .string($0) }),
            "overJou": JSONValue(about), "antwoorden": .array(said), "soorten": .array(kinds), "koppels": .array(pairs),
        ]
    }

    /// What one side answered and said, of every moment.
    private static func answers(
        _ pairs: [BuddyPair], _ owner: String, _ side: BuddyMoment.Side, _ seals: CaseSeal, in db: any SQLConnection
    ) throws -> [JSONValue] {
        try pairs.flatMap { pair in
            try BuddyMoment.all(of: pair.id, in: db).compactMap { moment -> JSONValue? in
                guard let answer = moment.answer(side) else { return nil }
                let sealed = side == .asker ? moment.askerWords : moment.volunteerWords
                let said = try sealed.flatMap {
                    try seals.open($0, case: owner, field: "moment \(moment.id)", in: db)
                }
                return [
                    "dag": .string(moment.due.iso), "antwoord": .string(answer.rawValue), "woorden": JSONValue(said),
                ]
            }
        }
    }
}
