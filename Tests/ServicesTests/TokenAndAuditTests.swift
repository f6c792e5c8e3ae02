import Core
import Formats
import Services
import Storage
import Testing

struct TokenAndAuditTests {
    let now = Desk.start

    @Test func `looking never uses a token up, consuming does`() async throws {
        let desk = try await Desk()
        let secret = try await desk.database.write { [now] in
            try Tokens.issue("inloggen", subject: "p1", lifetime: .minutes(20), now: now, in: $0)
        }
        for _ in 0..<3 {
            let seen = try await desk.database.read { [now] in
                try Tokens.look(secret, for: "inloggen", now: now, in: $0)
            }
            #expect(seen?.subject == "p1")
        }
        let first = try await desk.database.write { [now] in
            try Tokens.consume(secret, for: "inloggen", now: now, in: $0)
        }
        let second = try await desk.database.write { [now] in
            try Tokens.consume(secret, for: "inloggen", now: now, in: $0)
        }
        #expect(first?.subject == "p1")
        #expect(second == nil)
    }

    @Test func `a token is worth nothing for another purpose, after its time, or when revoked`() async throws {
        let desk = try await Desk()
        let secret = try await desk.database.write { [now] in
            try Tokens.issue("inloggen", subject: "p1", lifetime: .minutes(20), now: now, in: $0)
        }
        try await desk.database.write { [now] db in
            #expect(try Tokens.consume(secret, for: "uitnodiging", now: now, in: db) == nil)
            #expect(try Tokens.consume(secret, for: "inloggen", now: now + .minutes(21), in: db) == nil)
            try Tokens.revoke(subject: "p1", purpose: "inloggen", now: now, in: db)
            #expect(try Tokens.consume(secret, for: "inloggen", now: now, in: db) == nil)
        }
    }

    @Test func `the secret itself is not in the database`() async throws {
        let desk = try await Desk()
        let secret = try await desk.database.write { [now] in
            try Tokens.issue("inloggen", subject: "p1", lifetime: .minutes(20), now: now, in: $0)
        }
        let stored = try await desk.database.read { try $0.rows("SELECT * FROM token") }
        #expect(!stored.flatMap(\.values).contains(.text(secret)))
    }

    private func filled() async throws -> Desk {
        let desk = try await Desk()
        try await desk.database.write { [now] db in
            for number in 1...5 {
                try Audit.record(
                    Audit.Event("vacature-online", "vacature", "v\(number)", details: ["nummer": .int(number)]),
                    by: .init(actor: "p1", origin: "192.0.2.1"), now: now + .minutes(number), in: db)
            }
        }
        return desk
    }

    @Test func `an untouched log is sound`() async throws {
        let desk = try await filled()
        #expect(try await desk.database.read { try Audit.problems(in: $0) }.isEmpty)
    }

    @Test(arguments: [
        "UPDATE audit_event SET actor = 'p2' WHERE seq = 3", "DELETE FROM audit_event WHERE seq = 3",
        "UPDATE audit_event SET details = '{}' WHERE seq = 5", "DELETE FROM audit_event WHERE seq = 1",
        "UPDATE audit_event SET action = 'vacature', object = 'onlinevacature' WHERE seq = 2",
        "UPDATE audit_event SET hash = (SELECT hash FROM audit_event WHERE seq = 1) WHERE seq = 2",
    ])
    func `an edit, a removal or a swap shows`(_ tampering: String) async throws {
        let desk = try await filled()
        try await desk.database.write { db in _ = try db.run(SQL(stringLiteral: tampering)) }
        #expect(try await !desk.database.read { try Audit.problems(in: $0) }.isEmpty)
    }
}
