import Community
import Core
package import Formats
package import Web

extension Wishes {
    /// The names of the fields, in addresses, forms and JSON alike.
    package enum Name {
        package static let interests = "leuk"
        package static let likes = "met"
        package static let refuses = "liever-niet"
        package static let skills = "kan"
        package static let motives = "zoekt"
        package static let moments = "moment"
        package static let effort = "hoe-vaak"
        package static let place = "plaats"
        package static let reach = "afstand"
        package static let languages = "taal"
        package static let birthYear = "geboren"
        package static let without = "zonder"

        package static let all = [
            interests, likes, refuses, skills, motives, moments, effort, place, reach, languages, birthYear, without,
        ]
    }

    /// What an address or a form says. Values nobody knows are left out, so that an old link still works.
    package init(_ query: Query) {
        func choices<Choice: RawRepresentable<String> & CaseIterable & Equatable>(_ name: String) -> [Choice] {
            // In the order of the choices, so that the same wishes give the same address.
            let sent = Set(query.all(name))
            return Choice.allCases.filter { sent.contains($0.rawValue) }
        }
        interests = choices(Name.interests)
        refuses = choices(Name.refuses).filter { $0 != .iedereen }
        likes = choices(Name.likes).filter { $0 != .iedereen && !refuses.contains($0) }
        skills = choices(Name.skills)
        motives = choices(Name.motives)
        moments = WeekMoments(codes: query.all(Name.moments))
        effort = query.text(Name.effort).flatMap(Effort.init(rawValue:))
        place = query.text(Name.place).map { String($0.prefix(80)).trimmed }
        if place?.contains("\0") == true { place = nil }
        reach = query.int(Name.reach).flatMap { (1...200).contains($0) ? $0 : nil }
        languages = choices(Name.languages)
        birthYear = query.int(Name.birthYear).flatMap { (1900...2100).contains($0) ? $0 : nil }
        without = choices(Name.without)
    }

    /// The wishes as an address carries them.
    package var query: Query {
        var query = Query()
        for (name, values) in lists { for value in values { query.append(name, value) } }
        return query
    }

    /// Names with their values, without the empty ones.
    package var lists: [(name: String, values: [String])] {
        let all: [(name: String, values: [String])] = [
            (Name.interests, interests.map(\.rawValue)), (Name.likes, likes.map(\.rawValue)),
            (Name.refuses, refuses.map(\.rawValue)), (Name.skills, skills.map(\.rawValue)),
            (Name.motives, motives.map(\.rawValue)), (Name.moments, moments.codes),
            (Name.effort, effort.map { [$0.rawValue] } ?? []), (Name.place, place.map { [$0] } ?? []),
            (Name.reach, reach.map { [String($0)] } ?? []), (Name.languages, languages.map(\.rawValue)),
            (Name.birthYear, birthYear.map { [String($0)] } ?? []), (Name.without, without.map(\.rawValue)),
        ]
        return all.filter { !$0.values.isEmpty }
    }

    /// As it is kept: an object of lists of texts.
    package var json: JSONValue {
        var object = JSONObject()
        for (name, values) in lists { object[name] = JSONValue(values) }
        return .object(object)
    }

    /// Reads `json` back; `nil` when it is no object of lists of texts. Names and codes nobody knows are left out.
    package init?(json: JSONValue) {
        guard let object = json.object else { return nil }
        var query = Query()
        for name in Name.all {
            guard let value = object[name] else { continue }
            guard let list = value.array, list.count <= 64 else { return nil }
            for item in list {
                guard let text = item.string else { return nil }
                query.append(name, text)
            }
        }
        self.init(query)
    }

    /// - Parameter text: JSON of at most 20,000 bytes.
    package init?(text: String) {
        guard let value = try? JSONValue(parsing: text, maximumDepth: 4, maximumBytes: 20_000) else { return nil }
        self.init(json: value)
    }
}
