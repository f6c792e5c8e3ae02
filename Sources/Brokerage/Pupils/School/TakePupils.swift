import Community
import Core
import Formats
import Services
import Storage
import Web

/// Puts the pupils of a list in their classes. Who is there already stays, with a new class, level, age or address.
struct TakePupils: Sendable {
    struct Report: Sendable, Equatable {
        var added = 0
        /// With another age or address.
        var changed = 0
        var unchanged = 0
        /// From one class to another.
        var moved = 0
        /// Rows of which nobody can tell who is meant.
        var unclear = 0
        /// Classes with another level.
        var levels = 0
        var mailed = 0
    }

    let house: House
    let visit: Visit
    let school: School
    let round: PupilRound

    func perform(_ list: PupilList, in db: any SQLConnection) throws -> Report {
        let plan = try PupilListPlan(list, school: school.id, round: round.id, in: db)
        var report = Report()
        var classes: [String: String] = [:]
        for (key, named) in plan.classes.sorted(by: { $0.key < $1.key }) {
            let id = try named.id ?? add(named, in: db)
            classes[key] = id
            guard named.hasOtherLevel else { continue }
            try db.run("UPDATE pupil_class SET level = \(named.level) WHERE id = \(id)")
            report.levels += 1
        }
        for line in plan.lines {
            guard line.fate.isClear, let classID = classes[line.entry.classKey] else {
                report.unclear += 1
                continue
            }
            try take(line, in: classID, &report, db)
        }
        try house.record(
            Audit.Event(
                "leerlingen-ingelezen", "school", school.id.text, municipality: school.municipality,
                details: [
                    "nieuw": .int(report.added), "veranderd": .int(report.changed), "andereKlas": .int(report.moved),
                    "anderNiveau": .int(report.levels),
                ]), by: visit, in: db)
        return report
    }

    private func add(_ named: PupilListPlan.NamedClass, in db: any SQLConnection) throws -> String {
        let id = UUIDv7.make(at: visit.now)
        try db.run(
            """
            INSERT INTO pupil_class (id, round_id, school_id, name, level, sort_key)
            VALUES (\(id), \(round.id), \(school.id), \(named.name), \(named.level),
                \(TextFolding.sortKey(named.name)))
            """)
        return id
    }

    private func take(_ line: PupilListPlan.Line, in classID: String, _ report: inout Report, _ db: any SQLConnection)
        throws
    {
        switch line.fate {
        case .new:
            let pupil = try add(line.entry, classID: classID, in: db)
            report.added += 1
            if try GuardianMail(house: house).ask(pupil, school: school, round: round, now: visit.now, in: db) {
                report.mailed += 1
            }
        case .stays(let pupil):
            if try renew(pupil, line.entry, &report, in: db) { report.changed += 1 } else { report.unchanged += 1 }
        case .moves(let pupil, _):
            try db.run("UPDATE pupil SET class_id = \(classID) WHERE id = \(pupil.id)")
            _ = try renew(pupil, line.entry, &report, in: db)
            report.moved += 1
        case .unclear: break
        }
    }

    /// Whether a parent has to be asked again, or for the first time: somewhere else, or about who turns out to be
    /// under 16.
    static func mustAsk(_ known: Pupil, _ entry: PupilList.Entry) -> Bool {
        known.guardianEmail != entry.address(of: known) || (entry.isUnder16 && !known.isUnder16)
    }

    /// Writes another age or address.
    ///
    /// - Returns: whether there was any.
    private func renew(_ known: Pupil, _ entry: PupilList.Entry, _ report: inout Report, in db: any SQLConnection)
        throws -> Bool
    {
        let mail = entry.address(of: known)
        guard known.isUnder16 != entry.isUnder16 || known.guardianEmail != mail else { return false }
        try db.run(
            "UPDATE pupil SET under_16 = \(entry.isUnder16), guardian_email = \(mail) WHERE id = \(known.id)")
        guard Self.mustAsk(known, entry), let now = try Pupil.find(known.id, in: db) else { return true }
        // What waits in the old mailbox no longer opens anything.
        if known.guardianEmail != mail {
            try PupilKeys(house: house).revoke(.guardian, of: known.id, in: db)
        }
        if try GuardianMail(house: house).ask(now, school: school, round: round, now: visit.now, in: db) {
            report.mailed += 1
        }
        return true
    }

    private func add(_ entry: PupilList.Entry, classID: String, in db: any SQLConnection) throws -> Pupil {
        let id = Pupil.Identity(at: visit.now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil")
        try db.run(
            """
            INSERT INTO pupil (id, number, round_id, school_id, class_id, municipality_code, name, sort_key, under_16,
                guardian_email, pseudonym, created_at)
            VALUES (\(id), \(number), \(round.id), \(school.id), \(classID), \(school.municipality), \(entry.name),
                \(TextFolding.sortKey(entry.name)), \(entry.isUnder16), \(entry.guardianEmail),
                \(Pupil.freshPseudonym()), \(visit.now))
            """)
        _ = try PupilKeys(house: house).key(.pupil, of: id, in: db)
        guard let pupil = try Pupil.find(id, in: db) else { throw StorageError.missingColumn("pupil") }
        return pupil
    }
}
