import Community
import Core
import Matching
import Services
import Storage
import Testing

@testable import Brokerage

/// The second round of pupils.
struct PupilSecondTests {
    /// Three places; the first two are never asked for, so that whoever is put anywhere is put there.
    private static func rig(_ csv: String, seats: Int) async throws -> PupilRig {
        let rig = try await PupilRig()
        try await rig.place("Nooit gevraagd", seats: 9)
        try await rig.place("Ook nooit", seats: 9)
        try await rig.place("Gewild", seats: seats)
        #expect(try await rig.take(PupilRig.header + csv).status == 303)
        return rig
    }

    @Test func `a yes after the freezing counts, after who was in time`() async throws {
        let rig = try await Self.rig(
            "Een A;3A;;nee;\nJong B;3A;;ja;b@voorbeeld.nl\nJong C;3A;;ja;c@voorbeeld.nl\n", seats: 2)
        let site = rig.site
        for name in ["Een A", "Jong B", "Jong C"] { try await rig.wish(name, [3]) }
        site.clock.move(by: .days(6))
        #expect(await rig.freeze().status == 303)
        let parent = try await rig.guardian("Jong B")
        #expect(await site.get(parent).body.contains("tellen de wensen wel in de tweede ronde"))
        try await rig.awake()
        let school = await rig.tasks(.resident)
        #expect(school.contains("2 leerlingen wachten op toestemming") && school.contains("nog mee in de tweede ronde"))
        #expect(await site.post(parent, form: [("antwoord", "ja")]).status == 303)
        await rig.drawAndDecide()
        #expect(try await rig.placements() == ["Een A": "3 1 loting"])
        #expect(await rig.step("tweede-ronde").status == 303)
        #expect(try await rig.placements() == ["Een A": "3 1 loting", "Jong B": "3 1 tweede-ronde"])
        // The place is full now: a second time there is something else, and nobody moves.
        let other = try await rig.guardian("Jong C")
        #expect(await site.post(other, form: [("antwoord", "ja")]).status == 303)
        #expect(await rig.step("tweede-ronde").status == 303)
        let places = try await rig.placements()
        #expect(places["Een A"] == "3 1 loting" && places["Jong B"] == "3 1 tweede-ronde")
        #expect(places["Jong C"].map { $0.hasSuffix(" - tweede-ronde") } ?? false)
        #expect(await rig.step("bekend").status == 303)
        let page = await site.get(try await rig.page("Jong B")).body
        #expect(page.contains("In de tweede ronde lukte keuze 1 van je lijst."))
    }

    @Test func `who was in time goes before who came late, whatever the lots`() async throws {
        let late = (1...6).map { "Laat Nr\($0)" }
        let csv =
            "Een A;3A;;nee;\nTwee B;3A;;nee;\n" + late.map { "\($0);3A;;ja;\($0.suffix(1))@voorbeeld.nl\n" }.joined()
        let rig = try await Self.rig(csv, seats: 1)
        for name in ["Een A", "Twee B"] + late { try await rig.wish(name, [3]) }
        await rig.decide()
        for name in late {
            #expect(await rig.site.post(try await rig.guardian(name), form: [("antwoord", "ja")]).status == 303)
        }
        let winner = try #require(try await rig.placements().keys.first)
        let other = winner == "Een A" ? "Twee B" : "Een A"
        #expect(try await rig.byHand(winner, to: nil).status == 303)
        #expect(await rig.step("tweede-ronde").status == 303)
        let places = try await rig.placements()
        #expect(places[other] == "3 1 tweede-ronde" && places.count == 8, "\(places)")
    }

    @Test func `a wish for a place that was approved after the freezing counts`() async throws {
        let rig = try await Self.rig("Een A;3A;;nee;\nTwee B;3A;;nee;\n", seats: 1)
        let site = rig.site
        for name in ["Een A", "Twee B"] { try await rig.wish(name, [3]) }
        try await site.write { db in _ = try db.run("UPDATE pupil_place SET state = 'terug' WHERE number = 3") }
        try await rig.wish("Een A", [1])
        let home = try await rig.page("Een A")
        #expect(await site.get(home).body.contains("telt nu niet mee"))
        site.clock.move(by: .days(6))
        #expect(await site.get(PupilRig.home + "/rondes/1", as: .broker).body.contains("staat op 2 lijsten"))
        #expect(await rig.freeze().status == 303)
        try await site.write { db in _ = try db.run("UPDATE pupil_place SET state = 'ingediend' WHERE number = 3") }
        #expect(try await rig.review(3).status == 303)
        let mails = try await site.mails().filter { $0.kind == "stageplek-goedgekeurd" }
        #expect(mails.last?.text.contains("doet mee in de tweede ronde") ?? false)
        await rig.drawAndDecide()
        #expect(await rig.step("tweede-ronde").status == 303)
        // One of the two has it, by the lots; it stood first on both lists, so that the other one did not get it before.
        let places = try await rig.placements()
        let there = places.filter { $0.value.hasPrefix("3 ") }
        #expect(there.count == 1 && there.values.first == "3 1 tweede-ronde", "\(places)")
        if there["Twee B"] != nil { #expect(places["Een A"] == "1 1 loting") }
    }

    @Test func `a seat that came free by hand goes to who wished it, and moves on`() async throws {
        let rig = try await PupilRig()
        try await rig.place("Gewild", seats: 1)
        try await rig.place("Minder", seats: 1)
        try await rig.place("Nooit gevraagd", seats: 9)
        #expect(try await rig.take(PupilRig.header + "Een A;3A;;nee;\nTwee B;3A;;nee;\n").status == 303)
        for name in ["Een A", "Twee B"] { try await rig.wish(name, [1, 2]) }
        await rig.decide()
        let drawn = try await rig.placements()
        let (winner, other) = drawn["Een A"] == "1 1 loting" ? ("Een A", "Twee B") : ("Twee B", "Een A")
        #expect(drawn[other] == "2 2 loting")
        #expect(try await rig.byHand(winner, to: nil).status == 303)
        #expect(await rig.step("tweede-ronde").status == 303)
        // Whoever was taken away from a place is not sent back there.
        #expect(try await rig.placements() == [other: "1 1 tweede-ronde", winner: "2 2 tweede-ronde"])
    }

    @Test func `a pupil who was erased before the outcome leaves the seat`() async throws {
        let rig = try await Self.rig("Een A;3A;;nee;\nTwee B;3A;;nee;\n", seats: 1)
        for name in ["Een A", "Twee B"] { try await rig.wish(name, [3]) }
        await rig.decide()
        let winner = try #require(try await rig.placements().keys.first)
        let other = winner == "Een A" ? "Twee B" : "Een A"
        #expect(try await rig.tick("weg", winner).status == 303)
        #expect(await rig.step("tweede-ronde").status == 303)
        #expect(try await rig.placements() == [other: "3 1 tweede-ronde"])
    }

    @Test func `friends without a place together have their own lists`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Samen koken", seats: 1, group: 3)
        try await rig.place("Nooit gevraagd", seats: 9)
        try await rig.place("Alleen", seats: 1)
        let names = ["Een A", "Twee B", "Drie C", "Vier D"]
        #expect(try await rig.take(PupilRig.header + names.map { "\($0);3A;;nee;\n" }.joined()).status == 303)
        for (first, second) in [("Een A", "Twee B"), ("Drie C", "Vier D")] {
            let page = try await rig.page(first)
            #expect(await site.post(page + "/groepje", form: [("doe", "nieuw")]).status == 303)
            let code: String = try await site.read { db in
                try db.value(
                    "SELECT g.code FROM pupil p JOIN pupil_group g ON g.id = p.group_id WHERE p.name = \(first)") ?? ""
            }
            let friend = try await rig.page(second)
            #expect(await site.post(friend + "/groepje", form: [("doe", "erbij"), ("code", code)]).status == 303)
            try await rig.wish(first, [1])
            // A place for one does not go on the list of the group, but on the own one.
            #expect(await site.post(page + "/wensen", form: [("doe", "erbij-3")]).status == 400)
            #expect(await site.get(page + "/plekken?lijst=eigen").body.contains("erbij-3"))
            let own = await site.post(page + "/wensen", form: [("doe", "erbij-3"), ("lijst", "eigen")])
            #expect(own.status == 303 && own.location.hasSuffix("#eigen-wensen"))
            let wrong = await site.post(page + "/wensen", form: [("doe", "erbij-1"), ("lijst", "eigen")])
            #expect(wrong.status == 400)
            #expect(await site.get(page).body.contains("Jouw eigen lijst"))
        }
        await rig.decide()
        #expect(try await rig.placements().count == 2)
        #expect(await rig.step("tweede-ronde").status == 303)
        let places = try await rig.placements()
        #expect(places.count == 4)
        let left = places["Een A"] == "1 1 loting" ? "Drie C" : "Een A"
        #expect(places[left] == "3 1 tweede-ronde", "\(places)")
    }

    @Test func `everybody can check it from the files alone`() async throws {
        let csv = (1...9).map { "Leerling Nr\($0);3A;;nee;\n" }.joined()
        let rig = try await Self.rig(csv, seats: 2)
        let site = rig.site
        for number in 1...6 { try await rig.wish("Leerling Nr\(number)", [3]) }
        await rig.decide()
        #expect(await rig.step("tweede-ronde").status == 303)
        let base = "/stage/loting/1/tweede/1/"
        // Before the outcome is known nobody reads from it where somebody goes.
        #expect(await site.get(base + "invoer.txt").status == 404)
        #expect(await site.get(base + "uitslag.txt").status == 404)
        #expect(await !site.get("/stage/loting/1").body.contains("tweede/1"))
        #expect(await rig.step("bekend").status == 303)
        let (input, transcript) = (await site.get(base + "invoer.txt"), await site.get(base + "uitslag.txt"))
        #expect(input.status == 200 && transcript.status == 200)
        #expect(SecondRound.check(transcript: transcript.body, input: input.body) == .same)
        #expect(!input.body.contains("Leerling Nr") && !transcript.body.contains("Leerling Nr"))
        let page = await site.get("/stage/loting/1").body
        let commitment = try SecondRoundInput(text: input.body).commitment
        #expect(page.contains(commitment) && page.contains(base + "uitslag.txt") && page.contains("schaarste"))
        // It belongs to the lottery that was published before.
        let first = try PlacementInput(text: await site.get("/stage/loting/1/invoer.txt").body)
        #expect(input.body.contains("loting \(first.commitment)\n"))
        // What was published is what was done.
        let places = try await site.read { db in
            try db.rows(
                """
                SELECT p.pseudonym, l.number FROM pupil_placement m JOIN pupil p ON p.id = m.pupil_id
                JOIN pupil_place l ON l.id = m.place_id
                """
            ).map { "\(try $0("pseudonym", as: String.self)) plek-\(try $0("number", as: Int.self))" }
        }
        #expect(places.count == 9)
        for line in places { #expect(transcript.body.contains(" \(line)"), "\(line)") }
        #expect(await site.get("/stage/loting/1/tweede/2/invoer.txt").status == 404)
        #expect(await site.get("/stage/loting/2/tweede/1/invoer.txt").status == 404)
    }
}
