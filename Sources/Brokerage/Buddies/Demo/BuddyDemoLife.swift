import Community
import Core
import Storage

/// What happens to requests and pairs of the demo, each on its day.
struct BuddyDemoLife {
    let house: House
    let broker: String?
    private var agenda: [(day: Day, step: Step)] = []

    private enum Step {
        case take(BuddyRequest.Identity)
        case answer(BuddyPair.Identity)
        case plan(BuddyPair.Identity)
        case meet(BuddyPair.Identity)
        case decide(BuddyPair.Identity)
        case say(BuddyPair.Identity)
        case resume(BuddyPair.Identity)
        case turn(BuddyPair.Identity)
    }

    init(house: House, broker: String?) {
        self.house = house
        self.broker = broker
    }

    private func work(_ day: Day) -> BuddyWork {
        BuddyWork(
            house, program: "demo", now: DutchTime.moment(day, minute: 10 * 60 + 20), person: broker, isQuiet: true)
    }

    mutating func arrive(
        _ draft: BuddyRequestDraft, _ day: Day, isLast: Bool, _ random: inout Seeded, in db: any SQLConnection
    ) throws {
        let request = try work(day).ask(draft, in: db)
        if !isLast { agenda.append((day + random.int(1...5), .take(request.id))) }
    }

    mutating func arrive(
        _ draft: BuddyVolunteerDraft, _ day: Day, kinds: [BuddyKind], isLast: Bool, _ random: inout Seeded,
        in db: any SQLConnection
    ) throws {
        let volunteer = try work(day).offer(draft, in: db)
        if isLast || random.chance(4) { return }
        let courses = Dictionary(
            draft.kinds.filter(\.needsCourse).filter { _ in random.chance(91) }.map { ($0.id, day + 6) },
            uniquingKeysWith: { $1 })
        let needsVOG = draft.kinds.contains(where: \.needsVOG)
        try work(day + 3).prepare(
            volunteer, vogSeen: needsVOG && random.chance(94) ? day + 3 : nil, kinds: draft.kinds, courses: courses,
            capacity: draft.capacity, in: db)
    }

    /// What the rule proposes this week; now and then a broker chooses otherwise and says why.
    mutating func propose(_ day: Day, last: Day, _ random: inout Seeded, in db: any SQLConnection) throws {
        let board = BuddyBoard(try BuddyPool.load(BuddyDemo.municipality, today: day, in: db))
        for (index, need) in board.needs.enumerated() where random.chance(60) {
            var chosen = board.proposals[index]
            var reason: String?
            if random.chance(8),
                let other = board.pool.candidates(index).first(where: { candidate in
                    !chosen.contains { $0.id == candidate.offer.id }
                })
            {
                chosen = [other.offer]
                reason = "Ze kennen elkaar van het koor en vroegen er zelf om."
            }
            guard let request = try BuddyRequest.find(.init(need.id), in: db) else { continue }
            for offer in chosen {
                guard let volunteer = try BuddyVolunteer.find(.init(offer.id), in: db),
                    case .done(let number) = try work(day).pair(
                        request, with: volunteer, judged: board.judgement(of: offer.id, for: need.id), reason: reason,
                        in: db),
                    let pair = try BuddyPair.find(
                        number: number, municipalities: [BuddyDemo.municipality], in: db)
                else { continue }
                agenda.append((day + random.int(1...6), .answer(pair.id)))
            }
        }
    }

    mutating func live(_ day: Day, last: Day, _ random: inout Seeded, in db: any SQLConnection) throws {
        let due = agenda.filter { $0.day == day }
        agenda.removeAll { $0.day <= day }
        for item in due { try carryOut(item.step, day, last: last, &random, in: db) }
    }

    private mutating func carryOut(
        _ step: Step, _ day: Day, last: Day, _ random: inout Seeded, in db: any SQLConnection
    ) throws {
        let work = work(day)
        func pair(_ id: BuddyPair.Identity, _ states: [BuddyPair.State]) throws -> BuddyPair? {
            try BuddyPair.find(id, in: db).flatMap { states.contains($0.state) ? $0 : nil }
        }
        switch step {
        case .take(let id):
            guard let request = try BuddyRequest.find(id, in: db), request.state == .new else { return }
            try work.take(request, helpers: request.helpers, in: db)
        case .answer(let id):
            // Some never answer: that is on the list of the centre.
            guard let pair = try pair(id, [.asked]), !random.chance(4) else { return }
            let yes = random.chance(86)
            try work.answer(pair, yes: yes, in: db)
            if yes { agenda.append((day + random.int(1...4), .plan(id))) }
        case .plan(let id):
            guard let pair = try pair(id, [.agreed]) else { return }
            let meet = day + random.int(4...9)
            try work.plan(
                pair, day: meet, time: random.pick(["10:00", "14:00", "15:30"]) ?? "14:00",
                place: random.pick(["Thuis bij de aanvrager", "Bibliotheek, leestafel", "Vrijwilligerscentrale"]) ?? "",
                in: db)
            agenda.append((meet + random.int(0...2), .meet(id)))
        case .meet(let id):
            guard let pair = try pair(id, [.meeting]), day < last - 1 || random.chance(50) else { return }
            let works = random.chance(84)
            try work.conclude(pair, works: works, in: db)
            guard works else { return }
            for moment in try BuddyMoment.all(of: id, in: db) {
                agenda.append((moment.due + random.int(1...6), .say(id)))
                if moment.kind == .trial { agenda.append((moment.due + random.int(2...9), .decide(id))) }
            }
            agenda.append((day + random.int(40...260), .turn(id)))
        case .decide(let id):
            guard let pair = try pair(id, [.trial]) else { return }
            if random.chance(85) {
                try work.goOn(pair, in: db)
            } else {
                try work.end(pair, reason: .noMatch, last: "Jammer dat het niet klikte. We zoeken verder.", in: db)
            }
        case .say(let id): try say(id, work, day, &random, in: db)
        case .resume(let id):
            guard let pair = try pair(id, [.paused]), random.chance(80) else { return }
            try work.resume(pair, in: db)
        case .turn(let id):
            guard let pair = try pair(id, [.trial, .running]) else { return }
            switch random.int(1...100) {
            case ...30:
                let until = day + random.int(14...60)
                try work.pause(pair, until: until, in: db)
                agenda.append((until + random.int(0...5), .resume(id)))
            case ...50: try work.handOver(pair, in: db)
            case ...80:
                try work.end(
                    pair, reason: .done, last: "Wat hebben jullie het fijn gehad samen. Dank je wel allebei.", in: db)
            case ...92: try work.end(pair, reason: .volunteer, in: db)
            default: try work.end(pair, reason: .moved, in: db)
            }
        }
    }

    /// The moment that is due: mostly both tick, sometimes one of them, sometimes the centre calls.
    private func say(
        _ id: BuddyPair.Identity, _ work: BuddyWork, _ day: Day, _ random: inout Seeded, in db: any SQLConnection
    ) throws {
        guard let pair = try BuddyPair.find(id, in: db), pair.state.isTogether else { return }
        for side in [BuddyMoment.Side.asker, .volunteer] {
            guard let moment = try BuddyMoment.open(of: pair, side, today: day, in: db), !random.chance(14) else {
                continue
            }
            let answer: BuddyAnswer = random.chance(88) ? .good : random.chance(75) ? .better : .stop
            let words = answer == .good ? nil : "We vinden het lastig om een vast moment te prikken."
            try work.answer(moment, of: pair, side, answer, words: words, in: db)
        }
        // Most of what is left the centre closes on the phone within the week.
        for moment in try BuddyMoment.all(of: id, in: db)
        where moment.doneAt == nil && moment.due <= day && moment.kind == .evaluation && random.chance(80) {
            try work.close(
                moment, of: pair, asker: moment.askerAnswer ?? .good, volunteer: moment.volunteerAnswer ?? .good, in: db
            )
        }
    }
}
