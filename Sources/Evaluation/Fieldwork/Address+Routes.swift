import Community
import Core
import Storage
import Tabulation
import Web

extension FieldworkPart {
    func addressRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/enquetes/{enquete}/adressen"
        routes.get(path, access: .surveyMakers) { visit in
            let filter = AddressList.Filter(visit.query)
            let (survey, list) = try await house.database.read { db in
                let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
                return (survey, try AddressList(survey.id, filter, in: db))
            }
            return AddressPages(visit: visit, survey: survey).list(list, filter)
        }
        routes.get(path + "/nieuw", access: .surveyMakers) { visit in
            AddressPage.form(visit, try await Self.survey(visit, house), nil)
        }
        routes.post(path + "/nieuw", access: .surveyMakers) { visit in
            try await Self.save(visit, house) { state in
                let (survey, number) = try await ChangeAddress(house: house).add(AddressForm.value(state), by: visit)
                return survey.path("adressen/\(number)")
            }
        }
        routes.post(path + "/leeg", access: .surveyMakers) { visit in
            guard visit.form.text("zeker") != nil else {
                let (survey, list) = try await house.database.read { db in
                    let survey = try Survey.draft(visit, in: db)
                    return (survey, try AddressList(survey.id, AddressList.Filter(visit.query), in: db))
                }
                let form = AddressAction.empty(list.counts.all)
                return AddressPages(
                    visit: visit, survey: survey, refused: AddressAction(form: form, state: form.read(visit.form))
                ).list(list, AddressList.Filter(visit.query))
            }
            let survey = try await ChangeAddress(house: house).removeAll(by: visit)
            return .redirect(to: survey.path("adressen"), notice: visit.t("De lijst is leeg."))
        }
        let one = path + "/{adres}"
        routes.get(one, access: .surveyMakers) { visit in
            try await Self.page(visit, house)
        }
        routes.get(one + "/wijzigen", access: .surveyMakers) { visit in
            let (survey, address) = try await house.database.read { db in
                try Self.address(visit, SurveyAccess.makers, in: db)
            }
            return AddressPage.form(visit, survey, address)
        }
        routes.post(one + "/wijzigen", access: .surveyMakers) { visit in
            try await Self.save(visit, house) { state in
                let survey = try await ChangeAddress(house: house).correct(AddressForm.value(state), by: visit)
                return survey.path("adressen/\(try visit.number("adres"))")
            }
        }
        actionRoutes(routes, one)
    }

    private func actionRoutes(_ routes: Routes, _ one: String) {
        let house = self.house
        routes.post(one + "/verwijderen", access: .surveyMakers) { visit in
            let survey = try await ChangeAddress(house: house).remove(by: visit)
            return .redirect(to: survey.path("adressen"), notice: visit.t("Het adres is verwijderd."))
        }
        routes.post(one + "/mail", access: .surveyMakers) { visit in
            let survey = try await ChangeAddress(house: house).send(by: visit)
            return try Self.back(visit, survey, visit.t("De uitnodiging gaat zo weg."))
        }
        routes.post(one + "/uitkomst", access: .surveyMakers) { visit in
            let word = visit.form.text("uitkomst")
            let outcome = word.flatMap(Outcome.init(rawValue:))
            guard word == nil || outcome.map(Outcome.byHand.contains) == true else {
                throw WebError.badRequest(Text("Kies een van de mogelijkheden."))
            }
            let survey = try await ChangeAddress(house: house).judge(outcome, by: visit)
            return try Self.back(visit, survey, visit.t("De uitkomst is gezet."))
        }
        routes.post(one + "/notitie", access: .surveyMakers) { visit in
            let state = AddressAction.note.read(visit.form)
            guard state.isValid else {
                return try await Self.page(visit, house, AddressAction(form: AddressAction.note, state: state))
            }
            let survey = try await ChangeAddress(house: house).note(state["notitie"], by: visit)
            return try Self.back(visit, survey, visit.t("De notitie is bewaard."))
        }
        routes.post(one + "/weigering", access: .surveyMakers) { visit in
            let state = RefusalForm.staff.read(visit.form)
            guard state.isValid, let way = Contact.Way(rawValue: state["manier"]) else {
                return try await Self.page(visit, house, AddressAction(form: RefusalForm.staff, state: state))
            }
            let survey = try await Refuse(house: house).byStaff(
                RefusalReason(rawValue: state["reden"]) ?? .unsaid, way: way, note: state.optional("woorden"),
                never: state.isOn("nooit"), by: visit)
            return try Self.back(visit, survey, visit.t("Opgeschreven. Dit adres krijgt geen mail meer."))
        }
        routes.post(one + "/toch", access: .surveyMakers) { visit in
            let survey = try await Refuse(house: house).returned(by: visit)
            return try Self.back(visit, survey, visit.t("Dit adres doet weer mee."))
        }
    }

    private static func back(_ visit: Visit, _ survey: Survey, _ notice: String) throws -> Reply {
        .redirect(to: survey.path("adressen/\(try visit.number("adres"))"), notice: notice)
    }

    private static func page(_ visit: Visit, _ house: House, _ refused: AddressAction? = nil) async throws -> Reply {
        try await house.database.read { db in
            let (survey, address) = try address(visit, SurveyAccess.makers, in: db)
            let log = try Contact.log(of: address.id, in: db)
            let page = AddressPage(
                visit: visit, survey: survey, address: address, log: log, names: try names(log, in: db),
                refused: refused)
            return page.reply
        }
    }

    static func survey(_ visit: Visit, _ house: House, _ roles: Set<MunicipalRole> = SurveyAccess.makers) async throws
        -> Survey
    {
        try await house.database.read { db in try Survey.found(visit, roles, in: db) }
    }

    static func address(_ visit: Visit, _ roles: Set<MunicipalRole>, in db: any SQLConnection) throws -> (
        Survey, Address
    ) {
        let survey = try Survey.found(visit, roles, in: db)
        guard let address = try Address.find(number: visit.number("adres"), of: survey, in: db) else {
            throw WebError.notFound
        }
        return (survey, address)
    }

    static func names(_ log: [Contact], in db: any SQLConnection) throws -> [String: String] {
        let ids = Set(log.compactMap { $0.person?.text }).sorted()
        var names: [String: String] = [:]
        for row in try db.rows("SELECT id, name FROM person WHERE id IN (\(list: ids))") {
            names[try row("id")] = try row("name")
        }
        return names
    }

    /// Keeps the form with what is wrong when the address cannot be saved.
    private static func save(
        _ visit: Visit, _ house: House, _ body: (FormState) async throws -> String
    ) async throws -> Reply {
        var state = AddressForm.read(visit.form)
        if state.isValid {
            do {
                let path = try await body(state)
                return .redirect(to: path, notice: visit.t("Opgeslagen."))
            } catch let failure as ChangeAddress.Failure {
                switch failure {
                case .isKnown: state.addError("email", Text("Dit e-mailadres staat al in de lijst."))
                case .optedOut: state.addError("email", Text("Deze persoon wil geen enquêtes van de gemeente."))
                case .unknownGroup: state.addError("groep", Text("De enquête loopt al. Kies een groep die er al is."))
                }
            }
        }
        let (survey, address) = try await house.database.read { db in
            let survey = try Survey.found(visit, SurveyAccess.makers, in: db)
            let number = visit.parameters["adres"] == nil ? nil : try visit.number("adres")
            return (survey, try number.flatMap { try Address.find(number: $0, of: survey, in: db) })
        }
        return AddressPage.form(visit, survey, address, state, status: 400)
    }
}
