import Core
import Web

/// The vacancies nobody asks for, and the plain truth about them.
struct AttentionUnasked {
    let visit: Visit
    let unasked: [Unasked]
    private var t: Texts { visit.t }

    var markup: HTML {
        Part.card(
            t("Vacatures waar niemand op reageert"),
            unasked.isEmpty
                ? "<p>\(t("Elke vacature die langer dan 60 dagen online staat, kreeg in die tijd een reactie."))</p>"
                : intro + list)
    }

    /// The longest first; a page of them would hide the rest.
    private static let shown = 8

    private var list: HTML {
        let (first, rest) = (unasked.prefix(Self.shown), unasked.dropFirst(Self.shown))
        let more: HTML = """
            <details><summary>\(t.plural(rest.count, "Nog 1 vacature", "Nog \(rest.count) vacatures"))</summary>\
            <ul class="plain stack">\(rest, item)</ul></details>
            """
        return "<ul class=\"plain unasked\">\(first, item)</ul>\(if: !rest.isEmpty, more)"
    }

    private var intro: HTML {
        """
        <p>\(t.plural(unasked.count, "1 vacature staat langer dan 60 dagen online en kreeg in die tijd geen reactie.", "\(unasked.count) vacatures staan langer dan 60 dagen online en kregen in die tijd geen reactie."))</p>\
        <p>\(t("Een eerlijke verdeling vult zo’n plek niet. Dat is bewezen: zolang mensen hetzelfde blijven willen, blijven bij elke eerlijke regel dezelfde plekken leeg. Wat wel helpt: de plek leuker of lichter maken, meer mensen bereiken, of mensen vragen om uit meer plekken te kiezen."))</p>
        """
    }

    private func item(_ item: Unasked) -> HTML {
        """
        <li class="stack compact"><div><a href="/centrale/vacatures/\(item.number)"><strong>\(item.title)</strong></a><br>\
        <span class="small soft"><a href="/centrale/organisaties/\(item.organisationNumber)">\(item.organisation)</a> · \(t("online sinds \(t.date(item.since.day))"))</span></div>\
        <ul class="small">\(item.advice, { "<li>\(t($0.label))</li>" })</ul></li>
        """
    }
}
