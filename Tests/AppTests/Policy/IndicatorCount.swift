import Brokerage
import Community
import Core

/// Every figure counted once more in plain Swift over plain values. It shares no line with what it checks.
struct IndicatorCount {
    let fixture: IndicatorFixture
    let place: String
    let day: Day

    private var yearStart: Moment {
        // The day after this one, a year ago.
        let next = day + 1
        let parts = next.parts
        let start = Day(year: parts.year - 1, month: parts.month, day: parts.day) ?? next - 365
        return DutchTime.moment(start)
    }
    private var end: Moment { DutchTime.moment(day + 1) }
    private func isInYear(_ moment: Moment?) -> Bool { moment.map { $0 >= yearStart && $0 < end } ?? false }

    private var online: [IndicatorFixture.Work] {
        fixture.work.filter {
            $0.municipality == place && $0.state == .online && !$0.isTemplate && ($0.lastDay.map { $0 >= day } ?? true)
        }
    }
    private var placements: [IndicatorFixture.Answer] {
        fixture.answers.filter { $0.municipality == place && isInYear($0.placed) }
    }
    private var received: [IndicatorFixture.Answer] {
        fixture.answers.filter { $0.municipality == place && isInYear($0.confirmed) }
    }

    /// In time, too late, and the waits in days begun of who got an answer.
    private var answers: (inTime: Int, late: Int, waits: [Int]) {
        let now = min(fixture.now, end)
        var inTime = 0
        var late = 0
        var waits: [Int] = []
        for one in received where one.waiting == nil {
            guard let confirmed = one.confirmed else { continue }
            let answered = one.answered.flatMap { $0 <= now ? $0 : nil }
            let limit = confirmed + .days(7)
            if let answered {
                if answered <= limit { inTime += 1 } else { late += 1 }
                waits.append(max(1, Int(((answered - confirmed).milliseconds + 86_399_999) / 86_400_000)))
            } else if one.answered == nil, one.state == .withdrawn, one.stateAt <= limit, one.stateAt <= now {
                continue
            } else if now >= limit {
                late += 1
            }
        }
        return (inTime, late, waits.sorted())
    }

    /// Placed three months before a day of the year, and of them stopped within three months.
    private var stay: (placed: Int, stopped: Int) {
        let next = day + 1
        let start = Day(year: next.parts.year - 1, month: next.parts.month, day: next.parts.day) ?? next - 365
        let from = DutchTime.moment(start - 91)
        let to = DutchTime.moment(day - 91 + 1)
        let group = fixture.answers.filter { one in
            one.municipality == place && one.placed.map { $0 >= from && $0 < to } ?? false
        }
        let stopped = group.filter { one in
            guard let placed = one.placed, let end = one.stopped else { return false }
            return (end - placed).milliseconds < 91 * 86_400_000
        }
        return (group.count, stopped.count)
    }

    private func share(_ part: Int, _ whole: Int) -> Double? { whole == 0 ? nil : Double(part) * 100 / Double(whole) }

    /// - Returns: `.some(nil)` for a figure that cannot be measured, `nil` for one this does not know.
    func value(_ id: String) -> Double?? {
        switch id {
        case "volunteers-placed": return Double(placements.count)
        case "volunteers-placed-under-27":
            let known = placements.filter { $0.birthYear != nil }
            if known.isEmpty { return .some(nil) }
            return Double(known.filter { ($0.placed?.day.year ?? 0) - ($0.birthYear ?? 0) < 27 }.count)
        case "volunteers-new":
            let before = Set(fixture.answers.filter { $0.placed.map { $0 < yearStart } ?? false }.compactMap(\.person))
            return Double(Set(placements.compactMap(\.person)).subtracting(before).count)
        case "volunteers-still-active-3-months": return .some(share(stay.placed - stay.stopped, stay.placed))
        case "volunteers-stopped-3-months": return .some(stay.placed == 0 ? nil : Double(stay.stopped))
        case "organisations-placing": return Double(Set(placements.map(\.organisation)).count)
        case "applications-received": return Double(received.count)
        case "applications-withdrawn-share":
            return .some(share(received.filter { $0.state == .withdrawn }.count, received.count))
        case "applications-declined-share":
            return .some(share(received.filter { $0.state == .declined }.count, received.count))
        default: return answerValue(id)
        }
    }

    private func answerValue(_ id: String) -> Double?? {
        let answers = answers
        let due = answers.inTime + answers.late
        let median = answers.waits.isEmpty ? nil : Double(answers.waits[answers.waits.count / 2])
        switch id {
        case "applications-answered-7-days": return .some(share(answers.inTime, due))
        case "applications-late": return .some(due == 0 ? nil : Double(answers.late))
        case "applications-median-days": return .some(median)
        case "answer-score":
            if due < 3 { return .some(nil) }
            let speed = median.map { (14 - min(14, $0)) / 13 } ?? 0
            return (70 * Double(answers.inTime) / Double(due) + 30 * speed).rounded()
        case "applications-unanswered":
            return Double(
                fixture.answers.filter { $0.municipality == place && $0.state == .received && $0.answered == nil }.count
            )
        case "waiting-list-people":
            return Double(fixture.answers.filter { $0.municipality == place && $0.state == .waiting }.count)
        default: return vacancyValue(id)
        }
    }

    private func vacancyValue(_ id: String) -> Double?? {
        func count(_ fits: (IndicatorFixture.Work) -> Bool) -> Double { Double(online.filter(fits).count) }
        switch id {
        case "vacancies-online": return count { _ in true }
        case "vacancies-learning-dutch": return count(\.learningDutch)
        case "vacancies-good-to-start": return count(\.goodToStart)
        case "vacancies-wheelchair": return count(\.wheelchair)
        case "vacancies-from-home": return count(\.fromHome)
        case "vacancies-one-off": return count { $0.rhythm == .once }
        case "vacancies-project": return count { $0.rhythm == .project }
        case "vacancies-regular": return count { $0.rhythm == .regular }
        case "vacancies-flexible": return count { $0.rhythm == .flexible }
        case "vacancies-older-than-60-days": return count { work in work.published.map { day - $0.day > 60 } ?? false }
        case "organisations-with-vacancies": return Double(Set(online.map(\.organisation)).count)
        case "neighbourhoods-without-vacancies":
            let areas: Set = place == "GM9999" ? ["n1", "n2"] : ["n3", "n4"]
            return Double(areas.subtracting(online.compactMap(\.neighbourhood)).count)
        case "vacancies-published":
            return Double(
                fixture.work.filter { $0.municipality == place && !$0.isTemplate && isInYear($0.published) }.count)
        default: return communityValue(id)
        }
    }

    private func communityValue(_ id: String) -> Double?? {
        switch id {
        case "organisations-registered", "organisations-new", "fields-covered": return 1
        case "organisations-waiting": return 0
        case "residents-accounts":
            return Double(fixture.residents.filter { $0.municipality == place && !$0.isErased }.count)
        case "residents-new-accounts":
            return Double(
                fixture.residents.filter { $0.municipality == place && !$0.isErased && isInYear($0.created) }.count)
        default: return nil
        }
    }
}
