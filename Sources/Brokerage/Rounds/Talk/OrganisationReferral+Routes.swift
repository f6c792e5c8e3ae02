import Community
import Core
import Services
import Storage
import Web

/// The questions that were put to an organisation: somebody would like to do something with you.
struct OrganisationReferralRoutes: Sendable {
    let house: House
    static let base = "/organisatie/{organisatie}/doorverwijzingen"

    func register(_ routes: Routes) {
        routes.get(Self.base, access: .organisation(.member)) { visit in
            let member = try visit.membership()
            let list = try await house.database.read { db in
                try db.rows(
                    """
                    SELECT * FROM trajectory_referral WHERE organisation_id = \(member.organisation)
                    ORDER BY created_at DESC, id DESC LIMIT 100
                    """
                ).map(TrajectoryReferral.init(row:))
            }
            return OrganisationReferralPages(visit: visit, member: member).list(list)
        }
        routes.get(Self.base + "/{vraag}", access: .organisation(.member)) { visit in try await page(visit) }
        routes.post(Self.base + "/{vraag}", access: .organisation(.member)) { visit in
            let member = try visit.membership()
            let number = try visit.number("vraag")
            let state = AnswerReferral.form.read(visit.form)
            guard state.isValid else { return try await page(visit, state, status: 400) }
            let kept = try await house.database.write { db in
                try AnswerReferral(house: house, visit: visit).answer(
                    state, number: number, of: member.organisation, in: db)
            }
            return .redirect(
                to: visit.path,
                notice: !kept
                    ? visit.t("Deze vraag is al beantwoord.")
                    : state["antwoord"] == "ja"
                        ? visit.t("Fijn. Neem binnen een week contact op.")
                        : visit.t("Bedankt. De centrale zoekt verder."))
        }
        routes.post(Self.base + "/{vraag}/afloop", access: .organisation(.member)) { visit in
            let member = try visit.membership()
            let number = try visit.number("vraag")
            guard let word = visit.form.text("afloop"), ["ja", "nee"].contains(word) else {
                throw WebError.badRequest(Text("Kies of deze persoon begonnen is."))
            }
            _ = try await house.database.write { db in
                try AnswerReferral(house: house, visit: visit).tell(
                    started: word == "ja", number: number, of: member.organisation, in: db)
            }
            return .redirect(to: visit.path.dropLastPart, notice: visit.t("Bedankt voor het doorgeven."))
        }
    }

    private func page(_ visit: Visit, _ state: FormState? = nil, status: Int = 200) async throws -> Reply {
        let member = try visit.membership()
        let number = try visit.number("vraag")
        let (referral, words, person) = try await house.database.write { db in
            guard let referral = try TrajectoryReferral.find(number: number, of: member.organisation, in: db),
                referral.state != .withdrawn
            else { throw WebError.notFound }
            try house.record(
                Audit.Event(
                    "doorverwijzing-gelezen", "doorverwijzing", referral.id.text, municipality: referral.municipality),
                by: visit, in: db)
            // A no closes the view: what was shared was shared for one answer.
            let isOpen = referral.state != .no && referral.state != .ended
            return (
                referral, isOpen ? try referral.opened(house, in: db) : nil,
                isOpen ? try TrajectoryPerson.find(referral.person, in: db) : nil
            )
        }
        return OrganisationReferralPages(visit: visit, member: member).one(
            referral, words: words, person: person, state, status: status)
    }
}

struct OrganisationReferralPages {
    let visit: Visit
    let member: Actor.Membership
    private var t: Texts { visit.t }
    private var path: String { "/organisatie/\(member.number)/doorverwijzingen" }
    private var nav: HTML { OrganisationNav.markup(visit, member, current: .referrals) }

    func list(_ referrals: [TrajectoryReferral]) -> Reply {
        let rows = referrals.map { referral -> [HTML] in
            [
                "<a href=\"\(path)/\(referral.number)\">\(t("Vraag \(referral.number)"))</a>",
                "\(t.ago(referral.createdAt, now: visit.now))",
                Part.chip(t(referral.state.label), referral.state == .asked ? .wait : .plain),
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? Part.empty(
                t("Er zijn geen vragen"),
                t("Hier komt het te staan als iemand in een gesprek zegt: ik wil bij jullie iets doen."))
            : Web.Table(t("Vragen"), [.init(t("Vraag")), .init(t("Wanneer")), .init(t("Stand"))], rows: rows).markup
        return visit.page(
            t("Mensen die iets willen doen"),
            "<div class=\"wrap stack page\">\(nav)<h1>\(t("Mensen die iets willen doen"))</h1>\(table)</div>")
    }

    func one(
        _ referral: TrajectoryReferral, words: String?, person: TrajectoryPerson?, _ state: FormState?, status: Int
    ) -> Reply {
        let body: HTML
        switch referral.state {
        case .asked: body = asked(referral, words, person, state)
        case .yes, .started: body = agreed(referral, words, person)
        default:
            body = "<p>\(t("Jullie zeiden nee, of het ging niet door. We laten niets meer van deze persoon zien."))</p>"
        }
        return visit.page(
            t("Iemand wil iets doen"), head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap narrow stack page">\(nav)<p><a href="\(path)">\(t("Alle vragen"))</a></p><h1>\(t("Iemand wil iets doen"))</h1>\
            <p>\(Part.chip(t(referral.state.label), referral.state == .asked ? .wait : .plain)) \(t("Gevraagd op \(t.date(referral.createdAt.day))"))</p>\(body)</div>
            """)
    }

    private func asked(
        _ referral: TrajectoryReferral, _ words: String?, _ person: TrajectoryPerson?, _ state: FormState?
    ) -> HTML {
        let form = AnswerReferral.form
        let shown = state ?? form.filled()
        let first = person?.firstName ?? ""
        return Part.card(
            first.isEmpty ? t("De vraag") : t("\(first) wil bij jullie iets doen"),
            """
            \(words, { "<blockquote\(attribute: "lang", t.typed)>\(HTML(paragraphs: $0))</blockquote>" })\
            <p class="small soft">\(t("Meer laten we nu niet zien. Zeg je ja, dan krijg je de naam en het nummer. Antwoord voor \(t.date(referral.due.day))."))</p>
            """)
            + visit.form(
                action: "\(path)/\(referral.number)", classes: "card stack",
                """
                \(visit.errorSummary(form, shown))\(visit.fields(form, shown))<p class="row"><button>\(t("Verstuur je antwoord"))</button></p>
                """)
    }

    private func agreed(_ referral: TrajectoryReferral, _ words: String?, _ person: TrajectoryPerson?) -> HTML {
        guard let person else { return "<p>\(t("De gegevens van deze persoon zijn gewist."))</p>" }
        var facts: [(String, HTML)] = [(t("Naam"), "<span\(attribute: "lang", t.typed)>\(person.name)</span>")]
        if let phone = person.phone {
            facts.append((t("Telefoonnummer"), "<a href=\"tel:\(RoundMarkup.dial(phone))\">\(phone)</a>"))
        }
        if let email = person.email { facts.append((t("E-mailadres"), "<a href=\"mailto:\(email)\">\(email)</a>")) }
        let outcome: HTML =
            referral.state == .yes
            ? Part.card(
                t("Is \(person.firstName) begonnen?"),
                """
                <p class="row">\(visit.buttonForm(action: "\(path)/\(referral.number)/afloop", label: t("Ja, begonnen"), classes: "compact", fields: [("afloop", "ja")]))\
                \(visit.buttonForm(action: "\(path)/\(referral.number)/afloop", label: t("Nee, het ging niet door"), fields: [("afloop", "nee")]))</p>
                """) : .empty
        return Part.card(
            t("Neem contact op"),
            "\(Part.facts(facts))\(words, { "<blockquote\(attribute: "lang", t.typed)>\(HTML(paragraphs: $0))</blockquote>" })"
        ) + outcome
    }
}
