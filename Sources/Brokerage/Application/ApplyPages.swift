import Community
import Core
import Storage
import Web

/// The pages on the way from a vacancy to an application.
struct ApplyPages {
    let visit: Visit
    let vacancy: Vacancy
    let organisation: String
    var t: Texts { visit.t }

    /// - Parameter warning: shown above the form, with the button that sends it all the same.
    func form(_ state: FormState, isFull: Bool, status: Int = 200) -> Reply {
        let action = "/vacatures/\(vacancy.number)/reageren"
        let content: HTML = """
            \(visit.errorSummary(ApplyForm.form, state))\(visit.fields(ApplyForm.form, state))\
            <p class="small soft">\(promise)</p><p class="row"><button>\(t("Verstuur je reactie"))</button></p>
            """
        let asks = requirements
        return visit.page(
            t("Reageer op “\(vacancy.title)”"), head: ApplicationMarkup.noIndex, status: status,
            """
            <div class="wrap narrow stack page">\(crumbs)<h1>\(t("Reageer op “\(vacancy.title)”"))</h1>\
            <p class="lead">\(t("Bij \(organisation). Je hebt geen account nodig."))</p>\
            \(if: isFull, Part.notice(t("Alle plekken zijn bezet. Als je reageert, kom je op de wachtlijst.")))\
            \(if: !asks.isEmpty, "<div class=\"card stack\"><h2>\(t("Dit is nodig"))</h2><ul>\(asks, { "<li>\($0)</li>" })</ul></div>")\
            \(visit.form(action: action, classes: "stack", content))</div>
            """)
    }

    /// What happens with what is filled in.
    private var promise: String {
        t(
            "Dit gebeurt er: \(organisation) krijgt je naam en bericht. Je e-mailadres blijft verborgen tot jij het deelt. Je volgt alles met een link in je mail. Gaat het niet door, dan wissen we je gegevens na 4 weken."
        )
    }

    private var requirements: [String] {
        var asks: [String] = []
        if vacancy.minimumAge > 0 { asks.append(t("Je bent \(vacancy.minimumAge) jaar of ouder.")) }
        if vacancy.vog {
            asks.append(t("Je vraagt een VOG aan. Dat is een verklaring over je gedrag. De organisatie helpt je."))
        }
        if vacancy.licence { asks.append(t("Je hebt een rijbewijs.")) }
        if let course = vacancy.course { asks.append(t("Je volgt een cursus: \(course)")) }
        return asks
    }

    private var crumbs: HTML {
        Part.breadcrumbs(
            [(title: t("Vacatures"), path: "/vacatures")], label: t("Kruimelpad"),
            typed: (title: vacancy.title, path: vacancy.path), lang: t.typed)
    }

    var closed: Reply {
        visit.simplePage(
            t("Deze vacature is gesloten"),
            intro: t("Je kunt hier niet meer op reageren. Misschien past iets anders bij je."),
            "<p class=\"row\">\(Part.button(t("Bekijk andere vacatures"), vacancy.othersLikeThis))</p>")
    }

    var checkMail: Reply {
        visit.page(
            t("Kijk in je mail"), head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page">\(crumbs)<h1>\(t("Kijk in je mail"))</h1>\
            <p class="lead">\(t("We hebben je een mail gestuurd. Klik daarin op de knop. Daarna gaat je reactie naar \(organisation)."))</p>\
            <ul><li>\(t("Geen mail gekregen? Kijk dan bij ongewenste mail."))</li>\
            <li>\(t("Had je al gereageerd? Dan staat in de mail de link naar je reactie."))</li>\
            <li>\(t("De link werkt 7 dagen. Bevestig je niet, dan wissen we wat je schreef."))</li></ul>\
            <p class="row">\(Part.button(t("Terug naar de vacature"), vacancy.path, quiet: true))</p></div>
            """)
    }

    /// Asks for a second thought; everything typed goes along unseen.
    func warning(_ title: String, _ text: String, _ form: Query) -> Reply {
        let fields = ApplyForm.form.fields.flatMap { field in form.all(field.name).map { (field.name, $0) } }
        let again = visit.buttonForm(
            action: "/vacatures/\(vacancy.number)/reageren", label: t("Toch versturen"), classes: "",
            fields: fields + [("toch", "ja")])
        return visit.page(
            title, head: ApplicationMarkup.noIndex,
            """
            <div class="wrap narrow stack page">\(crumbs)<h1>\(title)</h1>\(Part.notice(text))\
            <div class="row">\(again)\(Part.button(t("Zoek dichterbij"), "/vacatures", quiet: true))</div></div>
            """)
    }

    func tooFar(_ metres: Int, _ form: Query) -> Reply {
        warning(
            t("Dit is ver weg"),
            t("Deze plek is ongeveer \(t.distance(metres: metres)) van jouw postcode. Kun je daar steeds komen?"), form)
    }

    func thirdToday(_ form: Query) -> Reply {
        warning(t("Weet je het zeker?"), ApplicationMarkup.thirdToday(t), form)
    }

    func already(_ number: Int) -> Reply {
        visit.simplePage(
            t("Je hebt al gereageerd"),
            intro: t("Je reactie op “\(vacancy.title)” is al verstuurd. Je hoeft niets opnieuw te doen."),
            "<p class=\"row\">\(Part.button(t("Bekijk je reactie"), "/mijn/reacties/\(number)"))</p>")
    }
}

/// Small pieces that several pages about applications share.
enum ApplicationMarkup {
    /// Pages of one person stay out of search engines, also when their address leaks.
    static let noIndex: HTML = "<meta name=\"robots\" content=\"noindex\">"

    static func thirdToday(_ t: Texts) -> String {
        t(
            "Je hebt vandaag al twee keer gereageerd. Organisaties rekenen op je antwoord. Reageer liever op wat je echt wilt doen."
        )
    }

    static func chip(_ application: VacancyApplication, _ t: Texts) -> HTML {
        if application.state == .placed, application.stoppedAt != nil { return Part.chip(t("Gestopt")) }
        let tone: Part.Tone =
            switch application.state {
            case .placed: .good
            case .received: .warm
            case .talking, .waiting: .wait
            case .unconfirmed, .declined, .withdrawn: .plain
            }
        return Part.chip(t(application.state.label), tone)
    }
}
