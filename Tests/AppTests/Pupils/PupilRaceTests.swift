import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Two who do the same thing at the same moment, on either engine.
struct PupilRaceTests {
    /// Does all of it at once; the statuses of the answers.
    private static func atOnce(_ works: [@Sendable () async -> TestReply]) async -> [Int] {
        await withTaskGroup(of: Int.self) { group in
            for work in works { group.addTask { await work().status } }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `two of the centre publish at once and it happens once`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Dieren voeren", seats: 3)
        let csv = PupilRig.header + "Een A;3A;;ja;ouder.een@voorbeeld.nl\nTwee B;3A;;nee;\nDrie C;3A;;nee;\n"
        #expect(try await rig.take(csv).status == 303)
        #expect(await site.post(try await rig.guardian("Een A"), form: [("antwoord", "ja")]).status == 303)
        for name in ["Een A", "Twee B", "Drie C"] { try await rig.wish(name, [1]) }
        site.clock.move(by: .days(6))
        for (word, form) in [
            ("vastleggen", [("bron", PupilRig.source)]), ("zaad", [("zaad", PupilRig.seed)]), ("besluit", []),
        ] as [(String, [(String, String)])] {
            // Each step is a button that two people press.
            let path = PupilRig.home + "/rondes/1/" + word
            let statuses = await Self.atOnce([
                { await site.post(path, form: form, as: .broker) },
                { await site.post(path, form: form, as: .centreManager) },
            ])
            #expect(statuses.sorted() == [303, 400], "\(word): \(statuses)")
        }
        let path = PupilRig.home + "/rondes/1/bekend"
        let statuses = await Self.atOnce(
            (0..<6).map { number in { await site.post(path, as: number % 2 == 0 ? .broker : .centreManager) } })
        #expect(statuses.filter { $0 == 303 }.count == 1, "\(statuses)")
        #expect(statuses.allSatisfy { $0 == 303 || $0 == 400 }, "\(statuses)")
        try await site.tick()
        let parents = try await site.mails(to: "ouder.een@voorbeeld.nl").filter { $0.kind == "stage-uitslag-ouder" }
        #expect(parents.count == 1)
        let schools = try await site.mails(to: Role.resident.email).filter { $0.kind == "stage-uitslag-school" }
        #expect(schools.count == 1)
        let placed = try await site.read { db in try db.count("SELECT COUNT(*) FROM pupil_placement") }
        #expect(placed == 3)
    }

    @Test func `the last seat by hand goes to one`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Dieren voeren", seats: 4)
        try await rig.place("Nog een stoel", seats: 1)
        let names = ["Een A", "Twee B", "Drie C", "Vier D"]
        let csv = PupilRig.header + names.map { "\($0);3A;;nee;\n" }.joined()
        #expect(try await rig.take(csv).status == 303)
        for name in names { try await rig.wish(name, [1]) }
        try await rig.publish(second: false)
        let (numbers, place) = try await site.read { db in
            (
                try db.rows("SELECT number FROM pupil").map { try $0("number", as: Int.self) },
                try db.value("SELECT id FROM pupil_place WHERE title = 'Nog een stoel'", as: String.self) ?? ""
            )
        }
        let statuses = await Self.atOnce(
            numbers.map { number in
                {
                    await site.post(
                        PupilRig.home + "/rondes/1/leerlingen/\(number)",
                        form: [("plek", place), ("reden", "Past beter")],
                        as: number % 2 == 0 ? .broker : .centreManager)
                }
            })
        #expect(statuses.sorted() == [303, 400, 400, 400], "\(statuses)")
        let taken = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM pupil_placement WHERE place_id = \(place)")
        }
        #expect(taken == 1)
    }

    @Test func `friends who take and withdraw at the closing leave one whole list`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        for number in 1...4 { try await rig.place("Samen \(number)", seats: 2, group: 3) }
        #expect(try await rig.take(PupilRig.header + "Een A;3A;;nee;\nTwee B;3A;;nee;\n").status == 303)
        let (one, two) = (try await rig.page("Een A"), try await rig.page("Twee B"))
        #expect(await site.post(one + "/groepje", form: [("doe", "nieuw")]).status == 303)
        let code = try await site.read { db in try db.value("SELECT code FROM pupil_group", as: String.self) ?? "" }
        #expect(await site.post(two + "/groepje", form: [("doe", "erbij"), ("code", code)]).status == 303)
        site.clock.move(by: .days(5))
        let changes = ["erbij-1", "erbij-2", "erbij-3", "weg-1", "hoger-3", "erbij-4", "lager-2", "weg-4"]
        var works: [@Sendable () async -> TestReply] = changes.enumerated().map { index, change in
            { await site.post((index % 2 == 0 ? one : two) + "/wensen", form: [("doe", change)]) }
        }
        // One of the places is taken back in the middle of it.
        works.insert({ await site.post("/organisatie/1/stage/plekken/2/weg", as: .member) }, at: 4)
        let statuses = await Self.atOnce(works)
        // 404: somebody was too late for the place that went.
        #expect(statuses.allSatisfy { [303, 400, 404].contains($0) }, "\(statuses)")
        let rows = try await site.read { db in
            try db.rows(
                """
                SELECT w.position, l.number, l.state FROM pupil_wish w JOIN pupil_place l ON l.id = w.place_id
                ORDER BY w.position
                """
            ).map {
                (try $0("position", as: Int.self), try $0("number", as: Int.self), try $0("state", as: String.self))
            }
        }
        #expect(Set(rows.map(\.1)).count == rows.count, "\(rows)")
        #expect(!rows.contains { $0.1 == 2 }, "a place that went stayed on a list")
        // The day after, nobody changes it any more and the centre can freeze it.
        site.clock.move(by: .days(1))
        let late = await Self.atOnce([
            { await site.post(one + "/wensen", form: [("doe", "erbij-3")]) },
            { await site.post(two + "/groepje", form: [("doe", "eruit")]) },
            { await rig.freeze() },
        ])
        #expect(late.allSatisfy { $0 < 500 } && late.filter { $0 == 400 }.count >= 2, "\(late)")
    }

    @Test func `a list that is sent twice at once comes in once`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        let csv = PupilRig.header + "Een A;3A;;ja;ouder.een@voorbeeld.nl\nTwee B;3B;;nee;\n"
        let form = [("ronde", "1"), ("lijst", csv)]
        let statuses = await Self.atOnce(
            (0..<4).map { _ in { await site.post("/school/1/inlezen/klaar", form: form, as: .resident) } })
        #expect(statuses.allSatisfy { $0 == 303 }, "\(statuses)")
        let (pupils, classes) = try await site.read { db in
            (try db.count("SELECT COUNT(*) FROM pupil"), try db.count("SELECT COUNT(*) FROM pupil_class"))
        }
        #expect(pupils == 2 && classes == 2)
        #expect(try await site.mails(to: "ouder.een@voorbeeld.nl").count == 1)
    }
}
