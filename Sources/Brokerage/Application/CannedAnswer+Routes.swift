import Community
import Core
import Services
import Storage
package import Web

extension Brokerage {
    /// The texts an organisation sends more often.
    package func cannedAnswerRoutes(_ routes: Routes) {
        let house = self.house
        let member = Access.organisation(.member)
        let base = "/organisatie/{organisatie}/antwoorden"
        routes.get(base, access: member) { visit in try await Self.cannedPage(visit, house).list() }
        routes.post(base, access: member) { visit in
            let state = InboxForms.canned.read(visit.form)
            guard state.isValid else { return try await Self.cannedPage(visit, house).list(state, status: 400) }
            return try await Self.changeCanned(visit, house, "antwoordtekst-nieuw") { organisation, db in
                try CannedAnswer.adoptStandard(organisation, visit.t, now: visit.now, in: db)
                _ = try CannedAnswer.add(
                    name: state["naam"], body: state["tekst"], to: organisation, now: visit.now, in: db)
                return true
            }
        }
        routes.post(base + "/overnemen", access: member) { visit in
            try await Self.changeCanned(visit, house, "antwoordteksten-overgenomen") { organisation, db in
                try CannedAnswer.adoptStandard(organisation, visit.t, now: visit.now, in: db)
                return true
            }
        }
        routes.get(base + "/{antwoord}", access: member) { visit in
            let page = try await Self.cannedPage(visit, house)
            let answer = try page.answer(visit.parameter("antwoord"))
            return page.edit(answer, InboxForms.canned.filled(["naam": answer.name, "tekst": answer.body]))
        }
        routes.post(base + "/{antwoord}", access: member) { visit in
            let id = try visit.parameter("antwoord")
            let state = InboxForms.canned.read(visit.form)
            guard state.isValid else {
                let page = try await Self.cannedPage(visit, house)
                return page.edit(try page.answer(id), state, status: 400)
            }
            return try await Self.changeCanned(visit, house, "antwoordtekst-veranderd") { organisation, db in
                try CannedAnswer.change(
                    id, name: state["naam"], body: state["tekst"], of: organisation, now: visit.now, in: db)
            }
        }
        routes.post(base + "/{antwoord}/weg", access: member) { visit in
            let id = try visit.parameter("antwoord")
            return try await Self.changeCanned(visit, house, "antwoordtekst-weg") { organisation, db in
                try CannedAnswer.remove(id, of: organisation, in: db)
            }
        }
    }

    private static func cannedPage(_ visit: Visit, _ house: House) async throws -> CannedAnswerPages {
        let membership = try visit.membership()
        let own = try await house.database.read { db in try CannedAnswer.own(membership.organisation, in: db) }
        return CannedAnswerPages(visit: visit, membership: membership, own: own)
    }

    private static func changeCanned(
        _ visit: Visit, _ house: House, _ action: String,
        _ body: @escaping @Sendable (Organisation.Identity, any SQLConnection) throws -> Bool
    ) async throws -> Reply {
        let membership = try visit.membership()
        try await house.database.write { db in
            guard try body(membership.organisation, db) else { throw WebError.notFound }
            try house.record(Audit.Event(action, "organisatie", membership.id), by: visit, in: db)
        }
        return .redirect(
            to: OrganisationNav.Item.answers.path(membership.number), notice: visit.t("Opgeslagen."))
    }
}

/// The pages on which an organisation keeps its texts.
struct CannedAnswerPages {
    let visit: Visit
    let membership: Actor.Membership
    let own: [CannedAnswer]
    var t: Texts { visit.t }
    private var path: String { OrganisationNav.Item.answers.path(membership.number) }

    func answer(_ id: String) throws -> CannedAnswer {
        guard let found = own.first(where: { $0.id == id }) else { throw WebError.notFound }
        return found
    }

    func list(_ state: FormState = InboxForms.canned.filled(), status: Int = 200) -> Reply {
        let shown = own.isEmpty ? CannedAnswer.standard(t) : own
        let adopt = visit.buttonForm(
            action: path + "/overnemen", label: t("Neem deze teksten over om ze aan te passen"))
        let intro: HTML =
            own.isEmpty
            ? "<p>\(t("Dit zijn onze voorbeelden. Je kunt ze gebruiken zoals ze zijn."))</p><div class=\"row\">\(adopt)</div>"
            : ""
        let add = visit.form(
            action: path, classes: "stack",
            """
            \(visit.errorSummary(InboxForms.canned, state))\(visit.fields(InboxForms.canned, state))\
            <p class="row"><button>\(t("Bewaar de tekst"))</button></p>
            """)
        return visit.page(
            t("Vaste antwoorden"), status: status,
            """
            <div class="wrap stack page">\(OrganisationNav.markup(visit, membership, current: .answers))<h1>\(t("Vaste antwoorden"))</h1>\
            <p class="lead">\(t("Teksten die je vaker stuurt. Bij een reactie kies je er een en pas je hem aan."))</p>\(intro)\
            <div class="cards">\(shown, card)</div>\(Part.card(t("Nieuwe tekst"), add))</div>
            """)
    }

    private func card(_ answer: CannedAnswer) -> HTML {
        let remove = visit.buttonForm(action: "\(path)/\(answer.id)/weg", label: t("Verwijder"))
        let edit = Part.button(t("Pas aan"), "\(path)/\(answer.id)", quiet: true, compact: true)
        return """
            <section class="card stack"><h2>\(answer.name)</h2><div class="small">\(HTML(paragraphs: answer.body))</div>\
            \(if: !own.isEmpty, "<div class=\"row\">\(edit)\(remove)</div>")</section>
            """
    }

    func edit(_ answer: CannedAnswer, _ state: FormState, status: Int = 200) -> Reply {
        let content: HTML = """
            \(visit.errorSummary(InboxForms.canned, state))\(visit.fields(InboxForms.canned, state))\
            <p class="row"><button>\(t("Bewaar de tekst"))</button>\(Part.button(t("Terug"), path, quiet: true))</p>
            """
        return visit.page(
            t("Pas de tekst aan"), status: status,
            """
            <div class="wrap narrow stack page">\(OrganisationNav.markup(visit, membership, current: .answers))\
            <h1>\(t("Pas de tekst aan"))</h1>\(visit.form(action: "\(path)/\(answer.id)", classes: "stack", content))</div>
            """)
    }
}
