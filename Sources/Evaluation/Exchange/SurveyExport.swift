import Core
import Formats
import Questionnaires
import Storage
import Tabulation

/// All that is needed to make a file of a survey, read in one go.
struct SurveyExport: Sendable {
    /// A file up to this many cells is made while the person waits; a larger one in the background.
    static let small = 1_500_000

    let survey: Survey
    let table: ExportTable
    let municipality: String
    let origin: String
    let t: Texts

    /// - Parameter includesOpen: with the answers from the open link, which nobody was drawn for. There are no weights
    ///   then: those are made for the others.
    static func load(
        _ survey: Survey, includesOpen: Bool, origin: String, t: Texts, in db: any SQLConnection
    ) throws -> SurveyExport {
        let questionnaire = try SurveyData.questionnaire(of: survey, in: db)
        let channels = includesOpen ? SurveyData.sampled.union([.open]) : SurveyData.sampled
        let records = try SurveyRecords.load(survey, channels: channels, in: db)
        let weights = includesOpen ? nil : try ResultsData.load(survey, t: t, in: db).data.weights
        let name = try db.value(
            "SELECT name FROM municipality WHERE code = \(survey.municipality)", as: String.self)
        return SurveyExport(
            survey: survey,
            table: ExportTable(
                questionnaire, records, weights: weights, language: questionnaire.languages.first ?? "nl", t: t),
            municipality: name ?? survey.municipality, origin: origin, t: t)
    }

    /// Makes the file.
    ///
    /// - Parameter progress: called with the number of records done.
    func make(_ format: ExportFormat, progress: @escaping @Sendable (Int) -> Void = { _ in }) throws -> ExportedFile {
        switch format {
        case .sav:
            let export = ExportSPSS(table: table, survey: survey, t: t)
            let written = try SPSSWriter.write(export.file, count: table.count) { index in
                progress(index)
                return export.record(index)
            }
            return ExportedFile(
                bytes: written.bytes, notes: renamed + ExportNotes.sentences(written.changes, export.unmarked, t))
        case .sps:
            let export = ExportSPSS(table: table, survey: survey, t: t)
            let bytes = try SPSSSyntax.write(
                export.file, fileName: ExportFormat.sav.fileName(survey), comment: survey.title)
            return ExportedFile(bytes: bytes, notes: [])
        case .xlsx:
            let sheets = ExportSheets(table: table, survey: survey, t: t, progress: progress)
            let written = try WorkbookWriter.write(sheets.workbook)
            return ExportedFile(bytes: written.bytes, notes: ExportNotes.sentences(written.changes, t))
        case .csv: return ExportedFile(bytes: csv(.semicolon, progress), notes: [])
        case .comma: return ExportedFile(bytes: csv(.comma, progress), notes: [])
        case .ddi:
            let ddi = ExportDDI(table: table, survey: survey, municipality: municipality, origin: origin, t: t)
            return ExportedFile(bytes: ddi.codebook.xml, notes: [])
        }
    }

    /// What SPSS has to be given otherwise than it was written, known before the file is made.
    var notes: [String] {
        let export = ExportSPSS(table: table, survey: survey, t: t)
        let changes = (try? SPSSWriter.write(export.file, count: 0) { _ in [] })?.changes ?? []
        return renamed + ExportNotes.sentences(changes, export.unmarked, t)
    }

    private var renamed: [String] {
        table.renamed.map { t("Kolom \($0.old) heet in dit bestand \($0.new).") }
    }

    private func csv(_ delimiter: CSVDelimiter, _ progress: @escaping @Sendable (Int) -> Void) -> [UInt8] {
        ExportCSV(table: table, delimiter: delimiter, progress: progress).bytes
    }
}

struct ExportedFile: Sendable {
    let bytes: [UInt8]
    /// What was cut or changed, in sentences.
    let notes: [String]
}
