import Community
import Core
import Matching
import Services
import Storage
import Testing

@testable import Brokerage

/// Pupils from class list to certificate.
struct PupilFlowTests {
    /// Three pupils and a group of two; one place of one seat, one of two, a place for groups.
    private static func chosen() async throws -> PupilRig {
        let rig = try await PupilRig()
        try await rig.place("Dieren voeren", seats: 1)
        try await rig.place("Spelletjes doen", seats: 2)
        try await rig.place("Samen koken", seats: 1, group: 3)
        let csv =
            PupilRig.header
            + "Sanne Een;3A;3 havo;ja;ouder.sanne@voorbeeld.nl\nBram Twee;3A;3 havo;nee;\nNoor Drie;3A;3 havo;nee;\n"
            + "Eva Vier;3B;3 vwo;nee;\nSem Vijf;3B;3 vwo;nee;\nStil Zes;3B;3 vwo;nee;\n"
        #expect(try await rig.take(csv).status == 303)
        for name in ["Sanne Een", "Bram Twee", "Noor Drie"] { try await rig.wish(name, [1, 2]) }
        let first = try await rig.page("Eva Vier")
        #expect(await rig.site.post(first + "/groepje", form: [("doe", "nieuw")]).status == 303)
        let group = try await rig.site.read { db in try db.value("SELECT code FROM pupil_group", as: String.self) ?? ""
        }
        let second = try await rig.page("Sem Vijf")
        #expect(await rig.site.post(second + "/groepje", form: [("doe", "erbij"), ("code", group)]).status == 303)
        try await rig.wish("Eva Vier", [3])
        return rig
    }

    @Test func `an order with numbers that nobody types is an order`() async throws {
        let rig = try await Self.chosen()
        let page = try await rig.page("Bram Twee")
        for numbers in [("\(Int.min)", "\(Int.min)"), ("\(Int.max)", "\(Int.min)"), ("x", "")] {
            let reply = await rig.site.post(page + "/wensen", form: [("plek-1", numbers.0), ("plek-2", numbers.1)])
            #expect(reply.status == 303)
        }
    }

    @Test func `a class gets its places, and everybody can check how`() async throws {
        let rig = try await Self.chosen()
        let site = rig.site
        let parent = try await rig.guardian("Sanne Een")
        #expect(await site.post(parent, form: [("antwoord", "ja")]).status == 303)
        site.clock.move(by: .days(6))
        #expect(await rig.freeze().status == 303)
        let public1 = await site.get("/stage/loting/1")
        #expect(public1.status == 200)
        let commitment = try await site.read { db in
            try db.value("SELECT commitment FROM pupil_draw", as: String.self) ?? ""
        }
        #expect(public1.body.contains(commitment))
        // The wishes stay closed until the seed is there.
        #expect(await site.get("/stage/loting/1/invoer.txt").status == 404)
        #expect(await rig.step("zaad", [("zaad", "kort")]).status == 400)
        #expect(await rig.step("zaad", [("zaad", PupilRig.seed)]).status == 303)
        #expect(await rig.step("zaad", [("zaad", PupilRig.seed + "1")]).status == 400)
        // Drawn and not told: pupil, school and organisation see nothing.
        let bram = try await rig.page("Bram Twee")
        #expect(await !site.get(bram).body.contains("Waarom deze plek"))
        #expect(await site.get("/stage/loting/1/uitslag.txt").status == 404)
        #expect(await !site.get("/organisatie/1/stage", as: .member).body.contains("Bram Twee"))
        #expect(await rig.step("bekend").status == 400)
        #expect(await rig.step("besluit").status == 303)
        #expect(await rig.step("tweede-ronde").status == 303)
        #expect(await rig.step("bekend").status == 303)
        try await site.tick()

        let input = await site.get("/stage/loting/1/invoer.txt")
        let transcript = await site.get("/stage/loting/1/uitslag.txt")
        #expect(Lottery.check(transcript: transcript.body, input: input.body) == .same)
        #expect(!input.body.contains("Bram") && !transcript.body.contains("Bram"))
        // No blocking pair in what was published.
        try await Self.expectStable(rig, input.body)
        let outcome = await site.get(bram)
        #expect(outcome.status == 200)
        #expect(outcome.body.contains("Waarom deze plek") || outcome.body.contains("geen plek"))
        let group = try await rig.page("Sem Vijf")
        #expect(await site.get(group).body.contains("Samen koken"))
        // Who made no list gets what is free, if anything is.
        let left = try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_placement") }
        #expect(left == 5)
        #expect(
            try await !site.mails(to: "ouder.sanne@voorbeeld.nl").filter { $0.kind == "stage-uitslag-ouder" }.isEmpty)
    }

    private static func expectStable(_ rig: PupilRig, _ text: String) async throws {
        let input = try PlacementInput(text: text)
        let lottery = try Lottery(input, seed: PupilRig.seed, round: 1)
        let placed = try await rig.site.read { db in
            try db.rows(
                """
                SELECT COALESCE(g.pseudonym, p.pseudonym) AS pseudonym, l.number FROM pupil_placement m
                JOIN pupil p ON p.id = m.pupil_id LEFT JOIN pupil_group g ON g.id = p.group_id
                JOIN pupil_place l ON l.id = m.place_id WHERE m.source = 'loting'
                """
            ).map { (name: try $0("pseudonym", as: String.self), place: "plek-\(try $0("number", as: Int.self))") }
        }
        let names = input.places.map(\.name)
        let places = input.pupils.map { pupil -> Int32 in
            placed.first { $0.name == pupil.pseudonym }.flatMap { names.firstIndex(of: $0.place) }.map(Int32.init) ?? -1
        }
        #expect(Stability.check(Placement(places: places), of: lottery.problem).isStable)
    }

    @Test func `under 16 without a yes stays out, on paper or on line lets in`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Dieren voeren", seats: 5)
        let csv =
            PupilRig.header
            + "Jong Nee;3A;3 havo;ja;nee@voorbeeld.nl\nJong Papier;3A;3 havo;ja;\nJong Stil;3A;3 havo;ja;stil@voorbeeld.nl\nOud Genoeg;3A;3 havo;nee;\n"
        #expect(try await rig.take(csv).status == 303)
        #expect(try await site.mails(to: "stil@voorbeeld.nl").count == 1)
        for name in ["Jong Nee", "Jong Papier", "Jong Stil", "Oud Genoeg"] { try await rig.wish(name, [1]) }
        let no = try await rig.guardian("Jong Nee")
        #expect(await site.post(no, form: [("antwoord", "nee")]).status == 303)
        let (id, number) = try await site.read { db -> (String, Int) in
            (
                try db.value("SELECT id FROM pupil_class") ?? "",
                try db.value("SELECT number FROM pupil WHERE name = 'Jong Papier'") ?? 0
            )
        }
        let path = "/school/1/klassen/\(id)/toestemming"
        let day = site.clock.now.day
        let form = [("dag", day.iso), ("toestemming", String(number))]
        #expect(await site.post(path, form: form, as: .neighbour).status == 404)
        let tomorrow = [("dag", (day + 1).iso), ("toestemming", String(number))]
        #expect(await site.post(path, form: tomorrow, as: .resident).status == 400)
        #expect(await site.post(path, form: form, as: .resident).status == 303)
        try await rig.publish()
        let placed = try await site.read { db in
            try db.rows("SELECT p.name FROM pupil_placement m JOIN pupil p ON p.id = m.pupil_id ORDER BY p.name").map {
                try $0("name", as: String.self)
            }
        }
        #expect(placed == ["Jong Papier", "Oud Genoeg"])
        let stil = try await rig.page("Jong Stil")
        #expect(await site.get(stil).body.contains("Zonder ja van een ouder"))
    }

    @Test func `agreement, hours, certificate and a look back`() async throws {
        let rig = try await Self.chosen()
        let site = rig.site
        try await rig.publish()
        let page = try await rig.page("Eva Vier")
        #expect(await site.post(page + "/afspraak").status == 303)
        let number = try await site.read { db in
            try db.count(
                "SELECT m.number FROM pupil_placement m JOIN pupil p ON p.id = m.pupil_id WHERE p.name = 'Eva Vier'")
        }
        let organisation = "/organisatie/1/stage"
        #expect(await site.post(organisation + "/leerlingen/\(number)", as: .member).status == 303)
        #expect(await site.get(organisation + "/leerlingen/\(number)", as: .stranger).status == 404)
        let classID = try await site.read { db in
            try db.value("SELECT id FROM pupil_class WHERE name = '3B'", as: String.self) ?? ""
        }
        let own = try await site.read { db in try db.count("SELECT number FROM pupil WHERE name = 'Eva Vier'") }
        let sign = await site.post(
            "/school/1/klassen/\(classID)/tekenen", form: [("tekenen", String(own))], as: .resident)
        #expect(sign.status == 303)
        #expect(await site.get(page).body.contains("De afspraak is rond"))
        for _ in 0..<3 {
            site.clock.move(by: .days(1))
            let form = [("dag", site.clock.now.day.iso), ("uren", "10"), ("wat", "gekookt")]
            #expect(await site.post(page + "/uren", form: form).status == 303)
        }
        let tooMuch = [("dag", site.clock.now.day.iso), ("uren", "3")]
        #expect(await site.post(page + "/uren", form: tooMuch).status == 400)
        #expect(await site.get(page + "/bewijs").status == 404)
        let ids = try await site.read { db in
            try db.rows("SELECT id FROM pupil_hours ORDER BY day").map { try $0("id", as: String.self) }
        }
        #expect(await site.get("/vandaag", as: .member).body.contains("wachten op jouw ja"))
        let agree = ids.map { ("uren", $0) } + [("doe", "ja")]
        _ = await site.post("/organisatie/2/stage/uren", form: agree, as: .stranger)
        #expect(
            try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_hours WHERE state = 'akkoord'") } == 0)
        #expect(await site.post(organisation + "/uren", form: agree, as: .member).status == 303)
        let certificate = await site.get(page + "/bewijs")
        #expect(
            certificate.status == 200 && certificate.body.contains("30:00") && certificate.body.contains("Eva Vier"))
        #expect(await site.post(page + "/evaluatie", form: [("cijfer", "5"), ("woorden", "Leuk!")]).status == 303)
        let file = await site.get(page + "/gegevens")
        #expect(file.body.contains("Eva Vier") && file.body.contains("Samen koken"))
    }

    @Test func `a change by hand has a reason and an objection gets an answer`() async throws {
        let rig = try await Self.chosen()
        let site = rig.site
        try await rig.place("Fietsen maken", seats: 1)
        try await rig.publish(second: false)
        let (number, place) = try await site.read { db -> (Int, String) in
            (
                try db.count("SELECT number FROM pupil WHERE name = 'Bram Twee'"),
                try db.value("SELECT id FROM pupil_place WHERE title = 'Fietsen maken'") ?? ""
            )
        }
        let desk = PupilRig.home + "/rondes/1/leerlingen/\(number)"
        #expect(await site.post(desk, form: [("plek", place), ("reden", "")], as: .broker).status == 400)
        #expect(await site.post(desk, form: [("plek", place), ("reden", "x")], as: .otherBroker).status == 404)
        let form = [("plek", place), ("reden", "De trein rijdt niet.")]
        #expect(await site.post(desk, form: form, as: .broker).status == 303)
        let page = try await rig.page("Bram Twee")
        let shown = await site.get(page)
        #expect(shown.body.contains("De trein rijdt niet.") && shown.body.contains("Fietsen maken"))
        #expect(await site.post(page + "/bezwaar", form: [("bezwaar", "Ik kan daar niet komen.")]).status == 303)
        #expect(await site.get("/vandaag", as: .broker).body.contains("niet eens met de plek"))
        let round = await site.get(PupilRig.home + "/rondes/1", as: .broker)
        let answer = try #require(round.link(PupilRig.home + "/rondes/1/bezwaar/"))
        let field = "antwoord-" + (answer.split(separator: "/").last.map(String.init) ?? "")
        #expect(await site.post(answer, form: [(field, "We bellen je.")], as: .otherBroker).status == 404)
        #expect(await site.post(answer, form: [(field, " ")], as: .broker).status == 400)
        #expect(await site.post(answer, form: [(field, "We bellen je.")], as: .broker).status == 303)
        #expect(await site.get(page).body.contains("We bellen je."))
    }

    @Test func `a lottery that is taken back stays public with its reason`() async throws {
        let rig = try await Self.chosen()
        let site = rig.site
        site.clock.move(by: .days(6))
        #expect(await rig.freeze().status == 303)
        #expect(await rig.step("zaad", [("zaad", PupilRig.seed)]).status == 303)
        #expect(await rig.step("intrekken", [("reden", "")]).status == 400)
        #expect(await rig.step("intrekken", [("reden", "Een klas ontbrak.")]).status == 303)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_placement") } == 0)
        let page = await site.get("/stage/loting/1")
        #expect(page.body.contains("Een klas ontbrak."))
        #expect(await rig.freeze().status == 303)
        #expect(try await site.read { db in try db.count("SELECT MAX(turn) FROM pupil_draw") } == 2)
    }

    @Test func `both kinds of lottery are shown in numbers before one is chosen`() async throws {
        let rig = try await Self.chosen()
        let shown = await rig.site.get(PupilRig.home + "/rondes/1/loting", as: .broker)
        #expect(shown.status == 200 && shown.body.contains("Een lotnummer per plek"))
        #expect(await rig.step("loting", [("soort", "nummer-per-plek")]).status == 303)
        try await rig.publish()
        let input = await rig.site.get("/stage/loting/1/invoer.txt")
        let transcript = await rig.site.get("/stage/loting/1/uitslag.txt")
        #expect(input.body.contains("nummer-per-plek"))
        #expect(Lottery.check(transcript: transcript.body, input: input.body) == .same)
    }

    @Test func `a place goes past the centre, and the list keeps what may be chosen`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Vanaf zestien", seats: 2, from16: true)
        try await rig.place("Nog niet goed", seats: 2, approves: false)
        try await rig.place("Voor groepjes", seats: 2, group: 3)
        #expect(try await rig.take(PupilRig.header + "Jong Een;3A;;ja;\nOud Twee;3A;;nee;\n").status == 303)
        let young = try await rig.page("Jong Een")
        #expect(await !site.get(young + "/plekken").body.contains("Vanaf zestien"))
        for number in [1, 2, 3] {
            let reply = await site.post(young + "/wensen", form: [("doe", "erbij-\(number)")])
            #expect(reply.status == 400 || reply.status == 404, "\(number)")
        }
        try await rig.wish("Oud Twee", [1])
        let feedback = [("doe", "terug"), ("toelichting", "Welke dag?")]
        #expect(try await rig.review(2, feedback, as: .otherBroker).status == 404)
        #expect(await site.post(PupilRig.home + "/plekken/2", form: [("doe", "terug")], as: .broker).status == 400)
        #expect(try await rig.review(2, feedback).status == 303)
        #expect(await site.get("/organisatie/1/stage", as: .member).body.contains("Welke dag?"))
        // Taken back, a place leaves the lists.
        #expect(await site.post("/organisatie/1/stage/plekken/1/weg", as: .member).status == 303)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_wish") } == 0)
        // After the closing nothing changes any more.
        site.clock.move(by: .days(6))
        let old = try await rig.page("Oud Twee")
        #expect(await site.post(old + "/wensen", form: [("doe", "erbij-1")]).status == 400)
    }
}
