import Core
import Storage
import Web

/// The workspace of an organisation: what waits, its details, and how to stop.
struct OrganisationWorkspacePages {
    let visit: Visit
    let membership: Actor.Membership
    var t: Texts { visit.t }

    private func page(_ title: String, _ item: OrganisationNav.Item, status: Int = 200, _ content: HTML) -> Reply {
        visit.page(
            title, status: status,
            """
            <div class="wrap stack page">\(OrganisationNav.markup(visit, membership, current: item))<h1>\(title)</h1>\(content)</div>
            """)
    }

    // MARK: Home

    func home(_ organisation: Organisation, tasks: [TaskItem]) -> Reply {
        let urgent = tasks.filter(\.isUrgent)
        let other = tasks.filter { !$0.isUrgent }
        let list: HTML =
            tasks.isEmpty
            ? Part.empty(
                t("Alles is gedaan"), t("Er wacht niets op jullie. Zoek je nog mensen? Plaats dan een vacature."),
                Part.button(t("Naar jullie vacatures"), OrganisationNav.Item.vacancies.path(organisation.number)))
            : "\(if: !urgent.isEmpty, rows(t("Eerst dit"), urgent))\(if: !other.isEmpty, rows(urgent.isEmpty ? t("Dit wacht op jullie") : t("Daarna"), other))"
        return page(t("Overzicht"), .home, "\(banner(organisation))\(list)\(publicPage(organisation))")
    }

    private func rows(_ title: String, _ tasks: [TaskItem]) -> HTML {
        Part.card(
            title,
            """
            <ul class="tasks">\(tasks, { task in
                """
                <li><span class="dot dot-\(task.function.rawValue)" aria-hidden="true"></span><div><strong>\(task.title)</strong><br>\
                <span class="small soft">\(task.detail)</span></div>\
                <div class="row">\(Part.button(task.action, task.path, quiet: true, compact: true))</div></li>
                """
            })</ul>
            """)
    }

    /// Where the organisation stands with the centre, when that matters.
    private func banner(_ organisation: Organisation) -> HTML {
        switch organisation.state {
        case .submitted:
            return Part.notice(
                t(
                    "De vrijwilligerscentrale kijkt jullie gegevens na. Dat duurt meestal een paar werkdagen. Vacatures kun je nu al klaarzetten."
                ))
        case .returned: return returned(organisation)
        case .approved where organisation.hasUnseenChanges:
            return Part.notice(
                t(
                    "De vrijwilligerscentrale kijkt nog naar wat je laatst hebt aangepast. Jullie blijven gewoon op de site."
                ))
        case .approved, .stopped: return .empty
        }
    }

    private func returned(_ organisation: Organisation) -> HTML {
        let way: HTML =
            membership.role == .manager
            ? "<p>\(Part.button(t("Pas aan en stuur opnieuw in"), OrganisationNav.Item.details.path(membership.number)))</p>"
            : "<p>\(t("Een beheerder van jullie organisatie kan dit aanpassen."))</p>"
        return """
            <div class="notice warm stack"><p><strong>\(t("De vrijwilligerscentrale vraagt om een aanpassing:"))</strong></p>\
            \(HTML(paragraphs: organisation.feedback ?? ""))\(way)</div>
            """
    }

    private func publicPage(_ organisation: Organisation) -> HTML {
        "\(if: organisation.state == .approved, "<p><a href=\"\(organisation.path)\">\(t("Zo ziet iedereen jullie organisatie"))</a></p>")"
    }

    // MARK: Details

    func details(_ organisation: Organisation, _ form: Form, _ state: FormState) -> Reply {
        typealias Name = OrganisationForm.Name
        func fields(_ names: [String]) -> HTML {
            names.reduce(into: HTML.empty) { $0 += visit.field($1, of: form, state) }
        }
        let about = fields([
            Name.name, Name.kvk, Name.kind, Name.sector, Name.description, Name.website, Name.street, Name.postcode,
            Name.area,
        ])
        let label = organisation.state == .returned ? t("Sla op en stuur opnieuw in") : t("Sla op")
        let content: HTML = """
            \(Part.card(t("De organisatie"), about))\(Part.card(t("Contact"), fields([Name.contact, Name.email, Name.phone])))\
            \(Part.card(t("Past dit bij de site?"), fields(Name.test)))<p><button>\(label)</button></p>
            """
        let action = OrganisationNav.Item.details.path(membership.number)
        return page(
            t("Gegevens"), .details, status: state.isValid ? 200 : 400,
            """
            \(banner(organisation))\(visit.errorSummary(form, state))\(visit.form(action: action, classes: "stack narrow", content))\
            <p><a href="/organisatie/\(membership.number)/stoppen">\(t("Stoppen met deze organisatie"))</a></p>
            """)
    }

    /// The details for members who may not change them.
    func readDetails(_ organisation: Organisation) -> Reply {
        var facts: [(String, HTML)] = [
            (t("Naam van de organisatie"), "\(organisation.name)"),
            (t("Waar gaat het vooral over?"), "\(t(organisation.sector.label))"),
            (t("Wat doen jullie?"), HTML(paragraphs: organisation.description)),
        ]
        func add(_ label: String, _ value: String?) {
            if let value, !value.isEmpty { facts.append((label, "\(value)")) }
        }
        add(t("KvK-nummer"), organisation.kvk)
        add(t("Website"), organisation.website)
        add(t("Naar wie kunnen mensen vragen?"), organisation.contact)
        add(t("E-mailadres van de organisatie"), organisation.email)
        add(t("Telefoonnummer"), organisation.phone)
        add(t("Straat en nummer"), organisation.street)
        add(t("Postcode"), organisation.postcode)
        return page(
            t("Gegevens"), .details,
            "\(banner(organisation))<p>\(t("Klopt er iets niet? Een beheerder van jullie organisatie kan dit aanpassen."))</p>\(Part.card(nil, Part.facts(facts)))"
        )
    }

    // MARK: Stop

    static let stopForm = Form([Field("zeker", Text("Ja, we stoppen"), .checkbox)])

    func stop(_ state: FormState) -> Reply {
        let content: HTML =
            "\(visit.fields(Self.stopForm, state))<p><button>\(t("Stop met deze organisatie"))</button></p>"
        return page(
            t("Stoppen"), .details, status: state.isValid ? 200 : 400,
            """
            <div class="stack narrow"><p>\(t("Jullie organisatie gaat van de site. Alle vacatures gaan dicht en mensen kunnen niet meer reageren."))</p>\
            <p>\(t("Wachten er nog mensen op antwoord? Laat het ze eerst weten."))</p>\
            \(visit.errorSummary(Self.stopForm, state))\
            \(visit.form(action: "/organisatie/\(membership.number)/stoppen", classes: "stack", content))</div>
            """)
    }
}
