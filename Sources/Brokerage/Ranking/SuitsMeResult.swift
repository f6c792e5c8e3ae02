import Community
import Core
import Web

/// The answer of “what suits me”: works with reasons, what fell away, and how to change it.
struct SuitsMeResult {
    /// So many at first.
    static let first = 12

    let visit: Visit
    let wishes: Wishes
    let found: SuitableWork
    let shown: Int
    private var t: Texts { visit.t }
    private var advice: WorkAdvice { found.advice }

    var reply: Reply {
        visit.page(
            t("Dit past bij jou"), head: "<meta name=\"robots\" content=\"noindex\">",
            """
            <div class="wrap stack page suits"><h1>\(t("Dit past bij jou"))</h1><p class="lead">\(count)</p>\(notices)\(mine)\
            \(works)\(almost)\(away)\(keep)</div>
            """)
    }

    private func url(_ query: Query) -> String { SuitsMeSteps.url(SuitsMeSteps.done, query) }

    private var count: String {
        switch advice.fitting {
        case 0: t("Er is nu niets dat bij al je antwoorden past. Hieronder lees je wat wel kan.")
        case 1: t("Er is 1 plek die bij je antwoorden past.")
        default:
            t(
                "Er zijn \(t.number(advice.fitting)) plekken die bij je antwoorden passen. Wat het meest bij je past, staat bovenaan."
            )
        }
    }

    private var notices: HTML {
        var markup = HTML.empty
        if let place = wishes.place, found.spot == nil {
            markup += Part.notice(t("We kennen de plaats “\(place)” niet. Daarom telt de afstand nu niet mee."))
        }
        if let year = visit.query.text(Wishes.Name.birthYear), wishes.birthYear == nil {
            markup += Part.notice(t("“\(String(year.prefix(20)))” is geen geboortejaar. We rekenen zonder leeftijd."))
        }
        return markup
    }

    /// The answers, each to take off, and the way back to each question.
    private var mine: HTML {
        let chips = wishes.chips(t)
        let list: HTML =
            chips.isEmpty
            ? "<p>\(t("Je hebt nog niets gekozen."))</p>"
            : """
            <ul class="chips" aria-label="\(t("Jouw antwoorden"))">\(chips, { chip in
                "<li><a class=\"chip\" href=\"\(url(chip.without))\">\(chip.label) <span aria-hidden=\"true\">×</span><span class=\"visually-hidden\">\(t("weghalen"))</span></a></li>"
            })</ul>
            """
        let refusable = Wishes.groups.filter { !wishes.refuses.contains($0) }
        let refuse: HTML = """
            <ul class="chips" aria-label="\(t("Ik wil niet met"))">\(refusable, { group in
                "<li><a class=\"chip\" href=\"\(url(refusing(group)))\">\(t(group.label))</a></li>"
            })</ul>
            """
        let questions: [(Int, String)] = [
            (1, t("Wat vind je leuk?")), (2, t("Met wie werk je graag?")), (3, t("Waar ben je goed in?")),
            (4, t("Wat zoek je erin?")), (5, t("Wanneer kun je?")), (6, t("Waar, en wat verder?")),
        ]
        let links: HTML = """
            <ul class="plain">\(questions, { "<li><a href=\"\(SuitsMeSteps.url(String($0.0), wishes.query))\">\($0.1)</a></li>" })</ul>
            """
        return """
            <section class="card stack" aria-labelledby="antwoorden"><h2 class="h3" id="antwoorden">\(t("Jouw antwoorden"))</h2>\(list)\
            <details class="no-print"><summary>\(t("Verander iets"))</summary><div class="stack suits-change"><h3 class="small">\(t("Ik wil niet met"))</h3>\(refuse)\
            <h3 class="small">\(t("Terug naar een vraag"))</h3>\(links)</div></details></section>
            """
    }

    private func refusing(_ group: TargetGroup) -> Query {
        var changed = wishes
        changed.likes.removeAll { $0 == group }
        changed.refuses.append(group)
        return Wishes(changed.query).query
    }

    private var works: HTML {
        if advice.hits.isEmpty { return .empty }
        var more: String?
        if advice.fitting > shown, shown < 60 {
            var query = wishes.query
            query.append("aantal", String(min(60, shown + 24)))
            more = url(query)
        }
        return """
            <section class="stack" aria-labelledby="passend"><h2 id="passend">\(t("Werk dat bij je past"))</h2>\
            <ul class="cards">\(advice.hits, { found.card($0, t, today: visit.today) })</ul>\(Part.more(t("Meer plekken"), more))\
            <p class="small soft">\(t("De volgorde komt uit een vaste rekensom met je antwoorden. Jij kiest, en de organisatie beslist."))</p></section>
            """
    }

    /// Works that one change away would fit.
    private var almost: HTML {
        let near = advice.near.filter { found.vacancies[$0.id.text] != nil && $0.wishes != nil }.prefix(8)
        if near.isEmpty { return .empty }
        return """
            <section class="stack" aria-labelledby="bijna"><h2 id="bijna">\(t("Dit past bijna"))</h2><ul class="tasks card">\
            \(Array(near), { miss in nearRow(miss) })</ul></section>
            """
    }

    private func nearRow(_ miss: NearWork) -> HTML {
        guard let vacancy = found.vacancies[miss.id.text]?.vacancy, let change = miss.change, let changed = miss.wishes
        else { return .empty }
        return """
            <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><a href="\(vacancy.path)"\(attribute: "lang", t.typed)>\(vacancy.title)</a><br>\
            <span class="small soft">\(miss.obstacle)</span></div><div class="row"><a class="small" href="\(url(changed.query))">\(t("Past als je \(change)"))</a></div></li>
            """
    }

    /// Why others are not shown, and what one change would bring.
    private var away: HTML {
        if advice.blocked.isEmpty, advice.changes.isEmpty { return .empty }
        let reasons: HTML = "<ul>\(advice.blocked, { "<li>\(capital($0)).</li>" })</ul>"
        let changes: HTML = """
            <ul>\(advice.changes, { change in
                "<li><a href=\"\(url(change.wishes.query))\">\(t.plural(change.more, "Als je \(change.change), past er 1 plek meer.", "Als je \(change.change), passen er \(t.number(change.more)) plekken meer."))</a></li>"
            })</ul>
            """
        return """
            <section class="card stack" aria-labelledby="weg"><h2 class="h3" id="weg">\(t("Waarom zie je andere plekken niet?"))</h2>\
            \(if: !advice.blocked.isEmpty, "<p>\(t("Door één ding dat je zei:"))</p>" + reasons)\
            \(if: !advice.changes.isEmpty, "<h3 class=\"small\">\(t("Wat zou meer plekken geven?"))</h3>" + changes)</section>
            """
    }

    private func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// Keep, share, print, or let somebody think along.
    private var keep: HTML {
        let address = visit.site.origin + url(wishes.query)
        let mail =
            "mailto:?subject=\(t("Vrijwilligerswerk dat bij mij past").percentEncoded)&body=\(address.percentEncoded)"
        return """
            <section class="card stack no-print" aria-labelledby="verder"><h2 class="h3" id="verder">\(t("En nu?"))</h2>\
            <p>\(t("Kies iets uit en reageer. Kom je er niet uit? Een makelaar van de vrijwilligerscentrale denkt met je mee."))</p>\
            <p class="row"><a class="button quiet" href="\(wishes.query.url("/hulp-bij-kiezen"))">\(t("Laat iemand meedenken"))</a>\(save)</p>\
            <ul class="keep"><li><a href="\(mail)">\(t("Mail dit naar jezelf of iemand anders"))</a></li>\
            <li><button type="button" class="quiet compact" data-copy="\(address)" data-copied="\(t("Gekopieerd"))" hidden>\(t("Kopieer de link"))</button></li>\
            <li><button type="button" class="quiet compact" data-print hidden>\(t("Druk af"))</button></li></ul>\
            <p class="small"><a href="/vacatures/uitleg">\(t("Waarom staat dit hier?"))</a></p></section>
            """
    }

    private var save: HTML {
        if wishes.isEmpty { return .empty }
        if visit.actor.isSignedIn {
            return visit.buttonForm(
                action: KeptWishes.path + "/bewaren", label: t("Bewaar in mijn account"), classes: "quiet",
                fields: [("wensen", wishes.query.encoded)])
        }
        return
            "<a class=\"button quiet\" href=\"\(wishes.query.url("/wensen/bewaren"))\">\(t("Bewaar mijn antwoorden"))</a>"
    }
}
