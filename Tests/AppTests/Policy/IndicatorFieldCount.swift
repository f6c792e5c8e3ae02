import Core

@testable import Brokerage

/// The figures beside those of the vacancies counted once more over plain values.
struct IndicatorFieldCount {
    let rows: IndicatorFieldRows
    let bank: IndicatorFixture
    let place: String
    let day: Day

    private var start: Day {
        let next = day + 1
        let parts = next.parts
        return Day(year: parts.year - 1, month: parts.month, day: parts.day) ?? next - 365
    }
    private var end: Moment { DutchTime.moment(day + 1) }
    private func isInYear(_ day: Day) -> Bool { day >= start && day <= self.day }
    private func isInYear(_ moment: Moment?) -> Bool { moment.map { isInYear($0.day) } ?? false }
    private func share(_ part: Int, _ whole: Int) -> Double? { whole == 0 ? nil : Double(part) * 100 / Double(whole) }
    /// A count of which none means that nobody does this here.
    private func some(_ count: Int) -> Double? { count == 0 ? nil : Double(count) }

    /// - Returns: `.some(nil)` for a figure that cannot be measured, `nil` for one this does not know.
    func value(_ id: String) -> Double?? {
        let agreed = rows.hours.filter { $0.place == place && $0.state == .agreed && isInYear($0.day) }
        let talked = rows.talks.filter { $0.place == place && isInYear($0.at) }
        let spoken = rows.doors.filter { $0.place == place && isInYear($0.spoken) }
        switch id {
        case "hours-agreed":
            let minutes = agreed.reduce(0) { $0 + $1.minutes }
            return .some(agreed.isEmpty ? nil : (Double(minutes) / 60).rounded())
        case "volunteers-with-hours": return .some(some(Set(agreed.map(\.application)).count))
        case "talks-held": return .some(some(talked.count { $0.state != .unreachable }))
        case "doors-spoken": return .some(some(spoken.count))
        case "asked-and-willing":
            return .some(some(talked.count { $0.state == .wants } + spoken.reduce(0) { $0 + $1.offers }))
        default: return deskValue(id)
        }
    }

    private func deskValue(_ id: String) -> Double?? {
        let came = rows.intakes.filter { $0.place == place && isInYear($0.created) }
        switch id {
        case "desk-intakes": return .some(some(came.count))
        case "desk-first-contact":
            let days = came.compactMap { intake in
                intake.contact.map { Double(($0 - intake.created).milliseconds) / 86_400_000 }
            }.sorted()
            if days.isEmpty { return .some(nil) }
            let upper = days[days.count / 2]
            return .some(((days.count % 2 == 1 ? upper : (days[days.count / 2 - 1] + upper) / 2)).rounded())
        case "desk-proposal-share":
            let due = came.filter { $0.created.day <= day - 14 }
            let inTime = due.count { intake in
                intake.proposed.map { ($0 - intake.created).milliseconds <= 14 * 86_400_000 } ?? false
            }
            return .some(share(inTime, due.count))
        case "desk-placed":
            let placed = rows.intakes.filter { $0.place == place }.compactMap(\.application).count {
                isInYear(bank.answers[$0].placed)
            }
            return .some(some(placed))
        default: return buddyValue(id)
        }
    }

    private func buddyValue(_ id: String) -> Double?? {
        let all = rows.requests.filter { $0.place == place }
        func isBefore(_ moment: Moment?) -> Bool { moment.map { $0 < end } ?? false }
        func goesOn(_ pair: (started: Moment?, ended: Moment?)) -> Bool {
            isBefore(pair.started) && !isBefore(pair.ended)
        }
        switch id {
        case "buddy-waiting-people":
            return Double(
                all.count { isBefore($0.created) && !isBefore($0.closed) && !($0.pair.map(goesOn) ?? false) })
        case "buddy-pairs-active": return Double(all.compactMap(\.pair).count(where: goesOn))
        case "buddy-without-candidate": return Double(all.count { $0.state == .waiting && !$0.isServed })
        default: return pupilValue(id)
        }
    }

    private func pupilValue(_ id: String) -> Double?? {
        let own = rows.rounds.filter { $0.place == place }
        let wishes = own.filter { isInYear($0.published) }.flatMap(\.wishes)
        switch id {
        case "pupils-placed": return .some(some(wishes.count))
        case "pupils-first-wish":
            return .some(share(wishes.count { $0 == 1 }, wishes.compactMap { $0 }.count))
        case "pupil-hours":
            let hours = own.flatMap(\.hours).filter { $0.isAgreed && isInYear($0.day) }
            return .some(hours.isEmpty ? nil : (Double(hours.reduce(0) { $0 + $1.minutes }) / 60).rounded())
        default: return attentionValue(id)
        }
    }

    /// Of what was on line for four weeks and still is: applications in those weeks, per vacancy.
    private func attentionValue(_ id: String) -> Double?? {
        let start = DutchTime.moment(day - 27)
        // The applications of a place are all of its first vacancy, as the fixture writes them.
        let first = bank.work.first { $0.municipality == place }?.id
        let received = bank.answers.count { answer in
            answer.municipality == place && answer.confirmed.map { $0 >= start && $0 < end } ?? false
        }
        let online = bank.work.filter { work in
            work.municipality == place && work.state == .online && work.published.map { $0 < end } ?? false
        }
        let old = online.filter { $0.published.map { $0 <= start } ?? false }
        let counts = old.map { $0.id == first ? received : 0 }
        let isSmall = online.count < 3
        switch id {
        case "vacancies-with-applicant": return .some(share(counts.count { $0 > 0 }, counts.count))
        case "vacancies-small-with-applicant":
            return .some(isSmall ? share(counts.count { $0 > 0 }, counts.count) : nil)
        case "applications-skew":
            let total = counts.reduce(0, +)
            if total == 0 { return .some(nil) }
            var apart = 0
            for one in counts { for other in counts { apart += abs(one - other) } }
            let gini = Double(apart) / (2 * Double(counts.count) * Double(total))
            return Double((Int((gini * 1000).rounded()) + 5) / 10)
        default: return nil
        }
    }
}
