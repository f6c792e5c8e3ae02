import Community
import Core
import Storage
import Web

/// The open figures, as a page and as a file.
struct PublicFigureRoutes: Sendable {
    let house: House
    let cache = PublicFigureCache()

    func register(_ routes: Routes) {
        routes.get("/cijfers", access: .everyone) { visit in
            guard let (served, figures, notice) = try await load(visit) else {
                return visit.simplePage(
                    visit.t("Cijfers over vrijwilligerswerk"),
                    Part.empty(
                        visit.t("Nog geen cijfers"), visit.t("Er is nog geen vrijwilligerscentrale op deze site.")))
            }
            return PublicFigurePage(visit: visit, served: served, figures: figures, notice: notice).reply
        }
        routes.get("/cijfers/export", access: .everyone) { visit in
            guard let (_, figures, _) = try await load(visit) else { throw WebError.notFound }
            return .download(
                PublicFigureFile.bytes(figures, visit.t), name: "cijfers-\(figures.municipality.code).csv",
                type: FigureFile.mediaType)
        }
    }

    /// One municipality at a time: two together would tell what each keeps back.
    private func load(_ visit: Visit) async throws -> ([Municipality], PublicFigures, Text?)? {
        let served = try await house.database.readStale { db in try Places.served(in: db) }
        let asked = visit.query.text("gemeente")
        guard let chosen = served.first(where: { $0.code == asked }) ?? served.first else { return nil }
        let notice: Text? =
            asked != nil && chosen.code != asked
            ? Text("Deze gemeente kennen we niet. Je ziet \(chosen.name).") : nil
        let figures = try await cache.figures(chosen, house: house, now: visit.now)
        return (served, figures, notice)
    }
}
