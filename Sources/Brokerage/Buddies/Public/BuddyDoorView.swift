import Community
import Core
import Services
import Storage
import Web

/// What one of the three sides sees behind a secret link.
enum BuddyDoorView: Sendable {
    case asker(AskerView)
    case referrer(ReferrerView)
    case volunteer(VolunteerView)

    /// One line of what happens, for a side.
    struct Line: Sendable {
        let pair: BuddyPair
        /// Whose words were opened for the name.
        let opened: BuddyRequest?
        /// The first name of the other; only after the yes of the volunteer.
        let other: String?
        let moment: BuddyMoment?
        let neighbourhood: String?
        let kind: BuddyKind?
        let shared: WeekMoments
    }

    struct AskerView: Sendable {
        let request: BuddyRequest
        let kind: BuddyKind?
        let lines: [Line]
        let objections: [(words: String, answer: String?)]
    }

    /// The state only: nothing of the person and nothing of a volunteer.
    struct ReferrerView: Sendable {
        let kind: String
        let state: BuddyRequest.State
        let isTogether: Bool
        let days: Int
    }

    struct VolunteerView: Sendable {
        let volunteer: BuddyVolunteer
        let wanted: [BuddyVolunteer.Wanted]
        let lines: [Line]
        let objections: [(words: String, answer: String?)]
    }

    /// The requests of which somebody else than who asked saw words.
    var opened: [BuddyRequest] {
        if case .volunteer(let view) = self { view.lines.compactMap(\.opened) } else { [] }
    }

    /// - Throws: `WebError.notFound` when the link is nobody's.
    static func load(_ secret: String, _ work: BuddyWork, in db: any SQLConnection) throws -> BuddyDoorView {
        guard let (door, id) = try BuddyDoor.find(secret, now: work.now, in: db) else { throw WebError.notFound }
        switch door {
        case .asker:
            guard let request = try BuddyRequest.find(.init(id), in: db), request.erasedAt == nil else {
                throw WebError.notFound
            }
            return .asker(try asker(request, work, in: db))
        case .referrer:
            guard let request = try BuddyRequest.find(.init(id), in: db), request.erasedAt == nil else {
                throw WebError.notFound
            }
            let pairs = try BuddyPair.all(of: request.id, in: db)
            return .referrer(
                ReferrerView(
                    kind: try BuddyKind.find(request.kind, in: db)?.name ?? "", state: request.state,
                    isTogether: pairs.contains { $0.state.isTogether }, days: request.waited(work.now)))
        case .volunteer:
            guard let volunteer = try BuddyVolunteer.find(.init(id), in: db), volunteer.erasedAt == nil else {
                throw WebError.notFound
            }
            return .volunteer(try self.volunteer(volunteer, work, in: db))
        }
    }

    private static func asker(_ request: BuddyRequest, _ work: BuddyWork, in db: any SQLConnection) throws -> AskerView
    {
        // Who asked hears of a volunteer only once the introduction has a date: a no before that is nobody's loss.
        let shown = try BuddyPair.all(of: request.id, in: db).filter {
            ![.asked, .agreed, .declined].contains($0.state)
        }
        return AskerView(
            request: request, kind: try BuddyKind.find(request.kind, in: db),
            lines: try shown.map { pair in
                Line(
                    pair: pair, opened: nil, other: try BuddyVolunteer.find(pair.volunteer, in: db)?.firstName,
                    moment: try BuddyMoment.open(of: pair, .asker, today: work.now.day, in: db), neighbourhood: nil,
                    kind: nil, shared: WeekMoments(bits: 0))
            },
            objections: try objections(request: request.id.text, volunteer: nil, work, in: db))
    }

    private static func volunteer(_ volunteer: BuddyVolunteer, _ work: BuddyWork, in db: any SQLConnection) throws
        -> VolunteerView
    {
        let pairs = try BuddyPair.all(of: volunteer.id, in: db).filter { $0.state != .declined }
        return VolunteerView(
            volunteer: volunteer, wanted: try volunteer.wanted(in: db),
            lines: try pairs.map { pair in
                let request = try BuddyRequest.find(pair.request, in: db)
                // After the yes the first name is needed to meet; the rest the person tells.
                let name =
                    try pair.state == .asked
                    ? nil : request.flatMap { try BuddyWords.open($0, work.house.seals, in: db) }
                return Line(
                    pair: pair, opened: name == nil ? nil : request, other: name?.firstName,
                    moment: try BuddyMoment.open(of: pair, .volunteer, today: work.now.day, in: db),
                    neighbourhood: try request?.neighbourhood.flatMap { try Places.neighbourhood($0, in: db)?.name },
                    kind: try BuddyKind.find(pair.kind, in: db),
                    shared: WeekMoments(bits: (request?.moments.bits ?? 0) & volunteer.moments.bits))
            },
            objections: try objections(request: nil, volunteer: volunteer.id.text, work, in: db))
    }

    private static func objections(
        request: String?, volunteer: String?, _ work: BuddyWork, in db: any SQLConnection
    ) throws -> [(words: String, answer: String?)] {
        try BuddyObjection.all(request: request, volunteer: volunteer, in: db).compactMap { item in
            guard let words = try work.unseal(item.sealed, item.owner, "objection \(item.id)", in: db) else {
                return nil
            }
            return (
                words: words,
                answer: try work.unseal(item.sealedAnswer, item.owner, "objection-answer \(item.id)", in: db)
            )
        }
    }
}
