import Community
import Core
package import Formats
package import Storage
import Web

/// Works through rows: says what each would do, and does it when the context writes.
package enum ImportRows {
    /// Runs these rows in the transaction of `db`. A row that is refused changes nothing and stops none of the others.
    package static func perform(
        _ rows: some Sequence<CSVRow>, of sheet: ImportSheet, in context: ImportContext, _ db: any SQLConnection
    )
        throws -> [ImportResult]
    {
        try rows.map { row in
            let read = ImportRow(row, sheet, today: context.now.day)
            switch sheet.mapping.kind {
            case .vacancies: return try vacancy(read, row, sheet, context, db)
            case .organisations: return try organisation(read, context, db)
            }
        }
    }

    private static func vacancy(
        _ read: ImportRow, _ csv: CSVRow, _ sheet: ImportSheet, _ context: ImportContext, _ db: any SQLConnection
    ) throws -> ImportResult {
        var row = read
        let title = ImportCell.shortened(sheet.reader.value(.title, csv), to: 120)
        let name = ImportCell.shortened(row.organisation.name, to: 120)
        var result = ImportResult(line: row.line, title: title, organisation: name, outcome: .skipped)
        if row.isSkipped { return result }
        let place = try row.settlePlace(in: context, db)
        let checked = VacancyDraft.validated(row.fields, as: .complete, today: context.now.day)
        for error in checked.state.errors where !row.isRefused(error.name) {
            row.refuse(name: error.name, error.problem)
        }
        let owner = row.organisation.checked(&row, shortens: context.mapping.shortens)
        result.outcome = .failed
        if let draft = checked.draft, row.problems.isEmpty {
            try settle(ImportVacancy(draft: draft, place: place, key: row.key), owner, &row, &result, context, db)
        }
        result.problems = row.problems
        result.notices = row.problems.isEmpty ? row.notices : []
        return result
    }

    private static func settle(
        _ vacancy: ImportVacancy, _ owner: ImportOrganisation, _ row: inout ImportRow, _ result: inout ImportResult,
        _ context: ImportContext, _ db: any SQLConnection
    ) throws {
        if let known = try ImportVacancy.known(vacancy.key, in: context, db) {
            try again(vacancy, known, &row, &result, context, db)
            return
        }
        let found = try owner.settle(sector: vacancy.draft.sector, in: context, db)
        if case .refused(let reason) = found {
            row.refuse(.organisation, reason)
            return
        }
        var home: Organisation?
        switch found {
        case .existing(let organisation): home = organisation
        case .new(let organisation):
            home = organisation
            result.isNewOrganisation = true
        case .refused: return
        }
        if context.mapping.publishes, !(home?.mayPublish ?? false) {
            row.notice(.organisation, Text("De organisatie is nog niet goedgekeurd. De vacature wacht op controle."))
        }
        result.outcome = .new
        if context.writes, let home { result.vacancy = try vacancy.insert(of: home, in: context, db).id }
    }

    /// A row that came in before.
    private static func again(
        _ vacancy: ImportVacancy, _ known: Vacancy, _ row: inout ImportRow, _ result: inout ImportResult,
        _ context: ImportContext, _ db: any SQLConnection
    ) throws {
        result.outcome = .unchanged
        guard known.municipality == context.municipality.code else {
            row.notice(.key, Text("Deze vacature hoort nu bij een andere gemeente en blijft zoals ze is."))
            return
        }
        guard known.state != .closed else {
            row.notice(.key, Text("Deze vacature is hier al gesloten en blijft gesloten."))
            return
        }
        if context.mapping.known == .keep || vacancy.isSame(as: known, in: context) { return }
        result.outcome = .changed
        if context.writes {
            result.vacancy = try vacancy.update(known, of: try known.owner(in: db), in: context, db).id
        }
    }

    private static func organisation(_ read: ImportRow, _ context: ImportContext, _ db: any SQLConnection) throws
        -> ImportResult
    {
        var row = read
        let name = ImportCell.shortened(row.organisation.name, to: 120)
        var result = ImportResult(line: row.line, title: name, organisation: "", outcome: .skipped)
        if row.isSkipped { return result }
        let checked = row.organisation.checked(&row, shortens: context.mapping.shortens)
        result.outcome = .failed
        if row.problems.isEmpty { try settle(checked, &row, &result, context, db) }
        result.problems = row.problems
        result.notices = row.problems.isEmpty ? row.notices : []
        return result
    }

    private static func settle(
        _ organisation: ImportOrganisation, _ row: inout ImportRow, _ result: inout ImportResult,
        _ context: ImportContext,
        _ db: any SQLConnection
    ) throws {
        guard let known = try organisation.find(in: context, db) else {
            if context.mapping.strangers == .require {
                row.refuse(.organisation, Text("Deze organisatie kennen we niet."))
                return
            }
            result.outcome = .new
            if context.writes { _ = try organisation.insert(sector: organisation.sector ?? .welzijn, in: context, db) }
            return
        }
        guard known.municipality == context.municipality.code else {
            row.refuse(.organisation, Text("Deze organisatie hoort nu bij een andere gemeente."))
            return
        }
        result.outcome = .unchanged
        guard known.state != .stopped, context.mapping.known == .update, organisation.differs(from: known) else {
            return
        }
        result.outcome = .changed
        if context.writes { try organisation.update(known, in: context, db) }
    }
}
