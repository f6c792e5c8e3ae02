import Community
import Core
import Services
import Storage

/// Looks at lines before they go into the address book.
struct IntakeCheck: Sendable {
    /// Something to tell about a line.
    struct Remark: Sendable, Equatable {
        let line: Int
        let problem: IntakeProblem
        /// What stood there, cut short.
        let value: String
    }

    private(set) var new: [NewAddress] = []
    /// What is in the book already, with what the line adds.
    private(set) var known: [NewAddress] = []
    private(set) var remarks: [Remark] = []
    private var places: [String: Int] = [:]

    /// - Parameter groups: the only groups that are still allowed; `nil` for any.
    init(
        _ lines: [IntakeLine], for survey: Survey, groups: Set<String>?, vault: Vault, in db: any SQLConnection
    ) throws {
        var good: [(line: Int, address: NewAddress)] = []
        for line in lines {
            if let address = clean(line, groups) { good.append((line.line, address)) }
        }
        let emails = Array(Set(good.compactMap(\.address.email))).sorted()
        let book = try AddressBook.known(emails, of: survey, in: db)
        let out = try OptOut.among(emails, survey.municipality, vault: vault, in: db)
        for (line, address) in good { place(address, line, book, out) }
    }

    var refused: Int { remarks.count { $0.problem.isRefusal } }
    var merged: Int { remarks.count { $0.problem == .twice || $0.problem == .known } }

    private mutating func place(_ address: NewAddress, _ line: Int, _ book: Set<String>, _ out: Set<String>) {
        guard let email = address.email else {
            new.append(address)
            return
        }
        if out.contains(email) {
            remarks.append(Remark(line: line, problem: .optedOut, value: email))
        } else if book.contains(email) {
            remarks.append(Remark(line: line, problem: .known, value: email))
            known.append(address)
        } else if let place = places[email] {
            remarks.append(Remark(line: line, problem: .twice, value: email))
            new[place].fill(from: address)
        } else {
            places[email] = new.count
            new.append(address)
        }
    }

    private mutating func clean(_ line: IntakeLine, _ groups: Set<String>?) -> NewAddress? {
        func remark(_ problem: IntakeProblem, _ value: String) {
            remarks.append(Remark(line: line.line, problem: problem, value: String(value.prefix(80))))
        }
        let texts = [line.name, line.organisation, line.stratum]
        if let long = texts.first(where: { $0.count > 200 }) {
            remark(.tooLong, long)
            return nil
        }
        if texts.contains(where: Validation.containsCitizenNumber) {
            remark(.citizenNumber, "")
            return nil
        }
        var address = NewAddress(
            name: filled(line.name), organisation: filled(line.organisation),
            language: IntakeText.language(line.language) ?? .dutch, stratum: filled(line.stratum), person: line.person,
            organisationID: line.organisationID)
        if !line.email.isEmpty {
            guard let email = Validation.email(line.email) else {
                remark(.badEmail, line.email)
                return nil
            }
            address.email = email.lowercased()
        }
        if !line.phone.isEmpty {
            address.phone = Validation.phone(line.phone)
            if address.phone == nil, address.email != nil { remark(.badPhone, line.phone) }
        }
        guard address.email != nil || address.phone != nil else {
            remark(.noContact, line.phone.isEmpty ? line.name : line.phone)
            return nil
        }
        if let groups, !groups.contains(address.stratum ?? "") {
            remark(.unknownGroup, address.stratum ?? "–")
            return nil
        }
        return address
    }

    private func filled(_ text: String) -> String? {
        let text = text.trimmed
        return text.isEmpty ? nil : text
    }
}
