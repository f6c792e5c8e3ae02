import ArgumentParser
import Tabulation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Answers a list of requests about a survey in a file, one line of JSON for each.
struct SurveyTables {
    let data: DataSet
    let requests: [TableRequest]
    /// Hides what may not be told, each table given those before it; `nil` hides nothing.
    let disclosure: Disclosure?

    /// What went wrong with one request: the others are answered.
    struct Refusal: Encodable {
        var fault: String
    }

    /// - Throws: `ValidationError` with the file and what is wrong in it.
    init(survey: String, requests: String, least: Int?) throws {
        let file = try Self.read(SurveyFile.self, survey)
        do throws(SurveyFile.Fault) {
            data = try file.dataSet()
        } catch {
            throw ValidationError("\(survey): \(error)")
        }
        self.requests = try Self.read([TableRequest].self, requests)
        disclosure = least.map { Disclosure(leastCell: $0, leastBase: $0) }
    }

    private static func read<Value: Decodable>(_ type: Value.Type, _ file: String) throws -> Value {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw ValidationError("There is no file \(file).")
        }
        do {
            return try JSONDecoder().decode(type, from: bytes)
        } catch {
            throw ValidationError("\(file): \(error)")
        }
    }

    func lines() throws -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        var published: [Disclosure.Publication] = []
        return try requests.map { request in
            switch Result(catching: { () throws(Table.Fault) in try data.table(request) }) {
            case .success(let table): try Self.text(shown(table, &published), encoder)
            case .failure(let fault): try Self.text(Refusal(fault: "\(fault)"), encoder)
            }
        }
    }

    private func shown(_ table: Table, _ published: inout [Disclosure.Publication]) -> Table {
        guard let disclosure else { return table }
        let found = disclosure.protect(table, of: data, published: published)
        published.append(found.publication)
        return found.table
    }

    private static func text(_ value: some Encodable, _ encoder: JSONEncoder) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
