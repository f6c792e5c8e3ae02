import Core
import Web

enum HoursMarkup {
    static func chip(_ state: HoursEntry.State, _ t: Texts) -> HTML {
        let tone: Part.Tone =
            switch state {
            case .waiting: .wait
            case .agreed: .good
            case .returned: .bad
            }
        return Part.chip(t(state.label), tone)
    }

    static func warnings(_ lines: [String]) -> HTML { "\(lines, { Part.notice($0) })" }
}
