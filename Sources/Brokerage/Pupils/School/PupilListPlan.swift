import Core
import Storage

/// What taking a list over does, row by row. The preview shows it, and the taking over follows one made of the records
/// of that moment.
struct PupilListPlan: Sendable {
    enum Fate: Sendable {
        /// Somebody who was not here.
        case new
        /// In the class already.
        case stays(Pupil)
        /// In another class until now: the name of that class.
        case moves(Pupil, from: String)
        /// Nobody can tell who is meant. Nothing changes.
        case unclear(Text)

        var isClear: Bool {
            if case .unclear = self { false } else { true }
        }
    }

    struct Line: Sendable {
        let entry: PupilList.Entry
        let fate: Fate

        /// Whom the row is about, when that is somebody who is here already.
        var known: Pupil? {
            switch fate {
            case .stays(let pupil), .moves(let pupil, _): pupil
            case .new, .unclear: nil
            }
        }

        /// The address of a parent once the list is in.
        var guardianEmail: String? { entry.address(of: known) }

        /// Whether a parent of somebody who is here already gets another address, or a first one.
        var hasNewAddress: Bool { known != nil && guardianEmail != known?.guardianEmail }
    }

    /// A class that the list names, with its level before and after.
    struct NamedClass: Sendable {
        /// None for a class that is not there yet.
        let id: String?
        let name: String
        let levelBefore: String
        let level: String

        var hasOtherLevel: Bool { id != nil && level != levelBefore }
    }

    let lines: [Line]
    /// Classes that pupils go into, by `classKey`.
    let classes: [String: NamedClass]
    /// Rows with another level than their class has in the end.
    let otherLevels: [PupilList.Problem]

    /// Rows that are left out, with the reason.
    var unclear: [PupilList.Problem] {
        lines.compactMap { line in
            guard case .unclear(let reason) = line.fate else { return nil }
            return PupilList.Problem(line: line.entry.line, text: reason)
        }
    }

    /// Parents who are asked for a yes when the list is taken over.
    var mails: Int {
        lines.count { line in
            guard line.fate.isClear, line.entry.isUnder16, line.guardianEmail != nil else { return false }
            guard let pupil = line.known else { return true }
            return TakePupils.mustAsk(pupil, line.entry) && pupil.consentAt == nil && pupil.refusedAt == nil
        }
    }

    init(_ list: PupilList, school: School.Identity, round: PupilRound.Identity, in db: any SQLConnection) throws {
        let known = try db.rows(
            "SELECT id, name, level FROM pupil_class WHERE school_id = \(school) AND round_id = \(round) ORDER BY id"
        ).map { row -> (id: String, name: String, level: String) in
            (id: try row("id"), name: try row("name"), level: try row("level"))
        }
        let pupils = try db.rows(
            """
            SELECT * FROM pupil WHERE school_id = \(school) AND round_id = \(round) AND erased_at IS NULL ORDER BY number
            """
        ).map(Pupil.init(row:))
        let match = PupilMatch(pupils, classes: Dictionary(known.map { ($0.id, $0.name) }) { first, _ in first })
        let lines = zip(list.entries, match.fates(of: list.entries)).map { Line(entry: $0, fate: $1) }
        let going = lines.filter(\.fate.isClear)
        let moving = Set(
            going.compactMap { line -> Pupil.Identity? in
                if case .moves(let pupil, _) = line.fate { pupil.id } else { nil }
            })
        var classes: [String: NamedClass] = [:]
        for (key, rows) in Dictionary(grouping: going, by: \.entry.classKey) {
            let old = known.first { $0.name.lowercased() == key }
            let left = pupils.count { $0.classID == old?.id && !moving.contains($0.id) }
            let coming = rows.count { line in
                if case .stays = line.fate { false } else { true }
            }
            let level = ClassLevel.after(rows.map(\.entry.level), before: old?.level ?? "", size: left + coming)
            classes[key] = NamedClass(
                id: old?.id, name: old?.name ?? rows.first?.entry.className ?? key, levelBefore: old?.level ?? "",
                level: level)
        }
        self.lines = lines
        self.classes = classes
        otherLevels = going.compactMap { line in
            guard !line.entry.level.isEmpty, let named = classes[line.entry.classKey],
                !ClassLevel.isSame(line.entry.level, named.level)
            else { return nil }
            return PupilList.Problem(
                line: line.entry.line,
                text: Text(
                    "Hier staat niveau \(line.entry.level), maar klas \(named.name) heeft niveau \(named.level). Een klas heeft één niveau."
                ))
        }
    }
}

/// The level of a class. There is one for all its pupils: who goes first in the lottery may depend on it.
enum ClassLevel {
    static func isSame(_ one: String, _ other: String) -> Bool {
        TextFolding.sortKey(one) == TextFolding.sortKey(other)
    }

    /// The level that a list gives a class. A class without one gets the level named most. Another keeps its own, unless
    /// the list names a different one for more than half of its pupils: a slip in one row changes nobody's turn.
    ///
    /// - Parameters:
    ///   - named: the level in each row of the class, empty where it says none.
    ///   - size: how many pupils are in the class once the list is in.
    static func after(_ named: [String], before: String, size: Int) -> String {
        var votes: [(level: String, count: Int)] = []
        for level in named where !level.isEmpty {
            if let index = votes.firstIndex(where: { isSame($0.level, level) }) {
                votes[index].count += 1
            } else {
                votes.append((level, 1))
            }
        }
        // Of two that are named as often, the one named first.
        let most = votes.map(\.count).max()
        guard let winner = votes.first(where: { $0.count == most }), !isSame(winner.level, before) else {
            return before
        }
        return before.isEmpty || winner.count * 2 > size ? winner.level : before
    }
}
