import Services
import Storage
import Testing

struct CaseSealTests {
    let seals = CaseSeal(Vault(key: [UInt8](repeating: 7, count: 32)))

    @Test func `a text of a case is read again, and lies nowhere as it is`() async throws {
        let desk = try await Desk()
        let sealed = try await desk.database.write { [seals] db in
            try seals.seal("Ik ben vaak alleen.", case: "c1", field: "wens", in: db)
        }
        #expect(!String(decoding: sealed, as: UTF8.self).contains("alleen"))
        let read = try await desk.database.read { [seals] db in
            try seals.open(sealed, case: "c1", field: "wens", in: db)
        }
        #expect(read == "Ik ben vaak alleen.")
    }

    @Test func `it opens as no other text and in no other case`() async throws {
        let desk = try await Desk()
        try await desk.database.write { [seals] db in
            let sealed = try seals.seal("Ik ben vaak alleen.", case: "c1", field: "wens", in: db)
            _ = try seals.seal("Iets anders.", case: "c2", field: "wens", in: db)
            #expect(throws: (any Error).self) { try seals.open(sealed, case: "c1", field: "gesprek", in: db) }
            #expect(throws: (any Error).self) { try seals.open(sealed, case: "c2", field: "wens", in: db) }
        }
    }

    @Test func `without its key a case is gone, and the others are not`() async throws {
        let desk = try await Desk()
        try await desk.database.write { [seals] db in
            let first = try seals.seal("Een.", case: "c1", field: "wens", in: db)
            let second = try seals.seal("Twee.", case: "c2", field: "wens", in: db)
            try CaseSeal.destroy(case: "c1", in: db)
            #expect(try seals.open(first, case: "c1", field: "wens", in: db) == nil)
            #expect(try seals.open(second, case: "c2", field: "wens", in: db) == "Twee.")
            // A new text makes a new key: the old text stays gone.
            _ = try seals.seal("Drie.", case: "c1", field: "wens", in: db)
            #expect(throws: (any Error).self) { try seals.open(first, case: "c1", field: "wens", in: db) }
        }
    }
}
