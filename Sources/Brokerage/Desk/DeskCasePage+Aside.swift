import Community
import Core
import Web

extension DeskCasePage {
    var person: HTML {
        var facts: [(String, HTML)] = [(t("Telefoon"), OverdueMarkup.phone(intake.phone, t))]
        facts.append(
            (
                t("E-mail"),
                intake.email.map { HTML("<a href=\"mailto:\($0)\">\($0)</a>") }
                    ?? "<span class=\"soft\">\(t("geen e-mail: bel of stuur een brief"))</span>"
            ))
        if !intake.callWhen.isEmpty { facts.append((t("Bereikbaar"), "\(intake.callWhen)")) }
        if let postcode = intake.postcode { facts.append((t("Postcode"), "\(postcode)")) }
        if intake.language != .dutch { facts.append((t("Taal"), "\(intake.language.name)")) }
        let consent = intake.consent.map { consent in
            let day = intake.consentOn.map { t.date($0) } ?? ""
            return t("\(t(consent.label)), \(day)")
        }
        facts.append((t("Toestemming"), "\(consent ?? t("nog niet gevraagd"))"))
        facts.append((t("Wie mag dit lezen"), "\(t(intake.reading.label))"))
        if let name = intake.referrerName {
            let words = [name, intake.referrerOrganisation ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
            facts.append((t("Doorverwezen door"), "\(words)"))
        }
        return Part.card(t("Wie"), "<div class=\"brief\">\(Part.facts(facts))</div>\(reachFold)")
    }

    /// Also for a closed case: a place that goes on sends mail.
    private var reachFold: HTML {
        var state = FormState()
        ReachForm.fill(&state, from: intake)
        let form = visit.form(
            action: intake.path + "/bereikbaar", classes: "stack",
            """
            \(visit.errorSummary(ReachForm.form, reach ?? state))\(ReachForm.markup(visit, reach ?? state, intake))\
            <p class="row"><button class="quiet">\(t("Bewaar"))</button></p>
            """)
        return """
            <details class="no-print"\(flag: "open", reach != nil)><summary>\(t("Verander mail of telefoon"))</summary>\(form)</details>
            """
    }

    var ownerCard: HTML {
        let who = view.owner.map { t("Makelaar: \($0)") } ?? t("Dit is nog van niemand.")
        let take: HTML =
            view.isMine || !intake.isOpen
            ? .empty
            : visit.buttonForm(
                action: intake.path + "/pakken",
                label: view.owner == nil ? t("Ik neem het") : t("Ik neem het over"),
                fields: [(DeskWork.seenOwner, intake.owner?.text ?? "")])
        let options: HTML = """
            \(view.colleagues.filter { $0.person != intake.owner }, { "<option value=\"\($0.person.text)\">\($0.name)</option>" })
            """
        let give: HTML =
            intake.isOpen
            ? visit.form(
                action: intake.path + "/geven", classes: "stack",
                """
                <input type="hidden" name="\(DeskWork.seenOwner)" value="\(intake.owner?.text ?? "")">\
                <label for="veld-aan">\(t("Geef aan een collega"))</label><select id="veld-aan" name="aan">\(options)</select>\
                <p class="row"><button class="quiet compact">\(t("Geef"))</button></p>
                """) : .empty
        return Part.card(t("Van wie"), "<p>\(who)</p>\(take)\(give)")
    }

    var appointment: HTML {
        guard intake.isOpen else { return .empty }
        let state = plan ?? TalkPlanForm.form.filled(["duur": "45"])
        let planned: HTML =
            "\(view.talk, { talk in """
            <p><strong>\(talk.words(t))</strong><br>\(talk.place) · \(t("\(talk.minutes) minuten"))</p>\
            <p class="row">\(visit.buttonForm(action: intake.path + "/afspraak/af", label: t("Zeg af")))</p>
            """ })"
        let form = visit.form(
            action: intake.path + "/afspraak", classes: "stack",
            """
            \(visit.errorSummary(TalkPlanForm.form, state))\(visit.fields(TalkPlanForm.form, state))\
            <p class="row"><button class="quiet">\(view.talk == nil ? t("Plan") : t("Verzet"))</button></p>
            """)
        let fold: HTML = """
            <details\(flag: "open", plan != nil)><summary>\(view.talk == nil ? t("Plan een gesprek") : t("Verzet het gesprek"))</summary>\(form)</details>
            """
        let mail =
            intake.email == nil
            ? t("Er is geen mailadres: bel zelf over de afspraak.")
            : t("Er gaat een mail heen, en een dag vooraf een herinnering.")
        return Part.card(t("Afspraak"), "\(planned)\(fold)<p class=\"small soft\">\(mail)</p>")
    }

    var ending: HTML {
        let base = intake.path
        let links: [(String, String)] =
            intake.isOpen
            ? [(t("Sluit af"), base + "/sluiten"), (t("Wis op verzoek"), base + "/wissen")]
            : [(t("Wis op verzoek"), base + "/wissen")]
        let again: HTML =
            intake.isOpen
            ? .empty : visit.buttonForm(action: base + "/heropenen", label: t("Open opnieuw"), classes: "")
        return Part.card(
            t("Afronden"),
            "\(again)<ul class=\"plain\">\(links, { "<li><a href=\"\($0.1)\">\($0.0)</a></li>" })</ul>")
    }

    private func who(_ reading: DeskReading) -> String {
        if reading.isLink { return t("via de link in de mail") }
        return reading.name.isEmpty ? t("zonder naam") : reading.name
    }

    var readingCard: HTML {
        guard !view.readings.isEmpty else { return .empty }
        let rows: HTML = """
            <ul class="plain small">\(view.readings, { "<li>\(who($0)) · \(t.dateTime($0.at))</li>" })</ul>
            """
        return Part.card(
            t("Wie dit las"),
            "<details><summary>\(t.plural(view.readings.count, "1 keer", "\(view.readings.count) keer"))</summary>\(rows)</details>"
        )
    }
}
