import Community
import Core
import Storage

/// An evening with so many people in one room.
struct TypeTestBench {
    let demo: PolicyDemo
    let writer: TypeTestDemo

    func write(_ count: Int, in db: any SQLConnection) throws {
        let day = demo.world.today - 60
        let number = try db.count(
            "SELECT COALESCE(MAX(number), 0) + 1 FROM policy_type_session WHERE cycle_id = \(demo.present.id)")
        let session = try writer.session(
            demo.present.id, number, "Avond met heel het veld", asksWanted: true, .shown, day, code: nil, in: db)
        let people = (0..<count).map { TypeTestDemo.people[$0 % TypeTestDemo.people.count] }
        try writer.fill(session, people, now: TypeTestDemo.now, wanted: TypeTestDemo.wanted, seed: 5, in: db)
    }

    /// The link of a session that is open.
    func doors(in db: any SQLConnection) throws -> [BenchDoor] {
        let id: TypeTestSession.Identity? = try db.value(
            """
            SELECT id FROM policy_type_session WHERE cycle_id = \(demo.present.id)
            AND state = \(TypeTestSession.State.open) ORDER BY number DESC LIMIT 1
            """)
        return id.map { [BenchDoor("deelnemer", writer.secrets.openPath($0))] } ?? []
    }
}
