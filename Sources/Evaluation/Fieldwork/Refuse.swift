import Community
import Core
import Formats
import Services
import Storage
import Web

/// Somebody does not take part: no more mail and no more calls, and when they say so, none of any survey of the
/// municipality. It can be taken back as long as the survey is open.
struct Refuse: Sendable {
    let house: House

    /// By the person, with the link in the mail.
    ///
    /// - Parameter oneClick: the mail program asked to stop, without a question.
    func byToken(
        _ token: String, reason: RefusalReason, words: String?, never: Bool, oneClick: Bool, now: Moment,
        cause: Audit.Cause
    ) async throws -> (Survey, Address)? {
        try await house.database.write { db in
            guard let (survey, address) = try SurveyLink.address(token: token, in: db) else { return nil }
            try perform(
                address, survey, reason: reason, way: oneClick ? .mail : .link, note: words, never: never, person: nil,
                now: now, in: db)
            try Audit.record(
                Audit.Event(
                    "enquete-geweigerd", "enquete-adres", address.id.text, municipality: survey.municipality,
                    details: ["enquete": .string(survey.id.text)]), by: cause, now: now, in: db)
            return (survey, address)
        }
    }

    func byStaff(_ reason: RefusalReason, way: Contact.Way, note: String?, never: Bool, by visit: Visit) async throws
        -> Survey
    {
        try await house.database.write { [house] db in
            let (survey, address) = try FieldworkPart.address(visit, SurveyAccess.makers, in: db)
            guard survey.state == .field else {
                throw WebError.badRequest(Text("Dit kan alleen als de enquête loopt."))
            }
            try perform(
                address, survey, reason: reason, way: way, note: note, never: never,
                person: visit.actor.person.map { Person.Identity($0) }, now: visit.now, in: db)
            try house.record(
                Audit.Event(
                    "enquete-geweigerd", "enquete-adres", address.id.text, municipality: survey.municipality,
                    details: ["enquete": .string(survey.id.text)]), by: visit, in: db)
            return survey
        }
    }

    /// Writes the refusal. After the survey closed only the wish about other surveys counts.
    func perform(
        _ address: Address, _ survey: Survey, reason: RefusalReason, way: Contact.Way, note: String?, never: Bool,
        person: Person.Identity?, now: Moment, in db: any SQLConnection
    ) throws {
        if survey.state != .closed {
            if person == nil { try Contact.leaveRoom(address.id, in: db) }
            let kept = never && reason == .unsaid ? RefusalReason.optedOut : reason
            try Contact(.refused, way: way, reason: kept.rawValue, note: note, person: person).add(
                to: address.id, of: survey.id, now: now, in: db)
            try db.run(
                """
                UPDATE survey_address SET refusal_reason = \(kept.rawValue), refusal_way = \(way)
                WHERE id = \(address.id)
                """)
            try Address.settle(address.id, in: db)
        }
        if never, let email = address.email { try optOut(email, survey, way, now: now, in: db) }
    }

    /// No survey of this municipality any more: also those that are under way.
    private func optOut(
        _ email: String, _ survey: Survey, _ way: Contact.Way, now: Moment, in db: any SQLConnection
    ) throws {
        try OptOut.add(email, survey.municipality, vault: house.vault, now: now, in: db)
        for other in try Survey.underWay(in: [survey.municipality], db: db) where other.id != survey.id {
            let rows = try db.rows(
                """
                SELECT * FROM survey_address WHERE survey_id = \(other.id) AND email = \(email) AND refusal_way IS NULL
                """
            ).map(Address.init(row:))
            for address in rows where address.turnout != .answered {
                try Contact(.refused, way: way, reason: RefusalReason.optedOut.rawValue).add(
                    to: address.id, of: other.id, now: now, in: db)
                try db.run(
                    """
                    UPDATE survey_address SET refusal_reason = \(RefusalReason.optedOut.rawValue), refusal_way = \(way)
                    WHERE id = \(address.id)
                    """)
                try Address.settle(address.id, in: db)
            }
        }
    }

    // MARK: Taking it back

    func returned(token: String, now: Moment, cause: Audit.Cause) async throws -> (Survey, Address)? {
        try await house.database.write { db in
            guard let (survey, address) = try SurveyLink.address(token: token, in: db) else { return nil }
            try back(address, survey, way: .link, person: nil, now: now, in: db)
            try Audit.record(
                Audit.Event(
                    "enquete-toch-mee", "enquete-adres", address.id.text, municipality: survey.municipality,
                    details: ["enquete": .string(survey.id.text)]), by: cause, now: now, in: db)
            return (survey, address)
        }
    }

    func returned(by visit: Visit) async throws -> Survey {
        try await house.database.write { [house] db in
            let (survey, address) = try FieldworkPart.address(visit, SurveyAccess.makers, in: db)
            try back(
                address, survey, way: .hand, person: visit.actor.person.map { Person.Identity($0) }, now: visit.now,
                in: db)
            try house.record(
                Audit.Event(
                    "enquete-toch-mee", "enquete-adres", address.id.text, municipality: survey.municipality,
                    details: ["enquete": .string(survey.id.text)]), by: visit, in: db)
            return survey
        }
    }

    private func back(
        _ address: Address, _ survey: Survey, way: Contact.Way, person: Person.Identity?, now: Moment,
        in db: any SQLConnection
    ) throws {
        // Only the person takes back that no survey is wanted.
        if way == .link, let email = address.email {
            try OptOut.remove(email, survey.municipality, vault: house.vault, in: db)
        }
        guard survey.state != .closed, address.refusalWay != nil else { return }
        if person == nil { try Contact.leaveRoom(address.id, in: db) }
        try Contact(.returned, way: way, person: person).add(to: address.id, of: survey.id, now: now, in: db)
        try db.run("UPDATE survey_address SET refusal_reason = NULL, refusal_way = NULL WHERE id = \(address.id)")
        try Address.settle(address.id, in: db)
    }
}
