import Core
import Questionnaires
import Web

/// The pages around the questions: beginning, stopping, the end.
struct RespondPages: Sendable {
    let visit: Visit
    let view: RespondView

    /// - Parameter visit: gets the language in which they read, where the site speaks it.
    init(_ visit: Visit, _ view: RespondView, texts: (Language) -> Texts) {
        var visit = visit
        if let language = Language(rawValue: view.language) { visit.t = texts(language) }
        self.visit = visit
        self.view = view
    }

    var t: Texts { visit.t }
    var door: Door { view.door }
    func words(_ words: Words) -> String { words(view.language) }

    /// Without the path in what the browser tells others, and out of search engines: the path is a secret.
    static let head: HTML = """
        <meta name="referrer" content="strict-origin"><meta name="robots" content="noindex">
        """

    /// - Parameter isWide: for a grid with many columns.
    func frame(_ title: String, status: Int = 200, isWide: Bool = false, _ content: HTML) -> Reply {
        let crumb: HTML =
            door.isInterview
            ? Part.breadcrumbs(
                [
                    (t("Enquêtes"), "/enquetes"), (view.survey.title, view.survey.path()),
                    (t(SurveyTab.fieldwork.label), view.survey.path("veldwerk")),
                ], label: t("Je bent hier"))
            : .empty
        let lang = view.language == t.language.rawValue ? nil : view.language
        return visit.page(
            title, head: Self.head, status: status,
            """
            <div class="wrap narrow\(if: isWide, " questions-wide") stack page">\(crumb)<h1\(attribute: "lang", lang)\(attribute: "dir", lang.map(QuestionMarkup.direction))>\(title)</h1>\(content)</div>
            """)
    }

    /// The page of a link: begin, go on, or hear that it is over.
    func start() -> Reply {
        if view.isSent { return thanks() }
        guard view.isOpen else { return closed() }
        var facts: [(String, HTML)] = [
            (t("Wie vraagt dit"), "\(t("Gemeente \(view.place)"))"),
            (
                t("Hoe lang duurt het"),
                "\(t.plural(view.minutes, "ongeveer 1 minuut", "ongeveer \(view.minutes) minuten"))"
            ),
            (t("Wat we van je weten"), privacy),
        ]
        if !view.survey.purpose.isEmpty {
            facts.insert((t("Waarom"), "<span\(attribute: "lang", t.typed)>\(view.survey.purpose)</span>"), at: 1)
        }
        if let day = view.survey.closesOn { facts.append((t("Meedoen kan tot en met"), "\(t.longDate(day))")) }
        facts.append((t("Vragen?"), "<span\(attribute: "lang", t.typed)>\(visit.site.contact)</span>"))
        let intro: HTML = "\(view.questionnaire.intro, { self.own(HTML(paragraphs: words($0))) })"
        return frame(
            words(view.questionnaire.title),
            "\(intro)\(languages)\(Part.card(nil, Part.facts(facts)))\(ways)")
    }

    private var privacy: HTML {
        let stopping: String =
            switch view.survey.mode {
            case .anonymous:
                t("Stop je halverwege, dan blijft wat je invulde verzegeld. Verstuur je niets, dan wissen we het.")
            default: t("Wat je invult, bewaren we per pagina. Ben je al ver als je stopt, dan tellen we het mee.")
            }
        let open = t("Schrijf in open vragen geen namen of telefoonnummers.")
        if case .own = view.respondent.key {
            return "\(t("We weten niet wie je bent."))<br>\(stopping)<br>\(open)"
        }
        let turnout = t("We zien dat je meedeed, zodat je geen herinnering krijgt.")
        return
            "\(t(view.survey.mode.promise))<br>\(if: view.survey.mode != .linked, "\(turnout)<br>")\(stopping)<br>\(open)"
    }

    private var ways: HTML {
        let query =
            view.language == view.questionnaire.languages.first ? "" : "?\(RespondLanguage.field)=\(view.language)"
        var main: HTML
        if case .underWay = view.standing, let block = view.resume {
            main = Part.button(t("Ga verder"), door.path(block))
        } else if case .underWay = view.standing {
            main = Part.button(t("Kijk je antwoorden na"), door.path("overzicht"))
        } else if view.respondent.secret == nil, !door.isInterview {
            return begin
        } else if let block = view.resume {
            main = Part.button(door.isInterview ? t("Begin met vragen") : t("Beginnen"), door.path(block) + query)
        } else {
            main = "<p>\(t("Deze vragenlijst heeft nog geen vragen."))</p>"
        }
        if case .address = view.respondent.key, !door.isInterview, let secret = view.respondent.secret {
            main += Part.button(t("Ik doe niet mee"), SurveyLink.refusalPath(secret.percentEncoded), quiet: true)
        }
        return "<p class=\"row\">\(main)</p>"
    }

    /// By the open link: who begins gets a link of their own.
    private var begin: HTML {
        let field: HTML = "<input type=\"hidden\" name=\"\(RespondLanguage.field)\" value=\"\(view.language)\">"
        return visit.form(
            action: door.base, classes: "stack",
            """
            \(field)<p>\(t("Als je begint, krijg je een eigen link. Daarmee kun je later verder."))</p>\
            <p class="row"><button>\(t("Beginnen"))</button></p>
            """)
    }

    private var languages: HTML {
        let all = view.questionnaire.languages
        guard all.count > 1 else { return .empty }
        return """
            <nav aria-label="\(t("Taal van de vragen"))"><ul class="answer-languages">\(all, { code in
                """
                <li><a href="\(door.base)?\(RespondLanguage.field)=\(code)" lang="\(code)" dir="\(QuestionMarkup.direction(code))"\
                \(attribute: "aria-current", code == view.language ? "true" : nil)>\(RespondLanguage.name(code))</a></li>
                """
            })</ul></nav>
            """
    }

    /// Text of the questionnaire on a page that may be in another language.
    func own(_ markup: HTML) -> HTML {
        """
        <div class="stack"\(attribute: "lang", view.language == t.language.rawValue ? nil : view.language) dir="\(QuestionMarkup.direction(view.language))">\(markup)</div>
        """
    }
}
