import Community
import Core
import Services
import Storage
import Web

extension DeskRoutes {
    func proposalRoutes(_ routes: Routes) {
        let base = DeskNav.home + "/{nummer}/voorstellen"
        routes.get(base, access: .centre) { visit in
            let view = try await load(visit)
            let found = try await find(visit, view)
            return ProposePage(visit: visit, view: view, found: found).reply(ProposePage.form.filled(["mailen": "ja"]))
        }
        routes.post(base, access: .centre) { visit in try await propose(visit) }
        routes.get(base + "/{voorstel}", access: .centre) { visit in
            let page = try await answerPage(visit)
            return page.reply(AnswerForm.form.filled([AnswerForm.words: AnswerForm.proposal(page.view, visit.t)]))
        }
        routes.post(base + "/{voorstel}", access: .centre) { visit in try await answer(visit) }
        routes.get(DeskNav.home + "/{nummer}/brief", access: .centre) { visit in
            let view = try await load(visit)
            let centre = try await house.database.read { db in try CentreContact.find(view.intake.municipality, in: db)
            }
            return AnswerPage.letter(visit, view, centre)
        }
    }

    /// What fits someone, best first.
    private func advice(_ visit: Visit, _ view: DeskCase, limit: Int) async throws -> WorkAdvice {
        let wishes = view.wishes ?? Wishes()
        return try await ranking.works(
            for: wishes, position: index.places.position(of: wishes), limit: limit, nearMisses: 3, now: visit.now,
            t: house.t(view.intake.language), in: house.database)
    }

    private func find(_ visit: Visit, _ view: DeskCase) async throws -> DeskFound {
        let before = Set(view.proposals.map(\.vacancy.id))
        let advice = try await advice(visit, view, limit: DeskFound.shown + before.count)
        return try await house.database.read { db in
            try DeskFound(advice, except: before, municipality: view.intake.municipality, in: db)
        }
    }

    private func propose(_ visit: Visit) async throws -> Reply {
        var state = ProposePage.form.read(visit.form.removing(ProposePage.chosen))
        state.values[ProposePage.chosen] = visit.form.all(ProposePage.chosen)
        let numbers = Set(
            (visit.form.all(ProposePage.chosen).compactMap { Int($0) }
                + [state.int(ProposePage.number)].compactMap(\.self)))
        if numbers.isEmpty, state.isValid {
            state.addError(ProposePage.number, Text("Kies een vacature, of vul een nummer in."))
        }
        if numbers.count > Proposal.most {
            state.addError(ProposePage.chosen, Text("Kies er hoogstens drie: meer keus helpt niet."))
        }
        let view = try await load(visit)
        guard state.isValid else {
            return ProposePage(visit: visit, view: view, found: try await find(visit, view)).reply(state, status: 400)
        }
        let advice = try await advice(visit, view, limit: 200)
        let reasons = Dictionary(advice.hits.map { ($0.id, $0.reasons) }) { first, _ in first }
        let mails = state.isOn("mailen")
        let (outcome, path) = try await act(visit) { work, intake, db in
            let choices = try numbers.sorted().compactMap { number in
                try Vacancy.find(number: number, in: db).map {
                    DeskWork.Choice(vacancy: $0.id, reasons: reasons[$0.id] ?? [])
                }
            }
            return try work.propose(choices, to: intake, mails: mails, in: db)
        }
        switch outcome {
        case .done(let count):
            return .redirect(
                to: path, notice: visit.t.plural(count, "1 voorstel gedaan.", "\(count) voorstellen gedaan."))
        case .tooMany:
            state.addError(
                ProposePage.chosen,
                Text("Er wachten dan meer dan drie voorstellen op antwoord. Vraag eerst wat deze persoon ervan vindt."))
        case .closed:
            state.addError(ProposePage.number, Text("Deze vacature is er niet, is dicht, of stelde je al voor."))
        }
        let again = try await load(visit)
        return ProposePage(visit: visit, view: again, found: try await find(visit, again)).reply(state, status: 400)
    }

    private func answerPage(_ visit: Visit) async throws -> AnswerPage {
        let id = try visit.parameter("voorstel")
        let view = try await load(visit)
        guard let item = view.proposals.first(where: { $0.proposal.id.text == id }) else { throw WebError.notFound }
        return AnswerPage(visit: visit, view: view, item: item)
    }

    private func answer(_ visit: Visit) async throws -> Reply {
        let id = try visit.parameter("voorstel")
        let state = AnswerForm.read(visit.form, today: visit.today)
        guard state.isValid else { return try await answerPage(visit).reply(state, status: 400) }
        let t = visit.t
        let (notice, path) = try await act(visit) { work, intake, db -> String in
            guard let proposal = try Proposal.find(id, of: intake.id, in: db) else { throw WebError.notFound }
            return try work.answer(proposal, of: intake, state, isPerson: false, t, in: db)
        }
        return .redirect(to: path, notice: notice)
    }
}

extension AnswerForm {
    /// What stands ready for the organisation to read.
    static func proposal(_ view: DeskCase, _ t: Texts) -> String {
        t("\(view.intake.name) zoekt vrijwilligerswerk en is voorgesteld door de vrijwilligerscentrale.")
    }
}

extension DeskWork {
    /// An answer as it was filled in, by the broker or by the person.
    ///
    /// - Returns: what to say about it.
    func answer(
        _ proposal: Proposal, of intake: Intake, _ state: FormState, isPerson: Bool, _ t: Texts,
        in db: any SQLConnection
    ) throws -> String {
        guard state[AnswerForm.answer] == "ja" else {
            let done = try decline(
                proposal, of: intake, thinks: state[AnswerForm.answer] == "denk", until: state.day(AnswerForm.until),
                isPerson: isPerson, in: db)
            return done ? t("Opgeschreven.") : t("Dit voorstel had al een antwoord.")
        }
        let ready = house.t(.dutch)(
            "\(intake.name) zoekt vrijwilligerswerk en is voorgesteld door de vrijwilligerscentrale.")
        let words = state.optional(AnswerForm.words) ?? ready
        switch try introduce(
            proposal, of: intake, words: words, sharesContact: state.isOn(AnswerForm.shares), isPerson: isPerson, in: db
        )
        {
        case .done: return t("Voorgesteld. De organisatie krijgt een mail.")
        case .closed: return t("Deze vacature neemt niemand meer aan.")
        case .outdated: return t("Dit voorstel had al een antwoord.")
        }
    }
}
