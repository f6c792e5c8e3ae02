package import Core
package import Questionnaires
package import Storage
package import Tabulation

/// A survey ready to be counted: what was asked, and the records in columns.
package struct SurveyData: Sendable {
    package let survey: Survey
    package let questionnaire: Questionnaire
    package let data: DataSet
    /// The channels whose records are in it.
    package let channels: Set<SurveyChannel>
    /// Complete records, and those that were broken off late enough to count.
    package let complete: Int
    package let partial: Int

    /// What a survey's tables are made of by default: everything but the open link, which nobody was drawn for.
    package static let sampled: Set<SurveyChannel> = [.link, .phone, .file]

    /// The records of a survey as they are now, from memory when nothing changed.
    ///
    /// - Throws: `StorageError` when its questionnaire is gone.
    package static func load(
        _ survey: Survey, channels: Set<SurveyChannel> = sampled, t: Texts, in db: any SQLConnection
    ) throws -> SurveyData {
        let key = SurveyShelf.Key(survey: survey.id, channels: channels, language: t.language.rawValue)
        return try SurveyShelf.data(key, survey, in: db) { try read(survey, channels: channels, t: t, in: db) }
    }

    /// The same answers, beside what the survey says of itself now: its state and title may have changed.
    func of(_ survey: Survey) -> SurveyData {
        SurveyData(
            survey: survey, questionnaire: questionnaire, data: data, channels: channels, complete: complete,
            partial: partial)
    }

    private static func read(
        _ survey: Survey, channels: Set<SurveyChannel>, t: Texts, in db: any SQLConnection
    ) throws -> SurveyData {
        let questionnaire = try questionnaire(of: survey, in: db)
        let records = try SurveyRecords.load(survey, channels: channels, in: db)
        return SurveyData(
            survey: survey, questionnaire: questionnaire,
            data: SurveyColumns.dataSet(
                questionnaire, records, population: survey.population, language: t.language.rawValue, t: t),
            channels: channels, complete: records.count { $0.state == .complete },
            partial: records.count { $0.state == .partial })
    }

    /// The frozen version, or what is being written as long as there is none.
    package static func questionnaire(of survey: Survey, in db: any SQLConnection) throws -> Questionnaire {
        if let frozen = try survey.version.flatMap({ try FrozenQuestionnaire.of($0, in: db) }) { return frozen }
        guard let stored = try StoredQuestionnaire.find(survey.questionnaire, in: db) else {
            throw StorageError.missingColumn("survey_questionnaire")
        }
        return stored.content
    }
}
