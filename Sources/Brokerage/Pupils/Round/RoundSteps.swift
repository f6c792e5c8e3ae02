import Community
import Core
import Formats
import Matching
import Services
import Storage
import Web

/// Every step of a round is a button of the centre: nothing happens by itself, and each step is in the log.
struct RoundSteps: Sendable {
    let house: House
    private let trials = LotteryTrials()
    static let base = "/centrale/stage/rondes/{ronde}"

    /// What is asked at the freezing: who names a source only after seeing numbers could choose among them.
    static let freezeForm = Form([
        Field(
            "bron", Text("Waar komt het getal vandaan?"),
            hint: Text(
                "Noem een openbare bron die nog moet verschijnen, met de dag en de tijd. Zoals: notaris De Vos, op 12 december om 10.00 uur. Het getal van die bron moet 16 tot 256 tekens hebben."
            ),
            limit: 200, autocomplete: "off")
    ])

    /// What is asked at the draw: the number alone when its source was named at the freezing.
    static func seedForm(named source: String?) -> Form {
        if let source {
            return Form([
                Field(
                    "zaad", Text("Het getal"), hint: Text("Het getal komt van: \(source)"), limit: 256,
                    autocomplete: "off")
            ])
        }
        return Form([
            Field(
                "zaad", Text("Het getal"),
                hint: Text("Van een notaris, of van een openbare bron die na het vastleggen verscheen."),
                limit: 256, autocomplete: "off"),
            Field(
                "bron", Text("Waar komt het vandaan?"),
                hint: Text("Met datum en tijd, zodat iedereen het kan nazoeken."), limit: 200),
        ])
    }

    static let reasonForm = Form([Field("reden", Text("Waarom?"), .area(rows: 3), limit: 600)])

    init(house: House) { self.house = house }

    func register(_ routes: Routes) {
        let base = Self.base
        routes.get(base, access: .centre) { visit in try await page(visit) }
        routes.get(base + "/loting", access: .centre) { visit in try await compare(visit) }
        routes.post(base + "/loting", access: .centre) { visit in try await choose(visit) }
        routes.post(base + "/vastleggen", access: .centre) { visit in try await freeze(visit) }
        step(routes, "/besluit", Text("Het besluit is bewaard.")) { try $0.decide(in: $1) }
        step(routes, "/tweede-ronde", Text("De tweede ronde is gedaan.")) {
            _ = try ShareOutRest(allocate: $0).perform(in: $1)
        }
        step(routes, "/bekend", Text("De uitslag is bekend. De mails gaan eruit.")) {
            try PublishRound(allocate: $0).perform(in: $1)
        }
        routes.post(base + "/zaad", access: .centre) { visit in try await seed(visit) }
        routes.post(base + "/intrekken", access: .centre) { visit in
            let state = Self.reasonForm.read(visit.form)
            guard state.isValid else { return try await page(visit, reason: state) }
            return try await perform(visit, visit.t("De loting is ingetrokken. De reden staat op de openbare pagina."))
            {
                try $0.withdraw(reason: state["reden"], in: $1)
            }
        }
        routes.post(base + "/uren", access: .centre) { visit in
            let sent = StoppedPlaces.read(visit.form)
            guard sent.state.isValid else { return try await page(visit, hours: sent.state) }
            return try await perform(visit, visit.t("Bewaard.")) { try StoppedPlaces.decide($0, sent, in: $1) }
        }
        routes.post(base + "/bezwaar/{bezwaar}", access: .centre) { visit in
            let id = try visit.parameter("bezwaar")
            let state = Objection.answerForm(id).read(visit.form)
            guard state.isValid else { return try await page(visit, answer: (id, state)) }
            return try await perform(visit, visit.t("Je antwoord staat op de pagina van de leerling.")) {
                allocate, db in
                try Objection.reply(
                    id, state["antwoord-" + id], round: allocate.round, house: house, visit: visit, in: db)
            }
        }
        PlacementDesk(house: house).register(routes)
    }

    private func step(
        _ routes: Routes, _ path: String, _ notice: Text,
        _ work: @escaping @Sendable (Allocate, any SQLConnection) throws -> Void
    ) {
        routes.post(Self.base + path, access: .centre) { visit in try await perform(visit, visit.t(notice), work) }
    }

    /// The round in the path, when it is this centre's.
    static func round(_ visit: Visit, _ house: House) async throws -> PupilRound {
        let number = try visit.number("ronde")
        let codes = visit.centreMunicipalities
        let found = try await house.database.read { db in
            try PupilRound.find(number: number, municipalities: codes, in: db)
        }
        guard let found else { throw WebError.notFound }
        return found
    }

    private func perform(
        _ visit: Visit, _ notice: String, _ work: @escaping @Sendable (Allocate, any SQLConnection) throws -> Void
    ) async throws -> Reply {
        let round = try await Self.round(visit, house)
        try await house.database.write { db in try work(Allocate(house: house, visit: visit, round: round), db) }
        return .redirect(to: round.centrePath, notice: notice)
    }

    private func page(
        _ visit: Visit, freeze: FormState? = nil, seed: FormState? = nil, reason: FormState? = nil,
        answer: (id: String, state: FormState)? = nil, hours: FormState? = nil, problem: Text? = nil
    ) async throws -> Reply {
        let round = try await Self.round(visit, house)
        let view = try await house.database.read { db in try RoundView(round, in: db) }
        return RoundPage(visit: visit, view: view).reply(
            freeze: freeze, seed: seed, reason: reason, answer: answer, hours: hours, problem: problem)
    }

    private func freeze(_ visit: Visit) async throws -> Reply {
        let state = Self.freezeForm.read(visit.form)
        guard state.isValid else { return try await page(visit, freeze: state) }
        do {
            return try await perform(
                visit, visit.t("De wensen liggen vast. De vingerafdruk en de bron staan op de openbare pagina.")
            ) {
                _ = try $0.freeze(source: state["bron"], in: $1)
            }
        } catch WebError.badRequest(let text) {
            // What was typed stays in the form; what is in the way is not about the source.
            return try await page(visit, freeze: state, problem: text)
        }
    }

    private func seed(_ visit: Visit) async throws -> Reply {
        let round = try await Self.round(visit, house)
        let source = try await house.database.read { db in
            try PupilDraw.current(of: round.id, in: db)?.namedSource
        }
        var state = Self.seedForm(named: source).read(visit.form)
        if state.isValid {
            do {
                return try await perform(visit, visit.t("Er is geloot. Kijk de uitkomst na; nog niemand ziet haar.")) {
                    [state] in
                    try $0.draw(seed: state["zaad"], source: state.optional("bron"), in: $1)
                }
            } catch WebError.badRequest(let text) { state.addError("zaad", text) }
        }
        return try await page(visit, seed: state)
    }

    /// What either kind of lottery would do with the wishes as they are now.
    private func compare(_ visit: Visit) async throws -> Reply {
        let round = try await Self.round(visit, house)
        let trial = try await trials.trial(round, now: visit.now, in: house.database)
        return LotteryChoicePage(visit: visit, round: round, trial: trial).reply
    }

    private func choose(_ visit: Visit) async throws -> Reply {
        guard let rule = visit.form.text("soort").flatMap(LotteryRule.init(rawValue:)) else { throw WebError.notFound }
        return try await perform(visit, visit.t("Bewaard.")) { allocate, db in
            let changed = try db.run(
                """
                UPDATE pupil_round SET rule = \(rule.rawValue) WHERE id = \(allocate.round.id)
                AND state = \(PupilRound.State.open)
                """)
            guard changed == 1 else { throw Allocate.outdated }
            try house.record(
                Audit.Event(
                    "soort-loting-gekozen", "stageronde", allocate.round.id.text,
                    municipality: allocate.round.municipality, details: ["soort": .string(rule.rawValue)]), by: visit,
                in: db)
        }
    }
}
