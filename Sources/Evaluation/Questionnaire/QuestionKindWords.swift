import Core
import Questionnaires

extension Question.Kind {
    var label: Text {
        switch self {
        case .single: Text("Eén antwoord")
        case .multiple: Text("Meer antwoorden")
        case .scale: Text("Schaal")
        case .number: Text("Getal")
        case .date: Text("Datum")
        case .text: Text("Open vraag")
        case .ranking: Text("Volgorde")
        case .grid: Text("Rooster: één antwoord per regel")
        case .gridMultiple: Text("Rooster: meer antwoorden per regel")
        case .gridNumber: Text("Rooster: een getal per regel")
        case .info: Text("Alleen tekst")
        }
    }

    /// A first version, so that a new question can be looked at right away.
    func example(_ id: String) -> Question {
        var question = Question(id, self, Words(""))
        if hasChoices { question.choices = [Choice(1, Words("Ja")), Choice(2, Words("Nee"))] }
        if isGrid { question.rows = [Choice(1, Words(""))] }
        if self == .scale {
            question.lowest = 1
            question.highest = 10
        }
        return question
    }
}
