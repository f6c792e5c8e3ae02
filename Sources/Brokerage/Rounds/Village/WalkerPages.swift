import Community
import Core
import Web

/// The pages of a walker: large targets, one form per door, nothing that needs a script.
struct WalkerPages {
    let visit: Visit
    /// The code for the card of a door where nobody was in, by the number of the door.
    var cards: [Int: String] = [:]
    private var t: Texts { visit.t }
    private var base: String { RoundKeys.path(visit.parameters["sleutel"] ?? "") }

    static let addForm = Form([
        Field("straat", Text("Straat"), limit: 80, autocomplete: "off"),
        Field(
            "nummers", Text("Nummers"), hint: Text("Zoals: 12, 14a of 2-20 even."), limit: 200, autocomplete: "off"),
    ])

    func home(_ view: WalkerView, _ state: FormState?) -> Reply {
        let all = view.streets.reduce(0) { $0 + $1.all }
        let done = view.streets.reduce(0) { $0 + $1.done }
        let running = view.round.state == .running
        let streets: HTML = """
            <ul class="plain round-streets">\(view.streets, { street in
                """
                <li><a class="card stack" href="\(base)/straat?naam=\(street.key.percentEncoded)"><strong\(attribute: "lang", t.typed)>\(street.name)</strong>\
                \(RoundMarkup.progress(street.done, of: street.all, t("\(street.done) van \(street.all) deuren")))\
                \(if: street.again > 0, "<span class=\"small\">\(t.plural(street.again, "1 deur: nog één keer proberen", "\(street.again) deuren: nog één keer proberen"))</span>")</a></li>
                """
            })</ul>
            """
        let body: HTML =
            !running
            ? Part.notice(t("Deze ronde is afgerond. Bedankt voor je hulp."), .good)
            : view.streets.isEmpty
                ? Part.empty(t("Je hebt nog geen deuren"), t("Voeg ze hieronder toe, of vraag het de centrale."))
                : streets
        let shown = state ?? Self.addForm.filled()
        let add: HTML =
            running
            ? """
            <details class="card"\(flag: "open", state != nil)><summary>\(t("Een deur staat er niet bij"))</summary>\
            \(visit.form(action: base + "/deuren", classes: "stack", """
            \(visit.errorSummary(Self.addForm, shown))\(visit.fields(Self.addForm, shown))<p class="row"><button>\(t("Voeg toe"))</button></p>
            """))</details>
            """ : .empty
        return visit.page(
            t("Jouw straten"), head: ApplicationMarkup.noIndex, status: state == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page"><h1>\(t("Dag \(view.helper.firstName), dit zijn jouw straten"))</h1><p class="lead"\(attribute: "lang", t.typed)>\(view.round.name)</p>\
            \(RoundMarkup.progress(done, of: all, t("\(done) van \(all) deuren gedaan")))\(body)\(add)\(tips)\(help(view))</div>
            """)
    }

    private var tips: HTML {
        let lines = [
            t("Zeg wie je bent en waarom je langskomt. Laat je kaartje zien."),
            t("Vraag eerst: wat zou je graag doen voor een ander? En daarna: kun je zelf iets gebruiken?"),
            t("Nee is nee. Dan komt er niemand meer langs."),
            t("Schrijf alleen een naam op als iemand dat goed vindt."),
            t("Maak je je zorgen om iemand? Bel de centrale. Schrijf het niet hier op."),
        ]
        return """
            <details class="card"><summary>\(t("Zo doe je het aan de deur"))</summary><ul>\(lines, { "<li>\($0)</li>" })</ul></details>
            """
    }

    private func help(_ view: WalkerView) -> HTML {
        guard let centre = view.centre, !centre.phone.isEmpty else { return .empty }
        return """
            <p class="small">\(t("Vragen? Bel \(centre.name):")) <a href="tel:\(RoundMarkup.dial(centre.phone))">\(centre.phone)</a></p>
            """
    }

    func street(_ round: DoorRound, _ doors: [Door]) -> Reply {
        let name = doors.first?.street ?? ""
        let done = doors.count { $0.state.isDone }
        let running = round.state == .running
        return visit.page(
            name, head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><p><a href="\(base)">\(t("Al je straten"))</a></p><h1\(attribute: "lang", t.typed)>\(name)</h1>\
            \(RoundMarkup.progress(done, of: doors.count, t("\(done) van \(doors.count) deuren")))\
            \(toDo(doors, running))\(finished(doors, running))</div>
            """)
    }

    private func toDo(_ doors: [Door], _ running: Bool) -> HTML {
        let left = doors.filter { !$0.state.isDone }
        if left.isEmpty { return Part.notice(t("Deze straat is klaar. Mooi!"), .good) }
        return "<ul class=\"plain round-doors\">\(left, { row($0, running) })</ul>"
    }

    /// What is done lies folded: a walker looks for the next door.
    private func finished(_ doors: [Door], _ running: Bool) -> HTML {
        let done = doors.filter(\.state.isDone)
        guard !done.isEmpty else { return .empty }
        return """
            <details class="card"><summary>\(t("Gedaan: \(done.count)"))</summary><ul class="plain">\(done, { door in
                """
                <li class="row apart" id="deur-\(door.number)"><a href="\(base)/deur/\(door.number)">\(door.houseText)</a>\(Part.chip(t(door.state.label), Self.tone(door.state)))</li>
                """
            })</ul></details>
            """
    }

    private func row(_ door: Door, _ running: Bool) -> HTML {
        let isToDo = !door.state.isDone && running
        let chip: HTML = door.state == .open ? .empty : Part.chip(t(door.state.label), Self.tone(door.state))
        let card: HTML = """
            \(cards[door.number], { "<p class=\"small\">\(t("Weer niemand? Doe een kaart in de bus. Schrijf deze code erop:")) <strong class=\"round-code\">\($0)</strong></p>" })
            """
        let buttons: HTML =
            isToDo
            ? """
            <div class="round-presses">\(press(door, .away, t("Niet thuis")))\
            <a class="button" href="\(base)/deur/\(door.number)">\(t("Gesproken"))</a>\(press(door, .no, t("Nee")))</div>
            """
            : "<a class=\"button quiet\" href=\"\(base)/deur/\(door.number)\">\(t("Open"))</a>"
        return """
            <li class="card round-door" id="deur-\(door.number)"><div class="row apart"><strong class="round-number">\(door.houseText)</strong>\(chip)</div>\(buttons)\(card)</li>
            """
    }

    private static func tone(_ state: Door.State) -> Part.Tone {
        switch state {
        case .spoken: .good
        case .away: .wait
        case .open, .card, .no, .none: .plain
        }
    }

    private func press(_ door: Door, _ outcome: Door.State, _ label: String) -> HTML {
        visit.buttonForm(
            action: "\(base)/deur/\(door.number)", label: label, classes: "quiet",
            fields: [("doe", outcome.rawValue), ("keer", String(door.visits))])
    }

    func door(_ round: DoorRound, _ door: Door, code: String?, _ sent: FormState?) -> Reply {
        let back = base + "/straat?naam=" + door.streetKey.percentEncoded
        let when: HTML = "\(door.visitedAt, { "<p class=\"soft\">\(t("Hier was al iemand: \(t.dateTime($0))"))</p>" })"
        let takes = Door.State.takesAnswer.contains(door.state) && round.state == .running
        return visit.page(
            door.address, head: ApplicationMarkup.noIndex, status: sent == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page"><p><a href="\(back)"\(attribute: "lang", t.typed)>\(door.street)</a></p>\
            <div class="row apart"><h1\(attribute: "lang", t.typed)>\(door.address)</h1>\(Part.chip(t(door.state.label), Self.tone(door.state)))</div>\(when)\
            \(if: takes, quick(door, code))\(if: takes || (door.state == .spoken && round.state == .running), answer(door, sent))\(undo(round, door))</div>
            """)
    }

    private func quick(_ door: Door, _ code: String?) -> HTML {
        let isLast = door.visits + 1 >= DoorRound.mostVisits
        let away = isLast ? t("Weer niet thuis: kaart in de bus") : t("Niet thuis")
        let card: HTML =
            isLast
            ? "\(code, { "<p>\(t("Weer niemand? Doe een kaart in de bus. Schrijf deze code erop:")) <strong class=\"round-code\">\($0)</strong></p>" })"
            : .empty
        return """
            <section class="card stack"><h2>\(t("Niemand gesproken, of nee"))</h2>\(card)<div class="row">\(if: door.visits < DoorRound.mostVisits, press(door, .away, away))\
            \(press(door, .no, t("Doet niet mee")))\(press(door, .none, t("Geen woning")))</div></section>
            """
    }

    private func answer(_ door: Door, _ sent: FormState?) -> HTML {
        let form = DoorAnswer.form(online: false)
        let state = sent ?? form.filled()
        let title = door.state == .spoken ? t("Nog iemand op dit adres?") : t("Gesproken")
        return """
            <section class="card stack"><h2>\(title)</h2>\(visit.form(action: "\(base)/deur/\(door.number)/gesproken", classes: "stack", """
            \(visit.errorSummary(form, state))<input type="hidden" name="keer" value="\(door.visits)">\(visit.fields(form, state))\
            <p class="row"><button>\(t("Sla op"))</button></p>
            """))<p class="small soft">\(t("Zonder ja bewaren we alleen dat er gesproken is. Geef dan het nummer van de centrale."))</p></section>
            """
    }

    private func undo(_ round: DoorRound, _ door: Door) -> HTML {
        guard round.state == .running, [.away, .card, .no, .none].contains(door.state), door.via != .card,
            door.visits > 0
        else {
            return .empty
        }
        return """
            <p>\(visit.buttonForm(action: "\(base)/deur/\(door.number)", label: t("Vergist? Zet terug"), fields: [("doe", "terug"), ("keer", String(door.visits))]))</p>
            """
    }
}
