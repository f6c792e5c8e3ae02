import Core
import Questionnaires
import Services
import Storage
import TestEngines
import Testing

@testable import Evaluation

/// Anonymous answers cannot be tied to an address.
struct AnonymityTests {
    /// Forty people answer in an order that the attacker knows, with the background work now and then.
    private func answered(_ rig: RespondRig, until last: Int = 40) async throws -> [String: Int] {
        var order: [String: Int] = [:]
        for index in 0..<last {
            let mark = "merk\(1000 + index)x" + String(repeating: "lang ", count: index % 7 * 20)
            await rig.answer((index * 7) % 40, mark, tick: index % 2 + 1)
            order["merk\(1000 + index)x"] = index
            rig.site.clock.move(by: .minutes(3))
            if index % 6 == 5 { try await rig.site.tick() }
        }
        return order
    }

    @Test func `with all tables in hand, no key, time, order, size or transaction leads from an answer to an address`()
        async throws
    {
        let rig = try await RespondRig(mode: .anonymous, addresses: 40)
        let order = try await answered(rig)
        var attack = try await LinkAttack.dump(rig.site)
        try Self.attack(attack, rig, order)
        #expect(attack.of("survey_box").count >= 30, "\(attack.of("survey_box").count)")
        try await rig.close()
        attack = try await LinkAttack.dump(rig.site)
        #expect(attack.of("survey_box").count == 40)
        #expect(attack.of("survey_pending").isEmpty && attack.of("survey_draft").isEmpty)
        try Self.attack(attack, rig, order)
    }

    private static func attack(_ attack: LinkAttack, _ rig: RespondRig, _ order: [String: Int]) throws {
        let shared: Set<String> = [rig.id.text, "link", "nl"]
        let version = Set(attack.of("survey_version").map { $0.text("id") })
        #expect(attack.sharedKeys(of: "survey_box", known: shared.union(version)).isEmpty)
        #expect(attack.sharedKeys(of: "survey_pending", known: shared).isEmpty)
        for table in ["survey_box", "survey_pending", "survey_draft"] {
            #expect(attack.moments(in: table).isEmpty, "\(table)")
            #expect(attack.sizes(in: table).count <= 1, "\(table)")
        }
        let box = attack.of("survey_box")
        // Forty rows in random order reach 0.75 once in a million times.
        #expect(LinkAttack.correlation(box, order) < 0.75)
        #expect(LinkAttack.correlation(box, order, by: "slot") < 0.75)
        // Those who wrote the box wrote it as a whole: it says nothing of one answer.
        #expect(Set(box.map(\.writer)).count <= 1)
        #expect(attack.writersShared("survey_box", with: "survey_address") == 0)
        // No word of an answer lies anywhere else, open or as a print; no log has one event for each of them.
        for line in attack.lines where line.table != "survey_box" {
            for value in line.values.values {
                guard case .text(let text) = value else { continue }
                #expect(!text.contains("merk10"), "\(line.table)")
            }
        }
        #expect(attack.of("survey_response").isEmpty)
        // The log of contacts tells what was asked of someone, never what they did.
        #expect(attack.of("survey_contact").allSatisfy { ["uitgenodigd", "herinnerd"].contains($0.text("kind")) })
        #expect(attack.of("request_once").allSatisfy { $0.text("request_key") == "proef" })
        #expect(!attack.of("audit_event").contains { $0.text("action") == "enquete-ingevuld" })
    }

    @Test func `the attack sees a variant that keeps the order, and one that keeps the time`() async throws {
        let rig = try await RespondRig(mode: .anonymous, addresses: 40)
        let order = try await answered(rig, until: 3)
        let survey = try await rig.survey()
        try await rig.site.write { db in
            for index in 0..<40 {
                let answers = Answers(values: ["V13": .text("merk\(1000 + index)x")])
                // What must never be: one after the other, under a key that tells the time.
                try db.run(
                    """
                    INSERT INTO survey_box (survey_id, slot, version_id, channel, language, answers)
                    VALUES (\(survey.id), \(UUIDv7.make(at: rig.site.clock.now + .seconds(index))),
                        \(survey.version), 'link', 'nl', \(answers.json))
                    """)
            }
        }
        var known = order
        for index in 0..<40 { known["merk\(1000 + index)x"] = index }
        let attack = try await LinkAttack.dump(rig.site)
        let box = attack.of("survey_box")
        #expect(LinkAttack.correlation(box, known) > 0.95)
        #expect(LinkAttack.correlation(box, known, by: "slot") > 0.95)
        #expect(!attack.moments(in: "survey_box").isEmpty)
    }

    @Test func `the attack sees a key that is shared, and a draft whose size shows`() async throws {
        let rig = try await RespondRig(mode: .anonymous, addresses: 2)
        let survey = try await rig.survey()
        try await rig.site.write { db in
            try db.run(
                """
                INSERT INTO survey_box (survey_id, slot, version_id, channel, language, answers)
                VALUES (\(survey.id), \(Secret.hash(rig.token())), \(survey.version), 'link', 'nl', '{}')
                """)
            for size in [100, 200] {
                try db.run(
                    """
                    INSERT INTO survey_draft (key, survey_id, sealed)
                    VALUES (\(Secret.make()), \(survey.id), \([UInt8](repeating: 7, count: size)))
                    """)
            }
        }
        let attack = try await LinkAttack.dump(rig.site)
        let version = Set(attack.of("survey_version").map { $0.text("id") })
        #expect(!attack.sharedKeys(of: "survey_box", known: version.union([rig.id.text, "link", "nl"])).isEmpty)
        #expect(attack.sizes(in: "survey_draft").count == 2)
    }

    @Test func `answers lie sealed until five of a group wait, and come out together`() async throws {
        let rig = try await RespondRig(mode: .anonymous, addresses: 24, strata: ["klein", "groot"])
        for index in 0..<8 { await rig.answer(index, "woord\(index)") }
        try await rig.site.tick()
        // Four of each group: nothing comes out.
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_box") == 0)
        await rig.answer(8)
        rig.site.clock.move(by: .minutes(11))
        try await rig.site.tick()
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_box WHERE stratum = 'klein'") == 5)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_box WHERE stratum = 'groot'") == 0)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_pending") == 4)
        try await rig.close()
        // The four of the other group would stand out: nobody keeps a group, for four without one would stand out too.
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_box") == 9)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_box WHERE stratum IS NOT NULL") == 0)
    }

    @Test func `fewer than five answers are not opened at all`() async throws {
        let rig = try await RespondRig(mode: .anonymous, addresses: 9)
        for index in 0..<4 { await rig.answer(index) }
        try await rig.close()
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_box") == 0)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_pending") == 0)
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_address WHERE turnout = 'answered'") == 4)
    }

    @Test func `the language someone read in does not come along, nor a stratum where it was not agreed`() async throws
    {
        let rig = try await RespondRig(mode: .anonymous, addresses: 6)
        for index in 0..<6 {
            await rig.page(
                rig.path(index), "B1", [("V01", "1"), ("V02", "1")], way: index == 2 ? "taal:ar" : "volgende")
            await rig.answer(index)
        }
        try await rig.close()
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_box WHERE language = 'nl' AND stratum IS NULL") == 6)
    }

    @Test func `strata that few share are blurred until nobody stands out`() {
        func slips(_ sizes: [(String?, Int)]) -> [AnonymousBox.Slip] {
            sizes.flatMap { stratum, size in
                (0..<size).map { _ in
                    AnonymousBox.Slip(version: "v", channel: .link, language: "nl", stratum: stratum, answers: "{}")
                }
            }
        }
        func sizes(_ slips: [AnonymousBox.Slip]) -> [String: Int] {
            slips.reduce(into: [:]) { $0[$1.stratum ?? "–", default: 0] += 1 }
        }
        let blur = BlurredStrata(least: 5)
        #expect(sizes(blur.blurred(slips([("a", 9), ("b", 5)]))) == ["a": 9, "b": 5])
        #expect(sizes(blur.blurred(slips([("a", 9), ("b", 7), ("c", 2)]))) == ["a": 9, "–": 9])
        #expect(sizes(blur.blurred(slips([("a", 9), ("b", 4), ("c", 3)]))) == ["a": 9, "–": 7])
        #expect(sizes(blur.blurred(slips([("a", 9), (nil, 2)]))) == ["–": 11])
        #expect(blur.blurred(slips([("a", 4)])).isEmpty)
    }

    @Test func `under a code nothing tells who it was once the survey closed`() async throws {
        let rig = try await RespondRig(mode: .pseudonymous, addresses: 40)
        var order: [String: Int] = [:]
        for index in 0..<40 {
            await rig.answer((index * 7) % 40, "merk\(1000 + index)x")
            order["merk\(1000 + index)x"] = index
            rig.site.clock.move(by: .minutes(3))
        }
        let before = try await LinkAttack.dump(rig.site)
        #expect(before.of("survey_pseudonym").count == 40)
        try await rig.close()
        let attack = try await LinkAttack.dump(rig.site)
        #expect(attack.of("survey_pseudonym").isEmpty)
        let answers = attack.of("survey_response")
        #expect(answers.count == 40)
        let version = Set(attack.of("survey_version").map { $0.text("id") })
        let constant = Set(["link", "nl", "complete", rig.id.text, rig.site.clock.now.iso, "klaar"]).union(version)
        // The code stands twice in its own row and nowhere else.
        #expect(attack.sharedKeys(of: "survey_response", known: constant).isEmpty)
        #expect(LinkAttack.correlation(answers, order) < 0.75)
        #expect(LinkAttack.correlation(answers, order, by: "id") < 0.75)
        #expect(Set(answers.map { $0.text("started_at") + $0.text("completed_at") }).count == 1)
        // Nobody who kept the old list of codes can use it.
        let old = Set(before.of("survey_pseudonym").map { $0.text("pseudonym") })
        #expect(old.isDisjoint(with: answers.map { $0.text("id") }))
    }

    @Test func `drafts open with their own link only`() async throws {
        let rig = try await RespondRig(mode: .anonymous, addresses: 2)
        await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "44")])
        #expect(!(await rig.site.get(rig.path(1, "/pagina/B1")).body.contains("value=\"44\"")))
        let sealed = try await rig.site.read { db in
            try db.first("SELECT key, sealed FROM survey_draft").map {
                try ($0("key", as: String.self), $0("sealed", as: [UInt8].self))
            }
        }
        let (key, bytes) = try #require(sealed)
        let survey = try await rig.survey()
        let vault = rig.site.town.house.vault
        let place = SealedResponses.draftPlace(survey, key)
        #expect(try SealedAnswers(opening: bytes, vault, place: place).draft.answers["V02"] == .number(44))
        #expect(throws: (any Error).self) { try SealedAnswers(opening: bytes, vault, place: place + "x") }
        #expect(throws: (any Error).self) {
            try SealedAnswers(opening: bytes, Vault(key: [UInt8](repeating: 1, count: 32)), place: place)
        }
    }
}
