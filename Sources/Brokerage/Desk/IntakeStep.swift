package import Core
import Storage

/// What must happen next with an intake, and within what term. Nothing waits without one of these and a moment.
package enum IntakeStep: String, Sendable, CaseIterable, SQLConvertible {
    /// Nobody spoke to this person yet.
    case firstContact = "eerste-contact"
    /// A talk is planned.
    case talk = "gesprek"
    /// There was contact; something must follow.
    case followUp = "verder"
    /// Proposals are out; the person did not answer yet.
    case answer = "antwoord-voorstel"
    /// The person was introduced; the organisation and the person talk.
    case introduction = "kennismaking"
    /// The person thinks about it until this day.
    case thinking = "bedenktijd"
    /// Something came back that the person should hear, or asks for: a refusal, a cancelled talk, an answer.
    case news = "nieuws"
    case careFirst = "nazorg-twee-weken"
    case careSecond = "nazorg-drie-maanden"

    package var label: Text {
        switch self {
        case .firstContact: Text("Eerste contact")
        case .talk: Text("Gesprek")
        case .followUp: Text("Verder na het contact")
        case .answer: Text("Voorstel zonder antwoord")
        case .introduction: Text("Vraag hoe de kennismaking ging")
        case .thinking: Text("Bedenktijd is om")
        case .news: Text("Er is nieuws: bel terug")
        case .careFirst: Text("Nazorg na twee weken")
        case .careSecond: Text("Nazorg na drie maanden")
        }
    }

    /// Whether this is a call about how the new work goes.
    var isCare: Bool { self == .careFirst || self == .careSecond }
}

/// The terms of the desk.
enum DeskTerm {
    /// Working days within which someone hears from us.
    static let firstContactDays = 2
    /// Days after a contact within which something follows.
    static let followUpDays = 7
    /// Days that a proposal may lie unanswered.
    static let answerDays = 7
    /// Days after which the desk asks how the introduction went.
    static let introductionDays = 14
    static let careFirstDays = 14
    static let careSecondDays = 91
    /// Days to the next try when nobody answers the phone.
    static let retryDays = 2
    /// After so many days over its term, the manager sees it too.
    static let escalationDays = 7

    /// The same time of day so many working days later: Saturdays and Sundays do not count.
    static func workingDays(_ count: Int, after moment: Moment) -> Moment {
        let (start, minute) = DutchTime.local(moment)
        var day = start
        var left = count
        while left > 0 {
            day = day + 1
            if day.weekday < 5 { left -= 1 }
        }
        return DutchTime.moment(day, minute: minute)
    }

    /// Nine o'clock, `days` days after today: a day's list is made in the morning.
    static func morning(_ days: Int, after moment: Moment) -> Moment { morning(moment.day + days) }
    static func morning(_ day: Day) -> Moment { DutchTime.moment(day, minute: 9 * 60) }
}
