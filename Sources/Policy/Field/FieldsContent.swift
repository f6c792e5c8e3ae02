import Community

/// The nine fields of the act of 2007, examples of own domains, and the words for how well a field is covered.
package struct FieldsContent: ContentFile {
    package static let name = "fields"
    package let id: String
    package let version: Int
    let title: LocalText
    let source: SourceNote
    let intro: LocalText
    let history: LocalText
    let coverageLevels: [Level]
    let fields: [Field]
    let ownDomains: [Domain]

    enum CodingKeys: String, CodingKey {
        case id, version, title, source, intro, history, fields
        case coverageLevels = "coverage-levels"
        case ownDomains = "own-domains"
    }

    struct Level: Decodable, Sendable {
        let id: String
        let text: LocalText
    }

    struct Item: Decodable, Sendable {
        let id: String
        let text: LocalText
    }

    struct Field: Decodable, Sendable {
        let id: String
        let number: Int
        let name: LocalText
        let aim: LocalText
        let goals: [Item]
        let volunteerWork: [Item]
        let registerSectors: [String]
        let targetGroups: [String]?
        let source: SourceNote

        enum CodingKeys: String, CodingKey {
            case id, number, name, aim, goals, source
            case volunteerWork = "volunteer-work"
            case registerSectors = "register-sectors"
            case targetGroups = "target-groups"
        }
    }

    /// An example of a policy field of a municipality's own.
    struct Domain: Decodable, Sendable {
        let id: String
        let name: LocalText
        let registerSectors: [String]
        let targetGroups: [String]?

        enum CodingKeys: String, CodingKey {
            case id, name
            case registerSectors = "register-sectors"
            case targetGroups = "target-groups"
        }
    }

    func field(_ id: String) -> Field? { fields.first { $0.id == id } }

    func words(_ level: FieldLevel) -> LocalText? { coverageLevels.first { $0.id == level.rawValue }?.text }

    package var problems: [String] {
        var found = repeated(fields.map(\.id) + ownDomains.map(\.id), in: "fields and own-domains")
        if fields.map(\.number) != Array(1...max(1, fields.count)) {
            found.append("fields: the numbers are not 1, 2, 3 …")
        }
        let rules = fields.map { ($0.id, $0.registerSectors) } + ownDomains.map { ($0.id, $0.registerSectors) }
        for (id, sectors) in rules {
            found += sectors.filter { Sector(rawValue: $0) == nil }.map {
                "\(id) › register-sectors: the register has no sector \($0)"
            }
        }
        for level in FieldLevel.allCases where words(level) == nil {
            found.append("coverage-levels: \(level.rawValue) is missing")
        }
        return found
    }
}
