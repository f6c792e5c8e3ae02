import Community
import Core
import Services
import Storage
import Web

/// Who fills in a survey by the open link may mail the way back to themselves. The address is in that mail and nowhere
/// else; the outbox forgets what it says once it left, and the mail itself goes after a week.
struct RespondMail: Sendable {
    let house: House

    static let kind = "enquete-eigen-link"

    static let form = Form([.email("email", Text("Je e-mailadres"))])

    /// What stands in the form.
    struct Asked: Sendable {
        var state = FormState()
        var isSent = false
    }

    /// Mails the link of this door.
    func send(_ email: String, _ view: RespondView, language: Language, in db: any SQLConnection) throws {
        let t = house.t(language)
        var blocks: [Mail.Block] = [
            .paragraph(t("Je vroeg ons om deze link. Hiermee ga je verder met de vragenlijst waar je was gebleven.")),
            .button(label: t("Ga verder met de vragenlijst"), url: house.origin + view.door.base),
        ]
        if let day = view.survey.closesOn { blocks.append(.paragraph(t("Meedoen kan tot en met \(t.longDate(day))."))) }
        blocks.append(
            .small(t("Wij bewaren je adres niet bij je antwoorden. Vroeg je niets? Dan kun je deze mail weggooien.")))
        try house.mail(
            Mail(
                to: email, subject: t("Verder met de vragenlijst van gemeente \(view.place)"), kind: Self.kind,
                language: language, isSecret: true, blocks), in: db)
    }
}
