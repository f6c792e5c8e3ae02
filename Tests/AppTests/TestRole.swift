import Community
import Core

/// Who visits in a test. Each has a session of its own in the test municipality.
enum Role: String, CaseIterable, Sendable {
    case anonymous, resident, neighbour
    case member, manager
    /// Manager of the other organisation, in the other municipality.
    case stranger
    case broker, centreManager, policyOfficer, councilMember, researcher, administrator
    /// Broker of the other municipality.
    case otherBroker

    var municipal: (code: String, role: MunicipalRole)? {
        switch self {
        case .broker: ("GM9999", .broker)
        case .centreManager: ("GM9999", .centreManager)
        case .policyOfficer: ("GM9999", .policyOfficer)
        case .councilMember: ("GM9999", .councilMember)
        case .researcher: ("GM9999", .researcher)
        case .administrator: ("GM9999", .administrator)
        case .otherBroker: ("GM9998", .broker)
        default: nil
        }
    }

    var email: String { "\(rawValue.lowercased())@test.example" }
    var name: String { "Test " + rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
