import Community
import Core
import Services
import Storage
import Web

/// The pages behind the secret links.
struct BuddyDoorPages {
    let visit: Visit
    let base: String
    var moment: (number: Int, state: FormState)?
    var objection: FormState?
    var mustConfirm = false
    private var t: Texts { visit.t }
    private var status: Int { moment == nil && objection == nil && !mustConfirm ? 200 : 400 }

    func reply(_ view: BuddyDoorView) -> Reply {
        switch view {
        case .asker(let own): asker(own)
        case .referrer(let own): referrer(own)
        case .volunteer(let own): volunteer(own)
        }
    }

    private func page(_ title: String, _ content: HTML) -> Reply {
        visit.page(
            title, head: ApplicationMarkup.noIndex, status: status,
            "<div class=\"wrap narrow stack page\"><h1>\(title)</h1>\(content)</div>")
    }

    private func asker(_ view: BuddyDoorView.AskerView) -> Reply {
        let days = view.request.waited(visit.now)
        let words: String
        switch view.request.state {
        case .new: words = t("We hebben je aanvraag. Iemand van de vrijwilligerscentrale belt of mailt je.")
        case .waiting:
            words = t.plural(
                days, "Je staat 1 dag op de lijst. We zoeken iemand die bij je past.",
                "Je staat \(days) dagen op de lijst. We zoeken iemand die bij je past.")
        case .paired:
            words =
                view.lines.contains { $0.pair.state.isActive }
                ? t("Er is iemand voor je.") : t("We hebben iemand gevraagd. Je hoort snel meer.")
        case .closed: words = t("Je aanvraag is gestopt. Wil je toch weer een maatje? Vraag het opnieuw aan.")
        }
        return page(
            t("Jouw aanvraag: \(view.kind?.name ?? "")"),
            """
            <p class="lead">\(words)</p>\(view.lines, { line(asker: $0) })\
            \(objections(view.objections))\(leave(isOpen: view.request.state != .closed, t("Ik wil geen maatje meer")))
            """)
    }

    private func line(asker line: BuddyDoorView.Line) -> HTML {
        let name = line.other ?? ""
        let title =
            switch line.pair.state {
            case .meeting: t("Kennismaken met \(name)")
            case .ended: name.isEmpty ? t("Je vorige maatje") : t("\(name) was je maatje")
            default: t("\(name) is je maatje")
            }
        return Part.card(title, details(line) + momentForm(line))
    }

    private func details(_ line: BuddyDoorView.Line) -> HTML {
        var facts: [(String, HTML)] = [(t("Stand"), "\(t(line.pair.state.label))")]
        if line.pair.state == .meeting, let day = line.pair.meetDay {
            facts.append((t("Wanneer"), "\(t.longDate(day)), \(line.pair.meetTime ?? "")"))
            facts.append((t("Waar"), "\(line.pair.meetPlace ?? "")"))
        }
        if line.pair.state == .trial, let day = line.pair.trialUntil {
            facts.append((t("Proeftijd tot"), "\(t.date(day))"))
        }
        if line.pair.state == .paused, let day = line.pair.pausedUntil {
            facts.append((t("Pauze tot"), "\(t.date(day))"))
        }
        return Part.facts(facts)
    }

    private func momentForm(_ line: BuddyDoorView.Line) -> HTML {
        guard let open = line.moment else { return .empty }
        let isFarewell = open.kind == .farewell
        let form = isFarewell ? BuddyMoment.farewell : BuddyMoment.form
        let typed = moment?.number == open.number ? moment?.state : nil
        let state = typed ?? form.filled()
        let mark: HTML = isFarewell ? "<input type=\"hidden\" name=\"afscheid\" value=\"ja\">" : .empty
        return visit.form(
            action: "\(base)/hoe/\(open.number)", classes: "stack",
            """
            <h3>\(t(open.kind.label))</h3>\(visit.errorSummary(form, state))\(mark)\(visit.fields(form, state))\
            <p class="row"><button>\(t("Verstuur"))</button></p>
            """)
    }

    private func referrer(_ view: BuddyDoorView.ReferrerView) -> Reply {
        let words =
            switch view.state {
            case .new: t("De aanvraag is binnen. De vrijwilligerscentrale neemt contact op.")
            case .waiting: t.plural(view.days, "Wacht 1 dag op een maatje.", "Wacht \(view.days) dagen op een maatje.")
            case .paired: view.isTogether ? t("Er is een maatje.") : t("We zijn bezig met een kennismaking.")
            case .closed: t("De aanvraag is gestopt.")
            }
        return page(
            t("De aanvraag die jij deed"),
            """
            <p class="soft">\(view.kind)</p><p class="lead">\(words)</p>\
            <p>\(t("Meer laten we hier niet zien, om de persoon te beschermen. Vragen? Bel de vrijwilligerscentrale."))</p>
            """)
    }

    private func volunteer(_ view: BuddyDoorView.VolunteerView) -> Reply {
        let words =
            switch view.volunteer.state {
            case .new: t("Fijn dat je maatje wilt worden. We bellen of mailen je om kennis te maken.")
            case .ready:
                view.lines.contains { $0.pair.state.isActive }
                    ? t("Dank je wel dat je maatje bent.") : t("Je staat klaar. We zoeken iemand die bij je past.")
            case .stopped: t("Je bent gestopt. Dank je wel. Je bent altijd weer welkom.")
            }
        let wanted: HTML = """
            <ul>\(view.wanted, { item in
                let note =
                    item.needsCourseFirst
                    ? item.courseDay.map { t("cursus op \(t.date($0))") } ?? t("eerst de cursus") : ""
                return "<li\(attribute: "lang", t.typed)>\(item.kind.name)\(if: !note.isEmpty, " – \(note)")</li>"
            })</ul>
            """
        let vog: HTML =
            view.volunteer.vogSeen == nil && view.wanted.contains { $0.kind.needsVOG }
            ? "<p>\(t("We moeten je VOG nog zien. Neem hem mee als we elkaar spreken."))</p>" : .empty
        return page(
            t("Jouw maatjeswerk"),
            """
            <p class="lead">\(words)</p>\(view.lines, { line(volunteer: $0) })\
            \(hours(view))\(Part.card(t("Dit wil je doen"), wanted + vog))\(objections(view.objections))\
            \(leave(isOpen: view.volunteer.state != .stopped, t("Ik stop als maatje")))
            """)
    }

    private func hours(_ view: BuddyDoorView.VolunteerView) -> HTML {
        guard view.lines.contains(where: { $0.pair.startedAt != nil }) else { return .empty }
        return Part.card(
            t("Je uren"),
            """
            <p>\(t("Schrijf op hoeveel tijd je gaf. Dat kost een paar tellen, en je krijgt er een jaaroverzicht van."))</p>\
            <p class="row">\(Part.button(t("Schrijf uren op"), base + "/uren", compact: true))</p>
            """)
    }

    private func line(volunteer line: BuddyDoorView.Line) -> HTML {
        guard line.pair.state == .asked else {
            let name = line.other ?? ""
            let title = name.isEmpty ? t("Een maatje van eerder") : t("Jij en \(name)")
            return Part.card(title, details(line) + momentForm(line))
        }
        let facts: [(String, HTML)] = [
            (t("Soort"), "\(line.kind?.name ?? "")"), (t("Buurt"), "\(line.neighbourhood ?? "–")"),
            (
                t("Wanneer"),
                "\(line.shared.isEmpty ? t("samen te kiezen") : line.shared.words(t, limit: 6))"
            ),
        ]
        let hours = line.kind?.weekHours ?? 0
        let yes: HTML = visit.buttonForm(
            action: base + "/ja", label: t("Ja, ik wil kennismaken"), classes: "",
            fields: [("koppel", String(line.pair.number))])
        let no: HTML = visit.buttonForm(
            action: base + "/nee", label: t("Nee, dit keer niet"), classes: "quiet",
            fields: [("koppel", String(line.pair.number))])
        return Part.card(
            t("Wil jij deze persoon leren kennen?"),
            Part.facts(facts)
                + "<p>\(t.plural(hours, "Ongeveer 1 uur in de week", "Ongeveer \(hours) uur in de week")). \(t("De naam hoor je als je ja zegt."))</p><p class=\"row\">\(yes)\(no)</p>"
        )
    }

    private func objections(_ list: [(words: String, answer: String?)]) -> HTML {
        let form = BuddyObjection.form
        let state = objection ?? form.filled()
        let waiting = t("Nog geen antwoord.")
        let old: HTML = """
            \(list, { item in
                "<div class=\"stack\"><blockquote>\(HTML(paragraphs: item.words))</blockquote><p>\(item.answer ?? waiting)</p></div>"
            })
            """
        return """
            \(if: !list.isEmpty, Part.card(t("Je bezwaar"), old))\
            <details class="card"\(flag: "open", objection != nil)><summary>\(t("Ben je het ergens niet mee eens?"))</summary>\
            \(visit.form(action: base + "/bezwaar", classes: "stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button class="quiet">\(t("Maak bezwaar"))</button></p>
            """))<p class="small"><a href="/maatjes/uitleg">\(t("Hoe we mensen bij elkaar zoeken"))</a></p></details>
            """
    }

    private func leave(isOpen: Bool, _ label: String) -> HTML {
        let stop: HTML = isOpen ? visit.buttonForm(action: base + "/stoppen", label: label, classes: "quiet") : .empty
        let warning: HTML =
            mustConfirm ? Part.notice(t("Zet een vinkje als je het zeker weet."), .bad) : .empty
        return """
            <details class="card"\(flag: "open", mustConfirm)><summary>\(t("Stoppen of wissen"))</summary><div class="stack">\(warning)<p class="row">\(stop)\
            <a href="\(base)/gegevens">\(t("Download je gegevens"))</a></p>\
            \(visit.form(action: base + "/wissen", classes: "stack", """
            <label class="tick"><input type="checkbox" name="zeker" value="ja"><span>\(t("Ja, wis alles van mij. Dit is niet terug te draaien."))</span></label>\
            <p class="row"><button class="quiet">\(t("Wis alles"))</button></p>
            """))</div></details>
            """
    }
}
