import Core
import Crypto
import Storage

/// What a visitor asks happens once, however often the request arrives.
extension Pipeline {
    func once(_ arrival: Arrival, _ visit: Visit, _ route: Route) async throws -> Reply {
        guard let key = OnceField.key(arrival.headers["idempotency-key"]) ?? OnceField.key(visit.form[OnceField.name])
        else { throw WebError.staleForm }
        let wish = OnceKey(
            actor: Self.digest([visit.csrf.binding]), key: key, print: Self.print(visit))
        let visit = visit
        return try await repeats.answer(wish, now: visit.now) { [database] in
            let ticket = OnceTicket(wish, now: visit.now)
            do {
                let reply = try await OnceTicket.$current.withValue(ticket) { try await route.handler(visit) }
                if reply.status >= 400 { try await OnceDatabase.withdraw(ticket, database) }
                return reply
            } catch is AlreadyDone {
                return Self.alreadyDone(visit)
            } catch {
                try await OnceDatabase.withdraw(ticket, database)
                throw error
            }
        }
    }

    /// Back to where the visitor came from, with a word about what happened.
    private static func alreadyDone(_ visit: Visit) -> Reply {
        let from = visit.headers["referer"] ?? ""
        let path = from.hasPrefix(visit.site.origin + "/") ? String(from.dropFirst(visit.site.origin.count)) : "/"
        return .redirect(to: path, notice: visit.t("Dit hadden we al van je gekregen. We hebben het één keer gedaan."))
    }

    /// A hash of what is asked, without what differs from page to page.
    private static func print(_ visit: Visit) -> String {
        var parts = [visit.path, visit.query.encoded]
        for pair in visit.form.pairs where pair.name != CSRFToken.field && pair.name != OnceField.name {
            parts += [pair.name, pair.value]
        }
        for (name, file) in visit.files.sorted(by: { $0.key < $1.key }) {
            parts += [name, file.name, digest(file.bytes)]
        }
        return digest(parts)
    }

    private static func digest(_ parts: [String]) -> String {
        // Each with its length, so that no two lists give one text.
        digest(parts.reduce(into: [UInt8]()) { $0 += Array("\($1.utf8.count):\($1)".utf8) })
    }

    private static func digest(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).prefix(16).hexadecimal
    }
}

/// The field by which a form tells one sending from the next.
package enum OnceField {
    package static let name = "_sleutel"

    /// `nil` for what cannot be a key: nothing, or more than 200 bytes.
    static func key(_ text: String?) -> String? { text.flatMap { (1...200).contains($0.utf8.count) ? $0 : nil } }
}
