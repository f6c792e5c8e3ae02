package import Community
package import Core
import Storage

/// What someone said to a consultation. Its words are never edited: only personal data can be hidden in them.
package struct Reaction: Sendable {
    package typealias Identity = ID<Reaction>

    package enum Source: String, Sendable, CaseIterable, SQLConvertible {
        case site
        case invitation = "uitnodiging"
        /// Said at a meeting and typed in by an officer.
        case meeting = "bijeenkomst"

        var label: Text {
            switch self {
            case .site: Text("op de site")
            case .invitation: Text("na een uitnodiging")
            case .meeting: Text("op een bijeenkomst")
            }
        }
    }

    /// As whom someone speaks.
    package enum Sender: String, Sendable, CaseIterable, SQLConvertible {
        case resident = "inwoner"
        case volunteer = "vrijwilliger"
        case carer = "mantelzorger"
        case organisation = "organisatie"
        case professional = "beroepskracht"
        case other = "anders"

        var label: Text {
            switch self {
            case .resident: Text("Inwoner")
            case .volunteer: Text("Vrijwilliger")
            case .carer: Text("Mantelzorger")
            case .organisation: Text("Namens een organisatie")
            case .professional: Text("Voor mijn werk")
            case .other: Text("Iets anders")
            }
        }
    }

    /// What is done with it. There is always a reason beside it.
    package enum Disposition: String, Sendable, CaseIterable, SQLConvertible {
        case adopted = "overgenomen"
        case partly = "deels"
        case rejected = "niet"
        case outOfScope = "buiten"

        var label: Text {
            switch self {
            case .adopted: Text("Overgenomen")
            case .partly: Text("Deels overgenomen")
            case .rejected: Text("Niet overgenomen")
            case .outOfScope: Text("Hoort niet bij deze vraag")
            }
        }
    }

    /// What an officer answered.
    package struct Answer: Sendable {
        package let disposition: Disposition
        package let reason: String
        package let at: Moment
        package let change: PolicyChange?
    }

    package let id: Identity
    /// Within its consultation, from 1 up.
    package let number: Int
    package let consultation: Consultation.Identity
    package let source: Source
    package let meeting: String?
    package let meetingDay: Day?
    /// As people may read it.
    package let text: String
    /// As it was said, while something in it is hidden; for officers, a month long.
    package let original: String?
    package let name: String?
    package let showsName: Bool
    package let email: String?
    package let emailConfirmedAt: Moment?
    package let language: Language
    package let sender: Sender?
    package let neighbourhood: String?
    package let person: Person.Identity?
    package let theme: String?
    /// Since when it is known to hold nothing about single people.
    package let checkedAt: Moment?
    package let answer: Answer?
    package let createdAt: Moment

    init(row: Row) throws {
        id = try row("id")
        number = try row("number")
        consultation = try row("consultation_id")
        source = try row("source")
        meeting = try row("meeting")
        meetingDay = try row("meeting_day")
        text = try row("text")
        original = try row("original")
        name = try row("name")
        showsName = try row("shows_name")
        email = try row("email")
        emailConfirmedAt = try row("email_confirmed_at")
        language = try row("language")
        sender = try row("sender")
        neighbourhood = try row("neighbourhood")
        person = try row("person_id", as: String?.self).map { Person.Identity($0) }
        theme = try row("theme")
        checkedAt = try row("checked_at")
        answer = try Answer(row: row)
        createdAt = try row("created_at")
    }

    package var isChecked: Bool { checkedAt != nil }
    var hasHiddenParts: Bool { text.contains(Reaction.marker) }

    /// Stands where something about a single person stood.
    package static let marker = "[persoonlijke gegevens weggehaald]"

    /// The link that makes an address someone's own.
    static let confirmPurpose = "raadpleging-bevestigen"
    /// The link by which someone follows what they said.
    static let followPurpose = "raadpleging-reactie"
}

extension Reaction.Answer {
    init?(row: Row) throws {
        guard let disposition = try row("disposition", as: Reaction.Disposition?.self),
            let reason = try row("reason", as: String?.self), let at = try row("answered_at", as: Moment?.self)
        else { return nil }
        self.init(disposition: disposition, reason: reason, at: at, change: try PolicyChange(row: row))
    }
}

/// What became different in the policy because of what people said.
package struct PolicyChange: Sendable, Hashable {
    package let text: String
    /// Where it stands, in words: `Doel 3`, `Plan`.
    package let place: String?
    /// The address of that place, for those who may read the round.
    package let path: String?

    package init(text: String, place: String?, path: String?) {
        self.text = text
        self.place = place
        self.path = path
    }

    init?(row: Row) throws {
        guard let text = try row("change_text", as: String?.self) else { return nil }
        self.init(text: text, place: try row("change_place"), path: try row("change_path"))
    }
}
