import Core
import Storage

@testable import Brokerage

/// Parents of pupils under 16: they say yes, or no, or never anything; some take their yes back, in time by themselves,
/// later by the school.
extension SimWorld {
    private struct Child: Sendable {
        let id: String
        let number: Int
        let classID: String
        let hasYes: Bool
        let hasMail: Bool
        let round: String

        init(row: Row) throws {
            id = try row("id")
            number = try row("number")
            classID = try row("class_id")
            hasYes = try row("consent_at", as: Moment?.self) != nil
            hasMail = try row("guardian_email", as: String?.self) != nil
            round = try row("round_state")
        }
    }

    func parents() async throws {
        let children = try await site.read { [today] db in
            try db.rows(
                """
                SELECT p.id, p.number, p.class_id, p.consent_at, p.guardian_email, r.state AS round_state FROM pupil p
                JOIN pupil_round r ON r.id = p.round_id
                WHERE p.under_16 = \(true) AND p.erased_at IS NULL AND r.last_day >= \(today) ORDER BY p.number
                """
            ).map(Child.init(row:))
        }
        for child in children where chance(child.hasYes ? 7 : 22) {
            if child.hasYes {
                try await takeBack(child)
            } else if child.hasMail, child.number % 5 != 4 {
                try await answer(child)
            } else if chance(20) {
                let form = [("toestemming", String(child.number)), ("dag", today.iso)]
                await post(
                    "/school/1/klassen/\(child.classID)/toestemming", form, as: .researcher, "toestemming op papier")
            }
        }
    }

    /// Before the freezing both, after it only a yes.
    private func answer(_ child: Child) async throws {
        let path = try await door(child.id, .guardian)
        if chance(80) {
            let act = child.round == "open" ? "ouder zegt ja" : "ouder zegt laat ja"
            await post(path, [("antwoord", "ja")], act)
        } else if child.round == "open" {
            await post(path, [("antwoord", "nee")], "ouder zegt nee")
        } else {
            await refused(path, [("antwoord", "nee")], "ouder zegt laat nee")
        }
    }

    private func takeBack(_ child: Child) async throws {
        let isOpen = child.round == "open"
        if child.hasMail, chance(50) {
            let path = try await door(child.id, .guardian)
            if isOpen {
                await post(path, [("antwoord", "nee")], "ouder trekt in")
                return
            }
            await refused(path, [("antwoord", "nee")], "ouder trekt te laat in")
        }
        // Once everybody knows where they go, it is rarer.
        guard child.round != "bekend" || chance(20) else { return }
        let form = [("intrekken", String(child.number)), ("reden-ouder", "Liever volgend jaar.")]
        await post(
            "/school/1/klassen/\(child.classID)/intrekken", form, as: .researcher,
            isOpen ? "school trekt op tijd in" : "school trekt later in")
    }
}
