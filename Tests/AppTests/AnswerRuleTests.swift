import App
import Brokerage
import Community
import Core
import Formats
import Services
import Storage
import Testing
import Web

struct AnswerRuleTests {
    private let now = TestSite.start

    private func sample(daysAgo: Int, waited: Int?, withdrawn: Int? = nil) -> AnswerScore.Sample {
        let confirmed = now - .days(daysAgo)
        return .init(
            confirmed: confirmed, answered: waited.map { confirmed + .days($0) },
            withdrawn: withdrawn.map { confirmed + .days($0) })
    }

    @Test func quickAndCompleteIsAHundred() {
        let score = AnswerScore((0..<5).map { sample(daysAgo: 30 + $0, waited: 1) }, now: now)
        #expect(score.points == 100)
        #expect(score.medianDays == 1)
    }

    @Test func silenceIsZero() {
        #expect(AnswerScore((0..<5).map { sample(daysAgo: 30 + $0, waited: nil) }, now: now).points == 0)
    }

    @Test func freshAndWithdrawnDoNotCount() {
        let samples = [
            sample(daysAgo: 3, waited: nil), sample(daysAgo: 40, waited: nil, withdrawn: 2),
            sample(daysAgo: 30, waited: 2),
            sample(daysAgo: 31, waited: 2), sample(daysAgo: 32, waited: 10), sample(daysAgo: 33, waited: nil),
        ]
        let score = AnswerScore(samples, now: now)
        #expect(score.applications == 4)
        #expect(score.inTime == 2)
        #expect(score.medianDays == 2)
        // 70 × 2/4 + 30 × (14 − 2)/13 = 62.7
        #expect(score.points == 63)
    }

    @Test func fewSayNothing() {
        #expect(AnswerScore([sample(daysAgo: 30, waited: 1), sample(daysAgo: 31, waited: 1)], now: now).points == nil)
    }

    @Test func moreAnswersNeverLowerTheScore() {
        for silent in 0...10 {
            let base = (0..<10).map { sample(daysAgo: 30 + $0, waited: $0 < silent ? nil : 3) }
            let better = (0..<10).map { sample(daysAgo: 30 + $0, waited: $0 < silent - 1 ? nil : 3) }
            #expect((AnswerScore(better, now: now).points ?? 0) >= (AnswerScore(base, now: now).points ?? 0))
        }
    }

    @Test func signsAreFilledInOnce() {
        func fill(_ text: String) -> String {
            CannedAnswer.fill(text, name: "{{vacature}}", vacancy: "Werk", organisation: "Club")
        }
        #expect(fill("Dag {{naam}}, {{ vacature }} bij {{Organisatie}}") == "Dag {{vacature}}, Werk bij Club")
        #expect(fill("{{onbekend}} {{") == "{{onbekend}} {{")
        #expect(fill("{{{{naam}}}}") == "{{{{vacature}}}}")
    }

    @Test func replyAddressesReadBackAndFit() throws {
        let vault = Vault(key: Array(repeating: 7, count: 32))
        let cases: [(Int, ApplicationMessage.Author, UInt16?)] = [
            (1, .applicant, nil), (1_000_000, .organisation, nil), (0xFF_FFFF_FFFF, .applicant, nil),
            (1, .organisation, 0), (0x7FFF_FFFF, .organisation, 0xFFFF), (0x8000_0000, .organisation, 7),
            (5, .applicant, 7), (0x3FFF_FFFF, .applicant, 0xFFFF), (0x4000_0000, .applicant, 7),
        ]
        for (number, author, reader) in cases {
            let address = ReplyAddress(number: number, author: author, reader: reader)
            #expect(address.number == number && address.author == author)
            // Whom it was given to fits beside a number of two thousand million; of half as many for who applied.
            let most = author == .applicant ? 0x4000_0000 : 0x8000_0000
            #expect(address.reader == (number < most ? reader : nil))
            let text = try address.text(vault: vault, domain: "inzet.test")
            #expect(MailAddress.isValid(text))
            #expect(ReplyAddress(text, vault: vault, domain: "inzet.test") == address)
            #expect(ReplyAddress(text.uppercased(), vault: vault, domain: "inzet.test") == address)
            #expect(ReplyAddress(text, vault: vault, domain: "elders.test") == nil)
            #expect(ReplyAddress(text, vault: Vault(key: Array(repeating: 8, count: 32)), domain: "inzet.test") == nil)
        }
    }

    @Test func medianIsTheLongerMiddle() {
        #expect(AnswerTime.median([]) == nil)
        #expect(AnswerTime.median([.days(1), .days(9)]) == .days(9))
        #expect(AnswerTime.median([.days(5), .days(1), .days(2)]) == .days(2))
        #expect(AnswerTime.days(.hours(3)) == 1)
        #expect(AnswerTime.days(.hours(25)) == 2)
    }
}
