import Core
package import Questionnaires

extension Report2011 {
    /// The ready-made questionnaire that asks the same.
    package static let questionnaire = "beleid-2011"

    /// Records that give the printed tables 1 to 8 again, and the figures of paragraphs 4.2 and 4.3.
    ///
    /// - Returns: 112 answers in an order that says nothing; `nil` when the questionnaire is not the ready-made one.
    package static func answers(_ questionnaire: Questionnaire, seed: UInt64 = 2011) -> [Answers]? {
        let gridQuestions = questionnaire.questions.filter { $0.kind == .gridMultiple }
        guard gridQuestions.count == grids.count,
            zip(gridQuestions, grids).allSatisfy({ $0.rows.count == $1.activities.count && $0.choices.count == 5 })
        else { return nil }
        var random = Seeded(seed: seed)
        var list = Array(repeating: Answers(), count: records)
        functions(&list, &random)
        sizes(&list, &random)
        spread("V10", cuts.enumerated().map { ($0 + 1, $1) }, &list, &random)
        for (question, grid) in zip(gridQuestions, grids) {
            guard let cells = GridRecords(grid, records: records, seed: random.next()) else { return nil }
            fill(question, cells, &list)
        }
        remarks(&list, &random)
        let all = questionnaire.questions.filter { $0.kind != .info }.map(\.id)
        for index in list.indices { list[index].seen = Set(all) }
        return list
    }

    private static func order(_ random: inout Seeded) -> [Int] { Array(0..<records).shuffled(using: &random) }

    /// Gives so many records each code.
    private static func spread(
        _ id: String, _ counts: [(code: Int, count: Int)], _ list: inout [Answers], _ random: inout Seeded
    ) {
        var rest = order(&random)[...]
        for (code, count) in counts {
            for index in rest.prefix(count) { list[index].values[id] = .codes([code]) }
            rest = rest.dropFirst(count)
        }
    }

    /// 49 with more than one function, 26 of them a centre that also helps at home; eleven wrote informal care.
    private static func functions(_ list: inout [Answers], _ random: inout Seeded) {
        let several: [([Int], Int)] = [
            ([1, 2], centreAndHomeHelp), ([1, 3], 9), ([2, 3], 6), ([1, 4], 5), ([2, 4], 3),
        ]
        let single: [([Int], Int)] = [([1], 38), ([2], 11), ([3], 7), ([4], 5), ([5], 2)]
        let all = (several + single).flatMap { Array(repeating: $0.0, count: $0.1) }
        let order = order(&random)
        for (place, index) in order.enumerated() {
            var codes = all[place]
            if place % 4 == 1, place / 4 < otherInformalCare {
                codes.append(8)
                list[index].others["V01_8"] = "Mantelzorg"
            }
            list[index].values["V01"] = .codes(codes)
        }
    }

    /// Tables 1 and 2, and whether the functions are in the plan: of those who know that they are, 15 per cent was not
    /// involved.
    private static func sizes(_ list: inout [Answers], _ random: inout Seeded) {
        var rest = order(&random)[...]
        var yes: [Int] = []
        var no: [Int] = []
        for (index, size) in sizes.enumerated() {
            for (place, record) in rest.prefix(size.total).enumerated() {
                list[record].values["V02"] = .codes([index + 1])
                if place < size.involved {
                    list[record].values["V04"] = .codes([1])
                    yes.append(record)
                } else if place < size.involved + size.notInvolved {
                    list[record].values["V04"] = .codes([2])
                    no.append(record)
                }
            }
            rest = rest.dropFirst(size.total)
        }
        let silent = (0..<records).filter { list[$0].values["V04"] == nil }
        // 72 of 85 who know of the plan were involved.
        let known = Array(yes.prefix(72)) + Array(no.prefix(13)) + silent
        let others = Array(yes.dropFirst(72)) + Array(no.dropFirst(13))
        let codes = (known + others).enumerated().map { place, record in
            (record, place < inPlan[0] ? 1 : place < inPlan[0] + inPlan[1] ? 2 : 9)
        }
        for (record, code) in codes { list[record].values["V03"] = .codes([code]) }
    }

    private static func fill(_ question: Question, _ cells: GridRecords, _ list: inout [Answers]) {
        for index in list.indices {
            var rows: [Int: Answer] = [:]
            for (place, row) in question.rows.enumerated() {
                let codes = GridRecords.Option.allCases.filter { cells.ticks[$0.rawValue][index][place] }
                    .map { question.choices[$0.rawValue].code }
                if !codes.isEmpty { rows[row.code] = .codes(codes) }
            }
            list[index].values[question.id] = .rows(rows)
        }
    }

    /// What people added in their own words; invented, in the spirit of paragraph 4.4.
    private static func remarks(_ list: inout [Answers], _ random: inout Seeded) {
        let words: [(String, String)] = [
            ("T06", "De beursvloer organiseren we zelf, zonder dat de gemeente erom vroeg."),
            ("T06", "Het platform is er, maar wie het trekt is onduidelijk."),
            ("T08", "Wij maken de folders. In het beleid staat er niets over."),
            ("T08", "De prijs is elk jaar een groot feest in het gemeentehuis."),
            ("T05", "De gemeente schrijft nu aan nieuw beleid, dus dit kan veranderen."),
            ("T07", "Een cursus betaalt de gemeente, de reis erheen niet."),
            ("T09", "Evalueren doen we zelf, elk najaar."),
            ("T10", "Vraag ons eerder mee te denken, dan wordt het beter."),
            ("T10", "We horen pas in december of er subsidie komt."),
        ]
        for (place, index) in order(&random).prefix(words.count).enumerated() {
            list[index].values[words[place].0] = .text(words[place].1)
        }
    }
}
