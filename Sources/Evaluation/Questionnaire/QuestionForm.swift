import Core
import Questionnaires
import Web

/// The fields of one question, fitting its kind.
struct QuestionForm {
    enum Name {
        static let id = "naam", kind = "soort", text = "tekst", hint = "uitleg", required = "verplicht"
        static let choices = "antwoorden", rows = "regels", lowest = "laagste", highest = "hoogste"
        static let low = "links", high = "rechts", decimals = "decimalen", unit = "eenheid", length = "lengte"
        static let when = "wanneer", which = "welke", how = "hoe", value = "waarde", formula = "formule"
        static let page = "pagina", state = "stand"
    }

    enum When: String { case always = "altijd", simple = "als", formula = "formule" }

    let questionnaire: Questionnaire
    /// As it is kept.
    let question: Question
    let kind: Question.Kind
    let t: Texts

    private var first: String { questionnaire.languages.first ?? "nl" }

    var form: Form {
        var fields: [Field] = [
            Field(Name.kind, Text("Soort vraag"), .select(Question.Kind.allCases.map { .init($0.rawValue, $0.label) })),
            Field(
                Name.text, kind == .info ? Text("Tekst") : Text("De vraag"), .area(rows: kind == .info ? 5 : 2),
                limit: 2000),
        ]
        if kind != .info {
            fields.append(Field(Name.hint, Text("Uitleg bij de vraag"), .area(rows: 2), required: false, limit: 1000))
        }
        fields += answerFields
        if kind != .info {
            fields.append(
                Field(Name.required, Text("Zonder antwoord kan iemand niet verder"), .checkbox, required: false))
        }
        fields += conditionFields
        fields += [
            Field(Name.page, Text("Op welke pagina?"), .select(pages)),
            Field(
                Name.id, Text("Naam in tabellen en bestanden"),
                hint: Text("Een letter, dan letters of cijfers. Samen met de codes hoogstens 8 tekens."), limit: 8),
            Field(Name.state, Text("Stand"), .hidden, required: false),
        ]
        return Form(fields)
    }

    private var pages: [Field.Choice] {
        questionnaire.blocks.enumerated().map { index, block in
            let title = block.title?(first) ?? ""
            return .init(block.id, title.isEmpty ? Text("Pagina \(index + 1)") : Text("Pagina \(index + 1): \(title)"))
        }
    }

    private var answerFields: [Field] {
        var fields: [Field] = []
        if kind.isGrid {
            fields.append(
                Field(
                    Name.rows, Text("Regels van het rooster"), .area(rows: 6),
                    hint: Text("Zet elke regel op een eigen regel, zoals: 1 = Werving."), limit: 20_000))
        }
        if kind.hasChoices || kind == .scale {
            fields.append(
                Field(
                    Name.choices, kind == .scale ? Text("Antwoorden naast de schaal") : Text("Antwoorden"),
                    .area(rows: kind == .scale ? 2 : 6),
                    hint: Text(
                        "Zet elk antwoord op een eigen regel, zoals: 1 = Ja. Met (anders) erachter komt er een regel om op te schrijven. Met (alleen) gaat het antwoord met niets anders samen. Met (weet niet) telt het antwoord niet mee."
                    ), required: kind != .scale, limit: 20_000))
        }
        let isNumber = kind == .number || kind == .gridNumber
        if isNumber || kind == .scale {
            fields += [
                Field(Name.lowest, Text("Laagste getal"), required: kind == .scale, limit: 20, rule: Self.number),
                Field(Name.highest, Text("Hoogste getal"), required: kind == .scale, limit: 20, rule: Self.number),
            ]
        }
        if kind == .scale {
            fields += [
                Field(Name.low, Text("Woorden bij het laagste getal"), required: false, limit: 200),
                Field(Name.high, Text("Woorden bij het hoogste getal"), required: false, limit: 200),
            ]
        }
        if isNumber {
            fields += [
                Field(Name.decimals, Text("Cijfers achter de komma"), .number(0...6)),
                Field(
                    Name.unit, Text("Wat telt het getal?"), hint: Text("Bijvoorbeeld: uur per week."), required: false,
                    limit: 100),
            ]
        }
        if kind == .text { fields.append(Field(Name.length, Text("Hoogste aantal tekens"), .number(1...20_000))) }
        return fields
    }

    private var conditionFields: [Field] {
        [
            Field(
                Name.when, Text("Wanneer stel je deze vraag?"),
                .radios([
                    .init(When.always.rawValue, Text("Altijd")),
                    .init(When.simple.rawValue, Text("Alleen na een bepaald antwoord")),
                    .init(When.formula.rawValue, Text("Met een formule")),
                ])),
            Field(Name.which, Text("Als deze vraag"), .select(earlier), required: false),
            Field(
                Name.how, Text("Zo beantwoord is"),
                .select(SimpleCondition.How.allCases.map { .init($0.rawValue, $0.label) }),
                required: false),
            Field(Name.value, Text("Antwoord of code"), required: false, limit: 200),
            Field(
                Name.formula, Text("Formule"),
                hint: Text(
                    "Bijvoorbeeld: V03 == 1 and (V05 has 2 or V07 >= 3). Ook: not, answered(V01), count(V05), V12.3 voor regel 3."
                ),
                required: false, limit: 2000),
        ]
    }

    /// Whether the form was sent by a page that had the fields of another kind.
    func lacksOwnFields(_ sent: Query) -> Bool { answerFields.contains { sent.all($0.name).isEmpty } }

    /// What was sent, without saying what is wrong with it.
    func sent(_ sent: Query) -> FormState {
        form.filled(lists: Dictionary(form.fields.map { ($0.name, sent.all($0.name)) }) { first, _ in first })
    }

    /// The questions before this one, each row of a grid apart.
    private var earlier: [Field.Choice] {
        var found: [Field.Choice] = [.init("", Text("Kies"))]
        for other in questionnaire.questions {
            if other.id == question.id { break }
            let text = String(other.text(first).prefix(60))
            switch other.kind {
            case .info: continue
            case .grid, .gridMultiple, .gridNumber:
                for row in other.rows {
                    found.append(
                        .init(
                            "\(other.id).\(row.code)",
                            Text("\(other.id).\(row.code) \(String(row.label(first).prefix(60)))")))
                }
            default: found.append(.init(other.id, Text("\(other.id) \(text)")))
            }
        }
        return found
    }

    static let number: @Sendable (String) -> Text? = { text in
        Double(text.replacing(",", with: ".")).map { abs($0) < 1e15 } == true ? nil : Text("Vul een getal in.")
    }

    /// Which question it was when its form was opened: another's change in between is noticed.
    static func state(of question: Question) -> String {
        let alone = Questionnaire(id: "x", title: Words("x"), blocks: [.init("b", questions: [question])])
        return String(alone.hash.prefix(16))
    }
}
