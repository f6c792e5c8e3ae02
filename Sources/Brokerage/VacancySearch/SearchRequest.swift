package import Community
package import Core
package import Search
package import Web

/// What a visitor asked, read from the address of the page. Values we do not know are left out and named, so that an
/// old link still gives an answer.
package struct SearchRequest: Sendable {
    package enum View: String, Sendable, CaseIterable { case list = "lijst", map = "kaart", calendar = "agenda" }

    package var words = ""
    package var place: PlaceDirectory.Found?
    /// As typed, also when it was not found.
    package var placeText = ""
    /// In kilometres.
    package var radius: Int?
    package var sectors: [Sector] = []
    package var groups: [TargetGroup] = []
    /// Codes such as `di-avond`, or a group: `overdag`, `avond`, `weekend`.
    package var moments: [String] = []
    package var rhythms: [Rhythm] = []
    package var marks: [VacancyMark] = []
    package var hours: Int?
    package var age: Int?
    package var from: Day?
    package var to: Day?
    package var neighbourhoods: [String] = []
    package var municipality: String?
    package var organisation: Int?
    package var newestFirst = false
    package var view = View.list
    package var after: SearchCursor?
    /// What was left out of the question and why.
    package private(set) var problems: [Problem] = []

    package struct Problem: Sendable, Equatable {
        /// The name in the address.
        package let name: String
        /// What the page did instead.
        package let notice: Text
        /// What a program should send.
        package let reason: Text
    }

    /// So many are told of; an address can hold a thousand.
    private static let mostProblems = 20

    package static let radii = [2, 5, 10, 15, 25, 50]
    package static let momentGroups: [(code: String, group: MomentGroup, label: Text)] = [
        ("overdag", .weekdayDaytime, Text("Doordeweeks overdag")),
        ("avond", .weekdayEvening, Text("Doordeweekse avond")),
        ("weekend", .weekend, Text("Weekend")),
    ]

    package init(_ query: Query, places: PlaceDirectory) {
        words = String((query.text("q") ?? "").prefix(200))
        readPlace(query, places)
        sectors = read(query, "sector", Sector.init(rawValue:))
        groups = read(query, "doelgroep", TargetGroup.init(rawValue:))
        rhythms = read(query, "ritme", Rhythm.init(rawValue:))
        marks = read(query, "kenmerk", VacancyMark.init(rawValue:))
        moments = read(query, "moment") { code in Self.momentBits(code) == nil ? nil : code }
        neighbourhoods = read(query, "buurt") { id in places.neighbourhood(id)?.id }
        municipality = read(query, "gemeente") { code in places.municipality(code)?.code }.first
        hours = number(query, "uren", 1...60)
        age = number(query, "leeftijd", 1...120)
        organisation = number(query, "organisatie", 1...9_999_999)
        from = day(query, "van")
        to = day(query, "tot")
        readOrder(query)
        if let code = query.text("weergave") {
            view = View(rawValue: code) ?? .list
            if View(rawValue: code) == nil { unknown("weergave", code) }
        }
        if let cursor = query.text("na") {
            let parts = cursor.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
            if parts.count == 2, let key = parts[0], let number = parts[1] {
                after = SearchCursor(key: key, number: number)
            } else {
                problem(
                    "na", Text("We weten niet meer waar je was. Je ziet het begin van de lijst."),
                    Text("Neem het adres onder “volgende” van het vorige antwoord over."))
            }
        }
    }

    private mutating func readOrder(_ query: Query) {
        switch query.text("volgorde") {
        case nil: break
        case "nieuwste": newestFirst = true
        case let code?: unknown("volgorde", code)
        }
    }

    private mutating func readPlace(_ query: Query, _ places: PlaceDirectory) {
        placeText = String((query.text("plaats") ?? "").prefix(80))
        if !placeText.isEmpty {
            place = places.find(placeText)
            if place == nil {
                problem(
                    "plaats", Text("We kennen de plaats “\(placeText)” niet. We zoeken overal."),
                    Text(
                        "We kennen de plaats “\(placeText)” niet. Gebruik een postcode of de naam van een wijk of plaats."
                    ))
            }
        }
        radius = number(query, "afstand", 1...200)
        if place != nil, radius == nil, query.text("afstand") == nil { radius = 10 }
    }

    private mutating func problem(_ name: String, _ notice: Text, _ reason: Text) {
        if problems.count < Self.mostProblems { problems.append(Problem(name: name, notice: notice, reason: reason)) }
    }

    private mutating func unknown(_ name: String, _ value: String) {
        let shown = String(value.prefix(40))
        problem(
            name, Text("We kennen het filter “\(shown)” niet. We doen alsof het er niet staat."),
            Text("De waarde “\(shown)” bestaat hier niet. De beschrijving van de API noemt wat wel kan."))
    }

    private mutating func read<Value: Hashable>(_ query: Query, _ name: String, _ make: (String) -> Value?) -> [Value] {
        var found: [Value] = []
        for text in query.all(name) where !text.isEmpty && found.count < 40 {
            if let value = make(text) {
                if !found.contains(value) { found.append(value) }
            } else {
                unknown(name, text)
            }
        }
        return found
    }

    private mutating func number(_ query: Query, _ name: String, _ range: ClosedRange<Int>) -> Int? {
        guard let text = query.text(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            let shown = String(text.prefix(40))
            problem(
                name, Text("We kennen het filter “\(shown)” niet. We doen alsof het er niet staat."),
                Text("Vul een getal in van \(range.lowerBound) tot en met \(range.upperBound)."))
            return nil
        }
        return value
    }

    private mutating func day(_ query: Query, _ name: String) -> Day? {
        guard let text = query.text(name) else { return nil }
        guard let value = Day(iso: text) else {
            let reason = Text("We kennen de datum “\(String(text.prefix(20)))” niet. Schrijf hem als 2026-11-21.")
            problem(name, reason, reason)
            return nil
        }
        return value
    }

    static func momentBits(_ code: String) -> UInt32? {
        momentGroups.first { $0.code == code }?.group.moments ?? WeekMoments.bit(code)
    }

    /// The question as the engine takes it.
    package func engineQuery(index: VacancySearchIndex, organisationID: String?, today: Day, limit: Int = 24)
        -> SearchQuery
    {
        var query = SearchQuery(words: words, limit: limit, today: Int32(clamping: today.number))
        if let place { query.origin = SearchPoint(x: Int32(clamping: place.spot.x), y: Int32(clamping: place.spot.y)) }
        query.radiusMetres = place == nil ? nil : radius.map { $0 * 1000 }
        query.sectors = sectors.reduce(0) { $0 | $1.bit }
        query.groups = groups.reduce(0) { $0 | $1.bit }
        query.moments = moments.reduce(0) { $0 | (Self.momentBits($1) ?? 0) }
        query.rhythm = rhythms.reduce(0) { $0 | $1.bit }
        query.marks = marks.reduce(0) { $0 | $1.bit }
        query.maximumMinutesPerWeek = hours.map { $0 * 60 }
        query.age = age
        // A vacancy whose last day has passed is closed by the night's job; until then it must not be found.
        query.fromDay = Int32(clamping: max(from?.number ?? today.number, today.number))
        query.toDay = to.map { Int32(clamping: $0.number) }
        query.neighbourhoods = neighbourhoods.map { index.neighbourhood($0) ?? -2 }
        query.municipalities = municipality.map { [index.municipality($0) ?? -2] } ?? []
        query.organisation = organisationID.map { index.organisation($0) ?? -2 }
        query.order = newestFirst ? .newest : .fit
        query.after = after
        return query
    }

    /// Whether the visitor chose anything that narrows.
    package var isNarrowed: Bool {
        !words.isEmpty || place != nil || !sectors.isEmpty || !groups.isEmpty || !moments.isEmpty || !rhythms.isEmpty
            || !marks.isEmpty || hours != nil || age != nil || from != nil || to != nil || !neighbourhoods.isEmpty
            || municipality != nil || organisation != nil
    }
}
