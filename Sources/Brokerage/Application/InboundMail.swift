package import Community
package import Core
import Formats
import Services
import Storage

/// Replies by mail to what the site sent, put into the thread they belong to.
///
/// The address they go to proves that the writer got our mail, and names the member of the organisation it was sent to;
/// the sender's own address proves nothing.
package struct InboundMail: Sendable {
    /// Why a message was not used.
    package enum Reason: String, Sendable, CaseIterable {
        case tooLarge = "te-groot"
        case unreadable = "onleesbaar"
        /// An absence note or a failure notice: answering those has no end.
        case automatic = "automatisch"
        case unknownAddress = "onbekend-adres"
        /// Whoever left the organisation writes for it no longer, however old the mail they answer.
        case formerMember = "geen-lid-meer"
        /// The mail it answers went to an address that is the applicant's no longer.
        case formerAddress = "oud-adres"
        /// The application was withdrawn or erased.
        case closed = "gesloten"
        case empty = "leeg"
        case repeated = "dubbel"
        case tooMany = "te-veel"
    }

    package enum Outcome: Sendable, Equatable {
        case added(application: Int)
        case dropped(Reason)
    }

    /// The largest message that is read, in bytes: pictures people leave in a reply included.
    package static let byteLimit = 10_000_000

    let house: House

    package init(house: House) { self.house = house }

    /// - Parameters:
    ///   - bytes: the message as it came from the mail server.
    ///   - recipient: the address of the envelope, when the mail server gives it; the headers are searched as well.
    package func receive(_ bytes: [UInt8], recipient: String? = nil, now: Moment) async throws -> Outcome {
        guard bytes.count <= Self.byteLimit else { return .dropped(.tooLarge) }
        let mail: ReceivedMail
        do {
            mail = try MailReader(limits: .init(bytes: Self.byteLimit)).read(bytes)
        } catch {
            return .dropped(.unreadable)
        }
        guard let address = address(of: mail, recipient) else { return .dropped(.unknownAddress) }
        if mail.isAutomatic { return .dropped(.automatic) }
        let body = words(of: mail)
        guard !body.isEmpty else { return .dropped(.empty) }
        let work = ApplicationWork(house, program: "post", now: now)
        let sender = mail.from?.address.lowercased()
        return try await house.database.write { db in
            let found = try db.first("SELECT * FROM application WHERE number = \(address.number)")
            guard let application = try found.map(VacancyApplication.init(row:)) else {
                return .dropped(.unknownAddress)
            }
            guard case .known(let person) = try author(address, application, sender, in: db) else {
                return .dropped(address.author == .organisation ? .formerMember : .formerAddress)
            }
            switch try work.send(body, from: address.author, person: person, by: .mail, on: application.id, in: db) {
            case .sent: return .added(application: application.number)
            case .closed: return .dropped(.closed)
            case .tooMany: return .dropped(.tooMany)
            case .repeated: return .dropped(.repeated)
            }
        }
    }

    private func address(of mail: ReceivedMail, _ recipient: String?) -> ReplyAddress? {
        let headers = ["To", "Cc", "Delivered-To", "X-Original-To"].flatMap { mail.addresses($0).map(\.address) }
        for text in (recipient.map { [$0] } ?? []) + headers.prefix(50) {
            if let address = ReplyAddress(text, vault: house.vault, domain: house.sender.domain) { return address }
        }
        return nil
    }

    /// What the person wrote, without our mail below it, at most as long as a message may be.
    private func words(of mail: ReceivedMail) -> String {
        var text = mail.text ?? ""
        for language in Language.allCases {
            text = ReplyText.strip(text, marker: house.t(language)(ApplicationWork.marker))
        }
        text = CitizenNumbers.masked(text.replacing("\0", with: "").trimmed)
        guard text.count > ApplicationMessage.limit else { return text }
        return text.prefix(ApplicationMessage.limit - 1) + "…"
    }

    private enum Author {
        /// Who it is; nobody in particular when the mail went to the organisation's own address.
        case known(Person.Identity?)
        case nobodyHere
    }

    private func author(
        _ address: ReplyAddress, _ application: VacancyApplication, _ sender: String?, in db: any SQLConnection
    ) throws -> Author {
        guard address.author == .organisation else {
            let own = application.email.map { ReplyAddress.tag(of: $0.lowercased()) }
            // Without an address there is no thread to write in, and mail of before addresses named it says nothing.
            if let own, let tag = address.reader, tag != own { return .nobodyHere }
            return .known(application.person)
        }
        guard let organisation = try Organisation.find(application.organisation, in: db) else { return .nobodyHere }
        let readers = try ApplicationWork.Reader.of(organisation, in: db) + [.itself(organisation)]
        // Mail of before addresses named their reader: the sender's address is all there is to tell by.
        let reader = readers.first { reader in
            if let tag = address.reader { return reader.tag == tag }
            return reader.email.lowercased() == sender
        }
        return reader.map { .known($0.person) } ?? .nobodyHere
    }
}

/// Citizen service numbers have no place here (art. 46 UAVG). A form refuses them; a mail cannot be sent back, so there
/// they are covered.
enum CitizenNumbers {
    static func masked(_ text: String) -> String {
        guard Validation.containsCitizenNumber(text) else { return text }
        var result = ""
        var run = ""
        func flush() {
            result += Validation.containsCitizenNumber(run) ? "•••••••••" : run
            run = ""
        }
        for character in text {
            if character.isASCII, character.isNumber {
                run.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }
}
