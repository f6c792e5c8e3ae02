import Core
import Web

/// The small forms beside the addresses, and what a person sent of one of them that cannot be done.
struct AddressAction {
    let form: Form
    let state: FormState

    static let note = Form([Field("notitie", Text("Notitie"), .area(rows: 3), limit: 1000)])

    /// - Parameter count: of the addresses that go.
    static func empty(_ count: Int) -> Form {
        Form([Field("zeker", Text("Ja, verwijder alle \(count) adressen."), .checkbox)])
    }

    /// The state of this form: as it was sent when this was the one, else as given.
    static func state(_ form: Form, _ refused: AddressAction?, else filled: FormState) -> FormState {
        refused.map { $0.form.fields.map(\.name) == form.fields.map(\.name) ? $0.state : filled } ?? filled
    }
}
