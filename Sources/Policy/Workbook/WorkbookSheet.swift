import Community
import Core
import Formats
import Storage

/// What was filled in for one function: the fields of its form by name, as they were saved last.
struct WorkbookSheet: Sendable {
    typealias Values = [String: [String]]

    let function: String
    /// Grows with each save; 0 when nothing was saved yet.
    let version: Int
    /// The version of the content that the answers belong to.
    let contentVersion: Int
    let values: Values
    let savedAt: Moment?
    let savedBy: String?

    static func empty(_ function: String) -> WorkbookSheet {
        WorkbookSheet(function: function, version: 0, contentVersion: 0, values: [:], savedAt: nil, savedBy: nil)
    }

    init(function: String, version: Int, contentVersion: Int, values: Values, savedAt: Moment?, savedBy: String?) {
        self.function = function
        self.version = version
        self.contentVersion = contentVersion
        self.values = values
        self.savedAt = savedAt
        self.savedBy = savedBy
    }

    init(row: Row) throws {
        function = try row("function")
        version = try row("version")
        contentVersion = try row("content_version")
        values = Self.decode(try row("answers"))
        savedAt = try row("saved_at")
        savedBy = try row("saved_by")
    }

    func answer(_ element: String) -> WorkbookAnswer {
        typealias Name = WorkbookForm.Name
        var answer = WorkbookAnswer()
        answer.inPolicy = text(Name.inPolicy(element)).flatMap(WorkbookAnswer.InPolicy.init(rawValue:))
        answer.carriers = Set(
            (values[Name.carriers(element)] ?? []).compactMap(WorkbookAnswer.Carrier.init(rawValue:)))
        answer.evidence = text(Name.evidence(element)) ?? ""
        answer.budget = text(Name.budget(element)).flatMap { try? Euro.cents($0).get() }
        answer.priority = text(Name.priority(element)).flatMap(WorkbookAnswer.Priority.init(rawValue:))
        return answer
    }

    /// The elements that the municipality added itself, those with a name.
    var ownElements: [(id: String, name: String)] {
        WorkbookForm.ownElements(of: function).compactMap { id in
            text(WorkbookForm.Name.ownName(id)).map { (id, $0) }
        }
    }

    /// The proposal for this element was put aside.
    func isDeclined(_ element: String) -> Bool { values[WorkbookForm.Name.declined(element)] != nil }

    func text(_ name: String) -> String? {
        guard let text = values[name]?.first, !text.isEmpty else { return nil }
        return text
    }

    // MARK: As text in the database

    static func encode(_ values: Values) -> String {
        var object = JSONObject()
        for (name, list) in values.sorted(by: { $0.key < $1.key }) where !list.isEmpty {
            object[name] = JSONValue(list)
        }
        return JSONValue.object(object).text
    }

    static func decode(_ text: String) -> Values {
        guard let object = (try? JSONValue(parsing: text))?.object else { return [:] }
        var values: Values = [:]
        for member in object { values[member.key] = (member.value.array ?? []).compactMap(\.string) }
        return values
    }
}
