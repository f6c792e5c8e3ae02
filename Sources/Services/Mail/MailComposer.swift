import Core
import Formats

/// Outbox items as messages on the wire.
enum MailComposer {
    /// - Throws: `MailError` when an address or header cannot stand in a message.
    static func bytes(_ item: Outbox.Item, sender: Outbox.Sender) throws(MailError) -> [UInt8] {
        var message = MailMessage(
            from: MailAddress(name: sender.name, address: sender.address),
            to: [MailAddress(name: item.recipientName.isEmpty ? nil : item.recipientName, address: item.recipient)],
            subject: item.subject, messageID: item.messageID, date: item.createdAt.seconds, text: item.text)
        message.html = item.html
        message.replyTo = item.replyTo.map { MailAddress(address: $0) }
        message.unsubscribe = item.unsubscribeURL.map { MailMessage.Unsubscribe(url: $0) }
        message.headers = [.init(name: "Auto-Submitted", value: "auto-generated")]
        return try message.bytes()
    }
}
