import Community
import Core
import Services
import Storage
import Web

/// The pages of one class, for the people of its school.
struct ClassRoutes: Sendable {
    let house: House

    func register(_ routes: Routes) {
        let base = SchoolRoutes.base + "/klassen/{klas}"
        routes.get(base, access: .signedIn) { visit in
            ClassPages(visit: visit, view: try await classView(visit)).list()
        }
        routes.get(base + "/codes", access: .signedIn) { visit in
            let id = try visit.parameter("klas")
            // Reading the codes is a use of them: it stands in the log.
            let (view, codes) = try await house.database.write { db in
                let view = try ClassView(id, visit, in: db)
                var codes: [String: String] = [:]
                for line in view.lines {
                    codes[line.pupil.id.text] = try PupilKeys(house: house).key(.pupil, of: line.pupil.id, in: db)
                }
                try house.record(
                    Audit.Event("leerlingcodes-bekeken", "klas", id, municipality: view.school.municipality), by: visit,
                    in: db)
                return (view, codes)
            }
            return ClassPages(visit: visit, view: view).codes(codes, origin: house.origin)
        }
        for kind in ClassForm.allCases {
            routes.post("\(base)/\(kind.rawValue)", access: .signedIn) { visit in try await change(visit, kind) }
        }
        routes.get(base + "/bewijzen", access: .signedIn) { visit in
            let id = try visit.parameter("klas")
            let (view, placed) = try await house.database.read { db in
                let view = try ClassView(id, visit, in: db)
                let done = view.lines.filter { $0.isDone && $0.place != nil }
                return (view, try done.compactMap { try PlacementView($0.pupil, in: db) })
            }
            return ClassPages(visit: visit, view: view).proofs(placed)
        }
        routes.get(base + "/leerlingen/{leerling}", access: .signedIn) { visit in
            let number = try visit.number("leerling")
            let id = try visit.parameter("klas")
            let (back, placed) = try await house.database.read { db in
                let view = try ClassView(id, visit, in: db)
                let pupil = view.lines.first { $0.pupil.number == number }?.pupil
                return ("\(view.school.path)/klassen/\(id)", try pupil.flatMap { try PlacementView($0, in: db) })
            }
            guard let placed else { throw WebError.notFound }
            return AgreementPage(visit: visit, view: placed, back: back, signs: .school).reply()
        }
        routes.post(base + "/leerlingen/{leerling}", access: .signedIn) { visit in
            let number = try visit.number("leerling")
            let id = try visit.parameter("klas")
            let path = try await house.database.write { db in
                let view = try ClassView(id, visit, in: db)
                guard let pupil = view.lines.first(where: { $0.pupil.number == number })?.pupil,
                    let placed = try PlacementView(pupil, in: db)
                else { throw WebError.notFound }
                try Signature.sign(
                    placed.placement, as: .school, name: visit.actor.name, house: house, visit: visit, in: db)
                return "\(view.school.path)/klassen/\(id)"
            }
            return .redirect(to: path, notice: visit.t("Getekend."))
        }
    }

    private func classView(_ visit: Visit) async throws -> ClassView {
        let id = try visit.parameter("klas")
        return try await house.database.read { db in try ClassView(id, visit, in: db) }
    }

    /// Does something with pupils of the class in the path; others are not found.
    private func change(_ visit: Visit, _ kind: ClassForm) async throws -> Reply {
        let id = try visit.parameter("klas")
        let shown = try await classView(visit)
        let state = kind.read(visit.form, shown, today: visit.today)
        guard state.isValid else { return ClassPages(visit: visit, view: shown).list((kind, state)) }
        let wanted = Set(state.all(kind.rawValue).compactMap { Int($0) })
        try await house.database.write { [state] db in
            let view = try ClassView(id, visit, in: db)
            let pupils = view.lines.map(\.pupil).filter { wanted.contains($0.number) }
            guard pupils.count == wanted.count else { throw WebError.notFound }
            for pupil in pupils { try perform(kind, pupil, state, visit, in: db) }
        }
        let notice =
            switch kind {
            case .erase: visit.t("De gegevens van deze leerling zijn weg.")
            case .takeBack: visit.t("De leerling doet niet meer mee. De plek is vrij.")
            case .consent, .sign, .findsAlone, .looksAgain: visit.t("Bewaard.")
            }
        return .redirect(to: "\(shown.school.path)/klassen/\(id)", notice: notice)
    }

    private func perform(
        _ kind: ClassForm, _ pupil: Pupil, _ state: FormState, _ visit: Visit, in db: any SQLConnection
    ) throws {
        switch kind {
        case .consent:
            guard let day = state.day("dag") else { throw WebError.notFound }
            try GiveConsent(house: house, visit: visit).onPaper(day, for: pupil, in: db)
        case .sign:
            guard let placed = try PlacementView(pupil, in: db) else { return }
            // A paper with all names on it lies at the school.
            for party in state.isOn("papier") ? placed.missing : [.school] {
                let isSchool = party == .school
                try Signature.sign(
                    placed.placement, as: party, name: isSchool ? visit.actor.name : "",
                    way: isSchool ? .online : .paper,
                    house: house, visit: visit, in: db)
            }
        case .findsAlone: try FindsAlone(house: house, visit: visit).mark(pupil, in: db)
        case .looksAgain: try FindsAlone(house: house, visit: visit).undo(pupil, in: db)
        case .takeBack:
            try TakeBackConsent(house: house, visit: visit).perform(pupil, reason: state["reden-ouder"], in: db)
        case .erase:
            try PupilErasure.eraseOnRequest(pupil.id, now: visit.now, in: db)
            try house.record(
                Audit.Event("leerling-gewist", "leerling", pupil.id.text, municipality: pupil.municipality), by: visit,
                in: db)
        }
    }
}
