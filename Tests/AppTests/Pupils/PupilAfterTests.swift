import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Everything that may go otherwise once the wishes are frozen.
struct PupilAfterTests {
    private static func published(_ csv: String, seats: Int = 5) async throws -> PupilRig {
        let rig = try await PupilRig()
        try await rig.place("Dieren voeren", seats: seats)
        try await rig.place("Fietsen maken", seats: 5)
        #expect(try await rig.take(PupilRig.header + csv).status == 303)
        return rig
    }

    private static func log(_ rig: PupilRig, _ name: String, hours: String) async throws {
        rig.site.clock.move(by: .days(1))
        let form = [("dag", rig.site.clock.now.day.iso), ("uren", hours), ("wat", "gewerkt")]
        #expect(await rig.site.post(try await rig.page(name) + "/uren", form: form).status == 303)
    }

    private static func agree(_ rig: PupilRig) async throws {
        let ids = try await rig.site.read { db in
            try db.rows("SELECT id FROM pupil_hours WHERE state = 'wacht'").map {
                ("uren", try $0("id", as: String.self))
            }
        }
        let reply = await rig.site.post("/organisatie/1/stage/uren", form: ids + [("doe", "ja")], as: .member)
        #expect(reply.status == 303)
    }

    @Test func `hours stay when a place is taken away, and come along to the next`() async throws {
        let rig = try await Self.published("Een A;3A;;nee;\n")
        let site = rig.site
        try await rig.wish("Een A", [1])
        try await rig.publish(second: false)
        try await Self.log(rig, "Een A", hours: "8")
        try await Self.agree(rig)
        try await Self.log(rig, "Een A", hours: "3")
        #expect(try await rig.byHand("Een A", to: nil).status == 303)
        let page = try await rig.page("Een A")
        #expect(await site.get(page).body.contains("Je uren blijven staan: 8:00"))
        #expect(await site.get(page + "/gegevens").body.contains("\"minuten\": 480"))
        // What waited still waits for who was there.
        #expect(await rig.tasks(.member).contains("1 regel met uren"))
        try await Self.agree(rig)
        #expect(try await rig.byHand("Een A", to: "Fietsen maken").status == 303)
        #expect(await site.get(page).body.contains("11:00 uur akkoord van 30:00 uur"))
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_signature") } == 0)
        #expect(try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_placement") } == 1)
    }

    @Test func `a seat that was taken away is free for another`() async throws {
        let rig = try await Self.published("Een A;3A;;nee;\nTwee B;3A;;nee;\n", seats: 1)
        for name in ["Een A", "Twee B"] { try await rig.wish(name, [1]) }
        try await rig.publish(second: false)
        let winner = try #require(try await rig.placements().keys.first)
        let other = winner == "Een A" ? "Twee B" : "Een A"
        #expect(try await rig.byHand(other, to: "Dieren voeren").status == 400)
        #expect(try await rig.byHand(winner, to: nil).status == 303)
        #expect(try await rig.byHand(other, to: "Dieren voeren").status == 303)
        #expect(try await rig.byHand(winner, to: "Dieren voeren").status == 400)
    }

    @Test func `a pupil without a place is on the list of the school and of the centre`() async throws {
        let rig = try await Self.published("Een A;3A;;nee;\nTwee B;3A;;nee;\n", seats: 1)
        for name in ["Een A", "Twee B"] { try await rig.wish(name, [1]) }
        try await rig.publish(second: false)
        let left = try await rig.placements()["Een A"] == nil ? "Een A" : "Twee B"
        let list = PupilRig.home + "/rondes/1/leerlingen?zonder=ja"
        #expect(await rig.tasks(.broker).contains("Zoek een stageplek voor 1 leerling"))
        #expect(await rig.tasks(.resident).contains("1 leerling heeft geen plek"))
        #expect(await rig.site.get(list, as: .broker).body.contains(left))
        // The pupil finds one alone: nobody looks any further, until somebody says so.
        #expect(try await rig.tick("regelt-zelf", left, as: .neighbour).status == 404)
        #expect(try await rig.tick("regelt-zelf", left).status == 303)
        #expect(await !rig.tasks(.broker).contains("Zoek een stageplek"))
        #expect(await !rig.tasks(.resident).contains("heeft geen plek"))
        #expect(await !rig.site.get(list, as: .broker).body.contains(left))
        #expect(try await rig.tick("zoekt-weer", left).status == 303)
        #expect(await rig.tasks(.broker).contains("Zoek een stageplek voor 1 leerling"))
        // The centre may say it too, of its own pupils.
        let alone = PupilRig.home + "/rondes/1/leerlingen/\(try await rig.number(left))/zelf"
        #expect(await rig.site.post(alone, form: [("zelf", "ja")], as: .otherBroker).status == 404)
        #expect(await rig.site.post(alone, form: [("zelf", "ja")], as: .broker).status == 303)
        #expect(await !rig.tasks(.resident).contains("heeft geen plek"))
        // Whoever gets a place all the same is looked after again.
        #expect(try await rig.byHand(left, to: "Fietsen maken").status == 303)
        #expect(try await rig.byHand(left, to: nil).status == 303)
        #expect(await rig.tasks(.broker).contains("Zoek een stageplek voor 1 leerling"))
    }

    @Test func `next year's round does not hide this one`() async throws {
        let rig = try await Self.published("Een A;3A;;nee;\nTwee B;3A;;nee;\n", seats: 1)
        let site = rig.site
        for name in ["Een A", "Twee B"] { try await rig.wish(name, [1]) }
        try await rig.publish(second: false)
        var next = PupilRig.round(site.clock.now.day)
        next[0] = ("naam", "Volgend jaar")
        #expect(await site.post(PupilRig.home + "/rondes/nieuw", form: next, as: .broker).status == 303)
        let tasks = await rig.tasks(.resident)
        #expect(tasks.contains("1 leerling heeft geen plek") && tasks.contains("/school/1?ronde=1"))
        #expect(tasks.contains("Voeg je klassen toe") && tasks.contains("/school/1/inlezen?ronde=2"))
        // The school begins where something waits, and finds the way to the other.
        let school = await site.get("/school/1", as: .resident).body
        #expect(school.contains("Proefronde") && school.contains("/school/1?ronde=2"))
        #expect(await site.get("/school/1/inlezen?ronde=2", as: .resident).body.contains("Volgend jaar"))
        let list = [("ronde", "2"), ("lijst", PupilRig.header + "Nieuw N;4A;;nee;\n")]
        #expect(await site.post("/school/1/inlezen/klaar", form: list, as: .resident).location.contains("ronde=2"))
    }

    @Test func `too few hours near the last day are a task of the teacher`() async throws {
        let rig = try await Self.published("Een A;3A;;nee;\n")
        try await rig.wish("Een A", [1])
        try await rig.publish(second: false)
        #expect(await !rig.tasks(.resident).contains("te weinig uren"))
        rig.site.clock.move(by: .days(150 - 6 - 20))
        try await rig.awake()
        #expect(await rig.tasks(.resident).contains("1 leerling heeft nog te weinig uren"))
        for _ in 0..<3 { try await Self.log(rig, "Een A", hours: "10") }
        try await rig.awake()
        try await Self.agree(rig)
        #expect(await !rig.tasks(.resident).contains("te weinig uren"))
    }

    @Test func `what an organisation leaves behind when it stops is settled by the centre`() async throws {
        let rig = try await Self.published("Een A;3A;;nee;\n")
        let site = rig.site
        try await rig.wish("Een A", [1])
        try await rig.publish(second: false)
        try await Self.log(rig, "Een A", hours: "4")
        #expect(await site.post("/organisatie/1/stoppen", form: [("zeker", "ja")], as: .manager).status == 303)
        #expect(await rig.tasks(.resident).contains("1 leerling is bij een organisatie die stopte"))
        let tasks = await rig.tasks(.broker)
        #expect(tasks.contains("1 leerling is bij een organisatie die stopte"))
        #expect(tasks.contains("1 regel met uren wacht bij een organisatie die stopte"))
        let stranded = PupilRig.home + "/rondes/1/leerlingen?gestopt=ja"
        #expect(await site.get(stranded, as: .broker).body.contains("Een A"))
        let id = try await site.read { db in try db.value("SELECT id FROM pupil_hours", as: String.self) ?? "" }
        let path = PupilRig.home + "/rondes/1/uren"
        #expect(await site.get(PupilRig.home + "/rondes/1", as: .broker).body.contains(id))
        #expect(await site.post(path, form: [("uren", id), ("doe", "ja")], as: .otherBroker).status == 404)
        #expect(await site.post(path, form: [("doe", "ja")], as: .broker).status == 400)
        #expect(await site.post(path, form: [("uren", id), ("doe", "terug")], as: .broker).status == 400)
        #expect(await site.post(path, form: [("uren", id), ("doe", "ja")], as: .broker).status == 303)
        let state = try await site.read { db in try db.value("SELECT state FROM pupil_hours", as: String.self) }
        #expect(state == "akkoord")
        #expect(await !rig.tasks(.broker).contains("regel met uren wacht bij"))
    }

    @Test func `the centre says yes only for organisations that stopped`() async throws {
        let rig = try await Self.published("Een A;3A;;nee;\n")
        try await rig.wish("Een A", [1])
        try await rig.publish(second: false)
        try await Self.log(rig, "Een A", hours: "4")
        let id = try await rig.site.read { db in try db.value("SELECT id FROM pupil_hours", as: String.self) ?? "" }
        #expect(await rig.step("uren", [("uren", id), ("doe", "ja")]).status == 303)
        let state = try await rig.site.read { db in try db.value("SELECT state FROM pupil_hours", as: String.self) }
        #expect(state == "wacht")
    }

    @Test func `a parent takes a yes back: on line until the freezing, by the school after it`() async throws {
        let rig = try await Self.published("Jong A;3A;;ja;a@voorbeeld.nl\nTwee B;3A;;nee;\n", seats: 1)
        let site = rig.site
        for name in ["Jong A", "Twee B"] { try await rig.wish(name, [1, 2]) }
        let parent = try await rig.guardian("Jong A")
        #expect(await site.post(parent, form: [("antwoord", "ja")]).status == 303)
        let open = await site.get(parent).body
        #expect(open.contains("value=\"nee\"") && open.contains("tot de wensen vastliggen"))
        try await rig.publish(second: false)
        let closed = await site.get(parent).body
        #expect(!closed.contains("value=\"nee\"") && !closed.contains("value=\"ja\""))
        #expect(closed.contains("Laat het weten aan Veenlanden College"))
        #expect(await site.post(parent, form: [("antwoord", "nee")]).status == 400)
        // The school writes it down, with the reason.
        let reason = [("reden-ouder", "We gaan verhuizen.")]
        #expect(try await rig.tick("intrekken", "Jong A").status == 400)
        #expect(try await rig.tick("intrekken", "Jong A", reason, as: .neighbour).status == 404)
        #expect(try await rig.placements()["Jong A"] != nil)
        #expect(try await rig.tick("intrekken", "Jong A", reason).status == 303)
        #expect(try await rig.placements().keys.sorted() == ["Twee B"])
        let mails = try await site.mails()
        let told = try await site.mails(to: "a@voorbeeld.nl").map(\.kind)
        #expect(told.contains("stage-toestemming-ingetrokken"))
        #expect(mails.contains { $0.kind == "stage-leerling-weg" })
        let audited = try await site.read { db in
            try db.exists("SELECT 1 FROM audit_event WHERE action = 'stage-toestemming-ingetrokken'")
        }
        #expect(audited)
        #expect(await site.get(try await rig.page("Jong A")).body.contains("We gaan verhuizen."))
        // Nobody can be put at a place without a yes; a yes on paper puts the pupil on the lists again.
        #expect(try await rig.byHand("Jong A", to: "Fietsen maken").status == 400)
        #expect(await !rig.tasks(.broker).contains("Zoek een stageplek"))
        #expect(try await rig.tick("toestemming", "Jong A", [("dag", site.clock.now.day.iso)]).status == 303)
        #expect(await rig.tasks(.broker).contains("Zoek een stageplek voor 1 leerling"))
        #expect(try await rig.byHand("Jong A", to: "Fietsen maken").status == 303)
    }

    @Test func `a place that is changed while pupils choose is not forgotten at the freezing`() async throws {
        let rig = try await Self.published("Een A;3A;;nee;\n")
        let site = rig.site
        // Another wish, so that nothing but the place is in the way.
        try await rig.wish("Een A", [1, 2])
        let form = [
            ("titel", "Dieren voeren"), ("wat", "Anders."), ("waar", "Centrum"), ("ritme", "weekend"),
            ("tijden", "zondag"), ("soort", "los"), ("plekken", "5"),
        ]
        #expect(
            await site.get("/organisatie/1/stage/plekken/1", as: .member).body.contains(
                "kijkt de centrale haar opnieuw na"))
        #expect(await site.post("/organisatie/1/stage/plekken/1", form: form, as: .member).status == 303)
        #expect(await site.get(try await rig.page("Een A")).body.contains("telt nu niet mee"))
        #expect(await rig.tasks(.broker).contains("Er staat een plek bij die leerlingen al kozen."))
        site.clock.move(by: .days(6))
        let round = await site.get(PupilRig.home + "/rondes/1", as: .broker).body
        #expect(round.contains("staat op 1 lijst") && !round.contains("/rondes/1/vastleggen"))
        #expect(await rig.freeze().status == 400)
        #expect(try await rig.review(1).status == 303)
        #expect(await rig.freeze().status == 303)
    }

    @Test func `the teacher counts lists that count`() async throws {
        let rig = try await Self.published("Een A;3A;;nee;\nTwee B;3A;;nee;\n")
        let site = rig.site
        try await rig.place("Samen koken", seats: 1, group: 3)
        let (one, two) = (try await rig.page("Een A"), try await rig.page("Twee B"))
        #expect(await site.post(one + "/groepje", form: [("doe", "nieuw")]).status == 303)
        let code = try await site.read { db in try db.value("SELECT code FROM pupil_group", as: String.self) ?? "" }
        #expect(await site.post(two + "/groepje", form: [("doe", "erbij"), ("code", code)]).status == 303)
        try await rig.wish("Een A", [3])
        #expect(await !rig.tasks(.resident).contains("koos nog niets"))
        // Alone in the group, the own list counts, and that is empty.
        #expect(await site.post(two + "/groepje", form: [("doe", "eruit")]).status == 303)
        #expect(await rig.tasks(.resident).contains("2 leerlingen kozen nog niets"))
    }
}
