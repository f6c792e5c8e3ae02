import Core
import Formats
import Web

/// All the house holds about someone, for that person to read and to take along.
struct MyDataPages {
    let visit: Visit
    var t: Texts { visit.t }

    func read(_ parts: [(name: Text, data: JSONValue)]) -> Reply {
        let cards: HTML =
            "\(parts, { part in Part.card(t(part.name), isEmpty(part.data) ? nothing : value(part.data)) })"
        return visit.page(
            t("Mijn gegevens"),
            """
            <div class="wrap narrow stack page"><h1>\(t("Mijn gegevens"))</h1>\
            <p class="lead">\(t("Dit is alles wat we van je bewaren. Klopt er iets niet? Pas het aan of bel ons."))</p>\
            <p class="row no-print">\(Part.button(t("Download als bestand (JSON)"), "/mijn/gegevens/json", quiet: true))\
            \(Part.button(t("Wis mijn gegevens"), "/mijn/wissen", quiet: true))</p>\(cards)</div>
            """)
    }

    /// The same for machines (art. 20 GDPR: structured, commonly used, machine-readable).
    func download(_ parts: [(name: Text, data: JSONValue)]) -> Reply {
        let list = parts.map { part in ["onderdeel": .string(t(part.name)), "gegevens": part.data] as JSONValue }
        let whole: JSONValue = [
            "site": .string(visit.site.origin), "gemaakt": .string(visit.now.iso), "onderdelen": .array(list),
        ]
        return .download(whole.bytes(pretty: true), name: "mijn-gegevens.json", type: "application/json")
    }

    private var nothing: HTML { "<p class=\"soft\">\(t("We bewaren hier niets."))</p>" }

    private func isEmpty(_ data: JSONValue) -> Bool {
        data.isNull || data.array?.isEmpty == true || data.object?.isEmpty == true
    }

    private func value(_ data: JSONValue) -> HTML {
        switch data {
        case .null: "–"
        case .bool(let yes): "\(yes ? t("Ja") : t("Nee"))"
        case .int(let number): "\(number)"
        case .double(let number): "\(String(number))"
        case .string(let text): shown(text)
        case .array(let items):
            items.isEmpty ? "–" : "<ul class=\"plain stack\">\(items, { "<li>\(value($0))</li>" })</ul>"
        case .object(let object):
            "<dl class=\"pairs\">\(object, { "<div><dt>\(words($0.key))</dt><dd>\(value($0.value))</dd></div>" })</dl>"
        }
    }

    private func shown(_ text: String) -> HTML {
        if let moment = Moment(iso: text) { return "\(t.dateTime(moment))" }
        if text.isEmpty { return "–" }
        return text.contains("\n") ? HTML(paragraphs: text) : "\(text)"
    }

    /// A key as words people read: `laatst_gezien` and `laatstGezien` → `Laatst gezien`.
    private func words(_ key: String) -> String {
        var plain = ""
        for character in key {
            if character.isUppercase, plain.last?.isLowercase == true { plain.append(" ") }
            plain += character == "_" ? " " : character.lowercased()
        }
        return (plain.first?.uppercased() ?? "") + String(plain.dropFirst())
    }
}
