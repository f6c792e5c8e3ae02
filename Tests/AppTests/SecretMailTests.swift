import App
import Core
import Foundation
import Services
import Storage
import Testing

struct SecretMailTests {
    /// Whether each mail of a kind is marked as secret.
    private func marks(_ site: TestSite) async throws -> [String: Bool] {
        try await site.read { db in
            var marks: [String: Bool] = [:]
            for row in try db.rows("SELECT kind, secret FROM mail ORDER BY id") {
                marks[try row("kind")] = try row("secret")
            }
            return marks
        }
    }

    @Test func `mail with a link that lets its reader in is secret, other mail is not`() async throws {
        let rig = try await ApplyRig()
        let site = rig.site
        try await rig.addVacancy()
        _ = try await rig.apply()
        _ = await site.post("/inloggen", form: [("email", "sanne@voorbeeld.nl")])
        let marks = try await marks(site)
        #expect(marks["inloglink"] == true)
        #expect(marks["reactie-bevestigen"] == true)
        #expect(marks["reactie-ontvangen"] == true)
        #expect(marks["reactie-nieuw"] == false)
        // 256 bits as 43 letters: no kind of mail here holds such a link and goes unmarked.
        let open = try await site.mails().filter {
            $0.text.contains(#//[A-Za-z0-9_-]{43}\b/#) && marks[$0.kind] != true
        }
        #expect(open.isEmpty, "\(open.map(\.kind))")
    }

    @Test func `a mailbox that is the outbox keeps what it shows`() async throws {
        let site = try await TestSite()
        _ = await site.post("/inloggen", form: [("email", Role.resident.email)])
        try await site.tick()
        let mail = try #require(try await site.mails(to: Role.resident.email).first)
        #expect(mail.state == .sent)
        #expect(mail.path("/inloggen/link/") != nil)
    }

    @Test func `mail in a folder is forgotten in the outbox, unless the demo shows it`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-mail-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try !FolderTransport(folder: folder.path).keepsMail)
        #expect(try FolderTransport(folder: folder.path, keepsMail: true).keepsMail)
        #expect(KeepingTransport().keepsMail)
    }
}
