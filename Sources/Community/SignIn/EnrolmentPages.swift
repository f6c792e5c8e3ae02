import Core
import Formats
import Services
import Web

/// Setting up the second step: the key for the app, then the codes to keep.
struct EnrolmentPages {
    let visit: Visit
    var t: Texts { visit.t }

    static let form = Form([
        Field(
            "code", Text("Code uit je app"), .oneTimeCode, hint: Text("De zes cijfers die de app nu toont."), limit: 20,
            autocomplete: "one-time-code")
    ])

    /// What the app on a telephone reads from the screen; nothing when the names in it are too long for one.
    private func square(_ uri: String) -> HTML {
        guard let code = QRCode(Array(uri.utf8)) else { return .empty }
        let side = code.size + 2 * QRCode.quiet
        return """
            <p class="no-print"><svg class="qr" viewBox="0 0 \(side) \(side)" role="img" aria-label="\(t("QR-code met de sleutel"))">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(code.path)" fill="#000"/></svg></p>
            """
    }

    func key(_ view: Enrolment.View, _ state: FormState) -> Reply {
        let uri = view.code.uri(account: view.account, issuer: "Inzet " + visit.site.place)
        let steps: HTML = """
            <ol class="stack"><li>\(t("Zet een app voor inlogcodes op je telefoon. Elke app die codes van zes cijfers maakt is goed."))</li>\
            <li>\(t("Voeg in de app een account toe. Richt de camera op dit vierkant, of typ de sleutel over:"))\
            \(square(uri))<p class="secret-key"><code>\(view.groups, { "<span>\($0)</span> " })</code></p>\
            <p class="small"><a href="\(uri)">\(t("Lees je dit op je telefoon? Open de sleutel in de app."))</a></p></li>\
            <li>\(t("Typ hieronder de code die de app laat zien."))</li></ol>
            """
        let form = visit.form(
            action: "/inloggen/medewerker/instellen", classes: "stack",
            """
            <input type="hidden" name="stap" value="\(view.token)">\(visit.fields(Self.form, state))\
            <p class="row"><button>\(t("Verder"))</button></p>
            """)
        return visit.simplePage(
            t("Stel je tweede stap in"), intro: t("Medewerkers loggen in met een wachtwoord en een code uit een app."),
            status: state.isValid ? 200 : 400,
            "\(visit.errorSummary(Self.form, state))\(Part.card(nil, steps + form))")
    }

    /// Shown once: only hashes are kept.
    func codes(_ codes: [String], token: String) -> Reply {
        let list: HTML = "<ul class=\"recovery-codes\">\(codes, { "<li><code>\($0)</code></li>" })</ul>"
        let onward = visit.form(
            action: "/inloggen/medewerker/klaar", classes: "no-print",
            """
            <input type="hidden" name="stap" value="\(token)"><p class="row"><button>\(t("Ik heb de codes bewaard. Verder"))</button></p>
            """)
        return visit.simplePage(
            t("Bewaar je herstelcodes"),
            intro: t("Ben je je telefoon kwijt? Dan log je in met een van deze codes. Elke code werkt één keer."),
            """
            <section class="card stack"><p><strong>\(visit.site.place)</strong> · \(t.date(visit.today))</p>\(list)</section>\
            <p>\(t("Je ziet deze codes alleen nu. Print de pagina of schrijf ze over, en leg ze op een veilige plek."))</p>\(onward)
            """)
    }
}
