/// Dates in words, in the language of the reader.
extension Texts {
    private static let dutchDays = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
    private static let englishDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let dutchMonths = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `maandag`; Monday is 0.
    package func weekday(_ index: Int) -> String {
        let names = language == .dutch ? Self.dutchDays : Self.englishDays
        return names.indices.contains(index) ? names[index] : ""
    }

    /// `november`; January is 1.
    package func month(_ index: Int) -> String {
        let names = language == .dutch ? Self.dutchMonths : Self.englishMonths
        return names.indices.contains(index - 1) ? names[index - 1] : ""
    }

    /// `21 november 2026`.
    package func date(_ day: Day) -> String {
        let (year, month, number) = day.parts
        return "\(number) \(self.month(month)) \(year)"
    }

    /// `zaterdag 21 november 2026`.
    package func longDate(_ day: Day) -> String { weekday(day.weekday) + " " + date(day) }

    /// `21 nov` within a year of `today`, else `21 nov 2024`.
    package func shortDate(_ day: Day, today: Day) -> String {
        let (year, month, number) = day.parts
        // The one month whose short form is not its first three letters.
        let short = language == .dutch && month == 3 ? "mrt" : String(self.month(month).prefix(3))
        let text = "\(number) \(short)"
        return abs(day - today) < 300 ? text : text + " \(year)"
    }

    /// `14:05`.
    package func time(_ moment: Moment) -> String {
        let minute = DutchTime.local(moment).minute
        return pad2(minute / 60) + ":" + pad2(minute % 60)
    }

    /// `21 november 2026, 14:05`.
    package func dateTime(_ moment: Moment) -> String { date(moment.day) + ", " + time(moment) }

    /// `vandaag`, `gisteren`, `12 dagen geleden`, else the date.
    package func ago(_ moment: Moment, now: Moment) -> String {
        let days = now.day - moment.day
        switch days {
        case ..<0: return date(moment.day)
        case 0: return self("vandaag")
        case 1: return self("gisteren")
        case 2..<60: return self("\(days) dagen geleden")
        default: return date(moment.day)
        }
    }

    /// `1,8 km` or `900 m`.
    package func distance(metres: Int) -> String {
        if metres < 950 { return "\(max(100, (metres + 50) / 100 * 100)) m" }
        if metres >= 9_950 { return "\((metres + 500) / 1000) km" }
        let tenths = (metres + 50) / 100
        let mark = language == .dutch ? "," : "."
        return tenths % 10 == 0 ? "\(tenths / 10) km" : "\(tenths / 10)\(mark)\(tenths % 10) km"
    }

    /// A whole number with the language's marks: `1.234`.
    package func number(_ value: Int) -> String {
        if (-999...999).contains(value) { return String(value) }
        var digits = Array(String(abs(value)))
        var position = digits.count - 3
        while position > 0 {
            digits.insert(language == .dutch ? "." : ",", at: position)
            position -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }

    /// A share as whole per cent: `83%`, or a dash when there is nothing to share.
    package func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "–" : "\((part * 200 + whole) / (whole * 2))%"
    }
}
