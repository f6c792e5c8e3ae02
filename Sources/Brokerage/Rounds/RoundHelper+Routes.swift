import Community
import Core
import Services
import Storage
import Web

/// The page of one interviewer or walker, for the centre: the link, what is done, and letting go.
struct RoundHelperRoutes: Sendable {
    let house: House
    let base: String
    /// The trajectory or round in the path, of this centre.
    let whole: @Sendable (Visit, any SQLConnection) throws -> RoundHelperWork.Whole

    init(
        house: House, base: String,
        whole: @escaping @Sendable (Visit, any SQLConnection) throws -> RoundHelperWork.Whole
    ) {
        self.house = house
        self.base = base
        self.whole = whole
    }

    func register(_ routes: Routes) {
        let path = base + "/{hulp}"
        routes.get(path, access: .centre) { visit in
            // Whoever sees the link can use it: looking stands in the log.
            let (helper, whole) = try await house.database.write { db in
                let (helper, whole) = try find(visit, in: db)
                try house.record(
                    Audit.Event("rondelink-bekeken", "rondehulp", helper.id.text, municipality: helper.municipality),
                    by: visit, in: db)
                return (helper, whole)
            }
            let secret = RoundKeys(house: house).secret(of: helper)
            return RoundHelperPage(visit: visit, helper: helper, whole: whole).reply(
                link: secret.map { house.origin + RoundKeys.path($0) })
        }
        routes.post(path + "/link", access: .centre) { visit in
            try await house.database.write { db in
                let (helper, whole) = try find(visit, in: db)
                try RoundHelperWork(house: house, visit: visit).renew(helper, whole, in: db)
            }
            return .redirect(
                to: visit.path.dropLastPart, notice: visit.t("Er is een nieuwe link. De oude werkt niet meer."))
        }
        routes.post(path + "/stop", access: .centre) { visit in
            try await house.database.write { db in
                try RoundHelperWork(house: house, visit: visit).stop(find(visit, in: db).helper, in: db)
            }
            return .redirect(to: visit.path.dropLastPart, notice: visit.t("Gestopt. De link werkt niet meer."))
        }
    }

    private func find(_ visit: Visit, in db: any SQLConnection) throws -> (
        helper: RoundHelper, whole: RoundHelperWork.Whole
    ) {
        let whole = try whole(visit, db)
        let number = try visit.number("hulp")
        let all: [RoundHelper]
        switch whole {
        case .trajectory(let trajectory): all = try RoundHelper.all(of: trajectory.id, in: db)
        case .round(let round): all = try RoundHelper.all(of: round.id, in: db)
        }
        guard let helper = all.first(where: { $0.number == number }) else { throw WebError.notFound }
        return (helper, whole)
    }
}

struct RoundHelperPage {
    let visit: Visit
    let helper: RoundHelper
    let whole: RoundHelperWork.Whole
    private var t: Texts { visit.t }

    func reply(link: String?) -> Reply {
        let back: String
        let kind: String
        switch whole {
        case .trajectory(let trajectory):
            back = trajectory.path
            kind = t("Gespreksvoerder")
        case .round(let round):
            back = round.path
            kind = t("Loper")
        }
        let name = RoundText.name(helper.name, t)
        var facts: [(String, HTML)] = []
        if let phone = helper.phone {
            facts.append((t("Telefoonnummer"), "<a href=\"tel:\(RoundMarkup.dial(phone))\">\(phone)</a>"))
        }
        if let email = helper.email { facts.append((t("E-mailadres"), "\(email)")) }
        facts.append((t("Sinds"), "\(t.date(helper.createdAt.day))"))
        let door: HTML =
            helper.isActive
            ? "\(link, { "<p>\(t("De eigen pagina, zonder account:"))</p><p class=\"code\"><a href=\"\($0)\">\($0)</a></p><p class=\"small soft\">\(t("Druk deze pagina af, of stuur de link in een bericht. Wie de link heeft, ziet wat deze persoon ziet."))</p>" })"
            : Part.notice(t("Gestopt. De link werkt niet meer."))
        let actions: HTML =
            helper.isActive && whole.isRunning
            ? """
            <p class="row no-print">\(visit.buttonForm(action: visit.path + "/link", label: t("Maak een nieuwe link")))\
            \(visit.buttonForm(action: visit.path + "/stop", label: t("Stop met deze persoon")))</p>
            """ : .empty
        return visit.page(
            name, head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><p class="no-print"><a href="\(back)"\(attribute: "lang", t.typed)>\(whole.name)</a></p>\
            <p class="soft">\(kind)</p><h1\(attribute: "lang", t.typed)>\(name)</h1>\(Part.card(nil, "\(Part.facts(facts))\(door)"))\(actions)</div>
            """)
    }
}
