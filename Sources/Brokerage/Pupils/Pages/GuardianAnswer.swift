import Core
import Web

/// What a parent said, and what can still be said: everything until the wishes are frozen, after that a yes that was not
/// given yet. A no after that goes by the school, since a place may be waiting for the pupil.
struct GuardianAnswer {
    let visit: Visit
    let pupil: Pupil
    let school: School
    let round: PupilRound
    private var t: Texts { visit.t }
    private var name: String { pupil.firstName }

    func markup(action: String) -> HTML {
        guard pupil.isUnder16 else {
            return "<p>\(t("\(name) is 16 of ouder. Je hoeft niets te doen."))</p>"
        }
        let isOpen = round.state == .open
        let isOver = round.lastDay < visit.today
        let yes: HTML = "<button name=\"antwoord\" value=\"ja\">\(t("Ja, \(name) mag meedoen"))</button>"
        let no: HTML = "<button class=\"quiet\" name=\"antwoord\" value=\"nee\">\(t("Nee"))</button>"
        let buttons: HTML = isOpen ? yes + no : pupil.consentAt == nil && !isOver ? yes : .empty
        let form: HTML = buttons.isEmpty ? .empty : visit.form(action: action, classes: "row", buttons)
        return said + (isOpen || isOver ? .empty : closed) + form
    }

    private var said: HTML {
        let until = t("Je kunt dit veranderen tot de wensen vastliggen. Dat is na \(t.longDate(round.wishesUntil)).")
        let more = round.state == .open ? " " + until : ""
        if pupil.consentAt != nil { return Part.notice(t("Je hebt ja gezegd.") + more, .good) }
        if pupil.refusedAt != nil { return Part.notice(t("Je hebt nee gezegd.") + more) }
        return .empty
    }

    /// The wishes are frozen.
    private var closed: HTML {
        if pupil.consentAt != nil {
            return """
                <p>\(t("De wensen liggen vast. Wil je je ja intrekken? Laat het weten aan \(school.name). De school schrijft het op. \(name) doet dan niet meer mee, en de plek gaat naar iemand anders. Je krijgt daar een mail van."))</p>
                """
        }
        return round.state == .published
            ? "<p>\(t("De plekken zijn al verdeeld. Zeg je nu ja, dan zoeken de school en de centrale nog een plek voor \(name)."))</p>"
            : "<p>\(t("De wensen liggen al vast. Zeg je nu ja, dan loot \(name) niet meer mee, maar tellen de wensen wel in de tweede ronde."))</p>"
    }
}
