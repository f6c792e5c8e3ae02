import Core
import Storage

/// The scans there are. The word is the one in addresses and tables.
enum ScanKind: String, Sendable, CaseIterable, SQLConvertible {
    case integral = "integraal"
    case tenPoints = "tien-punten"
    case sevenPrinciples = "zeven-uitgangspunten"

    /// The newest version of its questions.
    func sheet(_ content: ContentShelf) -> ScanSheet {
        switch self {
        case .integral: .integral(content.file())
        case .tenPoints: .points(content.file(TenPointsScan.self))
        case .sevenPrinciples: .points(content.file(SevenPrinciplesScan.self))
        }
    }

    /// The version that a run was made with. Versions are never taken away, so the newest is only a safety net.
    func sheet(_ content: ContentShelf, version: Int) -> ScanSheet {
        let found: ScanSheet? =
            switch self {
            case .integral: content.file(IntegralScan.self, version: version).map(ScanSheet.integral)
            case .tenPoints: content.file(TenPointsScan.self, version: version).map(ScanSheet.points)
            case .sevenPrinciples: content.file(SevenPrinciplesScan.self, version: version).map(ScanSheet.points)
            }
        return found ?? sheet(content)
    }
}

/// The questions of a scan in one version.
enum ScanSheet: Sendable {
    case integral(IntegralScan)
    case points(any PointScan)

    var title: LocalText {
        switch self {
        case .integral(let scan): scan.title
        case .points(let scan): scan.title
        }
    }
    var intro: LocalText {
        switch self {
        case .integral(let scan): scan.intro
        case .points(let scan): scan.intro
        }
    }
    var source: SourceNote {
        switch self {
        case .integral(let scan): scan.source
        case .points(let scan): scan.source
        }
    }
    var version: Int {
        switch self {
        case .integral(let scan): scan.version
        case .points(let scan): scan.version
        }
    }
    var answers: ScanAnswers {
        switch self {
        case .integral(let scan): scan.answers
        case .points(let scan): scan.answers
        }
    }
}
