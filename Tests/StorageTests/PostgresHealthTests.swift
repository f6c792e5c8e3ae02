#if Postgres
    import Storage
    import TestEngines
    import Testing

    @testable import StoragePostgres

    @Suite(.enabled(if: TestEngine.server != nil, "INZET_TEST_POSTGRES names no server"))
    struct PostgresHealthTests {
        private typealias Place = PostgresTests.Place

        @Test func `a database that sorts by a language is refused with the command that makes a good one`()
            async throws
        {
            let name = TestDatabase.freshName()
            let server = try TestDatabase.server()
            do {
                try server.command(
                    "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'nl' LOCALE 'C'"
                )
            } catch {
                // A server without ICU has no other sort to offer.
                return
            }
            defer { try? server.drop(name) }
            let error = #expect(throws: StorageError.self) {
                try PostgresDatabase(conninfo: server.conninfo(database: name))
            }
            guard case .unusable(let words) = error else { throw StorageError.unusable("\(String(describing: error))") }
            #expect(words.contains("CREATE DATABASE \"\(name)\"") && words.contains("LC_COLLATE 'C'"))
        }

        @Test func `a server that is not there is told without the password`() throws {
            let error = #expect(throws: StorageError.self) {
                try PostgresDatabase(
                    conninfo: "host=/nonexistent user=x password=geheim dbname=town", settings: PostgresSettings())
            }
            guard case .unusable(let words) = error else { throw StorageError.unusable("\(String(describing: error))") }
            #expect(words.contains("town") && !words.contains("geheim"))
            let other = #expect(throws: StorageError.self) { try Conninfo("password=geheim host") }
            #expect(!"\(String(describing: other))".contains("geheim"))
        }

        @Test func `what is said stays, what is not said is added`() throws {
            let own = try Conninfo("postgres://jan@a,b:5433/town?connect_timeout=9").completed(session: "read-write")
            #expect(own.values["connect_timeout"] == "9")
            #expect(own.values["host"] == "a,b")
            #expect(own.values["target_session_attrs"] == "read-write")
            #expect(own.values["tcp_user_timeout"] == "5000")
            let back = try Conninfo(own.with(database: "o'b\\x").text)
            #expect(back.values["dbname"] == "o'b\\x")
        }

        @Test func `rows that point at nothing, rules never checked and broken indexes are found`() async throws {
            let place = try await Place()
            let database = try place.open()
            try await database.write { db in
                try db.run("CREATE TABLE child (id BIGINT PRIMARY KEY, t BIGINT REFERENCES t (id))")
                try db.run("INSERT INTO child VALUES (1, 1), (2, NULL)")
            }
            #expect(try await database.integrityProblems().isEmpty)
            try await database.write { db in
                // As a restore does that switches the rules off.
                try db.run("SET LOCAL session_replication_role = replica")
                try db.run("INSERT INTO child VALUES (3, 77)")
                try db.run("ALTER TABLE child ADD CONSTRAINT later CHECK (id < 3) NOT VALID")
                try db.run("CREATE INDEX child_t ON child (t)")
                try db.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'child_t'::regclass")
            }
            let problems = try await database.integrityProblems()
            #expect(problems.count == 3)
            #expect(problems.contains { $0.contains("1 rows of child point at rows of t") })
            #expect(problems.contains { $0.contains("child_t") })
            #expect(problems.contains { $0.contains("later") })
            try await database.close()
        }

        @Test func `a server that does not wait for the disk is warned of`() async throws {
            let place = try await Place()
            let database = try place.open()
            let isOff = try await database.read { try $0.value("SHOW fsync", as: String.self) } == "off"
            #expect(try await database.engineWarnings().contains { $0.contains("fsync") } == isOff)
            try await database.close()
        }

        @Test func `after a broken line a listener hears that something may be missed`() async throws {
            let place = try await Place()
            let database = try place.open()
            let other = try place.open()
            var heard = database.listen("t").makeAsyncIterator()
            #expect(await heard.next() == .resync)
            try await other.write { try $0.notify("t", "een") }
            #expect(await heard.next() == .told("een"))
            _ = try TestDatabase.server().disconnect(try place.name)
            #expect(await heard.next() == .resync)
            try await other.write { try $0.notify("t", "twee") }
            #expect(await heard.next() == .told("twee"))
            try await other.close()
            try await database.close()
        }

        @Test func `a replica that is away costs the pages nothing but time`() async throws {
            let place = try await Place()
            var settings = PostgresSettings()
            settings.patience = 60
            let database = try PostgresDatabase(
                conninfo: place.conninfo, replica: "host=/nonexistent dbname=x", settings: settings)
            #expect(try await database.readStale { try $0.count("SELECT COUNT(*) FROM t") } == 2)
            try await database.close()
            let whole = try PostgresDatabase(conninfo: place.conninfo, replica: place.conninfo)
            #expect(try await whole.readStale { try $0.count("SELECT COUNT(*) FROM t") } == 2)
            try await whole.close()
        }
    }
#endif
