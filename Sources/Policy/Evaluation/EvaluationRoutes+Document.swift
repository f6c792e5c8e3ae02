import Community
import Core
import Services
import Storage
import Web

extension EvaluationPart {
    func documentRoutes(_ routes: Routes) {
        routes.get("/beleid/{ronde}/evaluatie/{jaar}/document", access: .policyReaders) { visit in
            try await document(visit)
        }
        routes.get("/beleid/{ronde}/evaluatie/{jaar}/document.md", access: .policyReaders) { visit in
            let (_, evaluation, draft, frozen) = try await documents(visit)
            let text = evaluation.isFinished ? frozen?.markdown : draft.markdown(visit.t)
            guard let text else { throw WebError.notFound }
            return .download(
                Array(text.utf8), name: "evaluatie-\(evaluation.year).md", type: "text/markdown; charset=utf-8")
        }
        for format in Pandoc.Format.allCases {
            routes.get("/beleid/{ronde}/evaluatie/{jaar}/document.\(format.rawValue)", access: .policyReaders) {
                [house] visit in
                let (cycle, evaluation, draft, frozen) = try await documents(visit)
                if evaluation.isFinished, frozen == nil { throw WebError.notFound }
                return try await draft.download(
                    format, name: "evaluatie-\(evaluation.year)",
                    back: "\(cycle.path(.evaluation))/\(evaluation.year)/document", frozen: frozen,
                    visit: visit,
                    house: house)
            }
        }
    }

    /// The document: as it was settled, or as it is now.
    func document(_ visit: Visit) async throws -> Reply {
        let (cycle, evaluation, draft, frozen) = try await documents(visit)
        let pages = EvaluationFormPages(visit: visit, cycle: cycle)
        guard evaluation.isFinished else { return pages.document(evaluation, draft.markup(visit.t), seal: .empty) }
        guard let frozen else { return pages.broken(evaluation) }
        return pages.document(evaluation, HTML(frozen: frozen.html), seal: pages.seal(evaluation))
    }

    private func documents(_ visit: Visit) async throws -> (
        PolicyCycle, Evaluation, ReportDocument, FrozenDocument?
    ) {
        let year = try visit.number("jaar")
        return try await house.database.read { db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            guard let evaluation = try Evaluation.find(year: year, of: cycle.id, in: db) else {
                throw WebError.notFound
            }
            let t = visit.t
            let frozen = evaluation.isFinished ? try evaluation.frozen(in: db) : nil
            let place = try Places.municipality(cycle.municipality, in: db)?.name ?? ""
            let view = try view(
                evaluation, of: cycle, only: evaluation.isFinished ? 0 : nil, t: t, now: visit.now, in: db)
            let draft = EvaluationDocument(view: view, place: t("Gemeente \(place)"), t: t).document(
                finished: evaluation.finishedAt?.day, today: visit.today)
            return (cycle, evaluation, draft, frozen)
        }
    }

    // MARK: What the routes load

    /// - Parameter only: the section whose blocks are wanted; 0 for none of them.
    func load(_ visit: Visit, only: Int?) async throws -> (PolicyCycle, EvaluationView) {
        let year = try visit.number("jaar")
        return try await house.database.read { db in
            let cycle = try PolicyCycle.readable(visit, in: db)
            guard let evaluation = try Evaluation.find(year: year, of: cycle.id, in: db) else {
                throw WebError.notFound
            }
            return (cycle, try view(evaluation, of: cycle, only: only, t: visit.t, now: visit.now, in: db))
        }
    }

    /// One that is not finished, for an officer.
    func loadOpen(_ visit: Visit) async throws -> (PolicyCycle, EvaluationView) {
        let (cycle, view) = try await load(visit, only: 0)
        guard visit.mayChange(cycle), !view.evaluation.isFinished else {
            throw WebError.badRequest(Text("Deze evaluatie is vastgesteld. Er kan niets meer bij."))
        }
        return (cycle, view)
    }

    func loadSection(_ visit: Visit) async throws -> (PolicyCycle, EvaluationView, EvaluationView.Section) {
        let number = try visit.number("deel")
        let (cycle, view) = try await load(visit, only: number)
        guard let section = view.sections.first(where: { $0.number == number }) else { throw WebError.notFound }
        return (cycle, view, section)
    }

    func loadGoal(_ visit: Visit) async throws -> (PolicyCycle, EvaluationView, EvaluationView.GoalLine) {
        let number = try visit.number("doel")
        let (cycle, view) = try await loadOpen(visit)
        guard let line = view.goals.first(where: { $0.goal.number == number }) else { throw WebError.notFound }
        return (cycle, view, line)
    }
}
