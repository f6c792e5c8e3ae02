import Community
import Core
import Storage
import Web

/// An officer takes a proposal over, puts it aside, or asks for it again.
enum DecideProposal {
    enum Verdict: String, Sendable { case centre = "centrale", municipality = "gemeente", no = "nee", again = "toch" }

    static func perform(
        _ verdict: Verdict, element: String, of function: WorkbookContent.Function, content: Int, by visit: Visit,
        house: House
    ) async throws {
        guard function.elements.contains(where: { $0.id == element }) else { throw WebError.notFound }
        try await SaveWorkbook.change(function.id, content: content, by: visit, house: house) { cycle, sheet, db in
            typealias Name = WorkbookForm.Name
            var values = sheet.values
            switch verdict {
            case .no: values[Name.declined(element)] = ["nee"]
            case .again: values[Name.declined(element)] = nil
            case .centre, .municipality:
                let proposals = try WorkbookProposal.find(
                    function, sheet, municipality: cycle.municipality, visit: visit,
                    indicators: house.indicators(of: cycle.municipality, in: db), in: db)
                // Counted again: what was on the page may be gone by now.
                guard let proposal = proposals.first(where: { $0.element == element }) else {
                    throw WebError.badRequest(Text("Dit voorstel is er niet meer. Ververs de pagina."))
                }
                let carrier: WorkbookAnswer.Carrier = verdict == .centre ? .centre : .municipality
                values[Name.carriers(element)] = [carrier.rawValue]
                // The work of a municipality is in Dutch, whatever the language of the page.
                let before = sheet.text(Name.evidence(element)).map { $0 + "; " } ?? ""
                values[Name.evidence(element)] = [before + proposal.evidence(.dutch, today: visit.today)]
            }
            return ((), values)
        }
    }
}
