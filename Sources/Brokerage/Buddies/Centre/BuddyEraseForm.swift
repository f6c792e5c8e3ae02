import Community
import Core
import Services
import Storage
import Web

/// The question before everything of someone is taken out.
struct BuddyEraseForm {
    let visit: Visit
    let action: String
    let mustConfirm: Bool

    var markup: HTML {
        let t = visit.t
        let warning: HTML = mustConfirm ? Part.notice(t("Zet een vinkje als je het zeker weet."), .bad) : .empty
        return visit.form(
            action: action, classes: "stack",
            """
            \(warning)<label class="tick"><input type="checkbox" name="zeker" value="ja"><span>\(t("Ja, wis alles. Dit is niet terug te draaien."))</span></label>\
            <p class="row"><button class="quiet">\(t("Wis alles"))</button></p>
            """)
    }
}
