import Community
import Core
import Services
import Storage
import Tabulation
import Testing

@testable import Evaluation

/// The response account: what became of everybody, and what is kept once the addresses are gone.
struct ResponseAccountTests {
    @Test func `the outcome follows from the log`() {
        func outcome(_ turnout: Turnout, _ log: [Contact]) -> Outcome { .derived(turnout: turnout, log: log) }
        let invited = Contact(.invited, way: .mail)
        #expect(outcome(.none, []) == .notInvited)
        #expect(outcome(.none, [invited]) == .silence)
        #expect(outcome(.none, [invited, Contact(.bounced)]) == .undelivered)
        #expect(outcome(.none, [invited, Contact(.bounced), Contact(.corrected)]) == .notInvited)
        #expect(outcome(.none, [invited, Contact(.refused)]) == .refusal)
        #expect(outcome(.none, [invited, Contact(.refused), Contact(.returned)]) == .silence)
        #expect(outcome(.none, [invited, Contact(.returned), Contact(.refused)]) == .refusal)
        let byPhone = [invited, Contact(.called, reason: "wil-niet"), Contact(.refused)]
        #expect(outcome(.none, byPhone) == .refusal)
        #expect(outcome(.none, byPhone + [Contact(.returned)]) == .silence)
        #expect(outcome(.started, [invited]) == .breakOff)
        #expect(outcome(.started, [invited, Contact(.refused)]) == .refusal)
        #expect(outcome(.answered, [invited, Contact(.refused)]) == .complete)
        #expect(outcome(.partial, [invited]) == .partial)
        #expect(outcome(.late, [invited]) == .tooLate)
        #expect(outcome(.none, [invited, Contact(.called, reason: "taal")]) == .language)
        #expect(
            outcome(.none, [invited, Contact(.called, reason: "taal"), Contact(.called, reason: "geen-gehoor")])
                == .language)
        #expect(outcome(.none, [invited, Contact(.bounced), Contact(.called, reason: "vult-in")]) == .readOnly)
        #expect(outcome(.none, [invited, Contact(.judged, reason: "4.10")]) == .ineligible)
        #expect(outcome(.none, [invited, Contact(.judged, reason: "4.10"), Contact(.unjudged)]) == .silence)
        #expect(outcome(.answered, [invited, Contact(.judged, reason: "4.10")]) == .complete)
    }

    /// 342 addresses, 109 filled in, 27 said no with the printed reasons, one stopped halfway: 137 reacted, 40%.
    private static func printed(_ rig: FieldRig) async throws {
        await rig.save(.pseudonymous, [("populatie", "342")])
        let now = DutchTime.moment(try #require(Day(iso: "2026-11-24")), minute: 9 * 60)
        try await rig.site.write { [id = rig.id, house = rig.house] db in
            let survey = try #require(try Survey.find(id, in: db))
            let people = (0..<342).map {
                NewAddress(
                    name: "Gemeente \($0)", email: "g\($0)@voorbeeld.example", stratum: $0 < 200 ? "klein" : "groot")
            }
            try AddressBook.add(people, to: survey, source: .file, vault: house.vault, now: now, in: db)
            #expect(try OpenSurvey(house: house).open(survey, now: now, in: db))
        }
        try await FieldworkJob(house: rig.house).run(only: rig.id, now: now)
        let addresses = try await rig.addresses()
        let reasons: [(RefusalReason, Int)] = [
            (.unknownPolicy, 6), (.policyInMaking, 4), (.notForMe, 6), (.severalMunicipalities, 2), (.noTime, 9),
        ]
        try await rig.site.write { [id = rig.id, house = rig.house] db in
            let survey = try #require(try Survey.find(id, in: db))
            for address in addresses.prefix(109) {
                try Address.turnedOut(.answered, address.id, of: survey, now: now + .days(2), in: db)
            }
            var next = 109
            for (reason, count) in reasons {
                for _ in 0..<count {
                    try Refuse(house: house).perform(
                        addresses[next], survey, reason: reason, way: .phone, note: nil, never: false, person: nil,
                        now: now + .days(9), in: db)
                    next += 1
                }
            }
            try Address.turnedOut(.started, addresses[next].id, of: survey, now: now + .days(3), in: db)
        }
    }

    @Test func `the account of 2011 comes out`() async throws {
        let rig = try await FieldRig()
        try await Self.printed(rig)
        let (survey, settings, figures) = try await rig.site.read { [id = rig.id] db in
            let survey = try #require(try Survey.find(id, in: db))
            return (survey, try FieldworkSettings.of(id, in: db), try AccountFigures.load(survey, in: db))
        }
        let account = figures.account(settings)
        #expect(account.total == 342 && account.reacted.numerator == 137 && account.reacted.percent == 40)
        #expect(account.answered.numerator == 109)
        #expect(account.rr1.denominator == 342 && account.rr1.numerator == 109)
        #expect(figures.reasons.map(\.count).reduce(0, +) == 27 && figures.reasons.first?.count == 9)
        #expect(figures.strata.map(\.name) == ["groot", "klein"])
        #expect(survey.state == .field)
        let page = await rig.site.get(rig.path("respons"), as: .councilMember)
        #expect(page.status == 200)
        for text in ["137 van 342 = 40%", "RR6", "31,9%", "Ik heb geen tijd", "<svg"] {
            #expect(page.body.contains(text), "\(text)")
        }
        let file = await rig.site.get(rig.path("respons.csv"), as: .researcher)
        #expect(file.status == 200 && file.body.contains("RR1;;109;342;\"31,9%\""))
    }

    @Test func `the counts stay when the addresses go`() async throws {
        let rig = try await FieldRig()
        try await Self.printed(rig)
        let before = await rig.site.get(rig.path("respons.csv"), as: .researcher).body
        try await rig.move(.days(40))
        #expect(try await rig.survey().state == .closed)
        let closed = await rig.site.get(rig.path("respons.csv"), as: .researcher).body
        #expect(!closed.isEmpty)
        // Ninety-one days, as the set-up says.
        try await rig.move(.days(60))
        #expect(try await rig.addresses().count == 342)
        try await rig.move(.days(40))
        #expect(try await rig.addresses().isEmpty)
        let left = try await rig.site.read { db in
            try db.count("SELECT COUNT(*) FROM survey_contact") + db.count("SELECT COUNT(*) FROM survey_call")
        }
        #expect(left == 0)
        let after = await rig.site.get(rig.path("respons.csv"), as: .researcher).body
        #expect(after == closed)
        #expect(before.contains("109;342;\"31,9%\"") && after.contains("109;342;\"31,9%\""))
    }

    @Test func `an anonymous survey has no days, another has`() async throws {
        let hidden = try await FieldRig()
        try await hidden.open(.anonymous)
        try await hidden.turnOut(.answered, "anna@voorbeeld.example")
        let page = await hidden.site.get(hidden.path("respons"), as: .researcher)
        #expect(page.body.contains("bewaren we niet wanneer iemand antwoordde"))
        let times = try await hidden.site.read { [id = hidden.id] db in
            let survey = try #require(try Survey.find(id, in: db))
            return try AccountFigures.load(survey, in: db).days
        }
        #expect(times == nil)
    }

    @Test func `a small group is not shown to who only reads`() {
        var settings = FieldworkSettings()
        settings.frameIsKnown = true
        let strata = [
            AccountFigures.Stratum(name: "groot", counts: [.complete: 30, .silence: 20]),
            AccountFigures.Stratum(name: "klein", counts: [.complete: 2, .silence: 1]),
        ]
        #expect(AccountStrata(strata, settings, least: 1).parts.count == 2)
        // With one group hidden the other tells it: total minus what is shown.
        #expect(AccountStrata(strata, settings, least: 10).parts.isEmpty)
        let more = strata + [AccountFigures.Stratum(name: "midden", counts: [.complete: 4, .silence: 5])]
        #expect(AccountStrata(more, settings, least: 10).parts.map(\.name) == ["groot", nil])
    }

    @Test func `somebody who is forgotten leaves the account as it was`() async throws {
        let rig = try await FieldRig()
        try await rig.open()
        let resident = rig.site.id(.resident)
        let now = rig.site.clock.now
        try await rig.site.write { [id = rig.id] db in
            try db.run("UPDATE survey_address SET person_id = \(resident) WHERE survey_id = \(id) AND number = 1")
            let survey = try #require(try Survey.find(id, in: db))
            let address = try #require(try Address.find(number: 1, of: survey, in: db))
            try Contact(.noted, note: "Belt liever 's avonds").add(to: address.id, of: id, now: now, in: db)
        }
        let part = FieldworkPart(house: rig.house).personalData[0]
        let export = try await rig.site.read { db in try part.export(resident, db).text }
        #expect(export.contains("Anna Bos") && export.contains("avonds"))
        let other = try await rig.site.read { db in try part.export(rig.site.id(.neighbour), db).text }
        #expect(!other.contains("Anna"))
        let token = try await rig.token("anna@voorbeeld.example")
        try await rig.site.write { db in try part.erase(resident, rig.site.clock.now, db) }
        let all = try await rig.addresses()
        #expect(all.count == 3 && all[0].name == nil && all[0].email == nil && all[0].outcome == .silence)
        #expect(await rig.site.get("/vragenlijst/\(token)/niet-meedoen").status == 404)
    }

    @Test func `what waits is told in time`() async throws {
        let rig = try await FieldRig()
        try await rig.open()
        func tasks() async throws -> [String] {
            let survey = try await rig.survey()
            let now = rig.site.clock.now
            let actor = Actor(person: rig.site.id(.researcher), municipal: ["GM9999": [.researcher]])
            return try await rig.site.read { db in
                try FieldworkPart(house: rig.house).tasks(in: survey, for: actor, t: .dutch, now: now, db: db).map(
                    \.title)
            }
        }
        #expect(try await tasks().isEmpty)
        try await rig.move(.days(6))
        #expect(try await tasks() == ["Morgen gaat de herinnering uit"])
        try await rig.move(.days(2))
        #expect(try await tasks() == ["3 mensen bellen voor een enquête"])
        try await rig.move(.days(18))
        #expect(try await tasks().contains("“Tevreden in Waterveen” sluit bijna"))
    }
}
