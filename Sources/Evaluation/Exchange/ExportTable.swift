import Core
import Formats
import Questionnaires

/// The answers of a survey as a table, the same for every kind of file.
///
/// No name, no address, no time and no number that another table has: records are counted from 1 in the order in which
/// they are read, which says nothing.
struct ExportTable: Sendable {
    private(set) var columns: [ExportColumn] = []
    /// Columns that got another name than their question has.
    private(set) var renamed: [(old: String, new: String)] = []
    let questionnaire: Questionnaire
    let language: String
    let count: Int
    private let records: [SurveyRecord]
    private let strata: [String]
    private let weights: [Double]?

    /// - Parameter weights: one a record, or none.
    init(
        _ questionnaire: Questionnaire, _ records: [SurveyRecord], weights: [Double]?, language: String, t: Texts
    ) {
        self.questionnaire = questionnaire
        self.language = language
        self.records = records
        self.weights = weights?.count == records.count ? weights : nil
        count = records.count
        strata = Set(records.compactMap(\.stratum)).sorted {
            (TextFolding.sortKey($0), $0) < (TextFolding.sortKey($1), $1)
        }
        var found = about(t)
        let questions = Dictionary(questionnaire.questions.map { ($0.id, $0) }) { first, _ in first }
        found += questionnaire.variables().map {
            ExportColumn($0, of: questions[$0.question], language: language, t: t)
        }
        columns = found
        let names = SPSSNames(found.map(\.name)).names
        renamed = zip(found, names).filter { $0.name != $1 }.map { ($0.name, $1) }
        for index in columns.indices { columns[index].name = names[index] }
        measure()
    }

    /// The cells of one record, in the order of the columns.
    func row(_ index: Int) -> [ExportValue] {
        let record = records[index]
        let answers = questionnaire.counted(record.answers)
        return columns.map { column in
            switch column.source {
            case .number: .number(Double(index + 1))
            case .channel: .number(Double((SurveyChannel.allCases.firstIndex(of: record.channel) ?? 0) + 1))
            case .state: .number(record.state == .partial ? 2 : 1)
            case .stratum:
                record.stratum.flatMap { strata.firstIndex(of: $0) }.map { .number(Double($0 + 1)) } ?? .none
            case .language: .text(record.language)
            case .weight: weights.map { .number($0[index]) } ?? .none
            case .variable(let variable): ExportAnswer.value(of: variable, in: answers)
            }
        }
    }

    /// What is known of a record beside its answers.
    private func about(_ t: Texts) -> [ExportColumn] {
        var found = [
            named("VOLGNR", ExportColumn(.number, label: t("Volgnummer in dit bestand"), kind: .number(decimals: 0)))
        ]
        let channels = SurveyChannel.allCases.enumerated().map { index, channel in
            ExportColumn.Label(code: index + 1, label: t(channel.label), isMissing: false)
        }
        found.append(
            named(
                "KANAAL", ExportColumn(.channel, label: t("Hoe het antwoord binnenkwam"), kind: .code, labels: channels)
            ))
        let states = [t("volledig"), t("afgebroken, telt mee")].enumerated().map { index, label in
            ExportColumn.Label(code: index + 1, label: label, isMissing: false)
        }
        found.append(
            named("STAAT", ExportColumn(.state, label: t("Hoe ver het antwoord is"), kind: .code, labels: states)))
        if !strata.isEmpty {
            let labels = strata.enumerated().map { index, name in
                ExportColumn.Label(code: index + 1, label: name, isMissing: false)
            }
            found.append(
                named(
                    "GROEP", ExportColumn(.stratum, label: t("Groep in het adressenboek"), kind: .code, labels: labels))
            )
        }
        if Set(records.map(\.language)).count > 1 {
            found.append(named("TAAL", ExportColumn(.language, label: t("Taal van het antwoord"), kind: .text)))
        }
        if weights != nil {
            found.append(named("GEWICHT", ExportColumn(.weight, label: t("Weegfactor"), kind: .number(decimals: 6))))
        }
        return found
    }

    private func named(_ name: String, _ column: ExportColumn) -> ExportColumn {
        var column = column
        column.name = name
        return column
    }

    /// One look at every cell: how long texts are, and which codes are free for "no answer".
    private mutating func measure() {
        var used = columns.map { Set($0.labels.map { Double($0.code) }) }
        var hasGap = [Bool](repeating: false, count: columns.count)
        var bytes = [Int](repeating: 1, count: columns.count)
        for index in 0..<count {
            for (place, value) in row(index).enumerated() {
                switch value {
                case .notShown, .left: hasGap[place] = true
                case .number(let number): if number < 0 { used[place].insert(number) }
                case .text(let text): bytes[place] = max(bytes[place], text.utf8.count)
                case .none, .day: continue
                }
            }
        }
        for place in columns.indices {
            columns[place].codes = ExportCodes { used[place].contains($0) }
            columns[place].usesCodes = hasGap[place]
            columns[place].bytes = bytes[place]
        }
    }
}
