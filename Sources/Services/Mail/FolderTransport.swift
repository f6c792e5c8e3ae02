import Foundation

/// Mail as `.eml` files in a folder: for trying out, and for sites where another program sends.
package struct FolderTransport: MailTransport {
    private let folder: URL
    package let keepsMail: Bool

    /// - Parameter keepsMail: for the demo, whose mailbox is the outbox.
    package init(folder: String, keepsMail: Bool = false) throws {
        self.keepsMail = keepsMail
        self.folder = URL(fileURLWithPath: folder, isDirectory: true)
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    }

    package func send(_ message: [UInt8], from: String, to: String, id: String) async throws {
        do {
            // The name follows from the mail, so a second delivery overwrites the first.
            try Data(message).write(to: folder.appendingPathComponent("\(id).eml"), options: .atomic)
        } catch {
            throw MailFailure(isPermanent: false, reason: "The folder for mail cannot be written.")
        }
    }
}

/// Mail that is read on the site itself: it stays in the outbox, where the demo shows it.
package struct KeepingTransport: MailTransport {
    package var keepsMail: Bool { true }
    package init() {}
    package func send(_ message: [UInt8], from: String, to: String, id: String) async throws {}
}
