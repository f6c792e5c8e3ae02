import Community
import Core
import Questionnaires
import Storage
import Tabulation
import Testing

@testable import Evaluation

struct ResultsTests {
    @Test func `each question has its table, and only makers see all of them`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let path = "/enquetes/\(survey.number)/resultaten"
        let page = await site.get(path, as: .researcher)
        #expect(page.status == 200)
        for question in ["Waar werk je?", "Wat doe je?", "Welk cijfer geef je?", "Wat kan er beter?", "Verbinden"] {
            #expect(page.body.contains(question), "\(question)")
        }
        #expect(page.body.contains("120 antwoorden om te tellen"))
        #expect(page.body.contains("40%"))
        let council = await site.get(path, as: .councilMember)
        #expect(council.status == 200)
        #expect(council.body.contains("Er is nog niets gepubliceerd"))
        #expect(!council.body.contains("40%"))
        for role in [Role.resident, .manager, .otherBroker] {
            #expect(await site.get(path, as: role).status == 404, "\(role)")
        }
        for part in [
            "/tabel?rijen=V01", "/tabellen", "/open", "/weging", "/vergelijken", "/beleid", "/cijfers", "/rapport",
        ] {
            #expect(await site.get(path + part, as: .councilMember).status == 404, "\(part)")
            #expect(await site.get(path + part, as: .researcher).status == 200, "\(part)")
        }
    }

    @Test func `a survey without answers says what to do`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture(state: .field, count: 0).add(to: site)
        for part in ["", "/tabel", "/tabellen", "/open", "/weging", "/vergelijken", "/beleid", "/cijfers", "/rapport"] {
            let page = await site.get("/enquetes/\(survey.number)/resultaten\(part)", as: .researcher)
            #expect(page.status == 200, "\(part)")
        }
        let page = await site.get("/enquetes/\(survey.number)/resultaten", as: .researcher)
        #expect(page.body.contains("Er zijn nog geen antwoorden"))
    }

    @Test func `the overview asks the database the same few things however many questions there are`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture(count: 342).add(to: site)
        site.database.statements.start()
        #expect(await site.get("/enquetes/\(survey.number)/resultaten", as: .researcher).status == 200)
        #expect(site.database.statements.stop().count < 20)
    }

    @Test func `a table of several answers shows both bases, its account and how it was counted`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let page = await site.get("/enquetes/\(survey.number)/resultaten/tabel?rijen=V02", as: .researcher)
        #expect(page.status == 200)
        #expect(page.body.contains("<td class=\"n\">48</td><td class=\"n\">40%</td>"))
        #expect(page.body.contains("Van de kruisjes"))
        #expect(page.body.contains("Basis: 120 van de 120 antwoorden."))
        #expect(page.body.contains("95 van de 100 keer"))
        #expect(page.body.contains("<svg class=\"sr-picture\""))
    }

    @Test func `the address of a table is the table, without what was left empty`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let path = "/enquetes/\(survey.number)/resultaten/tabel"
        let sent = await site.get(
            path + "?rijen=V02&kolommen=V01&soort=&beeld=&als=V01:1&als=&behalve=&procent=kolom&letters=holm",
            as: .researcher)
        #expect(sent.status == 303)
        #expect(sent.location == path + "?soort=telling&rijen=V02&kolommen=V01&als=V01%3A1&letters=holm")
        #expect(await site.get(sent.location, as: .researcher).status == 200)
    }

    @Test func `every request travels through its address unchanged`() throws {
        let data = DataSet(
            count: 1, columns: [Column("V01", "Een", .single([2], [Option(1, "Ja")]))], weights: [1])
        var requests: [TableRequest] = []
        for kind in TableRequest.Kind.allCases {
            for percent in TableRequest.Percent.allCases {
                var request = TableRequest(kind, rows: "V01", columns: "V02", percent: percent, interval: .beta)
                request.filter = [
                    .init(column: "V01", codes: [1, 2]), .init(column: "V03", codes: [5], isNot: true),
                ]
                request.isWeighted = true
                request.base = .answers
                request.letters = .bonferroni
                request.confidence = 0.99
                request.leavesOutMissing = true
                request.with = 1
                request.also = 2
                request.without = 3
                request.threshold = 0.75
                request.side = .below
                request.most = 4
                requests.append(request)
            }
        }
        for request in requests + [TableRequest(.counts, rows: "V01")] {
            let ask = try #require(TableAsk(TableAsk(request, picture: .dots).query, data: data))
            #expect(ask.request == request)
            #expect(ask.picture == .dots)
        }
    }

    @Test func `an impossible table is refused in words and the choices stay`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let path = "/enquetes/\(survey.number)/resultaten/tabel"
        for query in [
            "rijen=V99", "rijen=V04&soort=telling", "rijen=V05&soort=combinatie&met=1", "rijen=V02&soort=raster",
            "rijen=V01&als=V01:77",
        ] {
            let page = await site.get(path + "?" + query, as: .researcher)
            #expect(page.status == 400, "\(query)")
            #expect(page.body.contains("Deze tabel kan niet"), "\(query)")
        }
        let canary = await site.get(path + "?rijen=%3Cscript%3Ealert(1)%3C%2Fscript%3E", as: .researcher)
        #expect(!canary.body.contains("<script>alert"))
    }

    @Test func `a table leaves as CSV that a spreadsheet cannot run`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let path = "/enquetes/\(survey.number)/resultaten"
        let file = await site.get(path + "/tabel/csv?rijen=V02", as: .researcher)
        #expect(file.status == 200)
        #expect(file.body.contains("Besturen;1;Totaal;;48;48;120;\"0,4\";"))
        let comma = await site.get(path + "/tabel/csv?rijen=V02&komma=ja", as: .researcher)
        #expect(comma.body.contains("Besturen,1,Totaal,,48,48,120,0.4,"))
        let saved = await ResultsFixture.save("rijen=V02", survey, site, title: "=1+1")
        let own = await site.get(saved + "/csv", as: .researcher)
        #expect(!own.body.contains("\n=1+1"))
    }

    @Test func `tables are kept, renamed, moved, taken away and brought back`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let list = "/enquetes/\(survey.number)/resultaten/tabellen"
        let first = await ResultsFixture.save("rijen=V01", survey, site, title: "Eerste <b>tabel</b>")
        let second = await ResultsFixture.save("rijen=V02", survey, site, title: "Tweede")
        #expect(second == list + "/2")
        let page = await site.get(list, as: .researcher)
        #expect(page.body.contains("Eerste &lt;b&gt;"))
        #expect(await site.post(second + "/omhoog", as: .researcher).status == 303)
        let moved = await site.get(list, as: .researcher).body
        let order = try #require(moved.range(of: ">Tweede<"))
        #expect(order.lowerBound < (try #require(moved.range(of: ">Eerste"))).lowerBound)
        let bad = await site.post(first, form: [("titel", ""), ("toelichting", "blijft staan")], as: .researcher)
        #expect(bad.status == 400)
        #expect(bad.body.contains("blijft staan"))
        #expect(await site.post(first, form: [("titel", "Nieuw"), ("toelichting", "")], as: .researcher).status == 303)
        #expect(await site.post(first + "/weg", as: .researcher).location == list + "?weg=1")
        #expect(await site.get(first, as: .researcher).status == 404)
        #expect(await site.post(first + "/terug", as: .researcher).status == 303)
        #expect(await site.get(first, as: .researcher).body.contains("Nieuw"))
        #expect(await site.post(first + "/weg", as: .councilMember).status == 404)
    }

    @Test func `the list of the last time is copied once`() async throws {
        let site = try await TestSite()
        let before = try await ResultsFixture().add(to: site)
        _ = await ResultsFixture.save("rijen=V01", before, site)
        _ = await ResultsFixture.save("rijen=V02&kolommen=V01", before, site)
        let now = try await ResultsFixture(previous: before.id).add(to: site)
        let list = "/enquetes/\(now.number)/resultaten/tabellen"
        for _ in 1...2 { #expect(await site.post(list + "/overnemen", as: .researcher).status == 303) }
        let count = try await site.read { db in
            try db.count("SELECT COUNT(*) FROM survey_table WHERE survey_id = \(now.id)")
        }
        #expect(count == 2)
    }

    @Test func `policy and execution come out of the grids`() async throws {
        let site = try await TestSite()
        let survey = try await ResultsFixture().add(to: site)
        let results = try await site.read { try ResultsData.load(survey, t: .dutch, in: $0) }
        let practice = try #require(PolicyPractice(results, asked: nil))
        #expect(practice.choice == .init(policy: 1, practice: 4, isInverse: true))
        let function = try #require(practice.functions.first)
        #expect(function.activities.map { $0.policy?.count } == [72, 84, 96])
        #expect(function.activities.map { $0.gap?.count } == [12, 36, 0])
        #expect(practice.wide.map(\.activity.label) == ["Netwerken", "Vacaturebank"])
        #expect(practice.rare.map(\.activity.label) == ["Beursvloer"])
        #expect(function.policyNone?.count == 24)
        #expect(function.policyAll?.count == 72)
        let page = await site.get("/enquetes/\(survey.number)/resultaten/beleid", as: .researcher)
        #expect(page.body.contains("90% of meer voert dit uit"))
        #expect(page.body.contains("gehaald"))
    }

    @Test func `answers that are not on name stay shielded for makers too`() async throws {
        let site = try await TestSite()
        let open = try await ResultsFixture(mode: .linked).add(to: site)
        let shut = try await ResultsFixture(mode: .pseudonymous).add(to: site)
        let query = "/resultaten/tabel?rijen=V02&kolommen=V01"
        #expect(!(await site.get("/enquetes/\(open.number)\(query)", as: .researcher).body.contains("Een punt (·)")))
        #expect(await site.get("/enquetes/\(shut.number)\(query)", as: .researcher).body.contains("Een punt (·)"))
    }
}
