import Community
import Core
import Services
import Storage
import Web

/// The pages of requests at the desk.
struct BuddyRequestPages {
    let visit: Visit
    private var t: Texts { visit.t }
    private var path: String { BuddyRequestRoutes.path }

    func list(_ list: BuddyRequestList, _ filter: BuddyListFilter) -> Reply {
        let rows = list.page.items.map(row)
        let columns: [Web.Table.Column] = [
            .init(t("Aanvraag")), .init(t("Soort")), .init(t("Buurt")), .init(t("Dagen"), number: true),
            .init(t("Overgeslagen"), number: true), .init(t("Stand")),
        ]
        let next = list.page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        let states = BuddyRequest.State.allCases.map { ($0.rawValue, t($0.label)) }
        let table: HTML =
            rows.isEmpty
            ? Part.empty(t("Niemand op deze lijst"), t("Kies een ander filter, of schrijf een aanvraag op."))
            : Web.Table(t("Aanvragen"), columns, rows: rows).markup + Part.more(t("Toon meer"), next)
        return visit.page(
            t("Aanvragen"),
            """
            <div class="wrap stack page">\(BuddyNav.markup(visit, .requests))<div class="row apart"><h1>\(t("Aanvragen"))</h1>\
            <p class="no-print">\(Part.button(t("Nieuwe aanvraag"), path + "/nieuw", compact: true))</p></div>\
            \(BuddyFilterMarkup(visit: visit, kinds: list.kinds, areas: list.areas, states: states, filter: filter, first: t("Wacht")).markup)\(table)</div>
            """)
    }

    private func row(_ line: BuddyRequestList.Line) -> [HTML] {
        let days = line.request.waited(visit.now)
        let isOpen = [.new, .waiting].contains(line.request.state)
        let isLate = isOpen && days > line.maxWait
        return [
            "<a href=\"\(path)/\(line.request.number)\">\(t("Aanvraag \(line.request.number)"))</a>", "\(line.kind)",
            "\(line.area ?? "–")", "\(isOpen ? t.number(days) : "–")",
            "\(line.passed == 0 ? "–" : t.number(line.passed))",
            "\(t(line.request.state.label))\(if: isLate, " " + Part.chip(t("te lang"), .bad))",
        ]
    }

    func new(_ form: BuddyRequestForm, _ state: FormState, status: Int = 200) -> Reply {
        guard !form.kinds.isEmpty else {
            return visit.page(
                t("Nieuwe aanvraag"),
                """
                <div class="wrap narrow stack page">\(BuddyNav.markup(visit, .requests))<h1>\(t("Nieuwe aanvraag"))</h1>\(BuddyNav.noKinds(t))</div>
                """)
        }
        return visit.page(
            t("Nieuwe aanvraag"), status: status,
            """
            <div class="wrap narrow stack page">\(BuddyNav.markup(visit, .requests))<h1>\(t("Nieuwe aanvraag"))</h1>\
            <p class="lead">\(t("Schrijf op wat de persoon je vertelt. Hij of zij komt meteen op de wachtlijst."))</p>\
            \(visit.form(action: path + "/nieuw", classes: "card stack", """
            \(form.markup(visit, state))<p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>
            """))</div>
            """)
    }

    func detail(
        _ view: BuddyRequestView, problem: Text?, needsReason: Bool, volunteer: Int?, reason: String, mustConfirm: Bool
    ) -> Reply {
        let request = view.request
        let days = request.waited(visit.now)
        let title = t("Aanvraag \(request.number)")
        let summary: HTML = """
            \(problem, { "<div class=\"summary-error\" role=\"alert\" tabindex=\"-1\" id=\"fouten\" data-focus><h2>\(t("Dit moet nog anders"))</h2><ul><li><a href=\"#\(needsReason ? "veld-reden" : "kandidaten")\">\(t($0))</a></li></ul></div>" })
            """
        return visit.page(
            title, status: problem == nil && !mustConfirm ? 200 : 400,
            """
            <div class="wrap stack page">\(BuddyNav.markup(visit, .requests))<p class="no-print"><a href="\(path)">\(t("Aanvragen"))</a></p>\
            <div class="row apart"><h1>\(title)</h1>\(Part.chip(t(request.state.label), request.state == .paired ? .good : .wait))</div>\
            <p class="lead">\(view.kind?.name ?? "") · \(t.plural(days, "wacht 1 dag", "wacht \(days) dagen"))</p>\(summary)\
            <div class="columns side-right"><div class="stack">\(person(view))\(take(view))\(candidates(view, volunteer, reason, needsReason ? problem : nil))\(pairs(view))\(passed(view))</div>\
            <aside class="stack">\(facts(view))\(leave(view, mustConfirm))</aside></div></div>
            """)
    }

    private func person(_ view: BuddyRequestView) -> HTML {
        guard let words = view.words else {
            return Part.card(t("De persoon"), "<p>\(t("De woorden van deze aanvraag zijn gewist."))</p>")
        }
        var facts: [(String, HTML)] = [(t("Naam"), "\(words.name)")]
        if let phone = words.phone { facts.append((t("Telefoonnummer"), "<a href=\"tel:\(phone)\">\(phone)</a>")) }
        if let email = words.email { facts.append((t("E-mailadres"), "\(email)")) }
        if let referrer = words.referrer {
            let from = [referrer, words.referrerFrom, words.referrerEmail].compactMap { $0 }.joined(separator: ", ")
            facts.append((t("Verwijzer"), "\(from)"))
        }
        let not: HTML =
            words.not.isEmpty ? .empty : "<h3>\(t("Liever niet"))</h3>\(HTML(paragraphs: words.not))"
        return Part.card(
            t("De persoon"),
            """
            \(Part.facts(facts))<h3>\(t("Wens"))</h3>\(HTML(paragraphs: words.wish))\(not)\
            \(if: words.email != nil, visit.buttonForm(action: "\(path)/\(view.request.number)/link", label: t("Stuur een nieuwe link")))\
            <p class="small soft">\(t("Dat jij dit las, staat in het logboek."))</p>
            """)
    }

    private func take(_ view: BuddyRequestView) -> HTML {
        guard view.request.state == .new else { return .empty }
        let options: HTML = """
            \(view.kinds, { "<option value=\"\($0.number)\"\(flag: "selected", $0.id == view.request.kind)>\($0.name)</option>" })
            """
        let kind: HTML =
            view.kinds.count < 2
            ? .empty
            : """
            <div class="field"><label for="veld-soort">\(t("Welk soort hulp past?"))</label>\
            <select id="veld-soort" name="soort"\(attribute: "lang", t.typed)>\(options)</select></div>
            """
        return Part.card(
            t("Heb je de persoon gesproken?"),
            """
            <p>\(t("Bel of mail om kennis te maken. Daarna zet je de aanvraag op de wachtlijst. De wachttijd telt vanaf de dag van aanvragen."))</p>\
            \(visit.form(action: "\(path)/\(view.request.number)/lijst", classes: "stack", """
            \(kind)\
            <fieldset class="field"><legend>\(t("Hoeveel vrijwilligers delen dit?"))</legend><div class="ticks">\
            <label class="tick"><input type="radio" name="samen" value="1"\(flag: "checked", view.request.helpers == 1)><span>\(t("Eén"))</span></label>\
            <label class="tick"><input type="radio" name="samen" value="2"\(flag: "checked", view.request.helpers == 2)><span>\(t("Twee, om en om"))</span></label></div></fieldset>\
            <p class="row"><button>\(t("Zet op de wachtlijst"))</button></p>
            """))
            """)
    }

    private func candidates(_ view: BuddyRequestView, _ chosen: Int?, _ reason: String, _ wrong: Text?) -> HTML {
        if let hindrance = view.hindrance {
            let counts = hindrance.counts.map { "\(t($0.obstacle.label)): \($0.count)" }
            return Part.card(
                t("Er past nu niemand"), id: "kandidaten",
                """
                <ul>\(hindrance.changes, { "<li>\($0.words(t))</li>" })</ul>\
                \(if: !counts.isEmpty, "<p class=\"small soft\">\(t("Wat in de weg staat, en bij hoeveel vrijwilligers:")) \(counts.joined(separator: "; "))</p>")
                """)
        }
        guard !view.candidates.isEmpty else { return .empty }
        let first = chosen ?? view.candidates.first?.candidate.offer.number
        let rows: HTML = """
            \(view.candidates, { item in
                let offer = item.candidate.offer
                let why = item.candidate.fit.reasons(t).joined(separator: "; ")
                let warning = t.plural(item.passes, "1 iemand die langer wacht verliest dan het voorstel", "\(item.passes) mensen die langer wachten verliezen dan het voorstel")
                return """
                <label class="tick"><input type="radio" name="vrijwilliger" value="\(offer.number)"\(flag: "checked", offer.number == first)><span><strong>\(offer.name)</strong>\
                \(if: item.isProposed, " " + Part.chip(t("voorstel"), .good))<br><span class="small">\(why)\(if: item.passes > 0, " · \(warning)")</span></span></label>
                """
            })
            """
        let byHand: HTML = view.isByHand ? Part.notice(BuddyProposalPage.noProposal(t)) : .empty
        let why = view.isByHand ? t("als je wilt") : t("alleen als je afwijkt van het voorstel")
        return Part.card(
            t("Wie past?"), id: "kandidaten",
            byHand
                + visit.form(
                    action: "\(path)/\(view.request.number)/koppel", classes: "stack",
                    """
                    <fieldset class="field"><legend>\(t("Kies een vrijwilliger"))</legend><div class="ticks">\(rows)</div></fieldset>\
                    <div class="field"><label for="veld-reden">\(t("Waarom?"))<span class="optional"> (\(why))</span></label>\(wrong, { "<span class=\"field-error\" id=\"veld-reden-fout\">\(t($0))</span>" })\
                    <textarea id="veld-reden" name="reden" rows="2" maxlength="600"\(attribute: "aria-invalid", wrong == nil ? nil : "true")\(attribute: "aria-describedby", wrong == nil ? nil : "veld-reden-fout")>\(reason)</textarea></div>\
                    <p class="row"><button>\(t("Vraag deze vrijwilliger"))</button></p>
                    """))
    }

    private func pairs(_ view: BuddyRequestView) -> HTML {
        guard !view.pairs.isEmpty else { return .empty }
        return Part.card(
            t("Koppels"),
            """
            <ul class="plain">\(view.pairs, { item in
                let end = item.pair.endReason.map { " – " + t($0.label) } ?? ""
                return "<li><a href=\"\(BuddyNav.pairs.path)/\(item.pair.number)\">\(item.volunteer.isEmpty ? t("Koppel \(item.pair.number)") : item.volunteer)</a> <span class=\"soft small\">\(t(item.pair.state.label))\(end)</span></li>"
            })</ul>
            """)
    }

    private func passed(_ view: BuddyRequestView) -> HTML {
        guard !view.passed.isEmpty else { return .empty }
        let title = t.plural(view.passed.count, "1 keer overgeslagen", "\(view.passed.count) keer overgeslagen")
        return Part.card(
            title,
            """
            <ul>\(view.passed, { "<li>\(t.date($0.at.day)): \($0.reason)</li>" })</ul>
            """)
    }

    private func facts(_ view: BuddyRequestView) -> HTML {
        let request = view.request
        let moments = request.moments.isEmpty ? t("samen te kiezen") : request.moments.words(t, limit: 6)
        var facts: [(String, HTML)] = [
            (t("Aangevraagd"), "\(t.date(request.createdAt.day)), \(t(request.source.label))"),
            (t("Buurt"), "\(view.area ?? "–")"), (t("Wanneer"), "\(moments)"),
            (t("Talen"), "\(request.languages.words(t))"),
        ]
        if !request.interests.isEmpty {
            facts.append((t("Graag samen"), Self.typed(request.interests, t)))
        }
        if let wish = request.prefers { facts.append((t("Voorkeur"), "\(t(wish.wish))")) }
        if request.helpers > 1 { facts.append((t("Vrijwilligers"), "\(t("twee, om en om"))")) }
        return Part.card(t("Voor het zoeken"), Part.facts(facts))
    }

    static func typed(_ interests: BuddyInterests, _ t: Texts) -> HTML {
        "<span\(attribute: "lang", t.typed)>\(interests.words.joined(separator: ", "))</span>"
    }

    private func leave(_ view: BuddyRequestView, _ mustConfirm: Bool) -> HTML {
        guard view.request.erasedAt == nil else { return .empty }
        let base = "\(path)/\(view.request.number)"
        let reasons: [BuddyPair.End] = [.asker, .done, .moved]
        let stop: HTML =
            view.request.state == .closed
            ? .empty
            : visit.form(
                action: base + "/stop", classes: "stack",
                """
                <div class="field"><label for="veld-stop">\(t("Waarom stopt het?"))</label><select id="veld-stop" name="reden">\(reasons, { "<option value=\"\($0.rawValue)\">\(t($0.label))</option>" })</select></div>\
                <p class="row"><button class="quiet">\(t("Stop deze aanvraag"))</button></p>
                """)
        return """
            <details class="card no-print"\(flag: "open", mustConfirm)><summary>\(t("Stoppen of wissen"))</summary><div class="stack">\(stop)\(BuddyEraseForm(visit: visit, action: base + "/wis", mustConfirm: mustConfirm).markup)</div></details>
            """
    }
}
