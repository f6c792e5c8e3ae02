import Core
package import Web

extension Visit {
    /// A page of a part of a round: where you are, the way to the other parts, the heading.
    ///
    /// - Parameters:
    ///   - part: the part it belongs to.
    ///   - title: the page's heading; the name of the part when `nil`.
    ///   - step: for a page below the part's own, its place in the breadcrumbs.
    ///   - actions: buttons beside the heading.
    package func cyclePage(
        _ cycle: PolicyCycle, _ part: CyclePartKind, title: String? = nil, intro: String? = nil, step: String? = nil,
        actions: HTML = .empty, status: Int = 200, head: HTML = .empty, _ content: HTML
    ) -> Reply {
        let heading = title ?? t(part.label)
        var steps = [(t("De kring"), "/beleid"), (cycle.name, cycle.path())]
        if step != nil { steps.append((t(part.label), cycle.path(part))) }
        let crumbs = Part.breadcrumbs(steps, label: t("Je bent hier"))
        let closed: HTML =
            cycle.isClosed
            ? Part.notice(t("Deze ronde is gesloten. Je kunt hem lezen, maar niet meer veranderen.")) : .empty
        return page(
            "\(heading) – \(cycle.name)", head: head, status: status,
            """
            <div class="wrap stack page"><div class="no-print">\(crumbs)\(CycleFrame.parts(self, cycle, current: part))</div>\
            <div class="row apart"><div><h1>\(heading)</h1>\(intro, { "<p class=\"lead\">\($0)</p>" })</div>\
            \(if: !actions.isEmpty, "<div class=\"row no-print\">\(actions)</div>")</div>\(closed)\(content)</div>
            """)
    }
}

enum CycleFrame {
    /// The parts of the round as a line of links, folded away on a phone.
    static func parts(_ visit: Visit, _ cycle: PolicyCycle, current: CyclePartKind) -> HTML {
        let links: HTML = """
            <ul>\(CyclePartKind.allCases, { part in
                "<li><a href=\"\(cycle.path(part))\"\(attribute: "aria-current", part == current ? "page" : nil)>\(visit.t(part.label))</a></li>"
            })</ul>
            """
        return """
            <nav class="subnav cycle-parts" aria-label="\(visit.t("Onderdelen van de ronde"))">\(links)</nav>
            """
    }
}
