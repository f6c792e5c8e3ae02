package import Core
package import Questionnaires
package import Storage
package import Tabulation

/// The answers of a survey ready to be counted: with its weights, and with what was coded by hand as columns.
package struct ResultsData: Sendable {
    package let survey: Survey
    package let questionnaire: Questionnaire
    package let data: DataSet
    /// How the weights came about; `nil` when the survey is not weighted.
    let weighting: WeightingOutcome?
    /// Answers by the open link: how many, and whether the tables count them.
    let open: OpenChannel
    /// For each column of codes the text column it was made from.
    let coded: [String: String]
    /// Of the one who reads.
    let language: String

    package static func load(_ survey: Survey, t: Texts, in db: any SQLConnection) throws -> ResultsData {
        let open = try OpenChannel.of(survey, in: db)
        let channels = open.isCounted ? Set(SurveyChannel.allCases) : SurveyData.sampled
        let loaded = try SurveyData.load(survey, channels: channels, t: t, in: db)
        let (columns, coded) = try OpenCoding.columns(of: survey.id, loaded.data, in: db)
        let weighting = try SurveyWeighting.find(survey.id, in: db).flatMap {
            $0.isOff ? nil : $0.fitted(to: loaded.data, t: t)
        }
        let data = DataSet(
            count: loaded.data.count, columns: loaded.data.columns + columns, grids: loaded.data.grids,
            weights: weighting?.weights, population: loaded.data.population,
            strata: survey.isGuarded ? nil : try SampleStrata.of(survey, loaded.data, in: db))
        return ResultsData(
            survey: survey, questionnaire: loaded.questionnaire, data: data, weighting: weighting, open: open,
            coded: coded, language: t.language.rawValue)
    }

    /// What may leave the survey.
    package var rule: Disclosure { Disclosure(leastCell: survey.leastCell, leastBase: survey.leastBase) }

    /// Whether makers too see nothing small: where the survey promised that an answer is not a person.
    package var isGuarded: Bool { survey.isGuarded }

    /// A table as a maker may see it.
    ///
    /// - Throws: `Table.Fault` for a request that these answers cannot meet, and for a guarded table that is too large.
    package func table(_ request: TableRequest) throws(Tabulation.Table.Fault) -> Tabulation.Table {
        let table = try data.table(request)
        guard isGuarded else { return table }
        guard rule.canGuard(table) else { throw .tooLarge }
        return rule.protect(table, of: data, published: []).table
    }

    /// The words of a question as it was asked: for the line above a table.
    package func text(of column: String) -> String? {
        let asked = coded[column] ?? column
        let id = asked.split(separator: "_").first.map(String.init) ?? asked
        return (questionnaire.question(asked) ?? questionnaire.question(id))?.text(language)
    }

    /// For the `lang` attribute of questions and answers on a page in `language`: `nil` when they are in that language.
    func lang(_ t: Texts) -> String? {
        if questionnaire.languages.contains(t.language.rawValue) { return nil }
        return questionnaire.languages.first
    }

    /// The label of a column or grid.
    package func label(of name: String) -> String { data[name]?.label ?? data.grid(name)?.label ?? name }

    /// Text columns: what people wrote themselves.
    var openColumns: [Column] {
        data.columns.filter { if case .text = $0.values { true } else { false } }
    }
}

extension Survey {
    fileprivate var isGuarded: Bool { kind == .own && mode != .linked }
}
