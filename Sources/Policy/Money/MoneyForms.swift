import Community
import Core
import Web

/// The forms for a budget line and a booking.
enum MoneyForms {
    static func amountField(_ year: Int) -> String { "bedrag-\(year)" }

    /// A line with an amount for each year of the round; `isNew` asks no reason.
    static func line(years: [Int], isNew: Bool) -> Form {
        var fields = [
            Field(
                "naam", Text("Waar is het geld voor?"),
                hint: Text("Zoals: subsidie vrijwilligerscentrale, of dag van de vrijwilliger."), limit: 120,
                autocomplete: "off"),
            Field(
                "functie", Text("Bij welke basisfunctie hoort het?"), .radios(functions),
                hint: Text("Twijfel je? Kies waar het meeste geld heen gaat.")),
            Field(
                "afdeling", Text("Van welke afdeling komt het?"),
                hint: Text("Schrijf een afdeling steeds hetzelfde, dan tellen de bedragen samen."), limit: 80,
                autocomplete: "off"),
        ]
        fields += years.map { year in
            Field(
                amountField(year), Text("Bedrag in \(String(year)), in euro"),
                hint: year == years.first
                    ? Text("Zoals 12.500 of 1.250,50. Weet je het nog niet? Laat het leeg.") : nil,
                required: false, limit: 24, autocomplete: "off"
            ) { Euro.problem($0) }
        }
        if !isNew {
            fields.append(
                Field(
                    "reden", Text("Waarom verander je een bedrag?"), .area(rows: 2),
                    hint: Text("Dit komt in het logboek van de regel. Vul je een leeg bedrag in? Dan hoeft dit niet."),
                    required: false, limit: 500))
        } else {
            fields.append(Field("doel", Text("Doel"), .hidden, required: false, limit: 10))
        }
        fields.append(
            Field(
                "opmerking", Text("Wat moet een ander hierover weten?"), .area(rows: 2), required: false, limit: 1000))
        return Form(fields)
    }

    private static let functions: [Field.Choice] =
        BasicFunction.allCases.map { .init($0.rawValue, $0.moneyChoice) } + [
            .init("alle", Text("Voor alle vijf samen"))
        ]

    /// The amounts that were filled in, in cents by year.
    static func amounts(_ state: FormState, years: [Int]) -> [Int: Int] {
        years.reduce(into: [:]) { found, year in
            guard let text = state.optional(amountField(year)), let cents = try? Euro.cents(text).get() else { return }
            found[year] = cents
        }
    }

    /// The amount of a goal as a new line: all of it in one year, to be spread by whoever knows.
    static func values(_ goal: Goal, years: [Int], today: Day, t: Texts) -> [String: String] {
        var values = ["naam": String(goal.result.prefix(120)), "opmerking": goal.budget, "doel": String(goal.number)]
        if let cents = goal.budgetCents, let first = years.first, let last = years.last {
            values[amountField(min(max(today.year, first), last))] = t.typedEuros(cents)
        }
        return values
    }

    static func values(_ line: BudgetLine, budget: Budget, t: Texts) -> [String: String] {
        var values = [
            "naam": line.name, "functie": line.function?.rawValue ?? "alle", "afdeling": line.department,
            "opmerking": line.note, "versie": String(line.version),
        ]
        for year in budget.years where budget.hasAmount(line, year) {
            values[amountField(year)] = t.typedEuros(budget.planned(line, year))
        }
        return values
    }

    /// A promise or a payment from a line.
    static func booking(years: [Int], today: Day) -> Form {
        Form([
            Field("soort", Text("Wat is het?"), .radios(Booking.Kind.allCases.map { .init($0.rawValue, $0.label) })),
            Field(
                "bedrag", Text("Bedrag in euro"), hint: Text("Kwam er geld terug? Zet er een min voor."), limit: 24,
                autocomplete: "off"
            ) { Euro.problem($0, negative: true) },
            Field(
                "jaar", Text("Bij welk begrotingsjaar hoort het?"),
                .select(years.map { .init(String($0), Text("\(String($0))")) })),
            Field("dag", Text("Op welke dag?"), .date) { text in
                guard let day = Day(iso: text), day > today + 366 else { return nil }
                return Text("Deze dag ligt te ver in de toekomst.")
            },
            Field(
                "wat", Text("Waarvoor, en aan wie?"), hint: Text("Noem de organisatie, geen mensen."), limit: 200,
                autocomplete: "off"),
        ])
    }

    static let takeBack = Form([
        Field("reden", Text("Waarom draai je dit terug?"), .area(rows: 2), limit: 500)
    ])
}
