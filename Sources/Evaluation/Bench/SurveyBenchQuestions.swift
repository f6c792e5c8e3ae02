import Questionnaires

/// Forty questions of all kinds that people are asked most, on eight pages.
enum SurveyBenchQuestions {
    static var questionnaire: Questionnaire {
        Questionnaire(
            id: "meting", title: Words("Meting"),
            blocks: (0..<8).map { page in
                Questionnaire.Block(
                    "blok\(page + 1)", title: Words("Deel \(page + 1)"),
                    questions: (0..<5).map { question(page * 5 + $0 + 1) })
            })
    }

    private static func question(_ number: Int) -> Question {
        let id = number < 10 ? "V0\(number)" : "V\(number)"
        let text = Words("Vraag \(number): hoe is dat bij jou?")
        return switch number % 10 {
        case 2: Question(id, .scale, text, lowest: 1, highest: 10)
        case 4: Question(id, .multiple, text, choices: choices(8))
        case 6: Question(id, .grid, text, choices: choices(5), rows: choices(6))
        case 8: Question(id, .number, text, lowest: 0, highest: 40)
        case 0 where number == 40: Question(id, .text, text)
        default: Question(id, .single, text, choices: choices(3 + number % 4))
        }
    }

    private static func choices(_ count: Int) -> [Choice] {
        (1...count).map { Choice($0, Words("Antwoord \($0)")) }
    }
}
