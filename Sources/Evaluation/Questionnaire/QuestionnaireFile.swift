import Core
import Formats
import Questionnaires
import Services

/// A file that someone sent in as a questionnaire: our YAML, or an XLSForm.
enum QuestionnaireFile {
    struct Read: Sendable {
        let questionnaire: Questionnaire
        let losses: [Text]
    }

    struct Fault: Error, Sendable {
        let text: Text
        let problems: [QuestionnaireProblem]
    }

    static func read(_ bytes: [UInt8]) async -> Result<Read, Fault> {
        if bytes.starts(with: [0x50, 0x4B]) { return await workbook(bytes) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            return .failure(Fault(text: Text("Dit bestand is geen YAML en geen Excel."), problems: []))
        }
        do throws(QuestionnaireFault) {
            return .success(Read(questionnaire: try Questionnaire(yaml: text), losses: []))
        } catch {
            return .failure(
                Fault(text: Text("In dit bestand klopt iets niet. Kijk hieronder."), problems: error.problems))
        }
    }

    /// The bytes are read in a process of their own: anyone may have made them.
    private static func workbook(_ bytes: [UInt8]) async -> Result<Read, Fault> {
        let tables: [ImportedTable]
        do throws(TableRefusal) {
            tables = try await ReadTable.standard.read(.xlsx, bytes)
        } catch {
            return .failure(Fault(text: error.text, problems: []))
        }
        var sheets: [String: [[String]]] = [:]
        for table in tables {
            sheets[table.name] = [table.columns.map(\.name)] + table.rows.map { $0.cells.map(\.text) }
        }
        do throws(QuestionnaireFault) {
            let (questionnaire, losses) = try XLSForm(sheets: sheets).questionnaire()
            return .success(Read(questionnaire: questionnaire, losses: losses))
        } catch {
            return .failure(
                Fault(text: Text("In dit bestand klopt iets niet. Kijk hieronder."), problems: error.problems))
        }
    }

    /// The workbook of an XLSForm, with what it could not hold.
    static func workbook(of questionnaire: Questionnaire, title: String, now: Moment) throws -> (
        bytes: [UInt8], losses: [Text]
    ) {
        let form = XLSForm(questionnaire)
        let sheets = XLSForm.order.map { name in
            let rows = form.sheets[name] ?? []
            return Workbook.Sheet(
                name, widths: (rows.first ?? []).map { $0.contains("::") ? 50 : 16 }, frozenRows: 1,
                rows: rows.enumerated().map { index, row in
                    row.map { $0.isEmpty ? .empty : index == 0 ? .header($0) : .text($0) }
                })
        }
        let written = try WorkbookWriter.write(Workbook(title: title, created: now, sheets: sheets))
        return (written.bytes, form.losses)
    }
}
