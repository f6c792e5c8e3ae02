import Community
import Core
import Services
import Storage
import Web

/// The card in the mailbox, and the answer somebody gives with its code.
struct DoorCardRoutes: Sendable {
    let house: House
    static let path = "/ronde/antwoord"

    func register(_ routes: Routes) {
        routes.get(Self.path, access: .everyone) { visit in DoorCardPages(visit: visit).entrance() }
        routes.post(Self.path, access: .everyone) { visit in
            let typed = visit.form.text("code") ?? ""
            let isKnown = try await house.database.read { db in try DoorCode.door(typed, in: db) != nil }
            guard isKnown else { return DoorCardPages(visit: visit).entrance(typed: typed, isWrong: true) }
            return .redirect(to: Self.path + "/" + DoorCode.bare(typed))
        }
        routes.get(Self.path + "/{sleutel}", access: .secretLink) { visit in try await page(visit, nil) }
        routes.post(Self.path + "/{sleutel}", access: .secretLink) { visit in
            if visit.form.text("doe") == "nee" { return try await refuse(visit) }
            var state = DoorAnswer.form(online: true).read(visit.form)
            if state.isValid { DoorAnswer.check(&state, online: true) }
            guard state.isValid else { return try await page(visit, state) }
            try await house.database.write { [state] db in
                let (door, _) = try Self.open(visit, in: db)
                let answer = DoorAnswer(state, consent: .online)
                let cause = Audit.Cause(actor: "ronde-kaart", origin: visit.address)
                guard
                    try answer.keep(
                        door, by: nil, way: .card, cause: cause, house: house, now: visit.now, in: db)
                else { throw WebError.notFound }
            }
            return .redirect(
                to: Self.path, notice: visit.t("Bedankt. De vrijwilligerscentrale neemt contact met je op."))
        }
    }

    /// The door of the code, as long as the round runs.
    ///
    /// - Throws: `WebError.notFound` when the code was used, or the round is over.
    private static func open(_ visit: Visit, in db: any SQLConnection) throws -> (door: Door, round: DoorRound) {
        guard let door = try DoorCode.door(try visit.parameter("sleutel"), in: db),
            door.state == .away || door.state == .card, let round = try DoorRound.find(door.round, in: db),
            round.state == .running
        else { throw WebError.notFound }
        return (door, round)
    }

    private func page(_ visit: Visit, _ state: FormState?) async throws -> Reply {
        let (round, centre) = try await house.database.read { db in
            let (_, round) = try Self.open(visit, in: db)
            return (round, try CentreContact.find(round.municipality, in: db))
        }
        return DoorCardPages(visit: visit).answer(round, centre, state)
    }

    private func refuse(_ visit: Visit) async throws -> Reply {
        try await house.database.write { db in
            let (door, _) = try Self.open(visit, in: db)
            try db.run(
                """
                UPDATE door SET state = \(Door.State.no), via = \(Door.Way.card), code_hash = NULL, code_sealed = NULL,
                    spoken_at = \(visit.now) WHERE id = \(door.id) AND state = \(door.state)
                """)
            try RecordDoor.touch(door.round, now: visit.now, in: db)
        }
        return .redirect(to: Self.path, notice: visit.t("Duidelijk. Er komt niemand meer langs."))
    }
}

struct DoorCardPages {
    let visit: Visit
    private var t: Texts { visit.t }

    func entrance(typed: String = "", isWrong: Bool = false) -> Reply {
        let error: HTML =
            isWrong
            ? "<span class=\"field-error\" id=\"veld-code-fout\">\(t("Deze code kennen we niet, of ze is al gebruikt. Kijk nog eens op de kaart."))</span>"
            : .empty
        let summary: HTML =
            isWrong
            ? RoundMarkup.summary(
                Text("Deze code kennen we niet, of ze is al gebruikt. Kijk nog eens op de kaart."), field: "code",
                label: t("De code op je kaart"), t)
            : .empty
        return visit.page(
            t("Een kaart in de bus gekregen?"), head: ApplicationMarkup.noIndex, status: isWrong ? 400 : 200,
            """
            <div class="wrap narrow stack page"><h1>\(t("Een kaart in de bus gekregen?"))</h1>\
            <p class="lead">\(t("Buurtgenoten kwamen langs en je was niet thuis. Hier kun je toch meedoen, of zeggen dat je niet meedoet."))</p>\
            \(visit.form(action: DoorCardRoutes.path, classes: "card stack", """
            \(summary)<div class="field"><label for="veld-code">\(t("De code op je kaart"))</label><span class="hint" id="veld-code-uitleg">\(t("Twaalf tekens, zoals K7QF-2MRT-XW9D."))</span>\(error)\
            <input id="veld-code" name="code" value="\(typed)" autocomplete="off" autocapitalize="characters" maxlength="20" required aria-describedby="veld-code-uitleg\(if: isWrong, " veld-code-fout")"\(attribute: "aria-invalid", isWrong ? "true" : nil)></div>\
            <p class="row"><button>\(t("Verder"))</button></p>
            """))</div>
            """)
    }

    func answer(_ round: DoorRound, _ centre: CentreContact?, _ sent: FormState?) -> Reply {
        let form = DoorAnswer.form(online: true)
        let state = sent ?? form.filled()
        let action = DoorCardRoutes.path + "/" + DoorCode.bare(visit.parameters["sleutel"] ?? "")
        let call: HTML =
            "\(centre, { centre in "<p class=\"small\">\(t("Liever bellen? \(centre.name):")) <a href=\"tel:\(RoundMarkup.dial(centre.phone))\">\(centre.phone)</a></p>" })"
        return visit.page(
            t("Wat wil jij doen, en wat kun je gebruiken?"), head: ApplicationMarkup.noIndex,
            status: sent == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page"><h1>\(t("Wat wil jij doen, en wat kun je gebruiken?"))</h1><p class="lead"\(attribute: "lang", t.typed)>\(round.name)</p>\
            \(visit.form(action: action, classes: "card stack", """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p class="row"><button>\(t("Verstuur"))</button></p>
            """))<section class="card stack"><h2>\(t("Doe je niet mee?"))</h2><p>\(t("Dan bewaren we niets over jou, en er komt niemand meer langs."))</p>\
            \(visit.buttonForm(action: action, label: t("Ik doe niet mee"), fields: [("doe", "nee")]))</section>\(call)</div>
            """)
    }

    /// Cards to print and cut, each with the address for the walker and the code for who lives there.
    func sheet(
        _ round: DoorRound, _ doors: [(Door, String)], origin: String, centre: CentreContact?
    ) -> Reply {
        let address = origin.replacing("https://", with: "") + DoorCardRoutes.path
        let from = centre.map { $0.name + ($0.phone.isEmpty ? "" : " · " + $0.phone) } ?? ""
        let cards: HTML = """
            <ul class="plain round-cards">\(doors, { item in
                """
                <li class="card stack"><span class="small soft"\(attribute: "lang", t.typed)>\(item.0.address)</span><strong>\(t("We waren bij je aan de deur"))</strong>\
                <span>\(t("Wat wil jij doen voor een ander? Kun je zelf iets gebruiken? Vertel het ons:"))</span>\
                <span>\(address)</span><span>\(t("Jouw code:")) <strong class="round-code">\(item.1)</strong></span><span class="small">\(from)</span></li>
                """
            })</ul>
            """
        let body: HTML =
            doors.isEmpty
            ? Part.empty(t("Er zijn geen kaarten nodig"), t("Een kaart is er voor deuren waar niemand thuis was."))
            : cards
        return visit.page(
            t("Kaarten voor de bus"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap stack page"><p class="no-print"><a href="\(round.path)"\(attribute: "lang", t.typed)>\(round.name)</a></p><h1 class="no-print">\(t("Kaarten voor de bus"))</h1>\
            <p class="no-print">\(t("Druk deze pagina af en knip de kaarten los. Geef ze mee voor de tweede keer langs. Elke kaart werkt één keer."))</p>\(body)</div>
            """)
    }
}
