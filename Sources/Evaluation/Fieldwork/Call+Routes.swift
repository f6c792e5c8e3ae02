import Community
import Core
import Storage
import Web

extension FieldworkPart {
    func callRoutes(_ routes: Routes) {
        let house = self.house
        let path = "/enquetes/{enquete}/veldwerk/bellen"
        routes.post(path, access: .surveyCallers) { visit in
            let number = try await RecordCall(house: house).next(by: visit)
            return try Self.onward(visit, number)
        }
        let one = path + "/{adres}"
        routes.get(one, access: .surveyCallers) { visit in try await Self.call(visit, house) }
        routes.post(one, access: .surveyCallers) { visit in
            let survey = try await Self.survey(visit, house, SurveyAccess.callers)
            var state = CallForm.form(survey.mode).read(visit.form)
            CallForm.check(&state, today: visit.today)
            guard state.isValid, let result = CallResult(rawValue: state["hoe"]) else {
                return try await Self.call(visit, house, state)
            }
            do {
                _ = try await RecordCall(house: house).perform(result, state, by: visit)
            } catch RecordCall.Failure.taken {
                state.addError("hoe", Text("Je had dit adres niet meer. Neem het opnieuw, of bel de volgende."))
                return try await Self.call(visit, house, state)
            }
            guard visit.form["verder"] != "klaar" else {
                return .redirect(to: survey.path("veldwerk"), notice: visit.t("Het gesprek is bewaard."))
            }
            return try Self.onward(visit, try await RecordCall(house: house).next(by: visit))
        }
        routes.post(one + "/terug", access: .surveyCallers) { visit in
            let survey = try await RecordCall(house: house).release(by: visit)
            return .redirect(to: survey.path("veldwerk"), notice: visit.t("Dit adres is weer vrij."))
        }
    }

    private static func onward(_ visit: Visit, _ number: Int?) throws -> Reply {
        let survey = "/enquetes/\(try visit.number("enquete"))/veldwerk"
        guard let number else {
            return .redirect(to: survey, notice: visit.t("Er is nu niemand meer om te bellen."))
        }
        return .redirect(to: survey + "/bellen/\(number)")
    }

    /// A caller sees an address that is theirs now; anybody else is sent back to the list.
    private static func call(_ visit: Visit, _ house: House, _ state: FormState? = nil) async throws -> Reply {
        try await house.database.read { db in
            let (survey, address) = try Self.address(visit, SurveyAccess.callers, in: db)
            let isOurs = try CallList.isOurs(address, person: try visit.person(), now: visit.now, in: db)
            guard isOurs || state != nil else {
                return .redirect(
                    to: survey.path("veldwerk"), notice: visit.t("Je had dit adres niet meer. Bel de volgende."))
            }
            return CallPages(
                visit: visit, survey: survey, address: address, log: try Contact.log(of: address.id, in: db),
                attempts: try CallList.attempts(address, in: db)
            ).page(state, status: state == nil ? 200 : 400)
        }
    }
}
