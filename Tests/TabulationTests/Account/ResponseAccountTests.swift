import Core
import Testing

@testable import Tabulation

struct ResponseAccountTests {
    private let counts: [Outcome: Int] = [
        .complete: 100, .partial: 20, .refusal: 25, .openedOnly: 4, .readOnly: 1, .breakOff: 10, .unavailable: 6,
        .tooLate: 4, .language: 5, .notInvited: 3, .silence: 80, .undelivered: 12, .moved: 4, .stranger: 1,
        .ineligible: 20, .quotaFull: 3, .duplicate: 2,
    ]

    /// I 100, P 20, R 40, NC 10, O 5, U 100, NE 25.
    @Test func `rates by hand`() {
        let account = ResponseAccount(counts, frame: .unknown)
        #expect(account.funnel.map(\.count) == [100, 20, 40, 10, 5, 100, 25])
        #expect(account.total == 300)
        #expect(isClose(account.eligibility, 175.0 / 200))
        #expect(isClose(account.rr1.value, 100.0 / 275) && isClose(account.rr2.value, 120.0 / 275))
        #expect(isClose(account.rr3.value, 100 / 262.5) && isClose(account.rr4.value, 120 / 262.5))
        #expect(isClose(account.rr5.value, 100.0 / 175) && isClose(account.rr6.value, 120.0 / 175))
        #expect(isClose(account.cooperation1.value, 100.0 / 165) && isClose(account.cooperation2.value, 120.0 / 165))
        #expect(isClose(account.cooperation3.value, 100.0 / 160) && isClose(account.cooperation4.value, 120.0 / 160))
        #expect(isClose(account.refusal1.value, 40.0 / 275) && isClose(account.refusal2.value, 40 / 262.5))
        #expect(isClose(account.refusal3.value, 40.0 / 175))
        #expect(isClose(account.contact1.value, 165.0 / 275) && isClose(account.contact2.value, 165 / 262.5))
        #expect(isClose(account.contact3.value, 165.0 / 175))
    }

    @Test func `on a list of known members silence is not reached`() {
        let account = ResponseAccount(counts, frame: .known, eligibility: 0.2)
        #expect(account.count(Outcome.Group.unknown) == 0 && account.count(Outcome.Group.noContact) == 110)
        #expect(account.rr1 == account.rr3 && account.rr1 == account.rr5)
        #expect(account.rr1 == ResponseAccount(counts, frame: .unknown, eligibility: 1).rr3)
        #expect(account.total == 300)
    }

    @Test func `the part that belongs lies between all and nobody`() {
        for step in 0...10 {
            let account = ResponseAccount(counts, frame: .unknown, eligibility: Double(step) / 10)
            guard let low = account.rr1.value, let middle = account.rr3.value, let high = account.rr5.value else {
                Issue.record("no rate")
                continue
            }
            #expect(low <= middle && middle <= high)
        }
        #expect(ResponseAccount(counts, frame: .unknown, eligibility: 7).eligibility == 1)
        #expect(ResponseAccount(counts, frame: .unknown, eligibility: .nan).eligibility == 175.0 / 200)
        #expect(
            ResponseAccount(counts, frame: .unknown, eligibility: 0).rr3 == ResponseAccount(counts, frame: .unknown).rr5
        )
    }

    /// 342 addresses, 137 reactions: 27 said no, one stopped halfway.
    @Test func `137 of 342 is 40 percent`() {
        let account = ResponseAccount(
            [.complete: 109, .refusal: 27, .breakOff: 1, .silence: 205], frame: .known)
        #expect(account.total == 342 && account.addressed == 342)
        #expect(Texts.dutch(account.reacted.text) == "137 van 342 = 40%")
        #expect(Texts.dutch(account.answered.text) == "109 van 342 = 32%")
        #expect(account.rr2.percent == 32)
        #expect(Texts.dutch(account.cooperation1.text) == "109 van 137 = 80%")
    }

    @Test func `doubles and who was not invited are no addresses`() {
        let account = ResponseAccount(
            [.complete: 5, .silence: 5, .duplicate: 7, .notInvited: 3, .undelivered: 2, .ineligible: 1], frame: .known)
        #expect(account.addressed == 13)
        #expect(account.reacted == Rate(6, of: 13) && account.answered == Rate(5, of: 13))
    }

    @Test func `percentages round as people do`() {
        #expect(Rate(1, of: 8).percent == 13)
        #expect(Rate(1, of: 1000).percent == 1)
        #expect(Rate(999, of: 1000).percent == 99)
        #expect(Rate(0, of: 9).percent == 0 && Rate(9, of: 9).percent == 100)
        #expect(Rate(0, of: 0).percent == nil && Texts.dutch(Rate(0, of: 0).text) == "0 van 0")
    }

    @Test func `nobody is no rate`() {
        let account = ResponseAccount([Outcome](), frame: .unknown)
        #expect(account.rr1.value == nil && account.reacted.value == nil && account.eligibility == 1)
        #expect(ResponseAccount([.complete: -4], frame: .known).total == 0)
    }

    @Test func `parts add up to the whole`() {
        var random = Seeded(seed: 4)
        let outcomes = (0..<500).map { _ in (random.int(1...4), random.pick(Outcome.allCases) ?? .silence) }
        let whole = ResponseAccount(outcomes.map(\.1), frame: .unknown)
        let parts = ResponseAccount.parts(outcomes, frame: .unknown)
        #expect(parts.map(\.part) == [1, 2, 3, 4])
        #expect(parts.reduce(0) { $0 + $1.account.total } == whole.total)
        #expect(parts.reduce(0) { $0 + $1.account.reacted.numerator } == whole.reacted.numerator)
        #expect(whole.funnel.reduce(0) { $0 + $1.count } == 500)
        #expect(ResponseAccount(outcomes.map(\.1).shuffled(using: &random), frame: .unknown) == whole)
    }
}
