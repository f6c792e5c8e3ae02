import Community
import Core
import Formats
import Storage
import Web

extension FieldworkPart {
    func intakeRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/enquetes/{enquete}/adressen/toevoegen"
        routes.get(path, access: .surveyMakers) { visit in try await Self.choose(visit, house) }
        routes.post(path + "/plakken", access: .surveyMakers, bodyLimit: 2_000_000) { visit in
            var state = IntakePages.paste.read(visit.form)
            if state.isValid, IntakeText.read(state["lijst"]).isEmpty {
                state.addError("lijst", Text("Vul dit veld in."))
            }
            guard state.isValid else { return try await Self.choose(visit, house, paste: state) }
            let id = try await TakeIntake(house: house).keep(
                Array(state["lijst"].utf8), source: .paste, name: "", columns: [], by: visit)
            return try Self.next(visit, id)
        }
        routes.post(path + "/bestand", access: .surveyMakers, bodyLimit: IntakePages.fileLimit + 100_000) { visit in
            var state = IntakePages.file.filled()
            guard let file = visit.files["bestand"], !file.bytes.isEmpty else {
                state.addError("bestand", Text("Kies een bestand."))
                return try await Self.choose(visit, house, file: state)
            }
            do {
                let sheet = try IntakeSheet(file.bytes)
                if sheet.rows.isEmpty { throw CSVError(line: 1, kind: .empty) }
                let name = String((file.name.isEmpty ? "lijst.csv" : file.name).prefix(120))
                let id = try await TakeIntake(house: house).keep(
                    file.bytes, source: .file, name: name, columns: sheet.guess, by: visit)
                return try Self.next(visit, id)
            } catch let error as CSVError {
                state.addError("bestand", Self.words(error))
                return try await Self.choose(visit, house, file: state)
            }
        }
        routes.post(path + "/register", access: .surveyMakers) { visit in
            let audiences = house.registry.modules.flatMap(\.audiences)
            let state = IntakePages.register(audiences).read(visit.form)
            guard state.isValid else { return try await Self.choose(visit, house, register: state) }
            let id = try await TakeIntake(house: house).keep(
                [], source: .register, name: state["register"], columns: [], by: visit)
            return try Self.next(visit, id)
        }
        runRoutes(routes, path + "/{lijst}")
    }

    private func runRoutes(_ routes: Routes, _ one: String) {
        let house = self.house
        routes.get(one, access: .surveyMakers) { visit in
            let take = TakeIntake(house: house)
            let audiences = house.registry.modules.flatMap(\.audiences)
            return try await house.database.read { db in
                let (survey, intake) = try Self.intake(visit, in: db)
                let isLooked = intake.state == .looked
                let headings = isLooked && intake.source == .file ? try IntakeSheet(intake.content).headings : []
                let sample = isLooked ? try take.sample(intake, survey, today: visit.today, in: db) : []
                let register = audiences.first { intake.source == .register && $0.id == intake.name }
                return IntakePages(visit: visit, survey: survey).run(
                    intake, headings: headings, sample: sample, register: register.map { visit.t($0.name) })
            }
        }
        routes.post(one + "/kolommen", access: .surveyMakers) { visit in
            let columns = visit.form.all("kolom").prefix(500).map { AddressColumn(rawValue: $0) ?? .skip }
            let take = TakeIntake(house: house)
            let id = try await house.database.write { db in
                let (survey, intake) = try Self.intake(visit, in: db)
                try db.run(
                    """
                    UPDATE survey_intake SET columns = \(TakeIntake.json(Array(columns)))
                    WHERE id = \(intake.id) AND state = \(Intake.State.looked)
                    """)
                try take.look(intake.id, survey, visit.today, in: db)
                return intake.id
            }
            return try Self.next(visit, id)
        }
        routes.post(one + "/overnemen", access: .surveyMakers) { visit in
            let id = try visit.parameter("lijst")
            try await TakeIntake(house: house).start(id, by: visit)
            return try Self.next(visit, id)
        }
        routes.post(one + "/weg", access: .surveyMakers) { visit in
            let survey = try await house.database.write { db in
                let (survey, intake) = try Self.intake(visit, in: db)
                try db.run("DELETE FROM survey_intake WHERE id = \(intake.id) AND state <> \(Intake.State.running)")
                return survey
            }
            return .redirect(to: survey.path("adressen"), notice: visit.t("De lijst is weggegooid."))
        }
    }

    private static func next(_ visit: Visit, _ id: String) throws -> Reply {
        .redirect(to: "/enquetes/\(try visit.number("enquete"))/adressen/toevoegen/\(id)")
    }

    private static func intake(_ visit: Visit, in db: any SQLConnection) throws -> (Survey, Intake) {
        let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
        guard let intake = try Intake.find(visit.parameter("lijst"), of: survey.id, in: db) else {
            throw WebError.notFound
        }
        return (survey, intake)
    }

    private static func choose(
        _ visit: Visit, _ house: House, paste: FormState? = nil, file: FormState? = nil, register: FormState? = nil
    ) async throws -> Reply {
        let audiences = house.registry.modules.flatMap(\.audiences)
        let survey = try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            guard survey.state != .closed else { throw FieldworkRefusal.closed }
            return survey
        }
        let isWrong = paste != nil || file != nil || register != nil
        return IntakePages(visit: visit, survey: survey).choose(
            audiences, paste: paste, file: file, register: register, status: isWrong ? 400 : 200)
    }

    /// What is wrong with a file, and what to do about it.
    private static func words(_ error: CSVError) -> Text {
        switch error.kind {
        case .empty: Text("In dit bestand staan geen regels.")
        case .tooManyRows: Text("Dit bestand heeft meer dan 60.000 regels. Knip het in stukken.")
        case .tooManyBytes: Text("Dit bestand is groter dan 10 MB. Knip het in stukken.")
        default: Text("We kunnen dit bestand niet lezen. Kijk naar regel \(error.line), of bewaar het opnieuw als CSV.")
        }
    }
}
