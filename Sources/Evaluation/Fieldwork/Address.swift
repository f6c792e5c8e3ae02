package import Community
package import Core
package import Storage
package import Tabulation

/// One person or organisation that is asked to answer a survey.
package struct Address: Sendable, Equatable {
    package typealias Identity = ID<Address>

    package enum Source: String, Sendable, CaseIterable, SQLConvertible {
        case paste = "plakken"
        case file = "bestand"
        /// From a register of this site.
        case register = "register"
        case hand = "met-de-hand"

        package var label: Text {
            switch self {
            case .paste: Text("geplakt")
            case .file: Text("uit een bestand")
            case .register: Text("uit ons eigen register")
            case .hand: Text("met de hand")
            }
        }
    }

    package let id: Identity
    package let survey: Survey.Identity
    /// Within its survey.
    package let number: Int
    /// Personal data go some time after the survey closed; the number stays.
    package let name: String?
    package let organisation: String?
    package let email: String?
    package let phone: String?
    package let language: Language
    /// A group of the sample, such as a neighbourhood or a size class.
    package let stratum: String?
    package let source: Source
    package let person: Person.Identity?
    package let outcome: Outcome
    package let turnout: Turnout
    package let refusalReason: String?
    package let refusalWay: String?
    package let addedAt: Moment
    package let invitedAt: Moment?
    package let remindedAt: Moment?
    /// Of its link: how often that was made anew.
    package let generation: Int

    package init(row: Row) throws {
        id = try row("id")
        survey = try row("survey_id")
        number = try row("number")
        name = try row("name")
        organisation = try row("organisation")
        email = try row("email")
        phone = try row("phone")
        language = try row("language")
        stratum = try row("stratum")
        source = try row("source")
        person = try row("person_id", as: String?.self).map { Person.Identity($0) }
        outcome = try row("outcome")
        turnout = try row("turnout")
        refusalReason = try row("refusal_reason")
        refusalWay = try row("refusal_way")
        addedAt = try row("added_at")
        invitedAt = try row("invited_at")
        remindedAt = try row("reminded_at")
        generation = try row("link_generation")
    }

    /// Name, else organisation, else address, else the number alone.
    package var title: String {
        for candidate in [name, organisation, email, phone] {
            if let candidate, !candidate.isEmpty { return candidate }
        }
        return "№ \(number)"
    }
}

extension Address {
    package static func find(_ id: Identity, in db: any SQLConnection) throws -> Address? {
        try db.first("SELECT * FROM survey_address WHERE id = \(id)").map(Address.init(row:))
    }

    package static func find(number: Int, of survey: Survey, in db: any SQLConnection) throws -> Address? {
        try db.first("SELECT * FROM survey_address WHERE survey_id = \(survey.id) AND number = \(number)")
            .map(Address.init(row:))
    }
}
