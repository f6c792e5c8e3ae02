package import Core

/// How much someone wants to take on, in the order of the ranking.
package enum Effort: String, CodedChoice {
    case once = "eenmalig"
    case project = "kort"
    case light = "licht"
    case much = "veel"

    package var label: Text {
        switch self {
        case .once: Text("Eén keer, om te proberen")
        case .project: Text("Een tijdje, met een eind eraan")
        case .light: Text("Regelmatig een paar uur")
        case .much: Text("Regelmatig, een dag of meer")
        }
    }

    /// 0…3, as the ranking counts.
    package var level: Int {
        switch self {
        case .once: 0
        case .project: 1
        case .light: 2
        case .much: 3
        }
    }
}

/// What some work cannot do without. Everybody is taken to have or to get it, unless they say no: who did not answer
/// must not miss half of the work, and the page tells what is needed.
package enum Proof: String, CodedChoice {
    case conduct = "vog"
    case licence = "rijbewijs"
    case course = "cursus"

    /// As the thing someone does not have or want.
    package var label: Text {
        switch self {
        case .conduct: Text("Ik wil geen VOG aanvragen")
        case .licence: Text("Ik heb geen rijbewijs B")
        case .course: Text("Ik wil geen cursus volgen")
        }
    }

    /// What a work with it asks, as a sentence.
    package var caution: Text {
        switch self {
        case .conduct: Text("Je hebt een VOG nodig. Vaak is die gratis.")
        case .licence: Text("Je hebt rijbewijs B nodig.")
        case .course: Text("Er hoort een cursus bij.")
        }
    }
}

/// Languages people speak. A code is that of ISO 639.
package enum SpokenLanguage: String, CodedChoice {
    case dutch = "nl"
    case english = "en"
    case arabic = "ar"
    case turkish = "tr"
    case ukrainian = "uk"
    case polish = "pl"
    case tigrinya = "ti"
    case persian = "fa"
    case spanish = "es"
    case french = "fr"
    case german = "de"
    case papiamento = "pap"

    package var label: Text {
        switch self {
        case .dutch: Text("Nederlands")
        case .english: Text("Engels")
        case .arabic: Text("Arabisch")
        case .turkish: Text("Turks")
        case .ukrainian: Text("Oekraïens")
        case .polish: Text("Pools")
        case .tigrinya: Text("Tigrinya")
        case .persian: Text("Farsi of Dari")
        case .spanish: Text("Spaans")
        case .french: Text("Frans")
        case .german: Text("Duits")
        case .papiamento: Text("Papiaments")
        }
    }
}
