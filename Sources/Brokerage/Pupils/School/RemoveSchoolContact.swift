import Community
import Core
import Services
import Storage
import Web

/// Takes the access of somebody to a school away, or an invitation back.
struct RemoveSchoolContact: Sendable {
    let house: House
    let visit: Visit

    /// - Returns: whether the visitor left the school by it.
    /// - Throws: `WebError.badRequest` for the last one of a school, who would leave the pupils to nobody.
    func perform(_ id: String, of school: School, in db: any SQLConnection) throws -> Bool {
        let contacts = try SchoolContact.all(of: school.id, in: db)
        guard let contact = contacts.first(where: { $0.id == id }) else { throw WebError.notFound }
        guard contact.mayBeRemoved(from: contacts, by: visit) else {
            throw WebError.badRequest(Text("Je bent de enige van deze school. Nodig eerst een collega uit."))
        }
        try db.run("DELETE FROM school_contact WHERE id = \(id) AND school_id = \(school.id)")
        try Tokens.revoke(subject: id, purpose: InviteSchool.purpose, now: visit.now, in: db)
        try house.record(
            Audit.Event("schoolcontact-weggehaald", "schoolcontact", id, municipality: school.municipality), by: visit,
            in: db)
        return contact.isOwn(visit)
    }
}

extension SchoolContact {
    func isOwn(_ visit: Visit) -> Bool { person != nil && person == visit.actor.person }

    /// Nobody leaves while no colleague works with the school.
    func mayBeRemoved(from contacts: [SchoolContact], by visit: Visit) -> Bool {
        !isOwn(visit) || contacts.contains { $0.id != id && $0.joinedAt != nil }
    }

    /// Who works with a school, and who did not answer the invitation yet, each with a button to take the access away.
    ///
    /// - Parameters:
    ///   - path: where the buttons go.
    ///   - unsure: whom somebody wanted to take away without saying to be sure.
    static func list(_ contacts: [SchoolContact], _ visit: Visit, at path: String, unsure: String?) -> HTML {
        let t = visit.t
        return """
            <ul class="plain">\(contacts, { contact in
                """
                <li>\(contact.name)\(if: contact.joinedAt == nil, " \(Part.chip(t("uitgenodigd"), .wait))")<br>\
                <span class="small soft">\(contact.email)</span>\(contact.remove(contacts, visit, path, contact.id == unsure))</li>
                """
            })</ul>
            """
    }

    private func remove(_ contacts: [SchoolContact], _ visit: Visit, _ path: String, _ isUnsure: Bool) -> HTML {
        guard mayBeRemoved(from: contacts, by: visit) else { return .empty }
        let t = visit.t
        let warning: HTML = isUnsure ? Part.notice(t("Zet een vinkje als je het zeker weet."), .bad) : .empty
        let form = visit.form(
            action: "\(path)/\(id.percentEncoded)/weg", classes: "stack",
            """
            \(warning)<label class="tick"><input type="checkbox" name="zeker" value="ja"><span>\(t("Ja, \(name) hoeft de leerlingen niet meer te zien."))</span></label>\
            <p class="row"><button class="quiet">\(t("Haal de toegang weg"))</button></p>
            """)
        return """
            <details\(flag: "open", isUnsure)><summary class="small">\(t("Toegang van \(name) weghalen"))</summary>\(form)</details>
            """
    }
}
