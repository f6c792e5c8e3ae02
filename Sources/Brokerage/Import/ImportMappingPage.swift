import Community
import Core
import Formats
import Web

/// The form of a mapping: each field with the columns that may fill it and an example of what stands in them.
struct ImportMappingPage {
    typealias Name = ImportMappingForm.Name

    let visit: Visit
    let run: ImportRun
    let table: CSVTable
    let mapping: ImportMapping
    var errors: [(name: String, problem: Text)] = []

    private var t: Texts { visit.t }

    var reply: Reply {
        let groups = mapping.kind == .vacancies ? ImportField.groupsForVacancies : ImportField.groupsForOrganisations
        let content: HTML = """
            <div class="wrap narrow stack page">\(ImportNav.crumbs(visit, [(run.fileName, run.path)]))<h1>\(t("Welke kolom is wat?"))</h1>\
            <p class="lead">\(t("Kies bij elk veld de kolom uit je bestand. Wat je leeg laat, doet niet mee."))</p>\(summary)\
            \(visit.form(action: run.path + "/koppeling", classes: "stack", "\(groups, group)\(options)\(buttons)"))</div>
            """
        return visit.page(t("Welke kolom is wat?"), status: errors.isEmpty ? 200 : 400, content)
    }

    private var summary: HTML {
        if errors.isEmpty { return .empty }
        return """
            <div class="summary-error" role="alert" tabindex="-1" id="fouten" data-focus><h2>\(t("Dit moet nog anders"))</h2><ul>\(errors, { error in
                "<li><a href=\"#veld-\(error.name)\">\(label(error.name))\(t(error.problem))</a></li>"
            })</ul></div>
            """
    }

    private func label(_ name: String) -> String {
        let field = name.firstIndex(of: "-").flatMap { ImportField(rawValue: String(name[name.index(after: $0)...])) }
        return field.map { t($0.label) + ": " } ?? ""
    }

    /// The fields that are used or needed first; the rest waits behind one word.
    private func group(_ group: (title: Text, fields: [ImportField])) -> HTML {
        let needed = Set(mapping.missing)
        let used = group.fields.filter { field in
            needed.contains(field) || !(mapping.rules[field]?.isEmpty ?? true)
                || errors.contains { $0.name.hasSuffix("-" + field.rawValue) }
        }
        let rest = group.fields.filter { !used.contains($0) }
        let more: HTML = """
            <details><summary>\(t.plural(rest.count, "Nog 1 veld", "Nog \(rest.count) velden"))</summary><div class="stack">\(rest, field)</div></details>
            """
        return
            "<section class=\"card stack mapping\"><h2>\(t(group.title))</h2>\(used, field)\(if: !rest.isEmpty, more)</section>"
    }

    private func field(_ field: ImportField) -> HTML {
        let rule = mapping.rules[field] ?? ImportRule()
        let name = Name.columns(field)
        let columns = rule.columns.isEmpty ? [""] : rule.columns
        let selects = columns.enumerated().map { select(field, index: $0, chosen: $1) }
        let problem = errors.first { $0.name == name }?.problem
        return """
            <fieldset class="field"\(attribute: "aria-describedby", field.hint == nil ? nil : "veld-\(name)-uitleg")><legend>\(t(field.label))</legend>\
            \(field.hint, { "<span class=\"hint\" id=\"veld-\(name)-uitleg\">\(t($0))</span>" })\
            \(problem, { "<span class=\"field-error\">\(t($0))</span>" })<div class="pair"><div>\(selects, { $0 })</div>\
            <div>\(fallback(field, rule))</div></div>\(more(field, rule))</fieldset>
            """
    }

    /// One of the columns that fill a field; the last one is empty, so that another can be added.
    func select(_ field: ImportField, index: Int, chosen: String) -> HTML {
        let name = Name.columns(field)
        let id = index == 0 ? "veld-\(name)" : "veld-\(name)-\(index)"
        let isGone = !chosen.isEmpty && table.column(chosen) == nil
        return """
            <label for="\(id)">\(index == 0 ? t("Kolom") : t("Nog een kolom erachter"))</label>\
            <select id="\(id)" name="\(name)"><option value="">\(t("Geen kolom"))</option>\
            \(if: isGone, "<option value=\"\(chosen)\" selected>\(t("\(chosen) (staat niet in dit bestand)"))</option>")\
            \(table.header, { column in
                "<option value=\"\(column)\"\(flag: "selected", !isGone && column.lowercased() == chosen.lowercased())>\(title(column))</option>"
            })</select>
            """
    }

    /// The name of a column with the first value that stands in it.
    private func title(_ column: String) -> String {
        let name = ImportCell.shortened(column, to: 60)
        guard let index = table.column(column),
            let sample = table.rows.prefix(50).lazy.map({ $0[index].trimmed }).first(where: { !$0.isEmpty })
        else { return name }
        let line = sample.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return t("\(name), zoals: \(ImportCell.shortened(line, to: 40))")
    }

    private func fallback(_ field: ImportField, _ rule: ImportRule) -> HTML {
        let name = Name.fallback(field)
        let label = t("Vast, of als er niets staat")
        let value = rule.fallback ?? ""
        let problem = errors.first { $0.name == name }?.problem
        let error: HTML = "\(problem, { "<span class=\"field-error\">\(t($0))</span>" })"
        switch field.shape {
        case .choice(let codes):
            return """
                <label for="veld-\(name)">\(label)</label>\(error)<select id="veld-\(name)" name="\(name)"><option value="">\(t("Niets"))</option>\
                \(codes, { "<option value=\"\($0)\"\(flag: "selected", $0 == value)>\(choiceLabel(field, $0))</option>" })</select>
                """
        case .flag:
            return """
                <label for="veld-\(name)">\(label)</label>\(error)<select id="veld-\(name)" name="\(name)"><option value="">\(t("Niets"))</option>\
                <option value="ja"\(flag: "selected", value == "ja")>\(t("Ja"))</option><option value="nee"\(flag: "selected", value == "nee")>\(t("Nee"))</option></select>
                """
        default:
            return
                "<label for=\"veld-\(name)\">\(label)</label>\(error)<input type=\"text\" id=\"veld-\(name)\" name=\"\(name)\" maxlength=\"1000\" value=\"\(value)\">"
        }
    }

    private func choiceLabel(_ field: ImportField, _ code: String) -> String {
        switch field {
        case .rhythm: Rhythm(rawValue: code).map { t($0.label) } ?? code
        case .organisationKind: OrganisationKind(rawValue: code).map { t($0.label) } ?? code
        default: Sector(rawValue: code).map { t($0.label) } ?? code
        }
    }
}
