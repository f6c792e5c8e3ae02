import Community
import Core
import Services
import Storage
import Web

/// The kinds of help a centre offers: made and changed here, never in the program.
struct BuddyKindRoutes: Sendable {
    let house: House
    static let path = BuddyNav.kinds.path

    func register(_ routes: Routes) {
        routes.get(Self.path, access: .centre) { visit in
            BuddyKindPages(visit: visit).list(try await towns(visit))
        }
        routes.post(Self.path + "/klaar", access: .centre) { visit in
            let codes = visit.centreMunicipalities
            guard let code = codes.first(where: { $0 == visit.form.text("gemeente") }) else { throw WebError.notFound }
            try await house.database.write { db in
                let names = Set(try BuddyKind.all(in: [code], db: db).map { $0.name.lowercased() })
                for draft in BuddyKindDraft.readyMade where !names.contains(draft.name.lowercased()) {
                    _ = try draft.save(nil, municipality: code, now: visit.now, in: db)
                }
                try BuddyWork(house, visit).record("maatje-soorten-klaargezet", "maatje-soort", code, code, in: db)
            }
            return .redirect(to: Self.path, notice: visit.t("De gewone soorten hulp staan klaar."))
        }
        routes.get(Self.path + "/nieuw", access: .centre) { visit in
            let towns = try await towns(visit)
            let draft = BuddyKindDraft(name: "", whoFor: "")
            return BuddyKindPages(visit: visit).edit(nil, Self.town(visit, towns), draft.state)
        }
        routes.post(Self.path + "/nieuw", access: .centre) { visit in
            let towns = try await towns(visit)
            guard let town = Self.town(visit, towns) else { throw WebError.notFound }
            return try await save(visit, nil, town.code, town)
        }
        routes.get(Self.path + "/{soort}", access: .centre) { visit in
            let kind = try await kind(visit)
            return BuddyKindPages(visit: visit).edit(kind, nil, BuddyKindDraft(kind).state)
        }
        routes.post(Self.path + "/{soort}", access: .centre) { visit in
            let kind = try await kind(visit)
            return try await save(visit, kind, kind.municipality, nil)
        }
    }

    private typealias Town = (code: String, name: String, kinds: [BuddyKind])

    private func save(_ visit: Visit, _ kind: BuddyKind?, _ code: String, _ town: Town?) async throws -> Reply {
        let state = BuddyKindDraft.form.read(visit.form)
        guard state.isValid else { return BuddyKindPages(visit: visit).edit(kind, town, state, status: 400) }
        try await house.database.write { db in
            let number = try BuddyKindDraft(state).save(kind?.number, municipality: code, now: visit.now, in: db)
            try BuddyWork(house, visit).record("maatje-soort-bewaard", "maatje-soort", String(number), code, in: db)
        }
        return .redirect(to: Self.path, notice: visit.t("Bewaard."))
    }

    /// The municipality for a new kind: the one that is asked for, or the first.
    private static func town(_ visit: Visit, _ towns: [Town]) -> Town? {
        towns.first { $0.code == visit.query.text("gemeente") } ?? towns.first
    }

    private func kind(_ visit: Visit) async throws -> BuddyKind {
        let number = try visit.number("soort")
        let codes = visit.centreMunicipalities
        guard
            let kind = try await house.database.read({ db in
                try BuddyKind.find(number: number, municipalities: codes, in: db)
            })
        else { throw WebError.notFound }
        return kind
    }

    private func towns(_ visit: Visit) async throws -> [Town] {
        let codes = visit.centreMunicipalities
        return try await house.database.read { db in
            try codes.compactMap { code in
                guard let place = try Places.municipality(code, in: db) else { return nil }
                return (code: code, name: place.name, kinds: try BuddyKind.all(in: [code], db: db))
            }
        }
    }
}
