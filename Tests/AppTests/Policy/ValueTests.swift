import Community
import Core
import Storage
import Testing
import Web

@testable import Policy

/// Value of volunteering.
struct ValueTests {
    static let path = "/beleid/1/waarde"

    static func content() throws -> ValueContent { try ContentShelf.standard.get().file() }

    private func site() async throws -> TestSite {
        let site = try await TestSite()
        try await GoalFixture.cycle(site, .running)
        return site
    }

    @Test func `the sum of 2025 is right, step by step`() throws {
        let sum = try Self.content().published.factors
        #expect(sum.yearHours == 7_000_000 * 4 * 52)
        #expect(sum.yearHours == 1_456_000_000)
        #expect(sum.value == 117_936_000_000)
        let words = ValueWords(content: try Self.content(), t: .dutch)
        #expect(
            words.steps(sum) == [
                "7.000.000 vrijwilligers × 4 uur per week = 28.000.000 uur per week",
                "× 52 weken = 1.456.000.000 uur per jaar", "× €\u{A0}81 per uur = €\u{A0}117.936.000.000 per jaar",
            ])
    }

    @Test func `the three national outcomes and each single change come out as the file says`() throws {
        let content = try Self.content()
        #expect(content.problems.isEmpty)
        for outcome in content.outcomes {
            #expect(content.national[outcome.level].value == outcome.value)
            #expect(content.national[outcome.level].yearHours == outcome.hours)
        }
        for item in content.oneAtATime.items {
            var factors = content.published.factors
            factors[item.assumption] = content.national.low[item.assumption]
            #expect(factors.value == item.value)
            let change = (Double(item.value) / Double(content.published.value) - 1) * 100
            #expect(Int(change.rounded()) == item.difference)
        }
    }

    @Test(arguments: [
        ("  value: 117936000000\n", "  value: 117936000001\n", "published"),
        ("  hours: 1456000000\n", "  hours: 1456000001\n", "published"),
        ("    value: 57960000000\n", "    value: 57960000001\n", "outcome-middle"),
        ("      value: 20966400000\n", "      value: 20966400001\n", "alone-rate"),
        ("      value: 4590000\n", "      value: 7100000\n", "rise"),
        ("formula: \"volunteers", "formula: \"people", "formula"),
    ])
    func `a figure that does not follow is noticed at the start`(_ old: String, _ new: String, _ word: String) throws {
        let text = String(decoding: try #require(Assets.files["policy/value.yaml"]), as: UTF8.self)
        #expect(text.contains(old))
        let broken = text.replacing(old, with: new, maxReplacements: 1)
        var found: [String] = []
        do {
            _ = try ContentShelf([ValueContent.self], files: ["policy/value.yaml": Array(broken.utf8)])
        } catch {
            found = error.problems
        }
        #expect(found.contains { $0.contains(word) }, "\(found)")
    }

    @Test func `products are exact and never run over`() {
        let most = ValueFactors.most
        #expect(most.value == 20_000_000 * 168 * 53 * 1000)
        let half = ValueFactors(volunteers: 100, hours: 50, weeks: 100, rate: 100)
        #expect(half.yearHours == 1 && half.value == 1)
        let beyond = ValueFactors(volunteers: .max, hours: .max, weeks: .max, rate: .max)
        #expect(beyond.value >= 0)
        #expect(ValueFactors(volunteers: -5, hours: 1, weeks: 1, rate: 1).value == 0)
    }

    @Test func `the assumption that matters most comes first`() throws {
        let swings = try Self.content().national.swings
        #expect(swings.map(\.factor).first == .rate)
        #expect(swings.map(\.width) == swings.map(\.width).sorted(by: >))
        let middle = try Self.content().national.middle.value
        #expect(swings.allSatisfy { $0.low <= middle && middle <= $0.high })
    }

    @Test func `a municipality starts from its own number of inhabitants`() throws {
        let band = try Self.content().proposal(inhabitants: 40_000)
        // 40.000 × 15,3 / 18 = 34.000 people from 15 up; 30, 46 and 49 per cent of them.
        #expect([band.low, band.middle, band.high].map(\.volunteers) == [1_020_000, 1_564_000, 1_666_000])
        #expect(band.middle.value == 15_640 * 4 * 46 * 45)
    }

    @Test func `the page shows a proposal, every source, and says plainly what was not measured`() async throws {
        let site = try await site()
        let page = await site.get(Self.path, as: .policyOfficer)
        #expect(page.status == 200)
        #expect(page.body.contains("Er is nog niets bewaard"))
        #expect(page.body.contains("€\u{A0}117.936.000.000"))
        #expect(page.body.contains("In de noot ontbreekt een nul."))
        #expect(page.body.contains("Staatscourant 2025"))
        #expect(page.body.components(separatedBy: "nog niet gemeten").count >= 5)
    }

    private func form(_ changes: [String: String] = [:]) throws -> [(String, String)] {
        let band = try Self.content().proposal(inhabitants: 40_000)
        var values = ValueForm.values(band, why: [:], year: 2026)
        for (name, value) in changes { values[name] = value }
        return values.sorted { $0.key < $1.key }
    }

    @Test func `each calculation is kept, and the old one reads as it was`() async throws {
        let site = try await site()
        #expect(await site.post(Self.path + "/nieuw", form: try form(), as: .policyOfficer).status == 303)
        let own = try form([
            "uren-laag": "2,5", "uren-midden": "3,6", "uren-hoog": "4,25",
            "uren-bron": "Eigen enquête 2026, 412 antwoorden",
        ])
        #expect(await site.post(Self.path + "/nieuw", form: own, as: .policyOfficer).status == 303)
        let now = await site.get(Self.path, as: .councilMember)
        #expect(now.body.contains("412 antwoorden") && now.body.contains("3,6") && now.body.contains("4,25"))
        let old = await site.get(Self.path + "/versies/1", as: .councilMember)
        #expect(old.status == 200 && !old.body.contains("412 antwoorden"))
        #expect(old.body.contains("Er is een nieuwere berekening."))
        #expect(await site.get(Self.path + "/versies/3", as: .councilMember).status == 404)
    }

    @Test func `own figures need a source, and low may not pass middle`() async throws {
        let site = try await site()
        let without = await site.post(
            Self.path + "/nieuw", form: try form(["weken-midden": "44"]), as: .policyOfficer)
        #expect(without.status == 400 && without.body.contains("Schrijf op waar ze vandaan komen"))
        let wrong = await site.post(
            Self.path + "/nieuw", form: try form(["tarief-laag": "90"]), as: .policyOfficer)
        #expect(wrong.status == 400 && wrong.body.contains("Laag moet kleiner zijn dan midden"))
        #expect(wrong.body.contains("value=\"90\""))
        for value in ["0", "-1", "x", "1e9", "5.000"] {
            let reply = await site.post(
                Self.path + "/nieuw", form: try form(["uren-hoog": value]), as: .policyOfficer)
            #expect(reply.status == 400, "\(value)")
        }
        #expect(await site.post(Self.path + "/nieuw", form: try form(), as: .councilMember).status == 404)
    }
}
