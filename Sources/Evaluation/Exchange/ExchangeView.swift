import Community
import Core
import Storage
import Web

/// What there is to take along of a survey.
struct ExchangeView: Sendable {
    let export: SurveyExport
    /// Answers from the open link, which are left out unless someone asks for them.
    let openAnswers: Int
    let includesOpen: Bool
    let runs: [ExportRun]
    let notes: [String]

    static func load(_ survey: Survey, _ visit: Visit, _ house: House, in db: any SQLConnection) throws -> ExchangeView
    {
        let includesOpen = visit.query.text("open") != nil
        let export = try SurveyExport.load(
            survey, includesOpen: includesOpen, origin: house.origin, t: visit.t, in: db)
        return ExchangeView(
            export: export, openAnswers: try SurveyRecords.load(survey, channels: [.open], in: db).count,
            includesOpen: includesOpen, runs: try ExportRun.latest(of: survey.id, in: db), notes: export.notes)
    }
}

extension SurveyExport {
    /// Whether its files are made in the background.
    var isLarge: Bool { table.count * table.columns.count > Self.small }
}
