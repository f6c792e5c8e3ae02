import Core
import Web

/// The few fields that write down time.
enum HoursForm {
    /// - Parameters:
    ///   - people: for whom there is a choice of whose time it is.
    ///   - who: the question about that choice.
    static func form(people: [(number: Int, name: String)] = [], who: Text = Text("Wie?")) -> Form {
        var fields: [Field] = []
        if !people.isEmpty {
            fields.append(
                Field(
                    "vrijwilliger", who,
                    .select(people.map { .init(String($0.number), Text("\($0.name)")) })))
        }
        fields += [
            Field("dag", Text("Welke dag?"), .date),
            Field(
                "uren", Text("Hoe lang?"), hint: Text("In uren, zoals 2 of 2,5 of 2:30."), limit: 10,
                autocomplete: "off", rule: { HoursText.problem($0) }),
            Field(
                "wat", Text("Wat deed je?"), hint: Text("Een paar woorden mag."), required: false, limit: 200,
                autocomplete: "off"),
            Field(
                "vergoeding", Text("Vergoeding voor deze uren"),
                hint: Text("In euro's, alleen als je een vrijwilligersvergoeding kreeg. Reiskosten tellen niet mee."),
                required: false, limit: 12, autocomplete: "off", rule: { Euro.problem($0) }),
        ]
        return Form(fields)
    }

    static let sendBack = Form([
        Field(
            "reden", Text("Wat klopt er niet?"), .area(rows: 3), hint: Text("De vrijwilliger leest dit."), limit: 400)
    ])

    /// Today, and as long as the last time.
    static func proposal(minutes: Int?, today: Day) -> [String: String] {
        var values = ["dag": today.iso]
        if let minutes {
            let rest = minutes % 60
            values["uren"] = rest == 0 ? String(minutes / 60) : "\(minutes / 60):\(rest < 10 ? "0" : "")\(rest)"
        }
        return values
    }
}
