import Core
import Services
import Web

/// Which backups there are, how the last one went, and what to do.
struct BackupPage {
    let visit: Visit
    let status: BackupStatus?
    var t: Texts { visit.t }

    /// So many files are listed.
    private static let most = 50

    var reply: Reply {
        guard let status else {
            return page(nil, Part.empty(t("Geen reservekopieën"), t("Deze site maakt zelf geen reservekopieën.")))
        }
        let intro =
            status.files.first.map { t("De laatste reservekopie is van \(t.ago($0.created, now: visit.now)).") }
            ?? t("Er is nog geen reservekopie.")
        return page(
            intro,
            warnings(status) + Part.card(t("Zo is het ingesteld"), Part.facts(facts(status))) + list(status) + help)
    }

    private func page(_ intro: String?, _ content: HTML) -> Reply {
        AdministrationNav.page(visit, .backups, title: t("Reservekopieën"), intro: intro, content)
    }

    private func warnings(_ status: BackupStatus) -> HTML {
        let notices = status.warnings.map { warning -> (String, Part.Tone) in
            switch warning {
            case .noPlan:
                (
                    t(
                        "Deze site maakt zelf geen reservekopieën. Vraag wie de server beheert om een map en een sleutel in te stellen."
                    ),
                    .wait
                )
            case .folderUnreadable(let reason):
                (
                    t(
                        "De map voor reservekopieën is niet te lezen. Geef dit door aan wie de server beheert: \(reason)"
                    ), .bad
                )
            case .noBackup: (t("Er is nog geen reservekopie. De eerste komt bij de volgende ronde."), .wait)
            case .old(let moment):
                (
                    t(
                        "De laatste reservekopie is te oud: van \(t.dateTime(moment)). Vraag wie de server beheert om te kijken."
                    ), .bad
                )
            case .failed(let moment, let reason):
                (
                    t(
                        "De reservekopie van \(t.dateTime(moment)) is mislukt. Geef dit door aan wie de server beheert: \(reason)"
                    ), .bad
                )
            case .keysNeverCopied:
                (
                    t(
                        "De sleutel van de site is nog nooit gekopieerd. Dat doet wie de server beheert, met ‘inzet backup keys’."
                    ), .wait
                )
            }
        }
        return "\(notices, { Part.notice($0.0, $0.1) })"
    }

    private func facts(_ status: BackupStatus) -> [(String, HTML)] {
        var facts: [(String, HTML)] = []
        if let plan = status.plan {
            let lock =
                switch plan.key {
                case .recipients: t("met een sleutel die niet op de server staat")
                case .passphraseFile: t("met een wachtzin")
                }
            facts += [
                (t("Wanneer"), "\(t("elke dag om \(plan.hour) uur"))"), (t("Map"), "\(plan.folder)"),
                (t("Op slot"), "\(lock)"),
                (
                    t("Hoe lang bewaard"),
                    "\(t("\(plan.keep.daily) dagen, \(plan.keep.weekly) weken en \(plan.keep.monthly) maanden"))"
                ),
            ]
        }
        if let good = status.record.lastGood {
            facts.append(
                (
                    t("Laatste keer gelukt"),
                    "\(t("\(t.dateTime(good.at)), \(size(good.bytes)) in \(t.number(max(1, good.milliseconds / 1000))) s"))"
                ))
        }
        if let keys = status.record.keys {
            facts.append((t("Sleutel van de site gekopieerd"), "\(t.dateTime(keys))"))
        }
        if facts.isEmpty { facts.append((t("Wanneer"), "\(t("niet vanzelf"))")) }
        return facts
    }

    private func list(_ status: BackupStatus) -> HTML {
        guard !status.files.isEmpty else { return .empty }
        return Table(
            t("Reservekopieën in de map, de nieuwste eerst"),
            [.init(t("Gemaakt")), .init(t("Leeftijd")), .init(t("Grootte"), number: true)],
            rows: status.files.prefix(Self.most).map { file -> [HTML] in
                let age: HTML = "\(t.ago(file.created, now: visit.now))"
                return ["\(t.dateTime(file.created))", age, "\(size(file.bytes))"]
            }
        ).markup
    }

    private var help: HTML {
        let steps = [
            t("Is de site kapot? Zet dan niets weg en bel wie de server beheert."),
            t(
                "Terugzetten gaat op de server, met ‘inzet restore’. Wie zich na de kopie liet wissen, wordt opnieuw gewist."
            ),
            t("Na terugzetten logt iedereen opnieuw in. Kijk dan na wie welke rol heeft."),
            t("Oefen het terugzetten elk jaar op een andere machine."),
        ]
        return Part.card(t("Wat je doet als het misgaat"), "<ol>\(steps, { "<li>\($0)</li>" })</ol>")
    }

    private func size(_ bytes: Int) -> String {
        if bytes < 1_000_000 { return t.number(max(1, bytes / 1000)) + " kB" }
        return t.number(bytes / 1_000_000) + " MB"
    }

    /// What asks for a person today; `nil` for what can wait.
    static func task(_ warning: BackupStatus.Warning, t: Texts) -> (String, Moment?)? {
        switch warning {
        case .old(let moment): (t("De laatste reservekopie is te oud"), moment)
        case .failed(let moment, _): (t("De reservekopie is mislukt"), moment)
        case .folderUnreadable: (t("De map voor reservekopieën is niet te lezen"), nil)
        case .noPlan, .noBackup, .keysNeverCopied: nil
        }
    }
}
