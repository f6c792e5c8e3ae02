import Core

/// Why a stored text is not a set of answers.
package enum AnswersFault: Error, Hashable, Sendable {
    /// It is no JSON from this byte on.
    case notJSON(offset: Int)
    /// It is JSON and no answers: the part that is not understood.
    case shape(String)
}

extension Answers {
    /// Reads what `json` wrote: `{"v":{"V01":[1],"V02":3.5,"V03":"tekst","V04":{"dag":"2026-03-01"},
    /// "V12":{"1":[1,2]}},"a":{"V05_7":"anders"},"g":["V01","V02"]}`.
    package init(json: String) throws(AnswersFault) {
        let tree: Tree
        do {
            tree = try JSONReading.read(json)
        } catch {
            throw AnswersFault.notJSON(offset: error.offset)
        }
        guard let parts = tree.map else { throw .shape("top") }
        self.init()
        for (key, part) in parts {
            switch key {
            case "v":
                guard let map = part.map else { throw .shape("v") }
                values.reserveCapacity(map.count)
                for (id, value) in map { values[id] = try Self.answer(value, id) }
            case "a":
                guard let map = part.map else { throw .shape("a") }
                for (id, value) in map {
                    guard case .string(let text) = value.value else { throw .shape(id) }
                    others[id] = text
                }
            case "g":
                guard let list = part.list else { throw .shape("g") }
                for element in list {
                    guard case .string(let id) = element.value else { throw .shape("g") }
                    seen.insert(id)
                }
            default: throw .shape(key)
            }
        }
    }

    /// Canonical: equal answers give equal text.
    package var json: String {
        var map: [(key: String, value: Tree)] = []
        if !values.isEmpty { map.append(("v", Tree(.map(values.map { ($0.key, $0.value.tree) })))) }
        if !others.isEmpty { map.append(("a", Tree(.map(others.map { ($0.key, .text($0.value)) })))) }
        if !seen.isEmpty { map.append(("g", Tree(.list(seen.sorted().map(Tree.text))))) }
        return JSONWriting.write(Tree(.map(map)))
    }

    private static func answer(_ tree: Tree, _ id: String) throws(AnswersFault) -> Answer {
        switch tree.value {
        case .number(let number): return .number(number)
        case .string(let text): return .text(text)
        case .list(let list):
            var codes: [Int] = []
            for element in list {
                guard case .number = element.value, let code = element.integer else { throw .shape(id) }
                codes.append(code)
            }
            return .codes(codes)
        case .map(let map):
            if map.count == 1, map[0].key == "dag" {
                guard case .string(let text) = map[0].value.value, let day = Day(iso: text) else { throw .shape(id) }
                return .day(day)
            }
            var rows: [Int: Answer] = [:]
            for (key, value) in map {
                guard let row = Int(key), String(row) == key, abs(row) < 1_000_000_000 else { throw .shape(id) }
                rows[row] = try answer(value, id)
            }
            return .rows(rows)
        case .null, .bool: throw .shape(id)
        }
    }
}

extension Answer {
    var tree: Tree {
        switch self {
        case .codes(let codes): Tree(.list(codes.map(Tree.number)))
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .day(let day): Tree(.map([("dag", .text(day.iso))]))
        case .rows(let rows): Tree(.map(rows.map { (String($0.key), $0.value.tree) }))
        }
    }
}
