import Core
import Storage

/// The kinds of files a survey can be taken along in.
enum ExportFormat: String, Sendable, CaseIterable, SQLConvertible {
    case sav, sps, xlsx, csv
    /// CSV with commas.
    case comma = "komma"
    case ddi

    var fileEnding: String {
        switch self {
        case .sav: ".sav"
        case .sps: ".sps"
        case .xlsx: ".xlsx"
        case .csv: ".csv"
        case .comma: "-komma.csv"
        case .ddi: "-codeboek.xml"
        }
    }

    func fileName(_ survey: Survey) -> String { "enquete-\(survey.number)\(fileEnding)" }

    var contentType: String {
        switch self {
        case .sav: "application/x-spss-sav"
        case .sps: "text/plain; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv, .comma: "text/csv; charset=utf-8"
        case .ddi: "application/xml; charset=utf-8"
        }
    }

    var label: Text {
        switch self {
        case .sav: Text("SPSS (.sav)")
        case .sps: Text("SPSS-opdrachten (.sps)")
        case .xlsx: Text("Excel (.xlsx)")
        case .csv: Text("CSV met puntkomma")
        case .comma: Text("CSV met komma")
        case .ddi: Text("Codeboek (DDI)")
        }
    }

    var explanation: Text {
        switch self {
        case .sav: Text("Met vragen, antwoorden en meerkeuzesets. Ook voor PSPP, R en Stata.")
        case .sps: Text("Dezelfde uitleg als opdrachten, naast het .sav-bestand.")
        case .xlsx: Text("Codes, antwoorden in woorden en een codeboek, elk op een eigen blad.")
        case .csv: Text("Opent goed in een Nederlandse Excel.")
        case .comma: Text("Voor R, Python en Engelse programma's.")
        case .ddi: Text("Uitleg bij de gegevens voor een archief. Zonder antwoorden.")
        }
    }

    /// Whether there are answers in it.
    var hasAnswers: Bool { self != .ddi && self != .sps }
}
