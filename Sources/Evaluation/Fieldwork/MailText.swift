import Core
import Storage

/// The words of a mail about a survey, with signs that are filled in for each reader.
struct MailText: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case invitation = "uitnodiging"
        case reminder = "herinnering"

        var label: Text {
            switch self {
            case .invitation: Text("Uitnodiging")
            case .reminder: Text("Herinnering")
            }
        }

        /// In the outbox.
        var mailKind: String { "enquete-" + rawValue }
        var contact: Contact.Kind { self == .invitation ? .invited : .reminded }
    }

    var subject: String
    var body: String

    /// Signs a maker may use, in their order on the page.
    static let signs = ["naam", "organisatie", "titel", "doel", "sluit", "gemeente"]

    static func standard(_ kind: Kind, _ t: Texts) -> MailText {
        switch kind {
        case .invitation:
            MailText(
                subject: t("Wil je meedoen? {{titel}}"),
                body: t(
                    "Beste {{naam}},\n\nGemeente {{gemeente}} wil graag van je horen. Vul je onze vragenlijst “{{titel}}” in?\n\n{{doel}}\n\nJe kunt meedoen tot en met {{sluit}}. Je mag tussendoor stoppen en later verdergaan."
                ))
        case .reminder:
            MailText(
                subject: t("Doe je nog mee? {{titel}}"),
                body: t(
                    "Beste {{naam}},\n\nEen week geleden vroegen we je om mee te doen met “{{titel}}”. We hebben nog geen antwoord van je. Dat kan nog tot en met {{sluit}}.\n\nHeb je intussen meegedaan? Dank je wel, dan hoef je niets te doen."
                ))
        }
    }

    /// The text of the survey in this language, or the standard one.
    static func of(_ survey: Survey.Identity, _ kind: Kind, _ t: Texts, in db: any SQLConnection) throws -> MailText {
        let row = try db.first(
            """
            SELECT subject, body FROM survey_mail_text
            WHERE survey_id = \(survey) AND kind = \(kind) AND language = \(t.language)
            """)
        return try row.map { MailText(subject: try $0("subject"), body: try $0("body")) } ?? standard(kind, t)
    }

    func save(_ survey: Survey.Identity, _ kind: Kind, _ language: Language, now: Moment, in db: any SQLConnection)
        throws
    {
        try db.run(
            """
            INSERT INTO survey_mail_text (survey_id, kind, language, subject, body, changed_at)
            VALUES (\(survey), \(kind), \(language), \(subject), \(body), \(now))
            ON CONFLICT (survey_id, kind, language) DO UPDATE SET subject = \(subject), body = \(body), changed_at = \(now)
            """)
    }
}
