package import Core
import Storage

/// Looks at everything an installation leans on. It only looks: the database is opened for reading, no mail is sent,
/// and the site may run or not.
package struct Doctor: Sendable {
    let settings: Settings
    let clock: any WallClock
    /// Whether the network is asked: the mail server, the site itself, the certificate.
    let asksNetwork: Bool

    package init(_ settings: Settings, clock: any WallClock = SystemClock(), asksNetwork: Bool = true) {
        self.settings = settings
        self.clock = clock
        self.asksNetwork = asksNetwork
    }

    package func look() async -> Diagnosis {
        var findings = settingsFindings()
        guard let configuration = try? Configuration(settings) else { return Diagnosis(findings: findings) }
        let site = RunningSite.find(configuration)
        findings += DoctorMachine.look(configuration, site: site)
        findings += await DoctorDatabase.look(configuration, site: site, clock: clock)
        findings += DoctorKey.look(configuration)
        if asksNetwork {
            findings += await DoctorNetwork.look(configuration, site: site, now: clock.now)
        }
        findings += await DoctorBackups.look(configuration, clock: clock)
        return Diagnosis(findings: findings)
    }

    private func settingsFindings() -> [Finding] {
        var checked = settings
        SettingsPlaces.check(&checked)
        let place = settings.file ?? "the environment"
        guard !checked.mistakes.isEmpty || !checked.warnings.isEmpty else {
            return [.good("settings", "\(place): no mistakes.")]
        }
        return checked.mistakes.map { .wrong("settings", "\($0)", "Mend it and run 'inzet config check'.") }
            + checked.warnings.map { .attention("settings", "\($0)", "Is that meant?") }
    }
}
