package import Core
import Storage

/// How an answer came in. Open answers are counted apart: nobody knows who gave them, or how often.
package enum SurveyChannel: String, Sendable, CaseIterable, SQLConvertible {
    /// A personal link.
    case link
    /// The link that anyone may use.
    case open
    case phone
    /// Read from a file.
    case file = "import"

    package var label: Text {
        switch self {
        case .link: Text("persoonlijke link")
        case .open: Text("open link")
        case .phone: Text("telefoon")
        case .file: Text("uit een bestand")
        }
    }
}

/// How far an answer is.
package enum ResponseState: String, Sendable, CaseIterable, SQLConvertible {
    case draft
    case complete
    /// Not sent, but far enough to count; decided when the survey closes.
    case partial
}
