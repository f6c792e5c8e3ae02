import Core
import Storage

/// Where a vision stands and what is in it: of a proposal, or of the text that was adopted.
struct VisionChoice: Sendable, Equatable {
    /// 0 is broad, 10 is narrow; nothing when nobody chose yet.
    var scope: Int?
    /// 0 is at a distance, 10 is conductor.
    var steering: Int?
    /// By way of directing: own examples.
    var ways: [String: String] = [:]
    /// By principle: the words in which it was taken over; empty for those of the list.
    var principles: [String: String] = [:]
    /// Own principles, one on a line.
    var ownPrinciples = ""
    /// By theme: what was chosen.
    var themes: [String: Set<String>] = [:]
    /// The vision itself; Markdown when adopted.
    var text = ""

    func value(_ dimension: String) -> Int? { dimension == "scope" ? scope : steering }

    var ownLines: [String] { ownPrinciples.split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty } }

    /// The sentences of all principles that were chosen, in the order of the list, then the own ones.
    func sentences(_ content: VisionContent, _ t: Texts) -> [String] {
        content.principles.compactMap { principle in
            principles[principle.id].map { $0.isEmpty ? t(principle.text) : $0 }
        } + ownLines
    }

    func options(_ theme: VisionContent.Theme, _ t: Texts) -> [String] {
        theme.options.filter { themes[theme.id]?.contains($0.id) ?? false }.map { t($0.text) }
    }
}

extension VisionChoice {
    private static let way = "manier", principle = "uitgangspunt", own = "eigen", theme = "thema"

    /// The choices with these ids.
    static func load(_ ids: [String], in db: any SQLConnection) throws -> [String: VisionChoice] {
        var choices: [String: VisionChoice] = [:]
        for row in try db.rows("SELECT * FROM policy_vision_choice WHERE id IN (\(list: ids))") {
            choices[try row("id")] = VisionChoice(
                scope: try row("scope"), steering: try row("steering"), text: try row("text"))
        }
        for row in try db.rows("SELECT * FROM policy_vision_item WHERE choice_id IN (\(list: ids))") {
            let id: String = try row("choice_id")
            let item: String = try row("item_id")
            let words: String = try row("words")
            switch try row("kind", as: String.self) {
            case way: choices[id]?.ways[item] = words
            case principle: choices[id]?.principles[item] = words
            case own: choices[id]?.ownPrinciples = words
            case theme: choices[id]?.themes[item, default: []].insert(try row("value"))
            default: break
            }
        }
        return choices
    }

    /// Writes a choice of its own; it never changes for an adopted vision.
    func add(_ id: String, cycle: PolicyCycle.Identity, version: Int, in db: any SQLConnection) throws {
        try db.run(
            """
            INSERT INTO policy_vision_choice (id, cycle_id, content_version, scope, steering, text)
            VALUES (\(id), \(cycle), \(version), \(scope), \(steering), \(text))
            """)
        try addItems(id, in: db)
    }

    /// Writes over what stood there: for a proposal that its author goes on with.
    func replace(_ id: String, in db: any SQLConnection) throws {
        try db.run(
            """
            UPDATE policy_vision_choice SET scope = \(scope), steering = \(steering), text = \(text) WHERE id = \(id)
            """)
        try db.run("DELETE FROM policy_vision_item WHERE choice_id = \(id)")
        try addItems(id, in: db)
    }

    private func addItems(_ id: String, in db: any SQLConnection) throws {
        for (item, words) in ways where !words.isEmpty { try Self.add(id, Self.way, item, "", words, in: db) }
        for (item, words) in principles { try Self.add(id, Self.principle, item, "", words, in: db) }
        if !ownPrinciples.isEmpty { try Self.add(id, Self.own, "", "", ownPrinciples, in: db) }
        for (item, values) in themes {
            for value in values { try Self.add(id, Self.theme, item, value, "", in: db) }
        }
    }

    private static func add(
        _ id: String, _ kind: String, _ item: String, _ value: String, _ words: String, in db: any SQLConnection
    ) throws {
        try db.run(
            """
            INSERT INTO policy_vision_item (choice_id, kind, item_id, value, words)
            VALUES (\(id), \(kind), \(item), \(value), \(words))
            """)
    }
}
