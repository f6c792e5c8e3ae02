import Community
import Core
import Storage
import Web

/// The messages of an application, one under the other, each with who wrote it and when.
struct ThreadMarkup {
    let t: Texts
    let today: Day
    /// Who looks at it.
    let reader: ApplicationMessage.Author
    let dossier: ApplicationDossier

    func markup(_ messages: [ApplicationMessage]) -> HTML {
        let application = dossier.application
        let first = bubble(
            .applicant, application.message, at: application.confirmedAt ?? application.createdAt, byMail: false)
        return """
            <ol class="thread">\(first)\(messages, { message in
                bubble(message.author, message.body, at: message.createdAt, byMail: message.channel == .mail)
            })</ol>
            """
    }

    private func bubble(_ author: ApplicationMessage.Author, _ body: String, at moment: Moment, byMail: Bool) -> HTML {
        let isOwn = author == reader
        return """
            <li class="\(isOwn ? "own" : "other")"><p class="small soft"><strong>\(name(author))</strong> · \(t.dateTime(moment))\
            \(if: byMail, " · \(t("per mail"))")</p>\(body.isEmpty ? "<p class=\"soft\">\(t("Dit bericht is gewist."))</p>" : HTML(paragraphs: body))</li>
            """
    }

    private func name(_ author: ApplicationMessage.Author) -> String {
        if author == reader, reader == .applicant { return t("Jij") }
        return author == .applicant ? dossier.application.name : dossier.organisation.name
    }
}
