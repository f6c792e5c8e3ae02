import Community
import Core
import Services
import Storage
import Web

extension FieldworkPart {
    /// The pages behind "I do not take part" in a mail. Opening them changes nothing: mail scanners follow links.
    func refusalRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/vragenlijst/{sleutel}/niet-meedoen"
        routes.get(path, access: .secretLink) { visit in
            let token = try visit.parameter("sleutel")
            let (survey, address, place) = try await Self.invited(token, house)
            return RefusalPages(visit: visit, token: token, survey: survey, place: place).ask(
                RefusalForm.own.filled(), hasRefused: address.refusalWay != nil)
        }
        // A mail program posts here by itself when its reader asks to stop (RFC 8058), with one field and no cookie.
        routes.postBySecret(path) { visit in
            let token = try visit.parameter("sleutel")
            let oneClick = visit.form["List-Unsubscribe"] == "One-Click"
            let state = RefusalForm.own.read(visit.form)
            let (survey, address, place) = try await Self.invited(token, house)
            let pages = RefusalPages(visit: visit, token: token, survey: survey, place: place)
            guard state.isValid || oneClick else {
                return pages.ask(state, hasRefused: address.refusalWay != nil, status: 400)
            }
            let reason = oneClick ? nil : RefusalReason(rawValue: state["reden"])
            let done = try await Refuse(house: house).byToken(
                token, reason: reason ?? .unsaid, words: oneClick ? nil : state.optional("woorden"),
                never: !oneClick && state.isOn("nooit"), oneClick: oneClick, now: visit.now,
                cause: Audit.Cause(actor: "genodigde", origin: visit.address))
            if done == nil { throw WebError.notFound }
            return pages.done(never: !oneClick && state.isOn("nooit"))
        }
        routes.postBySecret("/vragenlijst/{sleutel}/toch-meedoen") { visit in
            let token = try visit.parameter("sleutel")
            let found = try await Refuse(house: house).returned(
                token: token, now: visit.now, cause: Audit.Cause(actor: "genodigde", origin: visit.address))
            if found == nil { throw WebError.notFound }
            return .redirect(to: SurveyLink.path(token), notice: visit.t("Fijn, je doet weer mee."))
        }
    }

    private static func invited(_ token: String, _ house: House) async throws -> (Survey, Address, String) {
        try await house.database.read { db in
            guard let (survey, address) = try SurveyLink.address(token: token, in: db) else { throw WebError.notFound }
            return (survey, address, try Places.municipality(survey.municipality, in: db)?.name ?? "")
        }
    }
}

struct RefusalPages {
    let visit: Visit
    let token: String
    let survey: Survey
    let place: String

    private var t: Texts { visit.t }

    func ask(_ state: FormState, hasRefused: Bool, status: Int = 200) -> Reply {
        let form = RefusalForm.own
        let now: HTML = hasRefused ? Part.notice(t("Je doet niet mee aan deze enquête."), .plain) + back : .empty
        let ask = visit.form(
            action: SurveyLink.refusalPath(token), classes: "stack",
            """
            \(visit.fields(form, state))<p class="row"><button>\(t("Ik doe niet mee"))</button><a href="\(SurveyLink.path(token))">\(t("Toch naar de vragenlijst"))</a></p>
            """)
        return page(
            t("Je wilt niet meedoen"),
            t("Dat mag. Je krijgt dan geen mail en geen telefoontje meer over “\(survey.title)”."),
            "\(now)\(visit.errorSummary(form, state))\(ask)", status)
    }

    func done(never: Bool) -> Reply {
        let more: HTML =
            never ? "<p>\(t("Ook andere enquêtes van gemeente \(place) sturen we je niet meer."))</p>" : .empty
        return page(
            t("Dank je wel, we weten het"), t("Je hoort niets meer van ons over “\(survey.title)”."),
            "\(more)\(survey.state == .closed ? .empty : back)", 200)
    }

    private var back: HTML {
        visit.form(
            action: SurveyLink.path(token) + "/toch-meedoen",
            "<p>\(t("Heb je je bedacht?")) <button class=\"quiet compact\">\(t("Ik doe toch mee"))</button></p>")
    }

    private func page(_ title: String, _ intro: String, _ content: HTML, _ status: Int) -> Reply {
        visit.simplePage(title, intro: intro, status: status, content)
    }
}
