import Community
import Core
import Questionnaires
import Services
import Storage
import Web

/// A respondent sends their answers: once.
///
/// The log of who did what says that an answer came in, without the address of the machine. In anonymous mode it says
/// nothing: its time and its place in the order would stand beside the turnout of an address.
struct SendAnswers: Sendable {
    let opener: Door.Opener
    let house: House
    let visit: Visit

    enum Outcome: Sendable {
        case unknown
        case over(Door)
        /// Something is still missing there.
        case open(String)
        case sent(Door)
    }

    func perform(in db: any SQLConnection) throws -> Outcome {
        guard let view = try RespondView.look(visit, opener, house.vault, showsPlace: false, in: db) else {
            return .unknown
        }
        let door = view.door
        guard view.isOpen, case .underWay(var draft) = view.standing else {
            if case .new = view.standing, view.isOpen { return .open(door.base) }
            return .over(door)
        }
        if let block = view.questionnaire.firstOpen(draft.answers) { return .open(door.path(block, back: true)) }
        draft.channel = view.respondent.channel
        let store = ResponseStore(vault: house.vault)
        guard try store.send(draft, of: view.respondent, now: visit.now, in: db) else { return .over(door) }
        let survey = view.survey
        let event = Audit.Event("enquete-ingevuld", "enquete", survey.id.text, municipality: survey.municipality)
        if door.isInterview {
            try house.record(event, by: visit, in: db)
        } else if survey.mode != .anonymous {
            try Audit.record(event, by: Audit.Cause(actor: "anoniem", origin: ""), now: visit.now, in: db)
        }
        return .sent(door)
    }
}
