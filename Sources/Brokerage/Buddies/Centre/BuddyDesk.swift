import Community
import Core
import Services
import Storage
import Web

/// Where the centre begins with buddies: what waits, the figures, who does not agree.
struct BuddyDesk: Sendable {
    let house: House
    let boards: BuddyBoards
    static let home = "/centrale/maatjes"

    func register(_ routes: Routes) {
        routes.get(Self.home, access: .centre) { visit in try await front(visit) }
        routes.get(Self.home + "/voorstellen", access: .centre) { visit in
            BuddyProposalPage(visit: visit, sections: try await proposals(visit)).reply
        }
        routes.post(Self.home + "/bezwaren/{bezwaar}", access: .centre) { visit in
            let state = BuddyObjection.answerForm.read(visit.form)
            let id = try visit.parameter("bezwaar")
            guard state.isValid else { return try await front(visit, typed: (id, state)) }
            let codes = visit.centreMunicipalities
            try await house.database.write { db in
                guard let objection = try BuddyObjection.open(in: codes, db: db).first(where: { $0.id == id }) else {
                    throw WebError.notFound
                }
                try BuddyWork(house, visit).reply(objection, state["antwoord"], in: db)
            }
            return .redirect(to: Self.home, notice: visit.t("Je antwoord is verstuurd."))
        }
    }

    private func front(_ visit: Visit, typed: (id: String, state: FormState)? = nil) async throws -> Reply {
        let codes = visit.centreMunicipalities
        let work = BuddyWork(house, visit)
        let view = try await house.database.read { [pools = boards.pools] db in
            try BuddyDeskView(codes, work, pools, in: db)
        }
        // In a transaction of its own: the figures take a while, and writing stands still for nobody's reading.
        let opened = view.objections.map(\.objection)
        if !opened.isEmpty {
            try await house.database.write { db in
                for item in opened {
                    try work.record("maatje-bezwaar-gelezen", "maatje-bezwaar", item.id, item.municipality, in: db)
                }
            }
        }
        return BuddyDeskPage(visit: visit, view: view, typed: typed).reply
    }

    private func proposals(_ visit: Visit) async throws -> [BuddyProposalPage.Section] {
        let codes = visit.centreMunicipalities
        let places = try await house.database.read { db in try codes.compactMap { try Places.municipality($0, in: db) }
        }
        var sections: [BuddyProposalPage.Section] = []
        for place in places {
            let board = try await boards.board(place.code, today: visit.today, in: house.database)
            sections.append(.init(code: place.code, name: place.name, board: board))
        }
        return sections
    }
}
