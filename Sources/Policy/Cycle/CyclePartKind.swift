package import Core
import Storage

/// The parts of a policy cycle, in the order in which a beginner meets them. Each feeds a later one.
package enum CyclePartKind: String, Sendable, CaseIterable, Hashable, SQLConvertible {
    case typeTest = "typetest"
    case vision = "visie"
    case workbook = "werkboek"
    case scans
    case fields = "velden"
    case parties = "partijen"
    case chances = "kansen"
    case consultation = "raadpleging"
    case goals = "doelen"
    case plan
    case agreements = "afspraken"
    case money = "geld"
    case value = "waarde"
    case evaluation = "evaluatie"
    case handover = "overdracht"

    /// The three stretches of a cycle.
    package enum Stretch: Sendable, CaseIterable {
        case look, choose, act

        package var label: Text {
            switch self {
            case .look: Text("Kijken: waar staan we?")
            case .choose: Text("Kiezen: waar gaan we heen?")
            case .act: Text("Doen en leren: lukt het?")
            }
        }
    }

    package var stretch: Stretch {
        switch self {
        case .typeTest, .workbook, .scans, .fields, .parties, .chances: .look
        case .vision, .consultation, .goals, .plan: .choose
        case .agreements, .money, .value, .evaluation, .handover: .act
        }
    }

    package var label: Text {
        switch self {
        case .typeTest: Text("Typetest")
        case .vision: Text("Visie")
        case .workbook: Text("Werkboek basisfuncties")
        case .scans: Text("Scans")
        case .fields: Text("Werkvelden")
        case .parties: Text("Partijen")
        case .chances: Text("Kansen en bedreigingen")
        case .consultation: Text("Raadpleging")
        case .goals: Text("Doelen")
        case .plan: Text("Plan")
        case .agreements: Text("Afspraken")
        case .money: Text("Geld")
        case .value: Text("Waarde")
        case .evaluation: Text("Evaluatie")
        case .handover: Text("Overdracht")
        }
    }

    /// What it is for, in one sentence.
    package var purpose: Text {
        switch self {
        case .typeTest: Text("Veertien stellingen die een goed gesprek op gang brengen.")
        case .vision: Text("Breed of smal, dirigent of op afstand: samen kiezen en vastleggen.")
        case .workbook: Text("Wat staat in het beleid, en wie voert het uit?")
        case .scans: Text("Is het beleid breed, verbonden en klaar voor de toekomst?")
        case .fields: Text("Wat doen vrijwilligers per werkveld, en waar is niets?")
        case .parties: Text("Met wie heb je te maken, en wat hebben zij nodig?")
        case .chances: Text("Wat komt eraan? Verzamel het met velen.")
        case .consultation: Text("Vraag het aan inwoners en organisaties, en laat weten wat je ermee doet.")
        case .goals: Text("Doelen met een getal dat zichzelf bijhoudt.")
        case .plan: Text("Negen stappen naar een plan voor de raad.")
        case .agreements: Text("Wie doet wat, wanneer, en hoe gaat het?")
        case .money: Text("Begroot, toegezegd en uitgegeven per basisfunctie.")
        case .value: Text("Wat zijn al die uren waard, en voor wie?")
        case .evaluation: Text("Een keer per jaar: wat lukte, wat niet, en wat nu?")
        case .handover: Text("Alles wat je opvolger moet weten, in een document.")
        }
    }
}
