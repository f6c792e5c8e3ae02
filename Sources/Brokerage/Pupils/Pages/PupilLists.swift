import Core
import Web

/// What a pupil chose: the list, that of the group and the own one beside it.
struct PupilLists {
    let pages: PupilPages
    private var visit: Visit { pages.visit }
    private var view: PupilView { pages.view }
    private var path: String { pages.path }
    private var t: Texts { pages.t }
    private var round: PupilRound { pages.round }
    private var canChange: Bool { round.takesWishes(on: visit.today) }

    func markup(_ group: FormState?) -> HTML {
        guard view.group != nil else {
            return list(view.wishes, t("Mijn lijst"), id: "wensen") + groupCard(group)
        }
        let words: HTML =
            "<p class=\"small\">\(t("Voor als jullie groepje geen plek krijgt. Dan telt deze lijst in de tweede ronde."))</p>"
        return list(view.wishes, t("De lijst van jullie groepje"), id: "wensen")
            + list(view.ownWishes, t("Jouw eigen lijst"), id: "eigen-wensen", isOwn: true, words) + groupCard(group)
    }

    private func list(
        _ wishes: [PlaceWithName], _ title: String, id: String, isOwn: Bool = false, _ words: HTML = .empty
    )
        -> HTML
    {
        let count = wishes.count
        let rows: HTML = "\(wishes.enumerated(), { index, item in row(index, item, count) })"
        let list: HTML =
            count == 0
            ? "<p>\(t("Er staat nog niets op je lijst."))</p>"
            : "<ol class=\"plain stack\">\(rows)</ol>"
        let order: HTML =
            canChange && count > 1
            ? "<p class=\"row\"><button class=\"quiet\">\(t("Zet op deze volgorde"))</button></p>" : .empty
        let own: HTML =
            isOwn ? "<input type=\"hidden\" name=\"lijst\" value=\"\(PupilRoutes.own)\">" : .empty
        let form: HTML = canChange ? visit.form(action: path + "/wensen", classes: "stack", own + list + order) : list
        let few: HTML =
            canChange && !isOwn && count < round.wishesMin
            ? Part.notice(
                t.plural(
                    round.wishesMin - count, "Kies nog ten minste 1 plek.",
                    "Kies nog ten minste \(round.wishesMin - count) plekken.")) : .empty
        let search = isOwn ? t("Zoek plekken voor jou alleen") : t("Zoek plekken")
        let address = path + "/plekken" + (isOwn ? "?lijst=" + PupilRoutes.own : "")
        let browse: HTML = canChange ? "<p>\(Part.button(search, address, quiet: isOwn))</p>" : .empty
        return Part.card(title, id: id, words + few + form + browse)
    }

    private func row(_ index: Int, _ item: PlaceWithName, _ count: Int) -> HTML {
        let number = item.place.number
        let name = item.place.title
        let options: HTML = """
            \((1...max(1, count)), { "<option value=\"\($0)\"\(flag: "selected", $0 == index + 1)>\($0)</option>" })
            """
        let select: HTML = """
            <select name="plek-\(number)" class="compact" aria-label="\(t("Plaats op je lijst van \(name)"))">\(options)</select>
            """
        func button(_ word: String, _ sign: String, _ label: String) -> HTML {
            "<button class=\"quiet compact\" name=\"doe\" value=\"\(word)-\(number)\" aria-label=\"\(label)\">\(sign)</button>"
        }
        let up: HTML = index > 0 ? button("hoger", "↑", t("\(name) hoger zetten")) : .empty
        let down: HTML = index + 1 < count ? button("lager", "↓", t("\(name) lager zetten")) : .empty
        let away = button("weg", "✕", t("\(name) weghalen"))
        let tools: HTML = canChange ? "<span class=\"wish-tools\">\(select)\(up)\(down)\(away)</span>" : .empty
        return """
            <li class="row apart"><span><strong>\(index + 1). \(name)</strong><br><span class="small soft">\(item.organisation), \(item.place.place)</span>\(doubt(item))</span>\(tools)</li>
            """
    }

    /// Why a place on a list does not count, as it stands.
    private func doubt(_ item: PlaceWithName) -> HTML {
        let state: PupilPlace.State = item.hasStopped ? .withdrawn : item.place.state
        let words: String? =
            switch state {
            case .approved: nil
            case .submitted:
                canChange
                    ? t(
                        "De organisatie veranderde deze plek. Ze telt pas weer mee als de centrale ja zegt. Zet er voor de zekerheid nog een plek bij."
                    )
                    : t("De centrale kijkt deze plek nog na.")
            case .returned, .withdrawn:
                canChange ? t("Deze plek telt niet mee. Kies liever een andere.") : t("Deze plek telde niet mee.")
            }
        return "\(words, { "<br>\(Part.chip(t("telt nu niet mee"), .wait)) <span class=\"small\">\($0)</span>" })"
    }

    private func groupCard(_ state: FormState?) -> HTML {
        guard canChange else { return .empty }
        let why: HTML = """
            <p class="small soft">\(t("Samen met vrienden kan alleen op een plek voor een groepje. Kiezen jullie los van elkaar, dan kunnen we niet beloven dat je samen blijft: met duo’s bestaat er soms geen eerlijke verdeling.")) \(view.group == nil ? t("Krijgt een groepje geen plek, dan telt ieders eigen lijst pas in de tweede ronde, voor plekken die dan nog vrij zijn.") : "")</p>
            """
        let shown = state ?? PupilPages.groupForm.filled()
        let content: HTML
        if let group = view.group {
            let names = view.friends.map(\.firstName).joined(separator: ", ")
            content = """
                <p>\(t("De code van jullie groepje is")) <strong>\(group.code)</strong></p>\
                <p>\(names.isEmpty ? t("Je zit er nog alleen in. Geef de code aan je vrienden.") : t("Met jou samen: \(names)."))</p>\
                <p class="small">\(t("Jullie delen één lijst en één lotnummer. Zit je aan het eind alleen in het groepje, dan telt je eigen lijst. Krijgt jullie groepje geen plek, dan telt je eigen lijst in de tweede ronde, voor plekken die dan nog vrij zijn."))</p>\
                \(visit.buttonForm(action: path + "/groepje", label: t("Stap eruit"), fields: [("doe", "eruit")]))
                """
        } else {
            content = """
                \(visit.buttonForm(action: path + "/groepje", label: t("Begin een groepje"), fields: [("doe", "nieuw")]))\
                \(visit.form(action: path + "/groepje", classes: "stack", """
                \(visit.errorSummary(PupilPages.groupForm, shown))<input type="hidden" name="doe" value="erbij">\(visit.fields(PupilPages.groupForm, shown))\
                <p class="row"><button class="quiet">\(t("Doe mee"))</button></p>
                """))
                """
        }
        return Part.card(t("Samen met vrienden"), content + why)
    }
}
