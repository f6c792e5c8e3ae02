import Community
import Core
import Storage

/// Who leads the volunteer centre of a municipality: its managers, and its brokers where it has no manager. So what only
/// a manager may do never waits unseen.
enum CentreLead {
    /// Where this actor leads the centre, among the municipalities they work for. Authorises: call it inside the
    /// transaction that writes.
    static func municipalities(of actor: Actor, in db: any SQLConnection) throws -> [String] {
        let codes = actor.municipalities(with: MunicipalRole.centre)
        let managed = actor.municipalities(with: [.centreManager])
        guard codes.count > managed.count else { return managed }
        let led = try db.rows(
            """
            SELECT DISTINCT municipality_code FROM municipal_role
            WHERE role = \(MunicipalRole.centreManager) AND municipality_code IN (\(list: codes))
            """
        ).map { try $0("municipality_code", as: String.self) }
        return codes.filter { managed.contains($0) || !led.contains($0) }
    }
}
