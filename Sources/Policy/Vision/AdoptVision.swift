import Community
import Core
import Formats
import Services
import Storage
import Web

/// An officer puts down what was decided: the first vision, or the next version with its reason.
enum AdoptVision {
    enum Outcome: Sendable {
        case adopted(PolicyCycle)
        /// Someone else adopted a version while this one was being written.
        case overtaken
    }

    /// - Parameter after: the version that was there when the form was opened; zero for none.
    static func perform(
        _ choice: VisionChoice, _ state: FormState, after: Int, content: VisionContent, by visit: Visit, house: House
    ) async throws -> Outcome {
        guard let body = VisionBody(rawValue: state["besluit-door"]), let day = state.day("dag") else {
            throw WebError.notFound
        }
        return try await house.database.write { db in
            try db.holdAlone("policy_vision")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let latest = try AdoptedVision.latest(of: cycle.id, in: db)?.version ?? 0
            guard latest == after else { return .overtaken }
            let id = UUIDv7.make(at: visit.now)
            let choiceID = UUIDv7.make(at: visit.now)
            try choice.add(choiceID, cycle: cycle.id, version: content.version, in: db)
            try db.run(
                """
                INSERT INTO policy_vision (id, cycle_id, version, choice_id, decided_by, adopted_on, reason, adopted_by,
                    created_at)
                VALUES (\(id), \(cycle.id), \(latest + 1), \(choiceID), \(body), \(day), \(state["reden"]),
                    \(visit.actor.person), \(visit.now))
                """)
            if latest == 0 { try tell(cycle, house, in: db) }
            try house.record(
                Audit.Event(
                    "visie-vastgesteld", "visie", id, municipality: cycle.municipality,
                    details: ["versie": .int(latest + 1)]), by: visit, in: db)
            return .adopted(cycle)
        }
    }

    /// Everyone who handed in a proposal by link hears what became of it, once: with the first version.
    private static func tell(_ cycle: PolicyCycle, _ house: House, in db: any SQLConnection) throws {
        guard let vision = try AdoptedVision.latest(of: cycle.id, in: db) else { return }
        let place = try Places.municipality(cycle.municipality, in: db)?.name ?? ""
        for proposal in try VisionProposal.all(of: cycle.id, in: db) where proposal.isSent {
            guard let email = proposal.email else { continue }
            let language = try Person.language(of: email, in: db)
            let t = house.t(language)
            try house.mail(
                Mail(
                    to: email, name: proposal.name, subject: t("De visie op vrijwilligerswerk is er"),
                    kind: "visie-vastgesteld", language: language,
                    [
                        .paragraph(t("Hallo \(proposal.name),")),
                        .paragraph(
                            t(
                                "Jij dacht mee over vrijwilligerswerk in \(place). Dank je wel! Dit is de visie die is vastgesteld."
                            )),
                        .quote(vision.text),
                    ]), in: db)
        }
    }
}
