import Community
import Core
import Questionnaires
import Services
import Storage
import Web

/// What the pages of one respondent show.
struct RespondView: Sendable {
    let door: Door
    let standing: ResponseStore.Standing
    /// Of the municipality that asks.
    let place: String
    /// One of the questionnaire's languages.
    let language: String
    /// Whether the survey takes answers now.
    let isOpen: Bool

    var respondent: Respondent { door.respondent }
    var survey: Survey { respondent.survey }
    var questionnaire: Questionnaire { respondent.questionnaire }

    var draft: AnswerDraft? {
        if case .underWay(let draft) = standing { draft } else { nil }
    }
    var answers: Answers { draft?.answers ?? Answers() }

    var isSent: Bool {
        if case .sent = standing { true } else { false }
    }

    /// - Parameter showsPlace: asks for the name of the municipality too.
    static func look(
        _ visit: Visit, _ opener: Door.Opener, _ vault: Vault, showsPlace: Bool = true, in db: any SQLConnection
    ) throws -> RespondView? {
        guard let door = try opener(visit, db) else { return nil }
        let respondent = door.respondent
        let standing = try ResponseStore(vault: vault).standing(of: respondent, in: db)
        var draft: AnswerDraft?
        if case .underWay(let found) = standing { draft = found }
        let place =
            showsPlace
            ? try db.value(
                "SELECT name FROM municipality WHERE code = \(respondent.survey.municipality)", as: String.self)
            : nil
        return RespondView(
            door: door, standing: standing, place: place ?? "",
            language: RespondLanguage.chosen(visit, respondent, draft),
            isOpen: respondent.survey.takesAnswers(at: visit.now))
    }

    /// Where someone goes on: after the page they sent in last, or at the first.
    var resume: Questionnaire.Block? {
        guard case .underWay(let draft) = standing else { return questionnaire.next(after: nil, Answers()) }
        if let next = questionnaire.next(after: draft.block, draft.answers) {
            let open = questionnaire.firstOpen(draft.answers)
            return open.flatMap { isBefore($0, next) ? $0 : nil } ?? next
        }
        return questionnaire.firstOpen(draft.answers)
    }

    /// The page, when it is on the way and all before it was sent in.
    ///
    /// - Parameter route: of `answers`, by whoever walked it already.
    func block(_ id: String, on route: Questionnaires.Route? = nil) -> Questionnaire.Block? {
        let route = route ?? Questionnaires.Route(questionnaire, answers)
        guard let place = questionnaire.blocks.firstIndex(where: { $0.id == id }), route.pages[place] != nil else {
            return nil
        }
        let block = questionnaire.blocks[place]
        guard let open = questionnaire.firstOpen(answers, on: route) else { return block }
        return isBefore(open, block) ? nil : block
    }

    private func isBefore(_ left: Questionnaire.Block, _ right: Questionnaire.Block) -> Bool {
        let order = questionnaire.blocks.map(\.id)
        guard let first = order.firstIndex(of: left.id), let second = order.firstIndex(of: right.id) else {
            return false
        }
        return first < second
    }

    /// Minutes it takes, from the number of questions and rows: some twelve seconds each.
    var minutes: Int {
        let lines = questionnaire.questions.reduce(0) { $0 + ($1.kind == .info ? 0 : max(1, $1.rows.count)) }
        return max(1, (lines * 12 + 30) / 60)
    }
}

/// The language in which someone reads the questions.
enum RespondLanguage {
    /// The field and the query by which one is asked for.
    static let field = "in"

    static func chosen(_ visit: Visit, _ respondent: Respondent, _ draft: AnswerDraft?) -> String {
        let known = respondent.questionnaire.languages
        let wishes = [
            visit.form[field], visit.query[field], draft?.language, respondent.address?.language.rawValue,
            visit.t.language.rawValue,
        ]
        return wishes.compactMap { $0 }.first(where: known.contains) ?? known.first ?? Language.dutch.rawValue
    }

    /// The language's own name; the code where we do not know it.
    static func name(_ code: String) -> String { names[code] ?? code }

    private static let names = [
        "nl": "Nederlands", "en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "pl": "Polski",
        "tr": "Türkçe", "ar": "العربية", "fa": "فارسی", "he": "עברית", "uk": "Українська", "ru": "Русский",
        "so": "Soomaali", "ti": "ትግርኛ", "pt": "Português", "it": "Italiano", "ro": "Română", "bg": "Български",
        "zh": "中文", "fy": "Frysk", "pap": "Papiamentu", "ku": "Kurdî", "ps": "پښتو", "ur": "اردو",
    ]
}
