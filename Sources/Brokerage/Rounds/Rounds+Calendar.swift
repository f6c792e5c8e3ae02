import Community
import Core
import Storage
import Web

extension Brokerage {
    /// Steps of trajectories, first and last days of rounds.
    func roundCalendar(for actor: Actor, t: Texts, from: Day) async throws -> [CalendarEntry] {
        let codes = actor.municipalities(with: MunicipalRole.centre)
        guard !codes.isEmpty else { return [] }
        return try await house.database.read { db in
            var entries: [CalendarEntry] = []
            for trajectory in try Trajectory.all(in: codes, db: db) where trajectory.state == .running {
                for step in try TrajectoryStep.all(of: trajectory.id, in: db) where step.doneAt == nil {
                    guard let day = step.day, day >= from else { continue }
                    entries.append(
                        CalendarEntry(
                            uid: "traject-\(trajectory.number)-\(step.kind.rawValue)",
                            title: t("\(t(step.kind.label)): \(trajectory.name)"), day: day, place: nil,
                            path: trajectory.path))
                }
            }
            for round in try DoorRound.all(in: codes, db: db) where round.state == .running && round.lastDay >= from {
                entries.append(
                    CalendarEntry(
                        uid: "ronde-\(round.number)", title: t("Ronde langs de deuren: \(round.name)"),
                        day: max(round.firstDay, from), lastDay: round.lastDay, place: nil, path: round.path))
            }
            return entries
        }
    }
}
