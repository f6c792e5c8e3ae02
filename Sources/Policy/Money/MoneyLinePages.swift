import Community
import Core
import Storage
import Web

/// One line of the budget: its years, what was booked, and how its amounts came about.
struct MoneyLinePages {
    let visit: Visit
    let cycle: PolicyCycle
    private var t: Texts { visit.t }
    private var mayChange: Bool { visit.mayChange(cycle) }
    private var root: String { cycle.path(.money) }

    /// What the page of one line shows.
    struct Detail: Sendable {
        let line: BudgetLine
        let goal: Goal?
        let budget: Budget
        let bookings: Page<Booking>
        let log: [(amount: BudgetAmount, name: String?)]
    }

    func form(_ form: Form, _ state: FormState, line: BudgetLine? = nil, status: Int = 200) -> Reply {
        let action = line.map { "\(root)/regels/\($0.number)/wijzigen" } ?? root + "/nieuw"
        let back = line.map { "\(root)/regels/\($0.number)" } ?? root
        let version: HTML =
            line == nil ? .empty : "<input type=\"hidden\" name=\"versie\" value=\"\(state["versie"])\">"
        let title = line == nil ? t("Nieuwe begrotingsregel") : t("Wijzig de begrotingsregel")
        return visit.cyclePage(
            cycle, .money, title: title, step: title, status: status,
            visit.form(
                action: action, classes: "stack narrow",
                """
                \(visit.errorSummary(form, state))\(version)\(visit.fields(form, state))\
                <p class="row"><button>\(t("Bewaar"))</button>\(Part.button(t("Terug"), back, quiet: true))</p>
                """))
    }

    func show(_ detail: Detail, _ booking: Form, _ state: FormState, status: Int = 200) -> Reply {
        let line = detail.line
        let change: HTML =
            mayChange ? Part.button(t("Wijzig"), "\(root)/regels/\(line.number)/wijzigen", quiet: true) : .empty
        let view = MoneyView(budget: detail.budget, year: nil, t: t)
        return visit.cyclePage(
            cycle, .money, title: line.name, intro: "\(view.name(line.function)) · \(line.department)",
            step: line.name, actions: change, status: status,
            """
            \(detail.goal, { "<p><a href=\"\($0.path)\"\(attribute: "lang", t.typed)>\(t("Doel \($0.number): \($0.result)"))</a></p>" })\
            \(if: !line.note.isEmpty, HTML(paragraphs: line.note))\(years(detail))\(bookings(detail))\
            \(add(detail, booking, state))\(log(detail))\(remove(line))
            """)
    }

    private func years(_ detail: Detail) -> HTML {
        let rows: [[HTML]] = detail.budget.years.map { year in
            let sums = detail.budget.sums(of: detail.line, year: year)
            let planned = detail.budget.hasAmount(detail.line, year) ? t.euros(sums.planned) : t("niet ingevuld")
            return [
                "\(String(year))", "\(planned)", "\(t.euros(sums.committed))", "\(t.euros(sums.spent))",
                "\(t.euros(sums.free))",
            ]
        }
        let promises = detail.budget.commitments.filter { $0.line?.id == detail.line.id }.map(\.commitment)
        let list: HTML =
            promises.isEmpty
            ? .empty
            : """
            <p>\(t("Hierin telt mee wat elders is afgesproken:"))</p><ul>\(promises, { item in
                "<li>\(promise(item)): \(t.euros(item.committed)) (\(String(item.year)))</li>"
            })</ul>
            """
        return """
            <section class="stack"><h2>\(t("Per jaar"))</h2>\(Table(
                t("Deze regel per jaar"),
                [
                    .init(t("Jaar")), .init(t("Begroot"), number: true), .init(t("Toegezegd"), number: true),
                    .init(t("Uitgegeven"), number: true), .init(t("Vrij"), number: true),
                ], rows: rows).markup)\(list)</section>
            """
    }

    private func promise(_ item: Commitment) -> HTML {
        item.path.map { "<a href=\"\($0)\">\(item.title)</a>" } ?? "\(item.title)"
    }

    private func bookings(_ detail: Detail) -> HTML {
        if detail.bookings.items.isEmpty { return .empty }
        let rows: [[HTML]] = detail.bookings.items.map { booking in
            let state: HTML =
                booking.counts
                ? takeBack(booking)
                : "<span class=\"small\">\(t("Teruggedraaid: \(booking.takenBackReason)"))</span>"
            return [
                "\(t.date(booking.day))", "\(t(booking.kind.label))", "\(booking.text)", "\(String(booking.year))",
                "\(t.euros(booking.cents))", state,
            ]
        }
        let next = detail.bookings.next.map { Query([("na", $0)]).url("\(root)/regels/\(detail.line.number)") }
        return """
            <section class="stack"><h2>\(t("Toegezegd en uitgegeven"))</h2>\(Table(
                t("Boekingen op deze regel"),
                [
                    .init(t("Dag")), .init(t("Wat is het?")), .init(t("Waarvoor")), .init(t("Jaar")),
                    .init(t("Bedrag"), number: true), .init(t("Terugdraaien")),
                ], rows: rows).markup)\(Part.more(t("Oudere boekingen"), next))</section>
            """
    }

    private func takeBack(_ booking: Booking) -> HTML {
        guard mayChange else { return "–" }
        return """
            <a class="small" href="\(root)/boekingen/\(booking.id.text)/terug">\(t("Draai terug"))<span class="visually-hidden">: \(booking.text)</span></a>
            """
    }

    private func add(_ detail: Detail, _ form: Form, _ state: FormState) -> HTML {
        guard mayChange, detail.line.archivedAt == nil else { return .empty }
        let fields: HTML = """
            \(visit.errorSummary(form, state))\(visit.fields(form, state))<p><button>\(t("Boek"))</button></p>
            """
        return """
            <section class="card stack narrow no-print"><h2>\(t("Geld toegezegd of uitgegeven?"))</h2>\
            \(visit.form(action: "\(root)/regels/\(detail.line.number)/boekingen", classes: "stack", fields))</section>
            """
    }

    private func log(_ detail: Detail) -> HTML {
        if detail.log.isEmpty { return .empty }
        let rows: [[HTML]] = detail.log.map { amount, name in
            [
                "\(t.dateTime(amount.at))", "\(String(amount.year))", "\(t.euros(amount.cents))",
                "\(amount.reason.isEmpty ? t("eerste bedrag") : amount.reason)", "\(name ?? t("iemand die weg is"))",
            ]
        }
        return """
            <section class="stack"><h2>\(t("Logboek"))</h2>\(Table(
                t("Zo kwamen de begrote bedragen tot stand"),
                [
                    .init(t("Wanneer")), .init(t("Jaar")), .init(t("Bedrag"), number: true), .init(t("Reden")),
                    .init(t("Door")),
                ], rows: rows).markup)</section>
            """
    }

    private func remove(_ line: BudgetLine) -> HTML {
        guard mayChange, line.archivedAt == nil else { return .empty }
        return visit.buttonForm(action: "\(root)/regels/\(line.number)/weghalen", label: t("Haal deze regel weg"))
    }

    func takeBackForm(_ booking: Booking, _ line: BudgetLine, _ state: FormState, status: Int = 200) -> Reply {
        let back = "\(root)/regels/\(line.number)"
        return visit.cyclePage(
            cycle, .money, title: t("Draai een boeking terug"),
            intro: "\(booking.text): \(t.euros(booking.cents))", step: line.name, status: status,
            visit.form(
                action: "\(root)/boekingen/\(booking.id.text)/terug", classes: "stack narrow",
                """
                \(visit.errorSummary(MoneyForms.takeBack, state))\(visit.fields(MoneyForms.takeBack, state))\
                <p class="row"><button>\(t("Draai terug"))</button>\(Part.button(t("Terug"), back, quiet: true))</p>
                """))
    }
}
