import Community
import Core
import Formats
import Services
import Storage

/// One application of the demo from beginning to end, as far as time has come.
struct DemoStory {
    let texts: JSONValue
    let world: DemoWorld
    let vacancy: DemoHistory.Open
    let resident: DemoHistory.Resident
    let at: Moment
    let speed: String
    /// Withdraws or is declined, and never starts.
    var endsEarly = false

    private struct Outcome {
        var state = VacancyApplication.State.received
        var reason: String?
        var reasonText: String?
        var answeredAt: Moment?
        var stateAt: Moment
        var placedAt: Moment?
        var waitingSince: Moment?
        var careAnswer: String?
        var careText: String?
        var careAskedAt: Moment?
        var stoppedAt: Moment?
        var messages: [(author: String, body: String, at: Moment)] = []
    }

    /// Writes the application and its thread. Gives whether it took a place.
    func write(number: Int, _ random: inout Seeded, in db: any SQLConnection) throws -> Bool {
        let confirmed = at + .minutes(random.int(2...90))
        let outcome = outcome(confirmed, &random)
        let id = VacancyApplication.Identity(at: at)
        let distance = resident.spot.flatMap { own in vacancy.spot.map { own.distance(to: $0) } }
        let message = text("applications", &random) {
            $0.number("minAge") <= resident.age && $0.number("maxAge") >= resident.age
        }
        try db.run(
            """
            INSERT INTO application (id, number, vacancy_id, organisation_id, municipality_code, neighbourhood_id, sector,
                person_id, name, email, postcode, language, message, state, reason, reason_text, shares_contact,
                secret_hash, distance, created_at, confirmed_at, answered_at, state_at, placed_at, waiting_since,
                care_asked_at, care_answer, care_text, stopped_at)
            VALUES (\(id), \(number), \(vacancy.id), \(vacancy.organisation), \(vacancy.municipality),
                \(vacancy.neighbourhood), \(vacancy.sector), \(resident.id), \(resident.name), \(resident.email),
                \(resident.postcode), 'nl', \(message), \(outcome.state), \(outcome.reason), \(outcome.reasonText),
                \(outcome.placedAt != nil), \(Secret.hash(Secret.make())), \(distance), \(at), \(confirmed),
                \(outcome.answeredAt), \(outcome.stateAt), \(outcome.placedAt), \(outcome.waitingSince),
                \(outcome.careAskedAt), \(outcome.careAnswer), \(outcome.careText), \(outcome.stoppedAt))
            """)
        for item in outcome.messages where item.at < world.now {
            try db.run(
                """
                INSERT INTO application_message (id, application_id, author, body, via, created_at)
                VALUES (\(UUIDv7.make(at: item.at)), \(id), \(item.author), \(item.body), 'site', \(item.at))
                """)
        }
        return outcome.state == .placed && outcome.stoppedAt == nil
    }

    private func outcome(_ confirmed: Moment, _ random: inout Seeded) -> Outcome {
        var outcome = Outcome(stateAt: confirmed)
        let wait: Int
        switch speed {
        case "snel": wait = random.int(0...3)
        case "traag": wait = random.int(5...24)
        default: wait = random.int(1...8)
        }
        let answered = confirmed + .days(wait) + .minutes(random.int(10...500))
        let neverAnswers = speed == "traag" && random.chance(12)
        if neverAnswers, (world.now - confirmed).wholeDays > 40 {
            return withdrawn(outcome, confirmed + .days(30), &random)
        }
        guard answered < world.now, !neverAnswers else { return outcome }
        outcome.answeredAt = answered
        outcome.messages.append((ApplicationMessage.Author.organisation.rawValue, text("replies", &random), answered))
        outcome.state = .talking
        outcome.stateAt = answered
        if random.chance(60) {
            outcome.messages.append(
                (
                    ApplicationMessage.Author.applicant.rawValue, text("followups", &random),
                    answered + .hours(random.int(1...40))
                ))
        }
        let decided = answered + .days(random.int(2...14))
        guard decided < world.now else { return outcome }
        outcome.stateAt = decided
        if endsEarly {
            if random.chance(60) { return withdrawn(outcome, decided, &random) }
            declined(&outcome, decided, &random)
            return outcome
        }
        switch random.int(1...100) {
        case ...50 where vacancy.places > 0: return placed(outcome, decided, &random)
        case ...50:
            outcome.state = .waiting
            outcome.waitingSince = decided
        case ...80: declined(&outcome, decided, &random)
        case ...90: return withdrawn(outcome, decided, &random)
        default: outcome.stateAt = answered
        }
        return outcome
    }

    private func placed(_ start: Outcome, _ at: Moment, _ random: inout Seeded) -> Outcome {
        var outcome = start
        outcome.state = .placed
        outcome.placedAt = at
        outcome.messages.append((ApplicationMessage.Author.organisation.rawValue, text("placements", &random), at))
        let care = at + .days(14)
        guard care < world.now else { return outcome }
        outcome.careAskedAt = care
        guard random.chance(65), let answer = random.pick(texts.list("aftercare")) else { return outcome }
        outcome.careText = answer.text("text")
        switch answer.text("outcome") {
        case "goed": outcome.careAnswer = CareAnswer.good.rawValue
        case "stopt":
            outcome.careAnswer = CareAnswer.stops.rawValue
            outcome.stoppedAt = care + .days(1)
        default: outcome.careAnswer = CareAnswer.question.rawValue
        }
        return outcome
    }

    private func declined(_ outcome: inout Outcome, _ at: Moment, _ random: inout Seeded) {
        let decline = random.pick(texts.list("declines"))
        let reasons: [String: VacancyApplication.DeclineReason] = [
            "vol": .filled, "eis": .requirements, "gestopt": .vacancyStopped, "geen-reactie": .noContact,
            "past-niet": .noFit,
        ]
        outcome.state = .declined
        outcome.reason = (reasons[decline?.text("reason") ?? ""] ?? .other).rawValue
        let words = filled(decline?.text("text") ?? "")
        outcome.reasonText = words
        outcome.messages.append((ApplicationMessage.Author.organisation.rawValue, words, at))
    }

    private func withdrawn(_ start: Outcome, _ at: Moment, _ random: inout Seeded) -> Outcome {
        var outcome = start
        outcome.state = .withdrawn
        outcome.stateAt = at
        let reason = random.pick(texts.list("withdrawals"))
        let reasons: [String: VacancyApplication.WithdrawReason] = [
            "elders": .foundOther, "tijd": .noTime, "te-lang-gewacht": .noAnswer, "past-niet": .notAsExpected,
            "werk": .noTime,
        ]
        outcome.reason =
            (outcome.answeredAt == nil ? .noAnswer : reasons[reason?.text("reason") ?? ""] ?? .other).rawValue
        outcome.reasonText = outcome.answeredAt == nil ? nil : reason?.text("text")
        return outcome
    }

    private func text(_ pool: String, _ random: inout Seeded, where fits: (JSONValue) -> Bool = { _ in true }) -> String
    {
        let all = texts.list(pool).filter(fits)
        let own = all.filter { $0["sector"]?.string == vacancy.sector }
        let chosen =
            !own.isEmpty && random.chance(60)
            ? random.pick(own) : random.pick(all.filter { $0["sector"]?.string == nil })
        return filled(chosen?.text("text") ?? "")
    }

    private func filled(_ text: String) -> String {
        let first = resident.name.split(separator: " ").first.map(String.init) ?? resident.name
        return text.replacing("{{naam}}", with: first).replacing("{{vacature}}", with: vacancy.title)
            .replacing("{{organisatie}}", with: vacancy.organisationName)
    }
}
