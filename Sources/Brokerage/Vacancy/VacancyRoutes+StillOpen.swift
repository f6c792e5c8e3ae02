import Community
import Core
import Storage
import Web

/// The page behind the link in the mail. Looking changes nothing: mail scanners follow links.
struct StillOpenRoutes: Sendable {
    let desk: VacancyDesk

    func register(_ routes: Routes) {
        routes.get("/nog-open/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let found = try await desk.house.database.read { db -> (Vacancy, Int)? in
                guard let vacancy = try StillOpen.look(secret, now: visit.now, in: db) else { return nil }
                return (vacancy, try Vacancy.openApplications([vacancy.id], in: db)[vacancy.id] ?? 0)
            }
            guard let (vacancy, waiting) = found else { return expired(visit) }
            return question(vacancy, waiting: waiting, secret, visit)
        }
        routes.post("/nog-open/{sleutel}", access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            guard let answer = visit.form["antwoord"].flatMap(StillOpen.Answer.init(rawValue:)) else {
                throw WebError.badRequest(Text("Kies een van de knoppen."))
            }
            let reason = visit.form["reden"].flatMap(ClosingReason.init(rawValue:)) ?? .other
            let done = try await AnswerStillOpen.perform(secret, answer, reason: reason, visit: visit, desk: desk)
            guard let (outcome, vacancy) = done else { return expired(visit) }
            return thanks(outcome, vacancy, visit)
        }
    }

    private func question(_ vacancy: Vacancy, waiting: Int, _ secret: String, _ visit: Visit) -> Reply {
        let t = visit.t
        let isPaused = vacancy.state == .paused
        let yes: HTML =
            "<button name=\"antwoord\" value=\"ja\">\(isPaused ? t("Ja, zet weer online") : t("Ja, nog open"))</button>"
        let pause: HTML =
            isPaused
            ? .empty : "<button name=\"antwoord\" value=\"pauze\" class=\"quiet\">\(t("Zet op pauze"))</button>"
        let reasons: HTML = """
            <div class="field"><label for="reden">\(t("Waarom sluit je de vacature?"))</label><select id="reden" name="reden">\
            \(ClosingReason.allCases, { "<option value=\"\($0.rawValue)\">\(t($0.label))</option>" })</select></div>
            """
        let close: HTML =
            "\(reasons)<p><button name=\"antwoord\" value=\"sluiten\" class=\"quiet\">\(t("Sluit de vacature"))</button></p>"
        let note: HTML =
            waiting == 0
            ? .empty
            : "<p>\(t.plural(waiting, "Er wacht nog 1 reactie op antwoord.", "Er wachten nog \(waiting) reacties op antwoord."))</p>"
        let path = "/nog-open/\(secret)"
        return visit.simplePage(
            isPaused ? t("Is deze plek er weer?") : t("Is deze plek er nog?"), intro: vacancy.title,
            note + visit.form(action: path, "<p class=\"row\">\(yes)\(pause)</p>")
                + Part.card(t("Of sluit de vacature"), visit.form(action: path, classes: "stack", close)))
    }

    private func thanks(_ outcome: AnswerStillOpen.Outcome, _ vacancy: Vacancy, _ visit: Visit) -> Reply {
        let t = visit.t
        let text =
            switch outcome {
            case .online: t("De vacature staat online. Bedankt dat je het ons laat weten.")
            case .paused: t("Op pauze gezet. Na inloggen zet je de vacature weer online.")
            case .closed: t("De vacature is gesloten. Geef wie nog wacht wel even antwoord.")
            case .dayPassed: t("De laatste dag van deze vacature is al geweest. Log in en kies een nieuwe.")
            case .organisationWaits:
                t("De organisatie is op dit moment niet goedgekeurd. Vraag het de vrijwilligerscentrale.")
            }
        return visit.simplePage(
            t("Bedankt"), intro: vacancy.title,
            "<p>\(text)</p><p>\(Part.button(t("Bekijk de vacature"), vacancy.path, quiet: true))</p>")
    }

    private func expired(_ visit: Visit) -> Reply {
        let t = visit.t
        return visit.simplePage(
            t("Deze link werkt niet meer"), status: 410,
            "<p>\(t("Misschien gaf iemand al antwoord, of is de link te oud. Log in om je vacatures te zien."))</p><p>\(Part.button(t("Inloggen"), "/inloggen"))</p>"
        )
    }
}
