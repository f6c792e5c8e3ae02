import Core
import Formats
import Foundation

/// A survey as small as it can be with everything that goes wrong in exchange: long labels, accents, sets of answers,
/// values to leave out, dates, gaps.
enum Sample {
    static let long =
        String(repeating: "Hoe vaak doet u vrijwilligerswerk in uw eigen buurt of wijk? ", count: 4)
        + "Één antwoord 👩‍👩‍👧 graag"

    static var survey: SPSSFile {
        var variables = [
            SPSSVariable(name: "RESP_ID", label: "Volgnummer", kind: .number(decimals: 0), measure: .scale),
            SPSSVariable(
                name: "V1", label: "Heeft uw gemeente beleid voor vrijwilligers?", kind: .number(decimals: 0),
                valueLabels: [
                    .init(.number(1), "Ja"), .init(.number(2), "Nee, maar wél in voorbereiding"),
                    .init(.number(99), "Weet niet"), .init(.number(-9), "Niet getoond"),
                ], missing: [.range(-9, -1), .value(99)]),
            SPSSVariable(
                name: "V2", label: long, kind: .number(decimals: 2), measure: .scale,
                valueLabels: [.init(.number(7.5), String(repeating: "é", count: 61))], missing: [.value(99)]),
            SPSSVariable(name: "OPEN", label: "Toelichting", kind: .text(bytes: 600)),
            SPSSVariable(name: "PLAATS", label: "Gemeente", kind: .text(bytes: 40)),
            SPSSVariable(name: "DATUM", label: "Ingevuld op", kind: .day, measure: .scale),
            SPSSVariable(name: "TIJD", label: "Verzonden op", kind: .moment, measure: .scale),
            SPSSVariable(name: "GEWICHT", label: "Weegfactor", kind: .number(decimals: 4), measure: .scale),
        ]
        for (index, name) in ["Werving", "Deskundigheid", "Waardering"].enumerated() {
            variables.append(
                SPSSVariable(
                    name: "V12_\(index + 1)", label: name, kind: .number(decimals: 0),
                    valueLabels: [
                        .init(.number(0), "Nee"), .init(.number(1), "Ja"), .init(.number(-9), "Niet getoond"),
                    ],
                    missing: [.range(-9, -1)]))
        }
        return SPSSFile(
            label: "Vrijwilligersbeleid 2011: gemeenten die meededen aan het onderzoek naar beleid",
            variables: variables,
            sets: [
                .init(
                    name: "V12", label: "Welke onderdelen staan in het beleid?", kind: .dichotomies(counted: 1),
                    variables: ["V12_1", "V12_2", "V12_3"])
            ], weight: "GEWICHT", created: Moment(seconds: 1_700_000_000), records: records)
    }

    private static var records: [[SPSSValue]] {
        let day = Day(year: 2011, month: 11, day: 3) ?? Day(number: 0)
        let moment = Moment(milliseconds: 1_320_316_245_000)
        return [
            [
                .number(1), .number(1), .number(7.5), .text("=SOM(A1); 'café' en een\nnieuwe regel"),
                .text("’s-Gravenhage"),
                .day(day), .moment(moment), .number(1.25), .number(1), .number(0), .number(1),
            ],
            [
                .number(2), .number(99), .missing, .text(String(repeating: "ë", count: 300)), .text("Súdwest-Fryslân"),
                .day(day + 1), .missing, .number(0.5), .number(0), .number(1), .number(-9),
            ],
            [
                .number(3), .number(-9), .number(-1234567.25), .missing, .missing, .missing, .missing, .number(1),
                .missing, .missing, .missing,
            ],
        ]
    }

    /// Where the checks of other programs want their files; nothing when nobody asks.
    static var folder: URL? {
        ProcessInfo.processInfo.environment["INZET_EXCHANGE"].map { URL(fileURLWithPath: $0) }
    }
}
