import Core
import Services
import Storage
import Web

extension Community {
    func backupRoutes(_ routes: Routes) {
        routes.get("/beheer/reservekopieen", access: .administrator) { visit in
            let runsHouse = try await house.database.read { db in try AdministrationScope(visit, in: db).runsHouse }
            guard runsHouse else { return AdministrationNav.notYours(visit, .backups) }
            return BackupPage(visit: visit, status: try await house.backups()).reply
        }
    }

    /// What is wrong with the backups of a site that should make them by itself.
    func backupTasks(t: Texts, now: Moment) async throws -> [TaskItem] {
        guard let status = try await house.backups(), status.plan != nil else { return [] }
        for warning in status.warnings {
            guard let (title, since) = BackupPage.task(warning, t: t) else { continue }
            return [
                TaskItem(
                    function: .verankeren, title: title,
                    detail: t("Zonder reservekopie ben je bij een storing kwijt wat er sindsdien gebeurde."),
                    action: t("Bekijk de reservekopieën"), path: AdministrationNav.Item.backups.rawValue,
                    isUrgent: true, since: since)
            ]
        }
        return []
    }
}
