import Community
import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// Village rounds.
struct DoorTests {
    private static let yes: [(String, String)] = [
        ("keer", "0"), ("aanbod", "Kanarie kan rijden"), ("naam", "Kanarie Bewoner"), ("telefoon", "06 1234 5678"),
        ("toestemming", "ja"),
    ]

    private func press(_ rig: RoundRig, _ walker: String, _ house: Int, _ what: String, seen: Int) async throws
        -> TestReply
    {
        let door = try await rig.door(house)
        return await rig.site.post(
            try await rig.link(walker) + "/deur/\(door.number)", form: [("doe", what), ("keer", String(seen))])
    }

    @Test func `nobody is called on more than twice, and the card answers once`() async throws {
        let rig = try await RoundRig()
        try await rig.startRound("Dorpsstraat 1-7 oneven", walkers: ["Wim Loper"])
        #expect(try await press(rig, "Wim Loper", 1, "niet-thuis", seen: 0).status == 303)
        // The same press once more, as on a bad line, is the same visit.
        #expect(try await press(rig, "Wim Loper", 1, "niet-thuis", seen: 0).status == 303)
        #expect(try await rig.door(1).visits == 1)
        #expect(try await rig.door(1).state == .away)
        #expect(try await press(rig, "Wim Loper", 1, "niet-thuis", seen: 1).status == 303)
        let door = try await rig.door(1)
        #expect(door.state == .card && door.visits == 2)
        #expect(try await press(rig, "Wim Loper", 1, "niet-thuis", seen: 2).status == 303)
        #expect(try await rig.door(1).visits == 2)
        let code = try #require(DoorCode(house: rig.site.town.house).read(door))
        let sheet = await rig.site.get(RoundRig.round + "/kaarten", as: .broker)
        #expect(sheet.body.contains(code))
        #expect(await rig.site.post("/ronde/antwoord", form: [("code", "AAAA-AAAA")]).status == 400)
        let way = await rig.site.post("/ronde/antwoord", form: [("code", code.lowercased())])
        #expect(way.status == 303 && way.location == "/ronde/antwoord/" + DoorCode.bare(code))
        let empty = await rig.site.post(way.location, form: [])
        #expect(empty.status == 400 && empty.body.contains("#veld-aanbod"))
        #expect(await rig.site.post(way.location, form: Array(Self.yes.dropFirst())).status == 303)
        #expect(await rig.site.get(way.location).status == 404)
        let (way2, name) = try await rig.site.read { db -> (String, String) in
            let row = try db.first("SELECT way, name FROM intake")
            return (try row?("way") ?? "", try row?("name") ?? "")
        }
        #expect(way2 == "ronde" && name == "Kanarie Bewoner")
    }

    @Test func `who said no with the card is left alone, whatever page a walker still has open`() async throws {
        let rig = try await RoundRig()
        try await rig.startRound("Dorpsstraat 1-7 oneven", walkers: ["Wim Loper"])
        #expect(try await press(rig, "Wim Loper", 1, "niet-thuis", seen: 0).status == 303)
        let code = try #require(DoorCode(house: rig.site.town.house).read(try await rig.door(1)))
        let card = "/ronde/antwoord/" + DoorCode.bare(code)
        #expect(await rig.site.post(card, form: [("doe", "nee")]).status == 303)
        for what in ["terug", "niet-thuis", "vervalt"] {
            #expect(try await press(rig, "Wim Loper", 1, what, seen: 1).status == 303)
            let door = try await rig.door(1)
            #expect(door.state == .no && door.visits == 1 && door.codeHash == nil, "\(what)")
        }
        let path = try await rig.link("Wim Loper") + "/deur/"
        let page = await rig.site.get(path + "\(try await rig.door(1).number)")
        #expect(page.status == 200 && !page.body.contains("Zet terug"))
        // What the walker pressed can be taken back.
        #expect(try await press(rig, "Wim Loper", 3, "nee", seen: 0).status == 303)
        #expect(await rig.site.get(path + "\(try await rig.door(3).number)").body.contains("Zet terug"))
        #expect(try await press(rig, "Wim Loper", 3, "terug", seen: 1).status == 303)
        #expect(try await rig.door(3).state == .open)
    }

    @Test func `a door without a yes keeps its state and never a name`() async throws {
        let rig = try await RoundRig()
        try await rig.startRound("Dorpsstraat 1-7 oneven", walkers: ["Wim Loper"])
        let path = try await rig.link("Wim Loper") + "/deur/\(try await rig.door(1).number)/gesproken"
        let named = Self.yes.filter { $0.0 != "toestemming" }
        let refused = await rig.site.post(path, form: named)
        #expect(refused.status == 400 && refused.body.contains("Kanarie Bewoner"))
        let silent = [("keer", "0"), ("aanbod", "Kanarie kan rijden"), ("vraag", "Kanarie zoekt hulp")]
        #expect(await rig.site.post(path, form: silent).status == 303)
        let door = try await rig.door(1)
        #expect(door.state == .spoken && door.offers == 1 && door.asks == 1)
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM intake") } == 0)
        let dump = try await rig.site.read { db in
            try db.rows("SELECT * FROM door").map { "\($0.values)" }.joined()
        }
        #expect(!dump.contains("Kanarie"))
    }

    @Test func `an offer and a question become two cases`() async throws {
        let rig = try await RoundRig()
        try await rig.startRound("Dorpsstraat 1-7 oneven", walkers: ["Wim Loper"])
        let path = try await rig.link("Wim Loper") + "/deur/\(try await rig.door(3).number)/gesproken"
        #expect(await rig.site.post(path, form: Self.yes + [("vraag", "De tuin")]).status == 303)
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM intake") } == 2)
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM door_intake") } == 2)
        // Another person at the same address.
        let second = Self.yes.filter { $0.0 != "keer" } + [("keer", "1")]
        #expect(await rig.site.post(path, form: second).status == 303)
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM intake") } == 3)
        #expect(try await rig.door(3).offers == 2)
    }

    @Test func `two walkers at one door at the same moment are one visit`() async throws {
        let rig = try await RoundRig()
        try await rig.startRound("Dorpsstraat 1-31 oneven", divides: false)
        let (first, second) = (try await rig.link("Wim Loper"), try await rig.link("Ziad Stap"))
        for house in stride(from: 1, through: 15, by: 2) {
            let number = try await rig.door(house).number
            let site = rig.site
            let replies = await withTaskGroup(of: TestReply.self) { group in
                for base in [first, second, first, second] {
                    group.addTask { await site.post(base + "/deur/\(number)/gesproken", form: Self.yes) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            // Whoever comes second is told so, and changes nothing.
            #expect(replies.allSatisfy { $0.status == 303 }, "\(replies.map(\.status))")
            let door = try await rig.door(house)
            #expect(door.visits == 1 && door.offers == 1 && door.state == .spoken)
        }
        #expect(try await rig.site.read { try $0.count("SELECT COUNT(*) FROM intake") } == 8)
        let numbers = try await rig.site.read { db in
            try db.rows("SELECT number FROM intake ORDER BY number").map { try $0("number", as: Int.self) }
        }
        #expect(numbers == Array(1...8))
    }

    @Test func `a round without a door for two weeks is on the list`() async throws {
        let rig = try await RoundRig()
        try await rig.startRound("Dorpsstraat 1-7 oneven", walkers: ["Wim Loper"])
        #expect(!(try await rig.tasks(.broker)).contains("De ronde ligt stil"))
        try await rig.wait(days: 10)
        #expect(try await press(rig, "Wim Loper", 1, "nee", seen: 0).status == 303)
        try await rig.wait(days: 10)
        #expect(!(try await rig.tasks(.broker)).contains("De ronde ligt stil"))
        try await rig.wait(days: 5)
        #expect(try await rig.tasks(.broker).contains("De ronde ligt stil"))
        try await rig.wait(days: 40)
        #expect(try await rig.tasks(.broker).contains("Rond de ronde af"))
        #expect(!(try await rig.tasks(.otherBroker)).contains("Proefronde"))
    }

    @Test func `after the round house numbers and names go, and the counts stay`() async throws {
        let rig = try await RoundRig()
        try await rig.startRound("Dorpsstraat 1-7 oneven", walkers: ["Wim Loper"])
        let link = try await rig.link("Wim Loper")
        let path = link + "/deur/\(try await rig.door(3).number)/gesproken"
        #expect(await rig.site.post(path, form: Self.yes).status == 303)
        let end = await rig.site.post(RoundRig.round + "/verslag", form: [("conclusie", "Goed.")], as: .broker)
        #expect(end.status == 303)
        #expect(await rig.site.get(link).status == 404)
        try await rig.wait(days: 100)
        try await rig.site.tick()
        let traces = try await rig.site.read { db in
            try db.count(
                """
                SELECT (SELECT COUNT(*) FROM door WHERE house <> 0) + (SELECT COUNT(*) FROM door_intake)
                    + (SELECT COUNT(*) FROM round_helper WHERE name <> '')
                """)
        }
        #expect(traces == 0)
        let report = await rig.site.get(RoundRig.round + "/verslag", as: .broker)
        #expect(report.status == 200 && report.body.contains("Dorpsstraat"))
    }
}
