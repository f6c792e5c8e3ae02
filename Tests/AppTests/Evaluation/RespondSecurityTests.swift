import Core
import Questionnaires
import Services
import Storage
import Testing
import Web

@testable import Evaluation

/// The respondent's pages against strangers.
struct RespondSecurityTests {
    private static let canary = "\"><script>kanarie</script><img src=x onerror=kanarie>'"

    @Test func `what an author or a respondent writes never becomes markup`() async throws {
        let mark = Self.canary
        let rig = try await RespondRig(
            mode: .linked, open: true, questionnaire: RespondRig.questionnaire(mark: mark), title: "T" + mark,
            purpose: "P" + mark)
        try await rig.site.write { db in
            try db.run("UPDATE survey_address SET name = \(mark), organisation = \(mark)")
            try db.run("UPDATE municipality SET name = \("W" + mark) WHERE code = 'GM9999'")
        }
        var pages: [(String, String)] = []
        func see(_ path: String, _ role: Role = .anonymous) async {
            pages.append((path, await rig.site.get(path, as: role).body))
        }
        await see(rig.path())
        await see("/meedoen/\(rig.number)")
        let bad = [("V01", "1"), ("V02", mark), ("in", mark)]
        pages.append(("fout", await rig.page(rig.path(), "B1", bad).body))
        pages.append(("vreemd", await rig.page(rig.path(), "B1", [("V01", mark), ("V02", "1")]).body))
        await rig.page(rig.path(), "B1", [("V01", "1"), ("V02", "1")])
        await rig.page(rig.path(), "B2", [("V03", "7"), ("V03_7", mark), ("V04", "1")])
        await rig.page(rig.path(), "B3", [("V12.1", "7"), ("V12.1_7", mark), ("V13", mark)])
        await rig.page(rig.path(), "B4", [])
        for block in ["B1", "B2", "B3", "B4"] {
            for language in ["nl", "en", "ar"] { await see(rig.path(0, "/pagina/\(block)?in=\(language)")) }
        }
        for page in ["/overzicht", "/later"] { await see(rig.path(0, page)) }
        let desk = "/enquetes/\(rig.number)/bellen/2/vragenlijst"
        for page in ["", "/pagina/B1"] { await see(desk + page, .broker) }
        _ = await rig.site.post(rig.path(0, "/versturen"))
        await see(rig.path())
        rig.site.clock.move(by: .days(40))
        await see(rig.path(1))
        for (path, body) in pages {
            #expect(!body.contains("<script>kanarie") && !body.contains("<img src=x"), "\(path)")
            #expect(!body.contains("'\"><"), "\(path)")
        }
        #expect(pages.contains { $0.1.contains("&lt;script&gt;kanarie") })
    }

    /// Every secret at every door: only its own opens, and what it opens is its own.
    @Test(arguments: Survey.Mode.allCases)
    func `a token opens its own questionnaire and nothing else`(_ mode: Survey.Mode) async throws {
        let rig = try await RespondRig(mode: mode, addresses: 2, open: true, title: "Geheime titel")
        await rig.fill(rig.path(0), "eigen woorden")
        let begun = await rig.site.post("/meedoen/\(rig.number)")
        let own = String(begun.location.split(separator: "/")[1])
        let tokens = [
            rig.token(0), own, Secret.make(), Secret.hash(rig.token(0)), rig.id.text, rig.addresses[0].text, "x",
            "%00", "..", String(repeating: "a", count: 4000),
        ]
        let doors = rig.site.town.routes.filter { $0.path.contains("{sleutel}") }
        #expect(doors.count > 20)
        for route in doors {
            for (index, token) in tokens.enumerated() {
                let path = route.path.split(separator: "/").map { part -> String in
                    switch part {
                    case "{sleutel}": token
                    case "{blok}": "B3"
                    case let part where part.hasPrefix("{"): "1"
                    default: String(part)
                    }
                }.joined(separator: "/")
                let words = index < 2 ? "van mezelf" : "gestolen"
                let reply =
                    route.method == .get
                    ? await rig.site.get("/" + path) : await rig.site.post("/" + path, form: [("V13", words)])
                #expect(reply.status < 500, "\(route.method) \(route.path) \(index)")
                let isOurs = route.path.hasPrefix("/vragenlijst/") && index < 2
                if !isOurs {
                    #expect(
                        !reply.body.contains("Geheime titel") && !reply.body.contains("eigen woorden"), "\(route.path)")
                }
            }
        }
        // Nothing stolen came in anywhere, and the second person's answers were touched by nobody.
        let kept = try await LinkAttack.dump(rig.site).lines.flatMap(\.values.values)
        #expect(!kept.contains { if case .text(let text) = $0 { text.contains("gestolen") } else { false } })
        #expect(!(await rig.site.get(rig.path(1))).body.contains("eigen woorden"))
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_response WHERE address_id = \(rig.addresses[1])") == 0)
    }

    @Test func `a form without the token of the visitor is refused, and guessing is slowed down`() async throws {
        let rig = try await RespondRig(mode: .linked, open: true)
        for path in [rig.path(0, "/pagina/B1"), rig.path(0, "/versturen"), "/meedoen/\(rig.number)"] {
            #expect(await rig.site.post(path, form: [("V01", "1")], withToken: false).status == 403, "\(path)")
        }
        #expect(try await rig.count("SELECT COUNT(*) FROM survey_response") == 0)
        var statuses: Set<Int> = []
        for _ in 0..<40 { statuses.insert(await rig.site.get("/vragenlijst/" + Secret.make()).status) }
        #expect(statuses == [404, 429])
        #expect(await rig.site.get(rig.path()).status == 200)
    }

    @Test(arguments: Survey.Mode.allCases)
    func `no token is kept in the database, and no page lets it out`(_ mode: Survey.Mode) async throws {
        let rig = try await RespondRig(mode: mode, addresses: 2, open: true)
        await rig.answer(0)
        let begun = await rig.site.post("/meedoen/\(rig.number)")
        let own = String(begun.location.split(separator: "/")[1])
        let attack = try await LinkAttack.dump(rig.site)
        for line in attack.lines {
            for value in line.values.values {
                guard case .text(let text) = value else { continue }
                #expect(!text.contains(rig.token(0)) && !text.contains(own), "\(line.table)")
            }
        }
        for path in [rig.path(1), rig.path(1, "/pagina/B1"), "/vragenlijst/\(own)/later", "/vragenlijst/onbekend"] {
            let page = await rig.site.get(path)
            #expect(page.body.contains("<meta name=\"referrer\" content=\"strict-origin\">"), "\(path)")
            #expect(page.header("cache-control") == "no-store")
            #expect(page.body.contains("noindex"))
        }
    }

    @Test(arguments: Survey.Mode.allCases)
    func `before it opens and in another mode of life a link leads nowhere`(_ mode: Survey.Mode) async throws {
        let rig = try await RespondRig(mode: mode)
        try await rig.site.write { db in try db.run("UPDATE survey SET state = 'concept'") }
        #expect(await rig.site.get(rig.path()).status == 404)
        #expect(await rig.page(rig.path(), "B1", [("V01", "1")]).status == 404)
    }
}
