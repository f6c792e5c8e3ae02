import Community
import Core
import Web

extension DeskCasePage {
    /// Places that came free for somebody without mail: the broker calls, and says here what they want.
    var offers: HTML {
        var cards = HTML.empty
        for item in view.proposals {
            guard let until = item.offerUntil, until > visit.now else { continue }
            cards += card(item, until)
        }
        return cards
    }

    private func card(_ item: ProposalView, _ until: Moment) -> HTML {
        let id = item.proposal.id.text
        let form = OfferForm.form
        let state = offer.flatMap { $0.proposal == id ? $0.state : nil } ?? form.filled()
        // More than one place can wait for an answer; an id stands once on a page.
        let prefix = "plek-\(item.vacancy.number)"
        let buttons: HTML = """
            \(OfferForm.Answer.allCases, { choice in
                "<button\(attribute: "class", choice == .declines ? "quiet" : nil) name=\"\(OfferForm.choice)\" value=\"\(choice.rawValue)\">\(t(choice.label))</button>"
            })
            """
        let answer = visit.form(
            action: "\(intake.path)/voorstellen/\(id)/plek", classes: "stack no-print",
            """
            \(visit.errorSummary(form, state, prefix: prefix))\(visit.fields(form, state, prefix: prefix))\
            <p class="row">\(buttons)</p>
            """)
        return Part.card(
            t("Er is een plek vrij voor \(intake.name)"),
            """
            <p><a href="\(item.vacancy.path)"\(attribute: "lang", t.typed)>\(item.vacancy.title)</a> · \(item.organisation.name)</p>\
            <p>\(t("Er is geen mailadres: bel dus voor \(t.longDate(until.day)) om \(t.time(until)) uur. Daarna gaat de plek naar de volgende.")) \(OverdueMarkup.phone(intake.phone, t))</p>\
            <p class="small soft">\(t("Wie de plek niet wil, gaat van de wachtlijst af."))</p>\(answer)
            """)
    }
}
