import Core
import OpenID
import Web

extension Community {
    func staffDoorRoutes(_ routes: Routes, _ limits: SignInLimits) {
        let door = StaffSignIn(house: house)
        let second = SecondStep(house: house)
        let doors = house.openID.map(\.settings)
        routes.get("/inloggen/medewerker", access: .everyone) { visit in
            StaffPages(visit: visit, doors: doors).password(
                StaffPages.form.filled(), back: ReturnPath.checked(visit.query[ReturnPath.field]))
        }
        routes.post("/inloggen/medewerker", access: .everyone) { visit in
            let back = ReturnPath.checked(visit.form[ReturnPath.field])
            var state = StaffPages.form.read(visit.form)
            guard state.isValid else { return StaffPages(visit: visit, doors: doors).password(state, back: back) }
            try limits.proof(visit)
            let password = visit.form["wachtwoord"] ?? ""
            let next = try await SteadyPace.run { [email = state["email"]] in
                try await door.begin(email: email, password: password, back: back, visit: visit)
            }
            if let next { return Self.page(next, visit) }
            state.addError("wachtwoord", Self.refusal)
            return StaffPages(visit: visit, doors: doors).password(state, back: back)
        }
        routes.post("/inloggen/medewerker/code", access: .everyone) { visit in
            let token = visit.form["stap"] ?? ""
            let isPaper = visit.form["herstelcode"] != nil
            let form = isPaper ? StaffPages.paperForm : StaffPages.codeForm
            var state = form.read(visit.form)
            if state.isValid {
                try limits.proof(visit)
                let typed = state[isPaper ? "herstelcode" : "code"]
                switch try await second.finish(token, isPaper ? .paper(typed) : .app(typed), visit: visit) {
                case .signedIn(let entry): return .signedIn(entry)
                case .expired: return StaffPages(visit: visit).expired()
                case .wrong: state.addError(isPaper ? "herstelcode" : "code", Self.wrongCode)
                }
            }
            return StaffPages(visit: visit).code(
                token, code: isPaper ? StaffPages.codeForm.filled() : state,
                paper: isPaper ? state : StaffPages.paperForm.filled())
        }
        for page in ["code", "instellen", "klaar"] {
            // These pages answer a form; whoever reloads or types the address starts at the door.
            routes.get("/inloggen/medewerker/\(page)", access: .everyone) { _ in .redirect(to: "/inloggen/medewerker") }
        }
    }

    /// One text for all refusals: it must not tell which address exists, or which account is locked.
    private static let refusal = Text(
        "Dit e-mailadres en wachtwoord horen niet bij elkaar, of het account is even op slot.")
    static let wrongCode = Text("Deze code klopt niet, is al gebruikt, of het account is even op slot.")

    static func page(_ next: StaffSignIn.Next, _ visit: Visit) -> Reply {
        switch next {
        case .code(let token):
            StaffPages(visit: visit).code(
                token, code: StaffPages.codeForm.filled(), paper: StaffPages.paperForm.filled())
        case .enrol(let view): EnrolmentPages(visit: visit).key(view, EnrolmentPages.form.filled())
        }
    }

    func enrolmentRoutes(_ routes: Routes, _ limits: SignInLimits) {
        let enrolment = Enrolment(house: house)
        routes.post("/inloggen/medewerker/instellen", access: .everyone) { visit in
            try limits.proof(visit)
            let pages = EnrolmentPages(visit: visit)
            var state = EnrolmentPages.form.read(visit.form)
            switch try await enrolment.confirm(visit.form["stap"] ?? "", typed: state["code"], visit: visit) {
            case .done(let codes, let token): return pages.codes(codes, token: token)
            case .expired: return StaffPages(visit: visit).expired()
            case .wrong(let view):
                state.addError("code", Text("Deze code klopt niet. Kijk of de klok van je telefoon gelijk loopt."))
                return pages.key(view, state)
            }
        }
        routes.post("/inloggen/medewerker/klaar", access: .everyone) { visit in
            guard let entry = try await enrolment.finish(visit.form["stap"] ?? "", visit: visit) else {
                return StaffPages(visit: visit).expired()
            }
            return .signedIn(entry)
        }
    }
}
