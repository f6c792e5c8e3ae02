// Any bytes as a mail: read or refused, and no header of it can carry a line end onward.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let limits = MailReader.Limits(bytes: 4_096, headers: 30, depth: 3, parts: 10, textBytes: 1_000)
    guard let mail = try? MailReader(limits: limits).read(bytes) else { return 0 }

    let values = mail.headers.flatMap { [$0.value, $0.raw] }
    precondition(values.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 } }, "a control character in a header")
    precondition(([mail.from].compactMap { $0 } + mail.to).allSatisfy { MailAddress.isValid($0.address) }, "an address")
    _ = (mail.references, mail.messageID, mail.inReplyTo, mail.isAutomatic)
    if let text = mail.text {
        let reply = ReplyText.strip(text)
        precondition(reply.utf8.count <= text.utf8.count, "stripping adds text")
        let message = MailMessage(
            from: MailAddress(name: mail.from?.name, address: "a@b.nl"), to: [MailAddress(address: "c@d.nl")],
            subject: mail.subject, messageID: "1@b.nl", date: 0, text: reply)
        guard let written = try? message.bytes(), let again = try? MailReader().read(written) else {
            preconditionFailure("what was read cannot be sent on")
        }
        precondition(again.subject == mail.subject, "the subject changed")
    }
    return 0
}
