import Community
import Core
import Services
import Storage
import Web

/// The choices above a list, as a form that works without a script.
struct BuddyFilterMarkup {
    let visit: Visit
    let kinds: [BuddyKind]
    let areas: [Neighbourhood]
    let states: [(String, String)]
    let filter: BuddyListFilter
    /// What is shown without a choice of state.
    let first: String

    var markup: HTML {
        let t = visit.t
        return """
            <form method="get" class="row no-print" role="search"><label>\(t("Stand")) <select name="stand" class="compact"><option value="">\(first)</option>\(states, { "<option value=\"\($0.0)\"\(flag: "selected", $0.0 == filter.state)>\($0.1)</option>" })</select></label>\
            <label>\(t("Soort")) <select name="soort" class="compact"><option value="">\(t("Alle"))</option>\(kinds, { "<option value=\"\($0.number)\"\(flag: "selected", $0.number == filter.kind)>\($0.name)</option>" })</select></label>\
            \(if: !areas.isEmpty, "<label>\(t("Buurt")) <select name=\"buurt\" class=\"compact\"><option value=\"\">\(t("Alle"))</option>\(areas, { "<option value=\"\($0.id)\"\(flag: "selected", $0.id == filter.area)>\($0.name)</option>" })</select></label>")\
            <button class="quiet compact">\(t("Toon"))</button></form>
            """
    }
}
