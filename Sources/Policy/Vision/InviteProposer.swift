import Community
import Core
import Services
import Storage
import Web

/// An officer asks somebody for a proposal; the mail holds a secret link.
enum InviteProposer {
    static let form = Form([
        Field("naam", Text("Naam"), limit: 100, autocomplete: "off"),
        Field(
            "rol", Text("Namens wie kijkt deze persoon mee?"),
            .select(VisionRole.allCases.map { .init($0.rawValue, $0.label) })),
        .email(),
        Field(
            "tot", Text("Tot en met welke dag kan het?"), .date,
            hint: Text("Daarna werkt de link niet meer. Drie weken is meestal genoeg."), autocomplete: "off"),
    ])

    static func check(_ state: inout FormState, today: Day) {
        guard let last = state.day("tot") else { return }
        if last < today { state.addError("tot", Text("Kies een dag die nog komt.")) }
        if last - today > 180 { state.addError("tot", Text("Kies een dag binnen een half jaar.")) }
    }

    static func perform(_ state: FormState, content: VisionContent, by visit: Visit, house: House) async throws
        -> PolicyCycle
    {
        guard let role = VisionRole(rawValue: state["rol"]), let expires = state.day("tot"),
            let email = Validation.email(state["email"])
        else { throw WebError.notFound }
        let secret = Secret.make()
        return try await house.database.write { db in
            try db.holdAlone("policy_vision_proposal")
            let cycle = try PolicyCycle.changeable(visit, in: db)
            let all = try VisionProposal.all(of: cycle.id, in: db)
            guard all.count < VisionProposal.most else {
                throw WebError.badRequest(
                    Text("Er zijn al \(VisionProposal.most) voorstellen. Dat is genoeg om te kiezen."))
            }
            if try VisionProposal.fresh(of: cycle.id, in: db).contains(where: { $0.email == email.lowercased() }) {
                throw WebError.badRequest(Text("Dit adres kreeg al een uitnodiging in deze ronde."))
            }
            let new = NewProposal(
                person: nil, name: state["naam"], role: role, email: email.lowercased(), secret: secret,
                expires: expires)
            let id = try new.insert(into: cycle, content: content, now: visit.now, in: db)
            try send(to: email, name: state["naam"], secret: secret, expires: expires, cycle, house, in: db)
            try house.record(
                Audit.Event("visie-uitgenodigd", "visievoorstel", id.text, municipality: cycle.municipality), by: visit,
                in: db)
            return cycle
        }
    }

    /// Sends a new link for a proposal that is not in yet; the old one stops working.
    static func again(by visit: Visit, house: House) async throws -> PolicyCycle {
        let secret = Secret.make()
        return try await house.database.write { db in
            let (cycle, proposal) = try waiting(visit, in: db)
            guard let email = proposal.email else { throw WebError.notFound }
            guard proposal.isFresh(since: try AdoptedVision.latest(of: cycle.id, in: db)?.createdAt) else {
                throw WebError.badRequest(Text("De visie is al gekozen. Nodig deze persoon opnieuw uit."))
            }
            let expires = max(proposal.expires ?? visit.today, visit.today + 14)
            try db.run(
                """
                UPDATE policy_vision_proposal SET secret_hash = \(Secret.hash(secret)), expires_on = \(expires)
                WHERE id = \(proposal.id)
                """)
            try send(to: email, name: proposal.name, secret: secret, expires: expires, cycle, house, in: db)
            try house.record(
                Audit.Event(
                    "visie-opnieuw-uitgenodigd", "visievoorstel", proposal.id.text, municipality: cycle.municipality),
                by: visit, in: db)
            return cycle
        }
    }

    /// Takes an invitation back: the link stops working and what was written so far goes.
    static func withdraw(by visit: Visit, house: House) async throws -> PolicyCycle {
        try await house.database.write { db in
            let (cycle, proposal) = try waiting(visit, in: db)
            try db.run("DELETE FROM policy_vision_proposal WHERE id = \(proposal.id)")
            try db.run("DELETE FROM policy_vision_item WHERE choice_id = \(proposal.choiceID)")
            try db.run("DELETE FROM policy_vision_choice WHERE id = \(proposal.choiceID)")
            try house.record(
                Audit.Event("visie-ingetrokken", "visievoorstel", proposal.id.text, municipality: cycle.municipality),
                by: visit, in: db)
            return cycle
        }
    }

    private static func waiting(_ visit: Visit, in db: any SQLConnection) throws -> (PolicyCycle, VisionProposal) {
        let cycle = try PolicyCycle.changeable(visit, in: db)
        guard let proposal = try VisionProposal.find(cycle.id, number: visit.number("voorstel"), in: db),
            proposal.person == nil
        else { throw WebError.notFound }
        guard !proposal.isSent else { throw WebError.badRequest(Text("Dit voorstel is al binnen.")) }
        return (cycle, proposal)
    }

    private static func send(
        to email: String, name: String, secret: String, expires: Day, _ cycle: PolicyCycle, _ house: House,
        in db: any SQLConnection
    ) throws {
        let language = try Person.language(of: email, in: db)
        let t = house.t(language)
        let place = try Places.municipality(cycle.municipality, in: db)?.name ?? ""
        try house.mail(
            Mail(
                to: email, name: name, subject: t("Denk mee over vrijwilligerswerk in \(place)"),
                kind: "visie-uitnodiging", language: language, isSecret: true,
                [
                    .paragraph(t("Hallo \(name),")),
                    .paragraph(
                        t(
                            "De gemeente \(place) maakt een visie op vrijwilligerswerk. We horen graag wat jij belangrijk vindt."
                        )),
                    .paragraph(
                        t(
                            "Het kost je ongeveer een kwartier. Je kunt stoppen en later verder, tot en met \(t.date(expires))."
                        )),
                    .button(label: t("Doe je voorstel"), url: house.origin + "/visie-voorstel/" + secret),
                    .small(t("Deze link is alleen voor jou. Stuur hem niet door.")),
                ]), in: db)
    }
}
