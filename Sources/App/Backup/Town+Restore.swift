package import Community
import Core
import Formats
package import Services
import Storage

extension Town {
    /// Erases everyone and every case on the list that stands in this database again.
    package func replay(_ list: ErasureList) async throws -> ErasureReplay {
        try await PersonFile.replay(list, house: house)
    }

    /// All that was erased, from the tables of the database.
    package func erasures() async throws -> ErasureList {
        ErasureList(try await house.database.read { db in try ErasureList.noted(in: db) }, until: house.clock.now)
    }

    /// Ends all sessions, for some were ended after the backup, and tells the log of the restore.
    ///
    /// - Parameter copy: the moment of the copy, or what else says which it was.
    package func noteRestore(of copy: String, program: String = Program.version) async throws {
        try await house.database.write { [now = house.clock.now] db in
            try db.run("DELETE FROM session")
            try Audit.record(
                Audit.Event(
                    "reservekopie-teruggezet", "reservekopie", copy,
                    details: ["programma": .string(program)]),
                by: .program("restore"), now: now, in: db)
        }
    }
}
