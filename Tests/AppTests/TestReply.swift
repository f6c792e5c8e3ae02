import Core
import Foundation
import Services
import Testing
import Web

/// A reply as a test reads it.
struct TestReply: Sendable {
    let status: Int
    let body: String
    let bytes: [UInt8]
    let headers: [(name: String, value: String)]

    init(_ reply: Reply) async {
        status = reply.status
        var all = reply.body
        do {
            try await reply.rest?.forEach { all += $0 }
        } catch {
            Issue.record(error, "the rest of an answer")
        }
        bytes = all
        body = String(decoding: all, as: UTF8.self)
        headers = reply.headers
    }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    var location: String { header("location") ?? "" }

    /// The first path in the page that starts with `prefix`.
    func link(_ prefix: String) -> String? {
        guard let start = body.range(of: "\"" + prefix) else { return nil }
        let rest = body[start.lowerBound...].dropFirst()
        return String(rest.prefix { $0 != "\"" })
    }
}

extension Outbox.Item {
    /// The first link to the site in the mail, as a path.
    func path(_ prefix: String) -> String? {
        guard let start = text.range(of: TestSite.origin + prefix) else { return nil }
        let rest = text[start.lowerBound...].dropFirst(TestSite.origin.count)
        return String(rest.prefix { !$0.isWhitespace })
    }
}
