import Community
import Core
import Formats
import Services
import Storage
import Web

/// Puts the pupils of a list in their classes. Who is there already stays, with a new level, age or address.
struct TakePupils: Sendable {
    struct Report: Sendable, Equatable {
        var added = 0
        var changed = 0
        var unchanged = 0
        var mailed = 0
    }

    let house: House
    let visit: Visit
    let school: School
    let round: PupilRound

    func perform(_ list: PupilList, in db: any SQLConnection) throws -> Report {
        var report = Report()
        var classes: [String: String] = [:]
        for entry in list.entries {
            let key = entry.className.lowercased()
            let classID = try classes[key] ?? findOrAddClass(entry, in: db)
            classes[key] = classID
            try take(entry, in: classID, &report, db)
        }
        try house.record(
            Audit.Event(
                "leerlingen-ingelezen", "school", school.id.text, municipality: school.municipality,
                details: ["nieuw": .int(report.added), "veranderd": .int(report.changed)]), by: visit, in: db)
        return report
    }

    private func findOrAddClass(_ entry: PupilList.Entry, in db: any SQLConnection) throws -> String {
        let known = try db.rows(
            "SELECT id, name FROM pupil_class WHERE school_id = \(school.id) AND round_id = \(round.id)")
        if let row = try known.first(where: {
            try $0("name", as: String.self).lowercased() == entry.className.lowercased()
        }) {
            return try row("id")
        }
        let id = UUIDv7.make(at: visit.now)
        try db.run(
            """
            INSERT INTO pupil_class (id, round_id, school_id, name, level, sort_key)
            VALUES (\(id), \(round.id), \(school.id), \(entry.className), \(entry.level),
                \(TextFolding.sortKey(entry.className)))
            """)
        return id
    }

    private func take(_ entry: PupilList.Entry, in classID: String, _ report: inout Report, _ db: any SQLConnection)
        throws
    {
        let key = TextFolding.sortKey(entry.name)
        let known = try db.rows(
            "SELECT * FROM pupil WHERE class_id = \(classID) AND sort_key = \(key) AND erased_at IS NULL"
        ).map(Pupil.init(row:)).first { $0.name.lowercased() == entry.name.lowercased() }
        guard let known else {
            let pupil = try add(entry, classID: classID, key: key, in: db)
            report.added += 1
            if try GuardianMail(house: house).ask(pupil, school: school, round: round, now: visit.now, in: db) {
                report.mailed += 1
            }
            return
        }
        guard known.isUnder16 != entry.isUnder16 || known.guardianEmail != entry.guardianEmail else {
            report.unchanged += 1
            return
        }
        try db.run(
            """
            UPDATE pupil SET under_16 = \(entry.isUnder16), guardian_email = \(entry.guardianEmail) WHERE id = \(known.id)
            """)
        report.changed += 1
        let isElsewhere = known.guardianEmail != entry.guardianEmail
        let mustAsk = isElsewhere || (entry.isUnder16 && !known.isUnder16)
        guard mustAsk, let now = try Pupil.find(known.id, in: db) else { return }
        // What waits in the old mailbox no longer opens anything.
        if isElsewhere { try PupilKeys(house: house).revoke(.guardian, of: known.id, in: db) }
        if try GuardianMail(house: house).ask(now, school: school, round: round, now: visit.now, in: db) {
            report.mailed += 1
        }
    }

    private func add(_ entry: PupilList.Entry, classID: String, key: String, in db: any SQLConnection) throws -> Pupil {
        let id = Pupil.Identity(at: visit.now)
        let number = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM pupil")
        try db.run(
            """
            INSERT INTO pupil (id, number, round_id, school_id, class_id, municipality_code, name, sort_key, under_16,
                guardian_email, pseudonym, created_at)
            VALUES (\(id), \(number), \(round.id), \(school.id), \(classID), \(school.municipality), \(entry.name),
                \(key), \(entry.isUnder16), \(entry.guardianEmail), \(Pupil.freshPseudonym()), \(visit.now))
            """)
        _ = try PupilKeys(house: house).key(.pupil, of: id, in: db)
        guard let pupil = try Pupil.find(id, in: db) else { throw StorageError.missingColumn("pupil") }
        return pupil
    }
}
