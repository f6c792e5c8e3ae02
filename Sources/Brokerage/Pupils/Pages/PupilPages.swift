import Community
import Core
import Storage
import Web

/// The pupil's own page: first the choosing, later the place.
struct PupilPages {
    let visit: Visit
    let view: PupilView
    let path: String
    var t: Texts { visit.t }
    var round: PupilRound { view.round }

    func home(
        problem: Text? = nil, hours: FormState? = nil, review: FormState? = nil, objection: FormState? = nil,
        group: FormState? = nil
    ) -> Reply {
        let isWrong = problem != nil || [hours, review, objection, group].contains { $0.map { !$0.isValid } ?? false }
        let wrong: HTML = "\(problem, { Part.notice(t($0), .bad) })"
        let body: HTML
        if round.state == .published {
            let outcome = PupilOutcomePage(pages: self)
            body = outcome.markup(hours: hours, review: review, objection: objection)
        } else {
            body = choosing(group)
        }
        return visit.page(
            t("Jouw maatschappelijke stage"), head: ApplicationMarkup.noIndex, status: isWrong ? 400 : 200,
            """
            <div class="wrap narrow stack page"><p class="small soft">\(view.school.name) · \(round.name)</p>\
            <h1>\(t("Hallo \(view.pupil.firstName)"))</h1>\(wrong)\(body)\(foot)</div>
            """)
    }

    /// What waits, what can be chosen and what was chosen.
    private func choosing(_ group: FormState?) -> HTML {
        let pupil = view.pupil
        let consent: HTML =
            pupil.mayTakePart
            ? .empty
            : Part.notice(
                pupil.refusedAt != nil
                    ? t("Je ouder of verzorger zei nee. Praat erover, of vraag je docent.")
                    : t(
                        "Je bent jonger dan 16. Een ouder of verzorger moet eerst ja zeggen. Je kunt alvast kiezen, maar zonder ja loot je niet mee."
                    ))
        let lists = PupilLists(pages: self)
        return consent + phase + lists.markup(group)
    }

    private var phase: HTML {
        let text =
            if round.takesWishes(on: visit.today) {
                t("Je kunt kiezen tot en met \(t.longDate(round.wishesUntil)). Tot dan mag je alles nog veranderen.")
            } else if round.state == .open, visit.today < round.wishesFrom {
                t("Kiezen kan vanaf \(t.longDate(round.wishesFrom)).")
            } else {
                t("Het kiezen is voorbij. De plekken worden verdeeld; daarna zie je hier je plek en waarom.")
            }
        let range =
            round.wishesMin == round.wishesMax
            ? t("Kies \(round.wishesMax) plekken. De leukste zet je bovenaan.")
            : t("Kies \(round.wishesMin) tot \(round.wishesMax) plekken. De leukste zet je bovenaan.")
        return """
            <p class="lead">\(text)</p><p>\(range) \(t("Eerlijk kiezen is altijd het slimst: je kans op plek 1 wordt niet kleiner door wat eronder staat.")) \
            <a href="/stage/uitleg">\(t("Zo verdelen we de plekken"))</a></p>
            """
    }

    static let groupForm = Form([
        Field("code", Text("Of vul een code in"), limit: 12, autocomplete: "off")
    ])

    private var foot: HTML {
        """
        <p class="small soft no-print">\(t("Jouw naam in de loting: \(view.pupil.pseudonym)")) · <a href="\(path)/gegevens">\(t("Alles wat we van je bewaren"))</a> · \
        <a href="/stage/uitleg">\(t("Uitleg"))</a></p>
        """
    }
}
