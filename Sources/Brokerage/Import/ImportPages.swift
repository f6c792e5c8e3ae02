import Community
import Core
import Web

/// The front page of imports: a new file, the earlier ones, the mappings.
struct ImportPage {
    let visit: Visit
    let municipalities: [Municipality]
    let runs: [ImportRun.Line]
    let mappings: [SavedMapping]
    var state: FormState?
    /// What is wrong with a mapping that was sent as a file.
    var mappingProblem: Text?

    private var t: Texts { visit.t }
    private var form: Form { ImportUpload.form(municipalities, mappings) }

    var reply: Reply {
        let shown =
            state
            ?? form.filled(municipalities.count == 1 ? [ImportUpload.Name.municipality: municipalities[0].code] : [:])
        let isWrong = !shown.isValid || mappingProblem != nil
        return visit.page(
            t("Importeren"), status: isWrong ? 400 : 200,
            """
            <div class="wrap narrow stack page"><h1>\(t("Importeren"))</h1>\
            <p class="lead">\(t("Neem vacatures of organisaties over uit een lijst. Eerst zie je wat er gebeurt, daarna pas komt er iets binnen."))</p>\
            \(upload(shown))\(earlier)\(saved)</div>
            """)
    }

    private func upload(_ shown: FormState) -> HTML {
        let content: HTML = """
            \(visit.fields(form, shown))<p class="row"><button>\(t("Bekijk het bestand"))</button></p>
            """
        return Part.card(
            t("Nieuw bestand"),
            "\(visit.errorSummary(form, shown))\(visit.form(action: "/centrale/import", files: true, content))")
    }

    private var earlier: HTML {
        if runs.isEmpty { return .empty }
        return Part.card(t("Eerdere bestanden"), "<ul class=\"tasks\">\(runs, row)</ul>")
    }

    private func row(_ run: ImportRun.Line) -> HTML {
        let place = municipalities.count > 1 ? municipalities.first { $0.code == run.municipality }?.name : nil
        var parts = [t.ago(run.createdAt, now: visit.now)]
        if let place { parts.append(place) }
        if run.state == .done {
            parts.append(t("\(run.new) nieuw, \(run.changed) veranderd, \(run.failed) niet overgenomen"))
        } else {
            parts.append(t.plural(run.rows, "1 regel", "\(run.rows) regels"))
        }
        return """
            <li><span class="dot dot-verbinden" aria-hidden="true"></span><div><strong><a href="\(run.path)">\(run.fileName)</a></strong><br>\
            <span class="small soft">\(parts.joined(separator: " · "))</span></div><div class="row">\(Part.chip(t(run.state.label), tone(run.state)))</div></li>
            """
    }

    private func tone(_ state: ImportRun.State) -> Part.Tone {
        switch state {
        case .done: .good
        case .refused: .bad
        default: .wait
        }
    }

    private var saved: HTML {
        let list: HTML = "<ul class=\"tasks\">\(mappings, mappingRow)</ul>"
        let content: HTML = """
            \(mappingFile)<p class="row"><button class="quiet">\(t("Bewaar de koppeling"))</button></p>
            """
        return Part.card(
            t("Koppelingen"),
            """
            <p>\(t("Een koppeling onthoudt welke kolom wat betekent. Je maakt haar één keer en gebruikt haar steeds opnieuw."))</p>\
            \(if: !mappings.isEmpty, list)<details\(flag: "open", mappingProblem != nil)><summary>\(t("Koppeling uit een bestand halen"))</summary>\
            \(visit.form(action: "/centrale/koppelingen", files: true, content))</details>
            """)
    }

    private func mappingRow(_ saved: SavedMapping) -> HTML {
        let path = "/centrale/koppelingen/\(saved.id)"
        let kind = saved.mapping.kind == .vacancies ? t("Vacatures") : t("Organisaties")
        return """
            <li><span class="dot" aria-hidden="true"></span><div><strong>\(saved.mapping.name)</strong><br><span class="small soft">\(kind) · \(saved.mapping.source)</span></div>\
            <div class="row"><a href="\(path)/bestand">\(t("Als bestand"))</a>\(visit.buttonForm(action: path + "/verwijdering", label: t("Verwijder")))</div></li>
            """
    }

    /// With ids of its own: the page has two forms with a file.
    private var mappingFile: HTML {
        """
        <div class="field"><label for="koppeling-bestand">\(t("Koppeling als JSON-bestand"))</label>\
        \(mappingProblem, { "<span class=\"field-error\" id=\"koppeling-fout\">\(t($0))</span>" })\
        <input type="file" id="koppeling-bestand" name="\(ImportUpload.Name.file)" accept=".json,application/json"\
        \(attribute: "aria-describedby", mappingProblem == nil ? nil : "koppeling-fout")></div>\
        <div class="field"><label for="koppeling-gemeente">\(t("Voor gemeente"))</label>\
        <select id="koppeling-gemeente" name="\(ImportUpload.Name.municipality)">\(municipalities, { "<option value=\"\($0.code)\">\($0.name)</option>" })</select></div>
        """
    }
}
