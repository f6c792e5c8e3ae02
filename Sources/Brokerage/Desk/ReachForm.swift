import Community
import Core
import Web

/// The mail address and the number of somebody at the desk, to correct in the talk or on the page of the case.
enum ReachForm {
    static let email = "email"
    static let phone = "telefoon"

    static let form = Form([
        .phone(phone), .email(email, hint: Text("Leeg betekent: deze persoon heeft geen mail."), required: false),
    ])

    /// The field that tells what stood in another when the page was opened: a change of a colleague, or of the person
    /// in their account, must not be undone by a page from before it.
    static func seen(_ name: String) -> String { name + "-was" }

    /// What is kept now, as it stands in the fields.
    private static func kept(_ intake: Intake) -> [(name: String, value: String)] {
        [(email, intake.email ?? ""), (phone, intake.phone ?? "")]
    }

    /// Puts in what is kept now.
    static func fill(_ state: inout FormState, from intake: Intake) {
        for (name, value) in kept(intake) {
            state.values[name] = [value]
            state.values[seen(name)] = [value]
        }
    }

    /// What stands there as it stood was not typed now: an old number that breaks a rule of today must not hold up a
    /// talk.
    static func read(_ sent: Query) -> FormState {
        let typed = form.fields.filter { sent[$0.name] != sent[seen($0.name)] }
        var state = Form(typed).read(sent)
        for field in form.fields {
            for name in [field.name, seen(field.name)] { state.values[name] = sent.all(name) }
        }
        return state
    }

    /// What happens to one of the two.
    enum Step: Sendable, Equatable {
        case keep
        case set(String?)
        /// It is another now than the page showed.
        case conflict

        func value(after current: String?) -> String? {
            if case .set(let value) = self { value } else { current }
        }
    }

    static func emailStep(_ state: FormState, _ current: String?) -> Step {
        step(email, state, current) { Validation.email($0)?.lowercased() }
    }

    static func phoneStep(_ state: FormState, _ current: String?) -> Step {
        step(phone, state, current) { Validation.phone($0) }
    }

    private static func step(
        _ name: String, _ state: FormState, _ current: String?, _ clean: (String) -> String?
    ) -> Step {
        // A page that does not ask for it changes nothing.
        guard !state.all(name).isEmpty else { return .keep }
        let typed = state.optional(name).flatMap(clean)
        if typed == current { return .keep }
        guard !state.all(seen(name)).isEmpty else { return .set(typed) }
        if state[name] == state[seen(name)] { return .keep }
        return state.optional(seen(name)) == current ? .set(typed) : .conflict
    }

    /// Why what was typed cannot be kept, at each field, and what is kept now.
    struct Refusal: Sendable {
        let problems: [(field: String, problem: Text)]
        let intake: Intake
    }

    /// The form once more: a field that nobody touched shows what is kept now. What was typed stays beside what its page
    /// showed, so that a conflict is still told.
    static func followed(_ state: FormState, _ intake: Intake) -> FormState {
        var state = state
        for (name, value) in kept(intake) where state[name] == state[seen(name)] {
            state.values[name] = [value]
            state.values[seen(name)] = [value]
        }
        return state
    }

    /// The form once more, with what is wrong. Whoever sends it again has seen what is kept now; an old address that
    /// nobody touched must not come back as if it was typed.
    static func refused(_ state: FormState, _ refusal: Refusal) -> FormState {
        var state = followed(state, refusal.intake)
        for (name, value) in kept(refusal.intake) { state.values[seen(name)] = [value] }
        for item in refusal.problems { state.addError(item.field, item.problem) }
        return state
    }

    static func markup(_ visit: Visit, _ state: FormState, _ intake: Intake) -> HTML {
        let t = visit.t
        var hidden = HTML.empty
        for field in form.fields {
            let name = seen(field.name)
            hidden += "<input type=\"hidden\" name=\"\(name)\" value=\"\(state[name])\">"
        }
        let words = t(
            "Bij dit dossier hoort een account. Kan deze persoon daar nog in? Laat die dan daar het mailadres veranderen: zo gaat alles mee. Verander je het hier, dan horen dit dossier, de reacties van de balie en de uren niet meer bij dat account."
        )
        let account: HTML = intake.person == nil ? .empty : "<p class=\"small\">\(words)</p>"
        return "\(visit.fields(form, state))\(account)\(hidden)"
    }
}
