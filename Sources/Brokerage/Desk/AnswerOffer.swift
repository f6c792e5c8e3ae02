import Community
import Core
import Formats
import Services
import Storage
import Web

/// What a broker writes down of the call about a place that came free.
enum OfferForm {
    static let choice = "antwoord"
    static let how = "hoe"

    static let form = Form([
        Field(
            how, Text("Hoe weet je dit?"), .area(rows: 2),
            hint: Text("Zoals: zij belde zelf. Wie dit dossier opent, leest het."), required: false, limit: 500,
            rule: ApplicationText.message)
    ])

    enum Answer: String, Sendable, CaseIterable {
        case wants = "wil-plek"
        case declines = "wil-plek-niet"

        var label: Text {
            switch self {
            case .wants: Text("Hij of zij wil de plek")
            case .declines: Text("Hij of zij wil de plek niet")
            }
        }
    }

    /// The button that was pressed.
    ///
    /// - Throws: `WebError.badRequest` when it was none of the two.
    static func answer(_ sent: Query) throws -> Answer {
        guard let answer = sent.text(choice).flatMap(Answer.init(rawValue:)) else {
            throw WebError.badRequest(Text("Maak een keuze."))
        }
        return answer
    }
}

extension DeskWork {
    enum OfferAnswered: Sendable {
        case taken
        case passedOn
        /// It was answered before, or went to the next.
        case late
        /// They have a mail address: the offer went there, with a link to answer it.
        case mailed

        func words(_ name: String, _ t: Texts) -> String {
            switch self {
            case .taken: t("Opgeschreven. De organisatie weet dat \(name) de plek wil.")
            case .passedOn: t("Opgeschreven. De plek gaat naar de volgende.")
            case .late: t("Dit aanbod geldt niet meer.")
            case .mailed: t("\(name) heeft een mailadres en antwoordt met de link in de mail.")
            }
        }
    }

    /// The answer of somebody without mail to a place that was offered: the same step as their own on the page of the
    /// application, written down by who spoke with them.
    ///
    /// - Parameter how: how the broker knows; kept sealed with the case.
    func answerOffer(
        _ id: VacancyApplication.Identity, of intake: Intake, _ answer: OfferForm.Answer, how: String?,
        in db: any SQLConnection
    ) throws -> OfferAnswered {
        guard let application = try VacancyApplication.find(id, in: db) else { throw WebError.notFound }
        guard application.email == nil else { return .mailed }
        let work = ApplicationWork(house, cause: cause, now: now)
        let accepts = answer == .wants
        guard application.state == .waiting, try work.answerOffer(id, accept: accepts, in: db) else { return .late }
        try CareCall.settle(id, only: .offer, now: now, in: db)
        try add(.offer, outcome: answer.rawValue, note: how, to: intake, in: db)
        try record(
            "intake-plek", intake,
            details: ["antwoord": .string(answer.rawValue), "reactie": .string(id.text)], in: db)
        let after = try again(intake, in: db)
        if intake.next == .news {
            // News of before the call is about something else: it waits as long as it did.
            try move(after, to: after.state, .news, at: intake.nextAt ?? now, in: db)
        } else {
            try goOn(after, accepts: accepts, in: db)
        }
        return accepts ? .taken : .passedOn
    }

    /// The answer put the case on the list as news, for who did not hear it yet; the broker just did. Now the
    /// introduction is waited for, or something else is looked for.
    private func goOn(_ intake: Intake, accepts: Bool, in db: any SQLConnection) throws {
        let day: Moment? =
            switch intake.state {
            case .proposed where accepts: DeskTerm.morning(DeskTerm.introductionDays, after: now)
            case .talking: DeskTerm.morning(1, after: now)
            default: nil
            }
        try settle(intake, wasSpoken: false, day, in: db)
    }
}
