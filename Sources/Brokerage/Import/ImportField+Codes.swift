import Community
import Core

extension ImportField {
    /// The code that a value stands for, in a field with codes: the code itself or its Dutch name, without regard to case
    /// and accents.
    func code(of value: String) -> String? {
        let key = TextFolding.fold(value)
        switch self {
        case .sector, .organisationSector: return Self.sectors[key]
        case .rhythm: return Self.rhythms[key]
        case .organisationKind: return Self.kinds[key]
        case .groups: return Self.targetGroups[key]
        case .moments: return Self.weekMoments[key]
        default: return nil
        }
    }

    private static let sectors = table(Sector.allCases.map { ($0.rawValue, $0.label) })
    private static let rhythms = table(Rhythm.allCases.map { ($0.rawValue, $0.label) })
    private static let kinds = table(OrganisationKind.allCases.map { ($0.rawValue, $0.label) })
    private static let targetGroups = table(TargetGroup.allCases.map { ($0.rawValue, $0.label) })
    private static let weekMoments: [String: String] = {
        var names: [String: String] = [:]
        for code in WeekMoments(bits: .max).codes {
            names[TextFolding.fold(code)] = code
            names[TextFolding.fold(WeekMoments(codes: [code]).words(.dutch))] = code
        }
        return names
    }()

    private static func table(_ choices: [(code: String, label: Text)]) -> [String: String] {
        var names: [String: String] = [:]
        for choice in choices {
            names[TextFolding.fold(choice.label.key)] = choice.code
            names[TextFolding.fold(choice.code)] = choice.code
        }
        return names
    }
}
