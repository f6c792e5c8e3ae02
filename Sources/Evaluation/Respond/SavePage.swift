import Core
import Questionnaires
import Services
import Storage
import Web

/// A respondent sends in a page.
///
/// What is valid is kept at once, whichever button was pressed; what is not stays on the page as it was typed. The last
/// one to send a page wins for that page and leaves the others alone, so that two windows and the back button do no
/// harm.
struct SavePage: Sendable {
    let opener: Door.Opener
    let vault: Vault
    let visit: Visit

    enum Way: Equatable {
        case next, previous, later
        case language(String)

        init(_ word: String?) {
            switch word {
            case "vorige": self = .previous
            case "later": self = .later
            case .some(let word) where word.hasPrefix("taal:"): self = .language(String(word.dropFirst(5)))
            default: self = .next
            }
        }
    }

    enum Outcome: Sendable {
        case unknown
        /// The survey is closed, or the answers were sent before: the start page says so.
        case over(Door)
        case faults(RespondView, Questionnaire.Block, PageReading)
        case go(String)
    }

    func perform(in db: any SQLConnection) throws -> Outcome {
        guard let view = try RespondView.look(visit, opener, vault, showsPlace: false, in: db) else {
            return .unknown
        }
        let door = view.door
        guard view.isOpen, !view.isSent else {
            try noteLate(view, in: db)
            return .over(door)
        }
        let route = Questionnaires.Route(view.questionnaire, view.answers)
        guard let block = view.block(try visit.parameter("blok"), on: route) else {
            return .go(view.resume.map { door.path($0) } ?? door.path("overzicht"))
        }
        let way = Way(visit.form["_naar"])
        let reading = view.questionnaire.read(block, over: view.answers, route: route) { visit.form.all($0) }
        var draft = AnswerDraft(
            answers: reading.answers, language: view.language, channel: view.respondent.channel, block: block.id,
            row: view.draft?.row)
        // Who stops with something still open comes back to this page, also when it need not be answered.
        if way == .later, hasGaps(block, reading.answers, view) { draft.block = view.draft?.block }
        if case .language(let wanted) = way, view.questionnaire.languages.contains(wanted) { draft.language = wanted }
        guard try ResponseStore(vault: vault).save(draft, of: view.respondent, now: visit.now, in: db) else {
            return .over(door)
        }
        if holds(reading, way) { return .faults(view, block, reading) }
        return .go(target(way, draft, block, view))
    }

    /// Whoever goes on must mend everything; who goes elsewhere only what they typed and would lose.
    private func holds(_ reading: PageReading, _ way: Way) -> Bool {
        if way == .next { return !reading.faults.isEmpty }
        return reading.faults.contains { fault in visit.form.all(fault.field).contains { !$0.trimmed.isEmpty } }
    }

    private func target(_ way: Way, _ draft: AnswerDraft, _ block: Questionnaire.Block, _ view: RespondView) -> String {
        let questionnaire = view.questionnaire
        let door = view.door
        switch way {
        case .language: return door.path(block)
        case .later: return door.isInterview ? view.survey.path("veldwerk") : door.path("later")
        case .previous:
            return questionnaire.previous(before: block.id, draft.answers).map { door.path($0) } ?? door.base
        case .next:
            if visit.query["terug"] == "overzicht" {
                return questionnaire.firstOpen(draft.answers).map { door.path($0, back: true) }
                    ?? door.path("overzicht")
            }
            return questionnaire.next(after: block.id, draft.answers).map { door.path($0) } ?? door.path("overzicht")
        }
    }

    private func hasGaps(_ block: Questionnaire.Block, _ answers: Answers, _ view: RespondView) -> Bool {
        view.questionnaire.visible(in: block, answers).contains { $0.kind != .info && answers[$0.id] == nil }
    }

    /// Someone wanted to answer and was too late.
    private func noteLate(_ view: RespondView, in db: any SQLConnection) throws {
        guard !view.isOpen, !view.isSent, let address = view.respondent.address else { return }
        try Address.turnedOut(.late, address.id, of: view.survey, now: visit.now, in: db)
    }
}
