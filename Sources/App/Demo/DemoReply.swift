import Core
import Formats
import Services
import Web

/// The answer to a mail of the demo, as a mail program writes it.
struct DemoReply {
    static let field = "tekst"
    static let form = Form([Field(field, Text("Je antwoord"), .area(rows: 4), limit: 2000)])

    let item: Outbox.Item
    let text: String

    /// The message on the wire; `nil` when the mail asks for no answer.
    func message(now: Moment) -> [UInt8]? {
        guard let address = item.replyTo else { return nil }
        let message = MailMessage(
            from: MailAddress(name: item.recipientName.isEmpty ? nil : item.recipientName, address: item.recipient),
            to: [MailAddress(address: address)], subject: "Re: " + item.subject,
            messageID: UUIDv7.make(at: now) + "@demo.invalid", inReplyTo: item.messageID, date: now.seconds, text: text)
        return try? message.bytes()
    }
}
