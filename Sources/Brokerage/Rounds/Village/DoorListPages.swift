import Core
import Web

/// Putting doors in a round: lines or a file, looked at before they go in.
struct DoorListPages {
    let visit: Visit
    let round: DoorRound
    private var t: Texts { visit.t }
    private var crumb: HTML { "<p><a href=\"\(round.path)\"\(attribute: "lang", t.typed)>\(round.name)</a></p>" }

    func input(_ problem: Text? = nil, typed: String = "") -> Reply {
        let error: HTML = "\(problem, { "<span class=\"field-error\" id=\"veld-regels-fout\">\(t($0))</span>" })"
        let summary: HTML =
            "\(problem, { RoundMarkup.summary($0, field: "regels", label: t("Straten en nummers"), t) })"
        let lines: HTML = """
            <div class="field"><label for="veld-regels">\(t("Straten en nummers"))</label>\
            <span class="hint" id="veld-regels-uitleg">\(t("Elke regel een straat, zoals: Dorpsstraat 1-45 oneven. Of: Brink 3, 5, 7a."))</span>\(error)\
            <textarea id="veld-regels" name="regels" rows="8" aria-describedby="veld-regels-uitleg\(if: problem != nil, " veld-regels-fout")"\(attribute: "aria-invalid", problem == nil ? nil : "true")>
            \(typed)</textarea></div>
            """
        let file: HTML = """
            <div class="field"><label for="veld-bestand">\(t("Of een bestand (csv)"))<span class="optional"> (\(t("niet verplicht")))</span></label>\
            <span class="hint" id="veld-bestand-uitleg">\(t("Kolommen: straat, huisnummer en, als je dat hebt, toevoeging. Zet er geen namen in."))</span>\
            <input id="veld-bestand" type="file" name="bestand" accept=".csv,text/csv" aria-describedby="veld-bestand-uitleg"></div>
            """
        return visit.page(
            t("Zet deuren in de ronde"), status: problem == nil ? 200 : 400,
            """
            <div class="wrap narrow stack page">\(crumb)<h1>\(t("Zet deuren in de ronde"))</h1>\
            \(visit.form(action: round.path + "/deuren", files: true, classes: "card stack", "\(summary)\(lines)\(file)<p class=\"row\"><button>\(t("Bekijk eerst"))</button></p>"))</div>
            """)
    }

    func preview(_ list: DoorList) -> Reply {
        let problems = RoundMarkup.problems(list.problems.map { ($0.line, $0.text) }, t)
        let rows = list.streets.prefix(200).map { street -> [HTML] in
            let doors = list.entries.filter { $0.street == street.street }
            let ends = [doors.first, doors.last].compactMap { $0 }.map { String($0.house) + $0.suffix }
            let range = doors.count > 1 ? ends.joined(separator: " … ") : ends.first ?? ""
            return ["\(street.street)", "\(range)", "\(street.count)"]
        }
        let table = Web.Table(
            t.plural(list.entries.count, "1 deur", "\(list.entries.count) deuren"),
            [.init(t("Straat")), .init(t("Nummers")), .init(t("Deuren"), number: true)], rows: Array(rows)
        ).markup
        let confirm: HTML =
            list.entries.isEmpty
            ? "<p>\(Part.button(t("Terug"), round.path + "/deuren", quiet: true))</p>"
            : visit.form(
                action: round.path + "/deuren/klaar", classes: "stack",
                """
                <input type="hidden" name="lijst" value="\(list.csv)">\
                <p class="row"><button>\(t("Zet in de ronde"))</button>\(Part.button(t("Terug"), round.path + "/deuren", quiet: true))</p>
                """)
        return visit.page(
            t("Klopt dit?"),
            """
            <div class="wrap narrow stack page">\(crumb)<h1>\(t("Klopt dit?"))</h1>\(problems)\(if: !list.entries.isEmpty, table)\(confirm)</div>
            """)
    }
}
