import Core
import Testing

struct TimeTests {
    @Test func `every day of four centuries goes through its parts and back`() throws {
        let first = try #require(Day(year: 1800, month: 1, day: 1))
        for number in first.number..<(first.number + 146_097) {
            let (year, month, day) = Day(number: number).parts
            #expect(Day(year: year, month: month, day: day)?.number == number)
        }
    }

    @Test func `days that do not exist are refused`() {
        #expect(Day(iso: "2026-02-29") == nil)
        #expect(Day(iso: "2024-02-29") != nil)
        #expect(Day(iso: "1900-02-29") == nil)
        for wrong in [
            "", "2026-1-01", "2026-01-1", "+026-01-01", "2026-01-01 ", "2026/01/01", "20２6-01-01", "2026-01-é",
        ] {
            #expect(Day(iso: wrong) == nil, "\(wrong)")
        }
        #expect(Day(iso: "2026-13-01") == nil)
        #expect(Day(iso: "2026-1-01") == nil)
        #expect(Day(iso: "vandaag") == nil)
    }

    @Test func `the twenty-first of November 2026 is a Saturday`() {
        #expect(Day(iso: "2026-11-21")?.weekday == 5)
        #expect(Day(number: 0).weekday == 3)
    }

    @Test func `a moment survives its text`() {
        let moment = Moment(milliseconds: 1_795_253_415_123)
        #expect(Moment(iso: moment.iso) == moment)
        #expect(moment.iso.count == 24)
        #expect(Moment(iso: "2026-11-21T25:00:00Z") == nil)
    }

    @Test func `summer time begins and ends when the directive says`() throws {
        let winter = try #require(Moment(iso: "2026-03-29T00:59:59Z"))
        let summer = try #require(Moment(iso: "2026-03-29T01:00:00Z"))
        #expect(DutchTime.offset(at: winter) == 3_600_000)
        #expect(DutchTime.offset(at: summer) == 7_200_000)
        let last = try #require(Moment(iso: "2026-10-25T00:59:59Z"))
        let back = try #require(Moment(iso: "2026-10-25T01:00:00Z"))
        #expect(DutchTime.offset(at: last) == 7_200_000)
        #expect(DutchTime.offset(at: back) == 3_600_000)
    }

    @Test func `the wall clock goes to a moment and back on every day of a year`() throws {
        let first = try #require(Day(iso: "2026-01-01"))
        for number in 0..<365 {
            let day = first + number
            let (back, minute) = DutchTime.local(DutchTime.moment(day, minute: 9 * 60))
            #expect(back == day)
            #expect(minute == 9 * 60)
        }
    }

    @Test func `the skipped hour counts on and of the doubled hour the first counts`() throws {
        let march = try #require(Day(iso: "2026-03-29"))
        let october = try #require(Day(iso: "2026-10-25"))
        #expect(DutchTime.moment(march, minute: 150).iso == "2026-03-29T01:30:00.000Z")
        #expect(DutchTime.moment(october, minute: 150).iso == "2026-10-25T00:30:00.000Z")
        #expect(DutchTime.moment(october, minute: 180).iso == "2026-10-25T02:00:00.000Z")
        #expect(DutchTime.moment(march).iso == "2026-03-28T23:00:00.000Z")
    }

    @Test func `months are added over the end of a year`() {
        #expect(Day(iso: "2026-11-21")?.firstOfMonth(adding: 3).iso == "2027-02-01")
        #expect(Day(iso: "2026-01-31")?.firstOfMonth(adding: -1).iso == "2025-12-01")
    }

    @Test func `later ids sort later`() {
        let early = UUIDv7.make(at: Moment(seconds: 1_000_000))
        let late = UUIDv7.make(at: Moment(seconds: 1_000_001))
        #expect(early < late)
        #expect(early.count == 36)
        #expect(Array(early)[14] == "7")
    }
}
