import Community
import Core
import Storage
import Web

/// Looking through the places, on a phone.
struct PupilPlacesPage {
    let visit: Visit
    let view: PupilView
    let path: String
    let filter: PlaceWithName.Filter
    let page: Page<PlaceWithName>
    /// For the own list of who is in a group.
    let isOwn: Bool
    private var t: Texts { visit.t }

    var reply: Reply {
        let wishes = isOwn ? view.ownWishes : view.wishes
        let chosen = Set(wishes.map(\.place.id))
        let list: HTML =
            page.items.isEmpty
            ? Part.empty(t("Niets gevonden"), t("Zoek met een ander woord of een andere tijd."))
            : "<ul class=\"plain stack\">\(page.items, { card($0, isChosen: chosen.contains($0.place.id)) })</ul>"
        let next = page.next.map { visit.url(visit.query.setting("na", to: [$0])) }
        return visit.page(
            t("Plekken"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page"><p><a href="\(path)">\(t("Terug naar je lijst"))</a></p><h1>\(t("Plekken"))</h1>\
            <p>\(t.plural(wishes.count, "Er staat 1 plek op je lijst.", "Er staan \(wishes.count) plekken op je lijst."))</p>\
            \(search)\(list)\(Part.more(t("Toon meer"), next))</div>
            """)
    }

    private var search: HTML {
        let options: HTML = """
            <option value="">\(t("Maakt niet uit"))</option>\(PupilPlace.Rhythm.allCases, { rhythm in
                "<option value=\"\(rhythm.rawValue)\"\(flag: "selected", rhythm == filter.rhythm)>\(t(rhythm.label))</option>"
            })
            """
        return """
            <form method="get" action="\(path)/plekken" class="card stack">\(if: isOwn, list)<div class="field"><label for="veld-q">\(t("Zoek"))</label>\
            <input id="veld-q" name="q" type="search"\(attribute: "value", filter.text)></div>\
            <div class="field"><label for="veld-wanneer">\(t("Wanneer"))</label><select id="veld-wanneer" name="wanneer">\(options)</select></div>\
            <p class="row"><button>\(t("Zoek"))</button></p></form>
            """
    }

    private var list: HTML { "<input type=\"hidden\" name=\"lijst\" value=\"\(PupilRoutes.own)\">" }

    private func card(_ item: PlaceWithName, isChosen: Bool) -> HTML {
        let place = item.place
        let seats =
            place.isForGroups
            ? t.plural(
                place.seats, "1 groepje tot \(place.groupSize) mensen",
                "\(place.seats) groepjes tot \(place.groupSize) mensen")
            : t.plural(place.seats, "1 plek", "\(place.seats) plekken")
        let back: HTML = """
            <input type="hidden" name="terug" value="plekken"><input type="hidden" name="q" value="\(filter.text ?? "")">\
            <input type="hidden" name="wanneer" value="\(filter.rhythm?.rawValue ?? "")"><input type="hidden" name="na" value="\(visit.query.int("na").map(String.init) ?? "")">\(if: isOwn, list)
            """
        let button: HTML =
            isChosen
            ? """
            \(Part.chip(t("Staat op je lijst"), .good)) <button class="quiet compact" name="doe" value="weg-\(place.number)" aria-label="\(t("\(place.title) weghalen"))">\(t("Haal weg"))</button>
            """
            : """
            <button class="compact" name="doe" value="erbij-\(place.number)" aria-label="\(t("Zet \(place.title) op je lijst"))">\(t("Zet op je lijst"))</button>
            """
        let add = visit.form(action: path + "/wensen", classes: "row", back + button)
        return """
            <li class="card stack" id="plek-\(place.number)"><h2\(attribute: "lang", t.typed)>\(place.title)</h2><p class="soft">\(item.organisation) · \(place.place)</p>\
            <div\(attribute: "lang", t.typed)>\(HTML(paragraphs: place.what))</div>\
            <p class="chips">\(Part.chip(t(place.rhythm.label)))\(Part.chip(seats))\(if: place.from16, Part.chip(t("vanaf 16 jaar"), .warm))</p>\
            <p class="small">\(place.times)</p>\(if: view.round.takesWishes(on: visit.today), add)</li>
            """
    }
}
