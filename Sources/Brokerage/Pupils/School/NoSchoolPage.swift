import Community
import Core
import Storage
import Web

/// What someone reads who is signed in and works for no school here: which address that is said of, and what to do.
struct NoSchoolPage: Sendable {
    let visit: Visit
    /// Schools that invited this address; the link in that mail was not used yet.
    let invitedBy: [String]

    init(_ visit: Visit, in db: any SQLConnection) throws {
        self.visit = visit
        invitedBy = try db.rows(
            """
            SELECT s.name FROM school s JOIN school_contact c ON c.school_id = s.id
            WHERE c.email = \(visit.actor.email?.lowercased()) AND c.person_id IS NULL ORDER BY s.sort_key, s.id
            """
        ).map { try $0("name") }
    }

    var reply: Reply {
        let t = visit.t
        let invited: HTML = """
            \(invitedBy, { "<li>\(t("\($0) heeft je uitgenodigd. Gebruik de link in die mail. Werkt die niet meer? Vraag een nieuwe."))</li>" })
            """
        let address = visit.actor.email ?? ""
        return visit.simplePage(
            t("Scholen"), intro: t("Bij jouw adres \(address) hoort geen school."),
            """
            <ul>\(invited)<li>\(t("Heb je nog een ander adres? Log uit en log in met het adres waarop je bent uitgenodigd."))</li>\
            <li>\(t("Nog geen uitnodiging? Vraag een collega die hier al werkt, of de vrijwilligerscentrale."))</li></ul>\
            <p>\(visit.site.contact)</p>\
            <div class="row">\(visit.buttonForm(action: "/uitloggen", label: t("Uitloggen")))</div>
            """)
    }
}
