import Community

/// The kinds of party that a municipality has to do with, and what to ask of each.
package struct PartyContent: ContentFile {
    package static let name = "party-kinds"
    package let id: String
    package let version: Int
    let title: LocalText
    let source: SourceNote
    let intro: LocalText
    let groups: [Group]
    let byVolunteerRole: VolunteerRole
    let record: [Question]
    let spokenWarning: Warning
    let kinds: [Kind]

    enum CodingKeys: String, CodingKey {
        case id, version, title, source, intro, groups, record, kinds
        case byVolunteerRole = "by-volunteer-role"
        case spokenWarning = "spoken-warning"
    }

    struct Group: Decodable, Sendable {
        let key: String
        let name: LocalText
    }

    /// The three kinds of Meijs and Westerlaken: what volunteers are in the organisation.
    struct VolunteerRole: Decodable, Sendable {
        let explanation: LocalText
        let kinds: [String]
        let source: SourceNote
    }

    struct Question: Decodable, Sendable {
        let id: String
        let question: LocalText
    }

    struct Warning: Decodable, Sendable {
        let months: Int
        let text: LocalText
    }

    struct Kind: Decodable, Sendable {
        let id: String
        let group: String
        let name: LocalText
        let who: LocalText
        let can: LocalText
        let need: LocalText
        /// A question to open the talk with.
        let ask: LocalText
        /// Kinds of the register that often go with it.
        let registerKinds: [String]?
        let source: SourceNote

        enum CodingKeys: String, CodingKey {
            case id, group, name, who, can, need, ask, source
            case registerKinds = "register-kinds"
        }
    }

    func kind(_ id: String) -> Kind? { kinds.first { $0.id == id } }
    func group(_ key: String) -> Group? { groups.first { $0.key == key } }
    func question(_ id: String) -> LocalText { record.first { $0.id == id }?.question ?? title }

    /// The kind that an organisation of the register most likely is: the first that names its kind before others.
    func guess(_ kind: OrganisationKind) -> String {
        let found =
            kinds.first { $0.registerKinds?.first == kind.rawValue }
            ?? kinds.first { $0.registerKinds?.contains(kind.rawValue) ?? false }
        return found?.id ?? kinds.first?.id ?? ""
    }

    package var problems: [String] {
        var found = repeated(kinds.map(\.id), in: "kinds") + repeated(groups.map(\.key), in: "groups")
        for kind in kinds {
            if group(kind.group) == nil { found.append("\(kind.id) › group: there is no group \(kind.group)") }
            found += (kind.registerKinds ?? []).filter { OrganisationKind(rawValue: $0) == nil }.map {
                "\(kind.id) › register-kinds: the register has no kind \($0)"
            }
        }
        found += byVolunteerRole.kinds.filter { kind($0) == nil }.map {
            "by-volunteer-role › kinds: there is no kind \($0)"
        }
        for id in ["record-can", "record-need", "record-contact", "record-next", "record-next-date"]
        where !record.contains(where: { $0.id == id }) {
            found.append("record: \(id) is missing")
        }
        if !(1...120).contains(spokenWarning.months) { found.append("spoken-warning › months: from 1 to 120") }
        return found
    }
}
