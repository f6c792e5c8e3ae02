package import Core
import Storage

/// Something that one round leaves to the next. It arrives there as a proposal: nothing is taken over unseen.
package struct CarriedItem: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case goal = "doel"
        case agreement = "afspraak"
        case action = "actie"
        case attention = "aandachtspunt"

        package var label: Text {
            switch self {
            case .goal: Text("Doel")
            case .agreement: Text("Afspraak die doorloopt")
            case .action: Text("Open actie")
            case .attention: Text("Aandachtspunt")
            }
        }
    }

    package let kind: Kind
    /// The id of what it was in the round it comes from, where it has one.
    package let origin: String?
    package let title: String
    /// What the next officer must know of it, in a sentence or two.
    package let text: String
    /// Until when, for what has an end.
    package let day: Day?

    package init(_ kind: Kind, origin: String? = nil, title: String, text: String = "", day: Day? = nil) {
        self.kind = kind
        self.origin = origin
        self.title = title
        self.text = text
        self.day = day
    }
}
