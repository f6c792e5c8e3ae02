package import Core

/// What a mode means, for whoever chooses and for whoever answers.
private struct ModeWords {
    let choice: Text
    let technical: Text
    let promise: Text

    static let linked = ModeWords(
        choice: Text("Op naam: je ziet wie wat antwoordt. Kies dit alleen als je dat echt nodig hebt, en zeg waarom."),
        technical: Text("Bij elk antwoord staat het adres. In het logboek staat wanneer iemand begon en klaar was."),
        promise: Text("Je antwoorden worden op naam bewaard. Alleen de onderzoekers kunnen ze zien."))
    static let pseudonymous = ModeWords(
        choice: Text(
            "Onder een code: antwoorden staan los van namen. Een lijst met codes ligt apart en verdwijnt als de enquête sluit. Mensen kunnen tussendoor stoppen en verdergaan."
        ),
        technical: Text(
            "Bij elk antwoord staat een willekeurige code. Welke code bij welk adres hoort, staat in een aparte tabel. Die tabel wissen we bij het sluiten. In het logboek staat geen tijd van invullen."
        ),
        promise: Text(
            "Je antwoorden worden onder een code bewaard. Na het sluiten weet niemand meer welke code van jou was."))
    static let anonymous = ModeWords(
        choice: Text(
            "Anoniem: niemand kan nagaan wie wat antwoordde, ook wij niet. We weten alleen wie al meedeed. Samen invullen aan de telefoon kan dan niet."
        ),
        technical: Text(
            "Een antwoord wordt versleuteld bewaard zonder adres en zonder tijd. Pas als er vijf liggen gaan ze in willekeurige volgorde in één bak. Bij het adres staat alleen dat er een antwoord is."
        ),
        promise: Text("Je antwoorden zijn anoniem. Niemand kan zien wat jij hebt geantwoord."))
}

extension Survey.Mode {
    private var words: ModeWords {
        switch self {
        case .linked: .linked
        case .pseudonymous: .pseudonymous
        case .anonymous: .anonymous
        }
    }

    /// For a maker: what it gives and what it costs.
    var choice: Text { words.choice }
    /// What happens inside, for who wants to check it.
    var technical: Text { words.technical }
    /// What somebody who is asked may count on.
    package var promise: Text { words.promise }
}

/// Why people may be written to (GDPR article 6).
enum LawfulBasis: String, Sendable, CaseIterable {
    case task = "taak"
    case consent = "toestemming"
    case interest = "belang"

    var label: Text {
        switch self {
        case .task: Text("Een taak van de gemeente (art. 6 lid 1 onder e AVG)")
        case .consent: Text("Toestemming van elke persoon (art. 6 lid 1 onder a AVG)")
        case .interest: Text("Een gerechtvaardigd belang (art. 6 lid 1 onder f AVG)")
        }
    }

    var explanation: Text {
        switch self {
        case .task: Text("Past bij beleid voor vrijwilligers: de gemeente ondersteunt hen volgens de Wmo.")
        case .consent: Text("Je moet kunnen laten zien wie ja zei. Wie nee zegt, merkt daar niets van.")
        case .interest: Text("Voor een organisatie, niet voor een gemeente bij haar taken. Schrijf je afweging op.")
        }
    }
}
