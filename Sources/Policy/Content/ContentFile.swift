/// A versioned content file: a questionnaire, a scan, a list of steps or types. Rules are data; the program only knows
/// how to read and to count them.
///
/// Once a version was used it never changes: a correction is a file with the next version, so that a result that cites
/// its version can be computed again and comes out the same.
package protocol ContentFile: Decodable, Sendable {
    /// The name of the file without its ending, such as `type-test`.
    static var name: String { get }
    /// Must equal `name`.
    var id: String { get }
    /// From 1 up.
    var version: Int { get }
    /// What is wrong with the content beyond its shape, each a sentence for whoever wrote the file: a number that
    /// occurs twice, a rule that points at nothing. Empty when all is well.
    var problems: [String] { get }
}

/// What is wrong with the content files, each line naming its file and place.
package struct ContentError: Error, CustomStringConvertible {
    package let problems: [String]
    package var description: String { "The content is not right:\n" + problems.joined(separator: "\n") }
}

extension ContentFile {
    /// Sentences for ids that occur more than once.
    package func repeated(_ ids: [String], in place: String) -> [String] {
        Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys.sorted().map {
            "\(place): the id \($0) occurs more than once"
        }
    }
}
