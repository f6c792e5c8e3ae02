import Web
import Yams

/// All content files, read and checked at the start.
package struct ContentShelf: Sendable {
    /// By name, in order of version.
    private let files: [String: [any ContentFile]]

    /// The files that are part of the program.
    package static let standard = Result<ContentShelf, ContentError> {
        () throws(ContentError) in
        try ContentShelf(Policy.contentKinds, files: Assets.files)
    }

    /// - Parameter files: by name; `policy/NAME.yaml` is the first version of NAME, `policy/NAME.2.yaml` the second.
    /// - Throws: `ContentError` with everything that is wrong, not only the first thing.
    package init(_ kinds: [any ContentFile.Type], files: [String: [UInt8]]) throws(ContentError) {
        var found: [String: [any ContentFile]] = [:]
        var problems: [String] = []
        for kind in kinds {
            let versions = files.keys.filter { Self.name(of: $0) == kind.name }.sorted()
            if versions.isEmpty { problems.append("\(kind.name): there is no such file") }
            for path in versions {
                switch Self.read(kind, path, files[path] ?? []) {
                case .success(let file): found[kind.name, default: []].append(file)
                case .failure(let error): problems += error.problems
                }
            }
            let numbers = found[kind.name, default: []].map(\.version)
            if Set(numbers).count < numbers.count { problems.append("\(kind.name): two files have one version") }
        }
        guard problems.isEmpty else { throw ContentError(problems: problems) }
        self.files = found.mapValues { $0.sorted { $0.version < $1.version } }
    }

    /// The newest version.
    package func file<File: ContentFile>(_ type: File.Type = File.self) -> File {
        guard let file = files[File.name]?.last as? File else {
            preconditionFailure("\(File.name) is not among the kinds of content")
        }
        return file
    }

    /// The version that an earlier result cites; `nil` when it is not there any more.
    package func file<File: ContentFile>(_ type: File.Type = File.self, version: Int) -> File? {
        files[File.name]?.first { $0.version == version } as? File
    }

    /// `policy/type-test.2.yaml` belongs to `type-test`.
    private static func name(of path: String) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count == 2, parts[0] == "policy", parts[1].hasSuffix(".yaml") else { return nil }
        return parts[1].split(separator: ".").first.map(String.init)
    }

    private static func read(_ kind: any ContentFile.Type, _ path: String, _ bytes: [UInt8]) -> Result<
        any ContentFile, ContentError
    > {
        do {
            let file = try decode(kind, String(decoding: bytes, as: UTF8.self))
            var problems = file.problems
            if file.id != kind.name { problems.append("id: is \(file.id), should be \(kind.name)") }
            if file.version < 1 { problems.append("version: starts at 1") }
            return problems.isEmpty
                ? .success(file) : .failure(ContentError(problems: problems.map { "\(path): \($0)" }))
        } catch {
            return .failure(ContentError(problems: ["\(path): \(explain(error))"]))
        }
    }

    private static func decode<File: ContentFile>(_ kind: File.Type, _ text: String) throws -> File {
        try YAMLDecoder().decode(File.self, from: text)
    }

    private static func explain(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .keyNotFound(let key, let context): return "\(place(context.codingPath)): \(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let cause = context.underlyingError.map { ": \($0)" } ?? ""
            return "\(place(context.codingPath)): \(context.debugDescription)\(cause)"
        @unknown default: return "\(error)"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty
            ? "top" : path.map { $0.intValue.map { "[\($0 + 1)]" } ?? $0.stringValue }.joined(separator: " › ")
    }
}
