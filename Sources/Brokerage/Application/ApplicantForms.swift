import Core
import Web

/// The small forms on an applicant's pages.
enum ApplicantForms {
    static let message = Form([
        Field(
            "tekst", Text("Je bericht"), .area(rows: 4), limit: ApplicationMessage.limit, rule: ApplicationText.message)
    ])

    static let withdraw = Form([
        Field("reden", Text("Waarom trek je je reactie in?"), .radios(choices(VacancyApplication.WithdrawReason.self))),
        words(Text("Wil je er iets bij zeggen?"), hint: Text("De organisatie leest dit.")),
    ])

    static let stop = Form([
        Field("reden", Text("Waarom stop je?"), .radios(choices(VacancyApplication.StopReason.self))),
        words(Text("Wil je er iets bij zeggen?"), hint: Text("De organisatie leest dit.")),
    ])

    static let care = Form([
        Field("antwoord", Text("Gaat het goed?"), .radios(CareAnswer.allCases.map { .init($0.rawValue, $0.label) })),
        words(
            Text("Vertel er iets over"),
            hint: Text(
                "Kan het beter of heb je een vraag? Dan krijgt de vrijwilligerscentrale je antwoord, je naam en je adres. Zij nemen contact met je op. De organisatie leest dit niet."
            )),
    ])

    private static func words(_ label: Text, hint: Text) -> Field {
        Field("tekst", label, .area(rows: 4), hint: hint, required: false, limit: 1000, rule: ApplicationText.message)
    }

    private static func choices<Reason: LabelledReason>(_ type: Reason.Type) -> [Field.Choice] {
        Reason.allCases.map { Field.Choice($0.rawValue, $0.label) }
    }
}

/// A fixed reason with words for people.
protocol LabelledReason: RawRepresentable, CaseIterable where RawValue == String {
    var label: Text { get }
}

extension VacancyApplication.WithdrawReason: LabelledReason {}
extension VacancyApplication.StopReason: LabelledReason {}
extension VacancyApplication.DeclineReason: LabelledReason {}
