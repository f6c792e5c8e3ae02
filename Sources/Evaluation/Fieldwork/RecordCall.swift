import Community
import Core
import Formats
import Services
import Storage
import Web

/// Takes the next address to call, and writes down how it went.
struct RecordCall: Sendable {
    let house: House

    enum Failure: Error { case taken }

    /// The number of the address this caller has now; `nil` when there is nobody left to call.
    func next(by visit: Visit) async throws -> Int? {
        try await house.database.write { db in
            let survey = try Survey.found(visit, SurveyAccess.callers, in: db)
            let person = try visit.person()
            guard survey.takesAnswers(at: visit.now) else {
                throw WebError.badRequest(Text("Deze enquête loopt niet."))
            }
            for address in try CallList.next(survey.id, person: person, limit: 10, now: visit.now, in: db) {
                if try CallList.take(address, person: person, now: visit.now, in: db) { return address.number }
            }
            return nil
        }
    }

    func perform(_ result: CallResult, _ state: FormState, by visit: Visit) async throws -> Survey {
        try await house.database.write { [house] db in
            let (survey, address) = try FieldworkPart.address(visit, SurveyAccess.callers, in: db)
            let person = try visit.person()
            guard survey.takesAnswers(at: visit.now) else {
                throw WebError.badRequest(Text("Deze enquête loopt niet."))
            }
            guard survey.mode != .anonymous || result != .interviewed else {
                throw WebError.badRequest(Text("Deze enquête is anoniem. Samen invullen kan dan niet."))
            }
            guard try CallList.isOurs(address, person: person, now: visit.now, in: db) else { throw Failure.taken }
            let caller = Person.Identity(person)
            try Contact(
                .called, way: .phone, reason: result.rawValue, note: state.optional("notitie"), person: caller
            ).add(to: address.id, of: survey.id, now: visit.now, in: db)
            try db.run(
                """
                UPDATE survey_call SET attempts = attempts + 1, last_at = \(visit.now), claimed_by = NULL,
                    claimed_until = NULL, closed = \(result.isFinal), call_at = \(again(result, state, visit.now))
                WHERE address_id = \(address.id)
                """)
            if result == .refused {
                try Refuse(house: house).perform(
                    address, survey, reason: RefusalReason(rawValue: state["reden"]) ?? .unsaid, way: .phone, note: nil,
                    never: false, person: caller, now: visit.now, in: db)
            }
            try Address.settle(address.id, in: db)
            try house.record(
                Audit.Event(
                    "enquete-gebeld", "enquete-adres", address.id.text, municipality: survey.municipality,
                    details: ["enquete": .string(survey.id.text)]), by: visit, in: db)
            return survey
        }
    }

    /// Whoever did not pick up is called again on another part of another day.
    private func again(_ result: CallResult, _ state: FormState, _ now: Moment) -> Moment? {
        switch result {
        case .later: CallForm.moment(state)
        case .noAnswer: now + .hours(20)
        case .willAnswer: now + .days(5)
        default: nil
        }
    }

    func release(by visit: Visit) async throws -> Survey {
        try await house.database.write { db in
            let (survey, address) = try FieldworkPart.address(visit, SurveyAccess.callers, in: db)
            try CallList.release(address, person: try visit.person(), in: db)
            return survey
        }
    }
}
