import Community
import Core
import Storage
import Web

/// A result as its pages show it: what may be told of the group, what was said, and the last time.
struct TypeTestResultView: Sendable {
    let cycle: PolicyCycle
    let result: TypeTestResult
    let notes: [String: TypeTestNote]
    /// The session before, with the round it belongs to.
    let before: (cycle: PolicyCycle, result: TypeTestResult)?

    var session: TypeTestSession { result.session }

    static func load(_ visit: Visit, content: ContentShelf, in db: any SQLConnection) throws -> TypeTestResultView {
        let cycle = try PolicyCycle.readable(visit, in: db)
        let session = try TypeTestSession.inPath(visit, of: cycle, in: db)
        guard session.state == .shown else { throw WebError.notFound }
        return try load(session, of: cycle, content: content, in: db)
    }

    static func load(
        _ session: TypeTestSession, of cycle: PolicyCycle, content: ContentShelf, in db: any SQLConnection
    ) throws -> TypeTestResultView {
        let before = try session.before(cycle, in: db).flatMap { earlier in
            try PolicyCycle.find(earlier.cycle, in: db).map {
                (cycle: $0, result: try TypeTestResult(earlier, content: content, in: db))
            }
        }
        return TypeTestResultView(
            cycle: cycle, result: try TypeTestResult(session, content: content, in: db),
            notes: try TypeTestNote.all(of: session.id, in: db), before: before)
    }

    /// What to lay beside each other: where the middle was and where it is.
    func comparisons(_ words: TypeTestWords) -> [TypeTestComparison] {
        var found: [TypeTestComparison] = []
        if let now = result[.now], let wanted = result[.wanted] {
            found.append(
                TypeTestComparison(old: now, oldName: words.name(.now), new: wanted, newName: words.name(.wanted)))
        }
        for outcome in result.outcomes {
            guard let before, let earlier = before.result[outcome.viewpoint] else { continue }
            let name = words.name(outcome.viewpoint)
            found.append(
                TypeTestComparison(
                    old: earlier, oldName: words.t("\(name), vorige keer"), new: outcome,
                    newName: words.t("\(name), deze keer")))
        }
        return found
    }
}

/// Two outcomes side by side. Only their middles are compared: who moved where is nobody's business.
struct TypeTestComparison: Sendable {
    let old: TypeTestOutcome
    let oldName: String
    let new: TypeTestOutcome
    let newName: String

    func sentence(_ words: TypeTestWords) -> String {
        guard let from = old.middle, let to = new.middle else {
            return words.t("Van een van beide is geen midden te tonen. Vergelijken kan dan niet.")
        }
        let steps = words.movement(from: from, to: to)
        return steps.isEmpty
            ? words.t("Van “\(oldName)” naar “\(newName)” blijft het midden bijna gelijk.")
            : words.t(
                "Van “\(oldName)” naar “\(newName)” schuift het midden \(steps.joined(separator: words.t(" en "))).")
    }

    func picture(_ words: TypeTestWords) -> HTML {
        guard let from = old.middle, let to = new.middle else { return .empty }
        var square = TypeTestQuadrant(words: words)
        square.middle = to
        square.from = .init(spot: from, label: oldName)
        return square.svg
    }
}
