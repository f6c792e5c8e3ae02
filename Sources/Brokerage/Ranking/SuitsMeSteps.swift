import Community
import Core
import Web

/// The six questions of “what suits me”, one a page. What was answered travels along in the address and is kept
/// nowhere.
struct SuitsMeSteps {
    static let path = "/wat-past-bij-mij"
    static let count = 6
    /// The step that shows the answer.
    static let done = "klaar"

    let visit: Visit
    let wishes: Wishes
    let step: Int
    private typealias Name = Wishes.Name
    private var t: Texts { visit.t }

    /// The names of the fields that a step asks.
    static func names(_ step: Int) -> [String] {
        switch step {
        case 1: [Name.interests]
        case 2: [Name.likes, Name.refuses]
        case 3: [Name.skills]
        case 4: [Name.motives]
        case 5: [Name.moments, Name.effort]
        default: [Name.place, Name.reach, Name.languages, Name.birthYear, Name.without]
        }
    }

    static func url(_ step: String, _ wishes: Query) -> String {
        var query = wishes
        query.append("stap", step)
        return query.url(path)
    }

    var reply: Reply {
        let (question, help) = words
        return visit.page(
            step == 1 ? t("Wat past bij mij?") : question,
            description: t("Zes korte vragen, en je ziet welk vrijwilligerswerk bij je past. Zonder account."),
            head: step == 1 && wishes.isEmpty ? .empty : "<meta name=\"robots\" content=\"noindex\">",
            """
            <div class="wrap narrow stack page suits"><div class="stack"><p class="row apart small"><span>\(t("Vraag \(step) van \(Self.count)"))</span>\
            \(if: !wishes.isEmpty, "<a href=\"\(Self.url(Self.done, wishes.query))\">\(t("Laat zien wat past"))</a>")</p>\
            <progress max="\(Self.count)" value="\(step)" aria-label="\(t("Vraag \(step) van \(Self.count)"))"></progress></div>\
            \(if: step == 1, "<p class=\"soft\">\(t("Wat past bij mij? Zes korte vragen, zonder account. We bewaren niets: je antwoorden staan alleen in het adres van de pagina."))</p>")\
            <h1>\(question)</h1><p class="lead">\(help)</p>\
            <form method="get" action="\(Self.path)" class="stack">\(hidden)\(fields)\(buttons)</form></div>
            """)
    }

    private var words: (String, String) {
        switch step {
        case 1: (t("Wat vind je leuk?"), t("Kies alles wat je aanspreekt. Weet je het niet? Sla de vraag over."))
        case 2: (t("Met wie werk je graag?"), t("En met wie liever niet? Dat mag je gewoon zeggen."))
        case 3: (t("Waar ben je goed in?"), t("Ook wat je thuis doet, telt mee."))
        case 4: (t("Wat zoek je erin?"), t("Iedereen doet het om iets anders. Wat is het voor jou?"))
        case 5: (t("Wanneer kun je?"), t("Kies alle momenten die kunnen. We zoeken werk dat op één daarvan past."))
        default: (t("Waar, en wat verder?"), t("Alles mag leeg blijven. Wat je niet zegt, staat niets in de weg."))
        }
    }

    /// The answers to the other questions.
    private var hidden: HTML {
        let own = Set(Self.names(step))
        var markup = HTML.empty
        for (name, value) in wishes.query.pairs where !own.contains(name) {
            markup += "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
        return markup
    }

    private var fields: HTML {
        switch step {
        case 1: tiles(Name.interests, t("Wat vind je leuk?"), Sector.allCases.map { ($0.rawValue, t($0.label)) })
        case 2:
            tiles(Name.likes, t("Graag met"), groups, shows: true)
                + tiles(Name.refuses, t("Liever niet met"), groups, shows: true)
        case 3: tiles(Name.skills, t("Waar ben je goed in?"), Skill.allCases.map { ($0.rawValue, t($0.label)) })
        case 4: tiles(Name.motives, t("Wat zoek je erin?"), Motive.allCases.map { ($0.rawValue, t($0.label)) })
        case 5: moments
        default: rest
        }
    }

    private var groups: [(String, String)] { Wishes.groups.map { ($0.rawValue, t($0.label)) } }

    private var moments: HTML {
        let grid = MomentGrid(
            chosen: Set(wishes.moments.codes), problem: nil, t: t, name: Name.moments,
            legend: Text("Welke momenten kunnen?"),
            hint: nil)
        let efforts = [("", t("Dat weet ik nog niet"))] + Effort.allCases.map { ($0.rawValue, t($0.label)) }
        return grid.markup + tiles(Name.effort, t("Hoe vaak?"), efforts, type: "radio", shows: true)
    }

    private var rest: HTML {
        let state = WishesForm.state(wishes)
        var radii = [2, 5, 10, 25]
        if let reach = wishes.reach, !radii.contains(reach) { radii = (radii + [reach]).sorted() }
        let far = radii.map { (String($0), t("tot \($0) km")) } + [("", t("Maakt niet uit"))]
        return visit.field(Name.place, of: WishesForm.form, state)
            + tiles(Name.reach, t("Hoe ver wil je gaan?"), far, type: "radio", shows: true)
            + tiles(
                Name.languages, t("Welke talen spreek je?"), SpokenLanguage.allCases.map { ($0.rawValue, t($0.label)) },
                hint: t("Leer je nog Nederlands? Laat dat vinkje dan weg."), shows: true)
            + visit.field(Name.birthYear, of: WishesForm.form, state)
            + tiles(Name.without, t("Wat niet?"), Proof.allCases.map { ($0.rawValue, t($0.label)) }, shows: true)
    }

    /// Choices as big targets. The first of the group carries the id that a page can point at.
    private func tiles(
        _ name: String, _ legend: String, _ choices: [(String, String)], type: String = "checkbox", hint: String? = nil,
        shows: Bool = false
    ) -> HTML {
        let sent = wishes.query.all(name)
        let chosen = Set(sent.isEmpty && type == "radio" ? [""] : sent)
        var rows = HTML.empty
        for (index, choice) in choices.enumerated() {
            rows += """
                <label class="tile"><input type="\(type)"\(attribute: "id", index == 0 ? "veld-\(name)" : nil) name="\(name)" \
                value="\(choice.0)"\(flag: "checked", chosen.contains(choice.0))><span>\(choice.1)</span></label>
                """
        }
        return """
            <fieldset><legend\(attribute: "class", shows ? nil : "visually-hidden")>\(legend)</legend>\
            \(hint, { "<p class=\"hint\">\($0)</p>" })<div class="tiles">\(rows)</div></fieldset>
            """
    }

    private var buttons: HTML {
        let isLast = step == Self.count
        let next = isLast ? Self.done : String(step + 1)
        let skipped = Self.names(step).reduce(wishes.query) { $0.removing($1) }
        let back: HTML =
            step == 1
            ? .empty : "<button name=\"stap\" value=\"\(step - 1)\" class=\"quiet\">\(t("Terug"))</button>"
        return """
            <p class="row steps"><button name="stap" value="\(next)">\(isLast ? t("Laat zien wat past") : t("Verder"))</button>\(back)\
            <a href="\(Self.url(next, skipped))">\(t("Sla over"))</a></p>
            """
    }
}
