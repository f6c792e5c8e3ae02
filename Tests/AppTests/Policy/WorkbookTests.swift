import Community
import Core
import Storage
import Testing
import Web

@testable import Policy

struct WorkbookTests {
    static func content() throws -> WorkbookContent { try ContentShelf.standard.get().file() }

    /// A site with one round.
    static func site(extra: @Sendable (House) -> [any Module] = { _ in [] }) async throws -> TestSite {
        let site = try await TestSite(extra: extra)
        _ = await site.post("/beleid/nieuw", form: CycleTests.form, as: .policyOfficer)
        return site
    }

    static let base = "/beleid/1/werkboek"

    // MARK: Rules

    @Test func `the marks of the survey are exactly where a percentage does not fit its count`() throws {
        let content = try Self.content()
        let marked = content.functions.flatMap(\.elements).compactMap(\.survey).flatMap { $0.differs ?? [] }
        #expect(marked.count == 8)
        #expect(content.problems.isEmpty)
    }

    @Test func `a policy without anyone and work without policy stand out, and nothing else does`() {
        typealias Answer = WorkbookAnswer
        for policy in [nil, Answer.InPolicy.yes, .no, .unknown] {
            for mask in 0..<32 {
                let carriers = Set(
                    Answer.Carrier.allCases.enumerated().filter { mask & (1 << $0.offset) != 0 }.map(\.element))
                var answer = Answer()
                answer.inPolicy = policy
                answer.carriers = carriers
                let happens =
                    carriers.contains(.centre) || carriers.contains(.other) || carriers.contains(.municipality)
                #expect(answer.happens == happens)
                let expected: Answer.Gap? =
                    policy == .yes && carriers == [.nobody]
                    ? .paperOnly : policy == .no && happens ? .doneWithoutPolicy : nil
                #expect(answer.gap == expected)
            }
        }
    }

    @Test func `two who change different fields both keep theirs, and one field is a choice`() {
        let base: FieldMerge.Values = ["a": ["1"], "b": ["1"], "c": ["1"]]
        let merged = FieldMerge.merge(
            base: base, theirs: ["a": ["2"], "b": ["1"], "c": ["1"]], mine: ["a": ["1"], "b": ["3"], "d": ["4"]])
        #expect(merged.values == ["a": ["2"], "b": ["3"], "d": ["4"]])
        #expect(merged.conflicts.isEmpty)
        let clash = FieldMerge.merge(base: base, theirs: ["a": ["2"]], mine: ["a": ["3"], "b": ["1"], "c": ["1"]])
        #expect(clash.conflicts == ["a"])
        #expect(clash.values["a"] == ["3"])
        #expect(clash.values["b"] == nil)
        let same = FieldMerge.merge(base: base, theirs: ["a": ["5"]], mine: ["a": ["5"]])
        #expect(same.conflicts.isEmpty)
    }

    // MARK: Pages

    @Test func `an officer fills a function in and sees it beside 2011`() async throws {
        let site = try await Self.site()
        #expect(await site.get(Self.base, as: .policyOfficer).body.contains("Nog geen overzicht"))
        #expect(await site.get(Self.base + "/vertalen", as: .policyOfficer).status == 200)
        let saved = await site.post(
            Self.base + "/vertalen",
            form: [
                ("versie", "0"), ("v-vertalen-q1", "vertalen-q1-ageing"), ("v-vertalen-q1-eigen", "Krimp"),
                ("e-vertalen-new-forms-beleid", "in-policy-yes"),
                ("e-vertalen-new-forms-wie", "carried-out-by-nobody"), ("e-vertalen-new-forms-geld", "12.500"),
                ("e-vertalen-new-forms-belang", "priority-first"), ("e-vertalen-own-1-naam", "Burendag"),
                ("e-vertalen-own-1-beleid", "in-policy-not"), ("e-vertalen-own-1-wie", "carried-out-by-other"),
            ], as: .policyOfficer)
        #expect(saved.location == Self.base)
        let home = await site.get(Self.base, as: .councilMember)
        #expect(home.body.contains("Wel beleid, geen uitvoering"))
        #expect(home.body.contains("Burendag"))
        #expect(home.body.contains("12.500"))
        #expect(home.body.contains("43%"))
        #expect(home.body.contains("39%*"))
        let read = await site.get(Self.base + "/vertalen", as: .councilMember)
        #expect(read.body.contains("Krimp"))
        #expect(!read.body.contains("<textarea"))
        let circle = await site.get("/beleid/1", as: .policyOfficer)
        #expect(circle.body.contains("2 van 55 onderdelen ingevuld"))
    }

    @Test func `wrong answers are told at the field and kept`() async throws {
        let site = try await Self.site()
        let reply = await site.post(
            Self.base + "/vertalen",
            form: [
                ("versie", "0"), ("e-vertalen-new-forms-wie", "carried-out-by-nobody"),
                ("e-vertalen-new-forms-wie", "carried-out-by-centre"), ("e-vertalen-new-forms-geld", "veel"),
                ("e-vertalen-own-1-bewijs", "Elk jaar in mei"), ("e-vertalen-integration-beleid", "onzin"),
            ], as: .policyOfficer)
        #expect(reply.status == 400)
        for field in [
            "e-vertalen-new-forms-wie", "e-vertalen-new-forms-geld", "e-vertalen-own-1-naam",
            "e-vertalen-integration-beleid",
        ] { #expect(reply.body.contains("#veld-\(field)"), "\(field)") }
        #expect(reply.body.contains("Elk jaar in mei"))
    }

    @Test func `two officers at once lose nothing`() async throws {
        let site = try await Self.site()
        let path = Self.base + "/verbinden"
        _ = await site.post(path, form: [("versie", "0"), ("v-verbinden-money-budget", "Eerst")], as: .policyOfficer)
        let other = [("versie", "1"), ("v-verbinden-money-budget", "Van de ander")]
        #expect(await site.post(path, form: other, as: .policyOfficer).status == 303)
        // Another field goes along by itself.
        let apart = await site.post(
            path,
            form: [
                ("versie", "1"), ("v-verbinden-money-budget", "Eerst"),
                ("v-verbinden-execution-present", "Nog niet begonnen"),
            ],
            as: .policyOfficer)
        #expect(apart.status == 303)
        let both = await site.get(path, as: .policyOfficer).body
        #expect(both.contains("Van de ander") && both.contains("Nog niet begonnen"))
        // The same field is a choice, and both texts are on the page.
        let clash = await site.post(
            path, form: [("versie", "1"), ("v-verbinden-money-budget", "Van mij")], as: .policyOfficer)
        #expect(clash.status == 409)
        #expect(clash.body.contains("Van mij") && clash.body.contains("Van de ander"))
        let history = await site.get(path + "/eerder", as: .policyOfficer)
        #expect(history.body.contains("Versie 3"))
        let restored = await site.post(path + "/eerder", form: [("versie", "1")], as: .policyOfficer)
        #expect(restored.status == 303)
        #expect(await site.get(path, as: .policyOfficer).body.contains(">\nEerst<"))
    }

    /// A module with one indicator that the content names.
    struct Counting: Module {
        let id: String
        let value: Double
        var indicators: [Indicator] {
            [
                Indicator(
                    id: id, name: Text("\("Proeftelling")"), definition: Text("\("Proef")"), unit: Text("\("stuks")")
                ) { _, _, _, _ in .init(value) }
            ]
        }
    }

    @Test func `what the site sees is a proposal until a person says yes`() async throws {
        let site = try await Self.site { _ in [Counting(id: "school-placements", value: 212)] }
        let path = Self.base + "/vertalen"
        let page = await site.get(path, as: .policyOfficer)
        #expect(page.body.contains("212 stuks"))
        #expect(!(await site.get(path, as: .councilMember).body.contains("212 stuks")))
        let element = "vertalen-school-community-service"
        let no = [("onderdeel", element), ("besluit", "nee")]
        #expect(await site.post(path + "/voorstel", form: no, as: .policyOfficer).status == 303)
        #expect(!(await site.get(path, as: .policyOfficer).body.contains("212 stuks")))
        // Saving the form keeps what was put aside.
        _ = await site.post(path, form: [("versie", "1"), ("v-vertalen-q2", "Ja")], as: .policyOfficer)
        #expect(!(await site.get(path, as: .policyOfficer).body.contains("212 stuks")))
        _ = await site.post(
            path + "/voorstel", form: [("onderdeel", element), ("besluit", "toch")], as: .policyOfficer)
        _ = await site.post(
            path + "/voorstel", form: [("onderdeel", element), ("besluit", "centrale")], as: .policyOfficer)
        let sheet = try await site.read { db in
            let cycle = try #require(try PolicyCycle.find(number: 1, in: db))
            return try WorkbookSheet.find("vertalen", of: cycle.id, in: db)
        }
        let answer = try #require(sheet).answer(element)
        #expect(answer.carriers == [.centre])
        #expect(answer.evidence == "Proeftelling: 212 stuks, geteld op 23 november 2026")
        let again = [("onderdeel", element), ("besluit", "centrale")]
        #expect(await site.post(path + "/voorstel", form: again, as: .policyOfficer).status == 400)
    }

    @Test func `nothing is proposed from an indicator that is not there or counts nothing`() async throws {
        let site = try await Self.site { _ in [Counting(id: "school-placements", value: 0)] }
        #expect(!(await site.get(Self.base + "/vertalen", as: .policyOfficer).body.contains("Proeftelling")))
    }

    @Test func `readers do not write and strangers find nothing`() async throws {
        let site = try await Self.site()
        #expect(await site.post(Self.base + "/vertalen", as: .councilMember).status == 404)
        #expect(await site.get(Self.base, as: .otherBroker).status == 404)
        #expect(await site.get(Self.base + "/onzin", as: .policyOfficer).status == 404)
        try await site.write { db in try db.run("UPDATE policy_cycle SET phase = 'gesloten'") }
        #expect(await site.post(Self.base + "/vertalen", form: [("versie", "0")], as: .policyOfficer).status == 400)
        #expect(await site.get(Self.base + "/vertalen", as: .policyOfficer).status == 200)
    }
}
