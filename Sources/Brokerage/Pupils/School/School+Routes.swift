import Community
import Core
import Formats
import Services
import Storage
import Web

/// The pages of a school, for the people who work there.
struct SchoolRoutes: Sendable {
    let house: House
    static let base = "/school/{school}"
    private static let fileLimit = 2_500_000

    func register(_ routes: Routes) {
        invitationRoutes(routes)
        routes.get("/school", access: .signedIn) { visit in
            let person = try visit.person()
            let schools = try await house.database.read { db in try School.of(person, in: db) }
            guard let first = schools.first else {
                return try await house.database.read { db in try NoSchoolPage(visit, in: db).reply }
            }
            return schools.count == 1
                ? .redirect(to: first.path)
                : visit.simplePage(
                    visit.t("Scholen"), "<ul>\(schools, { "<li><a href=\"\($0.path)\">\($0.name)</a></li>" })</ul>")
        }
        routes.get(Self.base, access: .signedIn) { visit in try await overview(visit) }
        routes.post(Self.base + "/mensen", access: .signedIn) { visit in
            let state = SchoolPages.contactForm.read(visit.form)
            guard state.isValid else { return try await overview(visit, contact: state) }
            try await house.database.write { db in
                let school = try School.entered(by: visit, in: db)
                try InviteSchool(house: house).invite(
                    state["email"], name: state["naam"], to: school, by: visit, in: db)
            }
            return .redirect(to: visit.path.dropLastPart, notice: visit.t("De uitnodiging is verstuurd."))
        }
        routes.post(Self.base + "/mensen/{mens}/weg", access: .signedIn) { visit in
            let id = try visit.parameter("mens")
            guard visit.form["zeker"] != nil else { return try await pages(visit).overview(contact: nil, unsure: id) }
            let (school, isGone) = try await house.database.write { db in
                let school = try School.entered(by: visit, in: db)
                return (school, try RemoveSchoolContact(house: house, visit: visit).perform(id, of: school, in: db))
            }
            return .redirect(to: isGone ? School.home : school.path, notice: visit.t("De toegang is weg."))
        }
        listRoutes(routes)
        ClassRoutes(house: house).register(routes)
    }

    private func invitationRoutes(_ routes: Routes) {
        let path = "/school/uitnodiging/{sleutel}"
        let work = InviteSchool(house: house)
        routes.get(path, access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let offer = try await house.database.read { [now = visit.now] db in try work.look(secret, now: now, in: db)
            }
            return SchoolInvitationPages(visit: visit).offer(offer, secret: secret)
        }
        routes.post(path, access: .secretLink) { visit in
            let secret = try visit.parameter("sleutel")
            let offer = try await house.database.write { db in try work.accept(secret, by: visit, in: db) }
            guard let offer else { return SchoolInvitationPages(visit: visit).offer(nil, secret: secret) }
            let home = offer.school.path
            let isSame = visit.actor.email?.lowercased() == offer.contact.email
            return .redirect(
                to: isSame ? home : Query([("terug", home)]).url("/inloggen"),
                notice: visit.t("Welkom. Log in met \(offer.contact.email)."))
        }
    }

    private func listRoutes(_ routes: Routes) {
        routes.get(Self.base + "/inlezen", access: .signedIn) { visit in
            try await pages(visit).upload(nil)
        }
        routes.get(Self.base + "/inlezen/voorbeeld.csv", access: .signedIn) { visit in
            _ = try await pages(visit)
            return .download(PupilListText.example, name: "klassenlijst.csv", type: "text/csv; charset=utf-8")
        }
        routes.post(Self.base + "/inlezen", access: .signedIn, bodyLimit: Self.fileLimit) { visit in
            let pages = try await pages(visit)
            guard let round = pages.view.open else { throw WebError.notFound }
            guard let file = visit.files["bestand"], !file.bytes.isEmpty else {
                return pages.upload(Text("Kies eerst een bestand."))
            }
            do {
                let list = try PupilList(file.bytes)
                let school = pages.view.school
                let plan = try await house.database.read { db in
                    try PupilListPlan(list, school: school.id, round: round.id, in: db)
                }
                return ListPreviewPage(visit: visit, school: school, round: round, list: list, plan: plan).reply
            } catch let refusal as ImportRefusal {
                return pages.upload(refusal.reason)
            }
        }
        routes.post(Self.base + "/inlezen/klaar", access: .signedIn, bodyLimit: Self.fileLimit) { visit in
            let list: PupilList
            do {
                list = try PupilList(Array((visit.form["lijst"] ?? "").utf8))
            } catch let refusal as ImportRefusal {
                return try await pages(visit).upload(refusal.reason)
            }
            let number = visit.form.int("ronde")
            let (school, report) = try await house.database.write { db in
                let school = try School.entered(by: visit, in: db)
                guard let number,
                    let round = try PupilRound.find(number: number, municipalities: [school.municipality], in: db),
                    round.state == .open
                else { throw WebError.notFound }
                let take = TakePupils(house: house, visit: visit, school: school, round: round)
                return (school, try take.perform(list, in: db))
            }
            return .redirect(
                to: "\(school.path)?ronde=\(number ?? 0)",
                notice: Self.words(report, visit.t).joined(separator: ", ") + ".")
        }
    }

    /// What came of a list.
    private static func words(_ report: TakePupils.Report, _ t: Texts) -> [String] {
        var words = [t.plural(report.added, "1 leerling erbij", "\(report.added) leerlingen erbij")]
        if report.moved > 0 {
            words.append(t.plural(report.moved, "1 naar een andere klas", "\(report.moved) naar een andere klas"))
        }
        words += [
            t.plural(report.changed, "1 veranderd", "\(report.changed) veranderd"),
            t.plural(report.unchanged, "1 hetzelfde", "\(report.unchanged) hetzelfde"),
        ]
        if report.levels > 0 {
            words.append(
                t.plural(report.levels, "1 klas met een ander niveau", "\(report.levels) klassen met een ander niveau"))
        }
        if report.unclear > 0 {
            words.append(t.plural(report.unclear, "1 overgeslagen", "\(report.unclear) overgeslagen"))
        }
        return words + [t.plural(report.mailed, "1 ouder kreeg een mail", "\(report.mailed) ouders kregen een mail")]
    }

    private func overview(_ visit: Visit, contact: FormState? = nil) async throws -> Reply {
        try await pages(visit).overview(contact: contact)
    }

    private func pages(_ visit: Visit) async throws -> SchoolPages {
        SchoolPages(visit: visit, view: try await house.database.read { db in try SchoolView(visit, in: db) })
    }
}

extension String {
    /// The path one part higher.
    var dropLastPart: String {
        guard let slash = lastIndex(of: "/") else { return self }
        return String(self[..<slash])
    }
}

/// A list that was read, as a file again: what a preview shows is what goes in.
enum PupilListText {
    private static let header = ["naam", "klas", "niveau", "onder 16", "mail ouder"]

    /// A list of two to fill in further.
    static let example = CSVWriter.write(
        header: header,
        rows: [
            ["Sanne de Vries", "3A", "3 havo", "ja", "ouder@voorbeeld.nl"], ["Bram Visser", "3A", "3 havo", "nee", ""],
        ])

    static func csv(_ list: PupilList) -> [UInt8] {
        CSVWriter.write(
            header: header,
            rows: list.entries.map {
                [$0.name, $0.className, $0.level, $0.isUnder16 ? "ja" : "nee", $0.guardianEmail ?? ""]
            }, mark: false)
    }
}
