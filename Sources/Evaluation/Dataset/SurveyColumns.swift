package import Core
package import Questionnaires
package import Tabulation

/// The columns of a whole survey: its questions, and what is known of the records beside their answers.
package enum SurveyColumns {
    /// Names of the columns that are no question.
    package static let stratum = "GROEP"
    package static let channel = "KANAAL"

    /// - Parameters:
    ///   - records: in any order; the columns keep it.
    ///   - extra: columns made by hand, such as categories of open answers.
    package static func dataSet(
        _ questionnaire: Questionnaire, _ records: [SurveyRecord], population: Int?, language: String, t: Texts,
        extra: [Column] = []
    ) -> DataSet {
        let builder = ColumnBuilder(records: records.map { questionnaire.counted($0.answers) }, language: language)
        var columns: [Column] = []
        var grids: [DataSet.Grid] = []
        for question in questionnaire.questions {
            let found = builder.columns(question)
            columns += found.columns + builder.others(question)
            if let grid = found.grid { grids.append(grid) }
        }
        if let column = strata(records, questionnaire, t) { columns.append(column) }
        if Set(records.map(\.channel)).count > 1 { columns.append(channels(records, t)) }
        return DataSet(count: records.count, columns: columns + extra, grids: grids, population: population)
    }

    private static func strata(_ records: [SurveyRecord], _ questionnaire: Questionnaire, _ t: Texts) -> Column? {
        let names = StratumOrder.sorted(Set(records.compactMap(\.stratum)), in: questionnaire)
        guard !names.isEmpty, names.count <= Column.mostOptions else { return nil }
        let places = Dictionary(names.enumerated().map { ($1, UInt8($0) + Column.firstOption) }) { first, _ in first }
        return Column(
            stratum, t("Groep in het adressenboek"),
            .single(
                records.map { $0.stratum.flatMap { places[$0] } ?? Column.skipped },
                names.enumerated().map { Option($0 + 1, $1) }))
    }

    private static func channels(_ records: [SurveyRecord], _ t: Texts) -> Column {
        let all = SurveyChannel.allCases
        return Column(
            channel, t("Hoe het antwoord binnenkwam"),
            .single(
                records.map { UInt8(all.firstIndex(of: $0.channel) ?? 0) + Column.firstOption },
                all.enumerated().map { Option($0 + 1, t($1.label)) }))
    }
}
