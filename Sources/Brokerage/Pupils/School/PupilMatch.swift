import Core

/// Finds out which pupils the rows of a list are about.
///
/// A school sends names and no numbers. So a pupil of a class is whoever has the name in that class, unless a mail of a
/// parent says that it is somebody else. A pupil of another class is meant when name and mail of a parent are the same,
/// nobody else can be meant, and the list does not name the pupil in the old class too. Where there is no mail, the list
/// has to hold the old class: otherwise it says nothing of who is still there.
struct PupilMatch: Sendable {
    /// The name of each class by its id.
    private let classes: [String: String]
    /// Everybody of the school in this round, by name.
    private let pupils: [String: [Pupil]]

    init(_ pupils: [Pupil], classes: [String: String]) {
        self.classes = classes
        self.pupils = Dictionary(grouping: pupils) { $0.name.lowercased() }
    }

    /// What becomes of each row, in the order of the rows.
    func fates(of entries: [PupilList.Entry]) -> [PupilListPlan.Fate] {
        let listed = Set(entries.map(\.classKey))
        var fates = [PupilListPlan.Fate](repeating: .new, count: entries.count)
        for (name, places) in Dictionary(grouping: entries.indices, by: { entries[$0].nameKey }) {
            let found = decide(places.map { entries[$0] }, namesakes: pupils[name] ?? [], listed: listed)
            for (place, fate) in zip(places, found) { fates[place] = fate }
        }
        return fates
    }

    /// The rows of one name, next to everybody who has it.
    ///
    /// - Parameter listed: the classes that the whole list names.
    private func decide(_ rows: [PupilList.Entry], namesakes: [Pupil], listed: Set<String>) -> [PupilListPlan.Fate] {
        let staying = rows.map { row in namesakes.first { isIn($0, row) } }
        let clashes = rows.indices.map { clash(rows[$0], staying[$0], rows, namesakes) }
        // Whoever the list names in the own class does not come from there.
        var free = namesakes.filter { pupil in !rows.contains { isIn(pupil, $0) } }
        let seeking = rows.indices.filter { staying[$0] == nil && clashes[$0] == nil }
        var moving: [Int: Pupil] = [:]
        for index in seeking {
            let meant = free.filter { isMeant($0, rows[index]) }
            guard meant.count == 1, let pupil = meant.first, mayLeave(pupil, rows[index], listed) else { continue }
            if seeking.count(where: { isMeant(pupil, rows[$0]) }) == 1 { moving[index] = pupil }
        }
        free.removeAll { pupil in moving.values.contains { $0.id == pupil.id } }
        return rows.indices.map { index -> PupilListPlan.Fate in
            if let reason = clashes[index] { return .unclear(reason) }
            if let pupil = staying[index] { return .stays(pupil) }
            if let pupil = moving[index] { return .moves(pupil, from: name(pupil)) }
            guard let other = free.first else { return .new }
            return .unclear(doubt(rows[index], free, other, listed))
        }
    }

    /// Why the mails of one name contradict what the classes say. Were the class believed, the record of a child would
    /// open for the parent of another.
    ///
    /// - Parameter staying: who has the name in the class of this row.
    private func clash(_ row: PupilList.Entry, _ staying: Pupil?, _ rows: [PupilList.Entry], _ namesakes: [Pupil])
        -> Text?
    {
        if let mail = row.guardianEmail, rows.count(where: { $0.guardianEmail == mail }) > 1 {
            return Text("Deze leerling staat twee keer in je lijst. Laat alleen de klas staan die klopt.")
        }
        let owners = namesakes.filter { $0.guardianEmail != nil && $0.guardianEmail == row.guardianEmail }
        guard let pupil = staying else {
            for owner in owners {
                guard let own = rows.first(where: { isIn(owner, $0) }) else { continue }
                return Text(
                    "Deze mail hoort bij iemand met deze naam in klas \(name(owner)). Maar op regel \(own.line) staat die klas zonder deze mail. Gaat de leerling naar een andere klas? Lees dan eerst alleen deze regel in."
                )
            }
            return nil
        }
        guard pupil.guardianEmail != row.guardianEmail else { return nil }
        if let mail = pupil.guardianEmail, let other = rows.first(where: { $0.guardianEmail == mail }) {
            return Text(
                "In klas \(name(pupil)) zit iemand met deze naam, maar de mail van de ouder staat nu op regel \(other.line). Is dat dezelfde leerling? Lees dan eerst alleen die regel in."
            )
        }
        return owners.first.map { owner in
            Text(
                "In klas \(name(pupil)) zit iemand met deze naam, maar deze mail hoort bij een ander, in klas \(name(owner)). Kijk de klas en de mail na. Is wie in klas \(name(pupil)) zat van school? Haal die dan eerst weg."
            )
        }
    }

    /// Why nobody can tell whether a row is about one of these.
    private func doubt(_ row: PupilList.Entry, _ free: [Pupil], _ other: Pupil, _ listed: Set<String>) -> Text {
        let meant = free.filter { isMeant($0, row) }
        if meant.count == 1, let pupil = meant.first, !mayLeave(pupil, row, listed) {
            return Text(
                "In klas \(name(pupil)) zit iemand met deze naam, en een mail van een ouder is er niet. Is het dezelfde? Lees beide klassen samen in: klas \(name(pupil)) en klas \(row.className). Is het een ander? Zet ze dan allebei in je lijst."
            )
        }
        if !meant.isEmpty {
            return Text(
                "Deze naam komt vaker voor. We weten niet wie van klas verandert. Zet iedereen met deze naam in je lijst, elk in de eigen klas."
            )
        }
        let from = name(other)
        if row.guardianEmail == nil, other.guardianEmail != nil {
            return Text(
                "In klas \(from) zit iemand met deze naam, met een mail van een ouder. Is het dezelfde? Zet die mail dan ook in je lijst. Is het een ander? Zet ze dan allebei in je lijst."
            )
        }
        return Text(
            "In klas \(from) zit iemand met deze naam, maar met een andere mail van een ouder of een andere leeftijd. Is het dezelfde? Lees dan eerst de nieuwe gegevens in bij klas \(from). Is het een ander? Zet ze dan allebei in je lijst."
        )
    }

    private func name(_ pupil: Pupil) -> String { classes[pupil.classID] ?? "" }

    private func isIn(_ pupil: Pupil, _ row: PupilList.Entry) -> Bool {
        classes[pupil.classID]?.lowercased() == row.classKey
    }

    /// Whether a row may be about this pupil of another class. Where neither side has a mail only the name says so; then
    /// at least nobody has become younger.
    private func isMeant(_ pupil: Pupil, _ row: PupilList.Entry) -> Bool {
        guard pupil.guardianEmail == row.guardianEmail else { return false }
        return row.guardianEmail != nil || pupil.isUnder16 || !row.isUnder16
    }

    /// Whether it is sure that the pupil left the old class. A mail says so. A name does only when the list names others
    /// of that class: a list of one class is silent about all the others.
    private func mayLeave(_ pupil: Pupil, _ row: PupilList.Entry, _ listed: Set<String>) -> Bool {
        row.guardianEmail != nil || listed.contains(name(pupil).lowercased())
    }
}
