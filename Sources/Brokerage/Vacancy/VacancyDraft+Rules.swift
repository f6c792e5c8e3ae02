import Community
package import Core
package import Web

extension VacancyDraft {
    /// Fields that went through the rules.
    package struct Validated: Sendable {
        /// The values as typed and what is wrong with them, by field name.
        package let state: FormState
        /// What the fields say; only when nothing is wrong.
        package let draft: VacancyDraft?
    }

    /// Checks the fields of one vacancy: the only place where these rules live, for the editor and the import alike.
    ///
    /// - Parameters:
    ///   - fields: values by the names of `VacancyForm.Name`; days as `2026-11-21`, hours as `1,5`, lists as several
    ///     pairs with one name.
    ///   - today: the day on which the vacancy would start to be seen.
    package static func validated(_ fields: Query, as strength: VacancyForm.Strength, today: Day) -> Validated {
        let form = VacancyForm.form(strength)
        var state = form.read(fields)
        refuseCitizenNumbers(form, &state)
        checkHours(&state)
        checkDays(&state, today: today, strength)
        if strength == .complete { checkPlace(&state) }
        return Validated(state: state, draft: state.isValid ? VacancyDraft(state) : nil)
    }

    /// Article 46 UAVG: no law gives a vacancy bank the citizen service number.
    private static func refuseCitizenNumbers(_ form: Form, _ state: inout FormState) {
        for field in form.fields where Validation.containsCitizenNumber(state[field.name]) {
            state.addError(
                field.name,
                Text(
                    "Hier staat een getal dat een burgerservicenummer kan zijn. Haal het weg: dat mag hier niet staan.")
            )
        }
    }

    private static func checkHours(_ state: inout FormState) {
        typealias Name = VacancyForm.Name
        if let least = Hours.minutes(state[Name.hoursMin]), let most = Hours.minutes(state[Name.hoursMax]), least > most
        {
            state.addError(Name.hoursMax, Text("Dit is minder dan het aantal uren ervoor. Draai de twee om."))
        }
    }

    private static func checkDays(_ state: inout FormState, today: Day, _ strength: VacancyForm.Strength) {
        typealias Name = VacancyForm.Name
        let first = state.day(Name.firstDay)
        let last = state.day(Name.lastDay)
        if let first, let last, last < first {
            state.addError(Name.lastDay, Text("De laatste dag ligt voor de eerste dag."))
        }
        guard strength == .complete else { return }
        if let last, last < today {
            state.addError(Name.lastDay, Text("Deze dag is al geweest. Kies een dag vanaf vandaag."))
        } else if last == nil, state[Name.rhythm] == Rhythm.once.rawValue, let first, first < today {
            state.addError(Name.firstDay, Text("Deze dag is al geweest. Kies een dag vanaf vandaag."))
        }
    }

    private static func checkPlace(_ state: inout FormState) {
        typealias Name = VacancyForm.Name
        let isFromHome = state.all(Name.marks).contains(VacancyMark.fromHome.rawValue)
        if state[Name.place].isEmpty, !state.isOn(Name.wholeMunicipality), !isFromHome {
            state.addError(
                Name.place, Text("Vul een plek in, of kies voor de hele gemeente of vanuit huis."))
        }
    }
}

/// Things in a text that are better kept out of sight. They are shown to the writer and stop nobody.
package enum PrivateLooking {
    /// Whether there is something like a mail address or a telephone number.
    package static func isIn(_ text: String) -> Bool {
        for word in text.split(whereSeparator: { $0.isWhitespace || ",;()<>".contains($0) }) {
            let bare = word.drop { !$0.isLetter && !$0.isNumber }.reversed().drop { !$0.isLetter && !$0.isNumber }
            if Validation.email(String(String(bare.reversed()))) != nil { return true }
        }
        return hasPhone(text)
    }

    /// Ten digits that start with 0, or eleven that start with 31, with only blanks and hyphens between them.
    private static func hasPhone(_ text: String) -> Bool {
        var digits = ""
        for character in text + "." {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else if !" -".contains(character) {
                if isPhone(digits) { return true }
                digits = ""
            }
        }
        return false
    }

    private static func isPhone(_ digits: String) -> Bool {
        (digits.utf8.count == 10 && digits.hasPrefix("0"))
            || (digits.utf8.count == 11 && digits.hasPrefix("31"))
            || (digits.utf8.count == 13 && digits.hasPrefix("0031"))
    }
}

extension Vacancy {
    /// The fields in which something private-looking stands, for a hint to the writer.
    package var privateLooking: [Text] {
        let texts: [(Text, String)] = [
            (Text("Titel"), title), (Text("Wat ga je doen?"), what), (Text("Waarom is het nodig?"), why),
            (Text("Wat krijg je ervoor terug?"), gets), (Text("Wat vraag je van iemand?"), requirements),
            (Text("Plek"), place), (Text("Wie beantwoordt vragen?"), contact),
        ]
        return texts.filter { PrivateLooking.isIn($0.1) }.map(\.0)
    }
}
