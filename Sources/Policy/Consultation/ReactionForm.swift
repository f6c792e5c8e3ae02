import Community
import Core
import Web

/// What someone fills in to react: only the words are asked, everything about who speaks is free.
enum ReactionForm {
    static let limit = 3000
    /// A field people never see. Programs that fill in every field give themselves away.
    static let trap = "website"

    static func form(neighbourhoods: [(id: String, name: String)], asksAddress: Bool) -> Form {
        var fields = [
            Field("reactie", Text("Je reactie"), .area(rows: 7), limit: limit, rule: words),
            Field(
                "rol", Text("Je reageert als"), .select(Reaction.Sender.allCases.map { .init($0.rawValue, $0.label) }),
                required: false),
            Field(
                "wijk", Text("Je wijk of dorp"), .select(neighbourhoods.map { .init($0.id, Text("\($0.name)")) }),
                required: false),
            Field("naam", Text("Je naam"), required: false, limit: 100, autocomplete: "name", rule: name),
            Field(
                "naam-tonen", Text("Mijn naam mag bij mijn reactie staan."), .checkbox,
                hint: Text("Zonder vinkje ziet alleen de gemeente je naam."), required: false),
        ]
        if asksAddress {
            fields.append(
                .email(
                    hint: Text(
                        "Alleen om je te laten weten wat we met je reactie doen. We sturen je eerst een mail om dit te bevestigen."
                    ),
                    required: false))
        }
        return Form(fields)
    }

    static let words: @Sendable (String) -> Text? = { value in
        Validation.containsCitizenNumber(value)
            ? Text("Hier staat een nummer dat op een burgerservicenummer lijkt. Haal dat weg: het hoort hier niet.")
            : nil
    }

    static let name: @Sendable (String) -> Text? = { value in
        value.unicodeScalars.contains { $0.properties.generalCategory == .control }
            ? Text("Haal de vreemde tekens weg.") : nil
    }

    /// What was said at a meeting: one paragraph for each reaction.
    static let meeting = Form([
        Field(
            "bijeenkomst", Text("Op welke bijeenkomst?"), hint: Text("Bijvoorbeeld: wijkavond in Het Anker"), limit: 120
        ),
        Field("dag", Text("Wanneer was dat?"), .date),
        Field(
            "reacties", Text("Wat is er gezegd?"), .area(rows: 14),
            hint: Text("Zet een lege regel tussen twee reacties. Schrijf op wat iemand zei, zonder namen."),
            limit: 20_000, rule: words),
        Field(
            "rol", Text("Wie spraken er?"), .select(Reaction.Sender.allCases.map { .init($0.rawValue, $0.label) }),
            required: false),
    ])

    /// The reactions in a text with empty lines between them, at most fifty.
    static func paragraphs(_ text: String) -> [String] {
        var found: [String] = []
        var lines: [Substring] = []
        let all: [Substring] = text.replacing("\r\n", with: "\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        for line in all + [""] {
            if line.allSatisfy({ $0.isWhitespace }) {
                if !lines.isEmpty { found.append(lines.joined(separator: "\n").trimmed) }
                lines = []
            } else {
                lines.append(line)
            }
        }
        return found
    }
}

/// A reaction as someone typed it, checked.
struct ReactionDraft: Sendable {
    let text: String
    let name: String?
    let showsName: Bool
    /// In lower case.
    let email: String?
    let sender: Reaction.Sender?
    let neighbourhood: String?
    let language: Language

    init(_ state: FormState, language: Language) {
        text = state["reactie"].replacing("\r\n", with: "\n")
        name = state.optional("naam").map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        showsName = state.isOn("naam-tonen") && name != nil
        email = state.optional("email").flatMap { Validation.email($0)?.lowercased() }
        sender = Reaction.Sender(rawValue: state["rol"])
        neighbourhood = state.optional("wijk")
        self.language = language
    }
}
