import CLibPQ
import Storage

/// A connection string taken apart by libpq, with what a town needs added where the administrator said nothing.
struct Conninfo: Sendable {
    private(set) var values: [String: String]

    /// - Throws: `StorageError.unusable` in the words of libpq.
    init(_ text: String) throws {
        var problem: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(text, &problem) else {
            defer { PQfreemem(problem) }
            // libpq repeats the string it does not understand, and there may be a password in it.
            throw StorageError.unusable("The connection string of PostgreSQL is not understood.")
        }
        defer { PQconninfoFree(options) }
        values = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
    }

    /// What the server is called in messages: never the password.
    var place: String {
        let host = values["host"] ?? values["hostaddr"] ?? "this machine"
        return "database '\(values["dbname"] ?? values["user"] ?? "")' on \(host)"
    }

    /// Adds what stands for reaching a server that may have moved, and noticing one that is gone, within seconds.
    func completed(session: String) -> Conninfo {
        var whole = self
        let defaults = [
            "target_session_attrs": session, "connect_timeout": "2", "tcp_user_timeout": "5000", "keepalives": "1",
            "keepalives_idle": "3", "keepalives_interval": "1", "keepalives_count": "3",
        ]
        whole.values.merge(defaults) { said, _ in said }
        // Everything here is UTF-8, whatever the environment says.
        whole.values["client_encoding"] = "UTF8"
        return whole
    }

    /// With a name by which the lines of this process are known on the server, and told from those of another.
    func marked() -> Conninfo {
        var marked = self
        let mark = String(UInt32.random(in: .min ... .max), radix: 36)
        marked.values["application_name"] = "\(values["application_name"] ?? "inzet")-\(mark)"
        return marked
    }

    /// Another database on the same server.
    func with(database: String) -> Conninfo {
        var other = self
        other.values["dbname"] = database
        return other
    }

    /// As a connection string, each value in quotes.
    var text: String {
        values.sorted { $0.key < $1.key }.map { key, value in
            let escaped = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
            return "\(key)='\(escaped)'"
        }.joined(separator: " ")
    }
}
