import Core
import Questionnaires
import Services

import struct Foundation.Data

/// An anonymous answer while it waits: sealed with the key of the site, and of one length for everyone in a survey, so
/// that its size does not tell whose it is once the answers lie open.
struct SealedAnswers: Sendable {
    var draft: AnswerDraft
    var stratum: String?

    /// - Parameter place: table, survey and row: it opens nowhere else.
    /// - Throws: what the vault throws.
    func seal(_ vault: Vault, _ questionnaire: Questionnaire, place: String) throws -> [UInt8] {
        let fields = [draft.channel.rawValue, draft.language, draft.block ?? "", stratum ?? "", draft.answers.json]
        // A unit separator cannot be typed; what could hold one all the same loses it.
        var plain: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { plain.append(Self.mark) }
            plain += field.utf8.map { $0 == Self.mark ? UInt8(ascii: " ") : $0 }
        }
        // How much of what is sealed is answer: the rest only fills it up.
        let count = String(plain.count)
        plain = Array(repeating: UInt8(ascii: "0"), count: Self.digits - count.utf8.count) + Array(count.utf8) + plain
        let room = Self.room(for: questionnaire)
        plain += [UInt8](repeating: 0, count: (plain.count / room + 1) * room - plain.count)
        return try vault.seal(plain, place: place)
    }

    /// - Throws: what the vault throws, or `AnswersFault` for what is no answer.
    init(opening sealed: [UInt8], _ vault: Vault, place: String) throws {
        let plain = try vault.open(sealed, place: place)
        let rest = plain.dropFirst(Self.digits)
        guard let count = Int(String(decoding: plain.prefix(Self.digits), as: UTF8.self)),
            (0...rest.count).contains(count)
        else { throw AnswersFault.shape("sealed") }
        let parts = rest.prefix(count).split(separator: Self.mark, maxSplits: 4, omittingEmptySubsequences: false)
        let fields = parts.map { String(decoding: $0, as: UTF8.self) }
        guard fields.count == 5, let channel = SurveyChannel(rawValue: fields[0]) else {
            throw AnswersFault.shape("sealed")
        }
        draft = AnswerDraft(
            answers: try Answers(json: fields[4]), language: fields[1], channel: channel,
            block: fields[2].isEmpty ? nil : fields[2])
        stratum = fields[3].isEmpty ? nil : fields[3]
    }

    init(draft: AnswerDraft, stratum: String? = nil) {
        self.draft = draft
        self.stratum = stratum
    }

    private static let mark: UInt8 = 0x1F
    private static let digits = 10

    /// More bytes than any answer to this questionnaire takes: each character at its longest, each tick.
    static func room(for questionnaire: Questionnaire) -> Int {
        var bytes = 512
        for question in questionnaire.questions {
            let rows = max(1, question.rows.count)
            bytes += 64 + rows * (24 + question.allowedCodes.count * 8) + question.others.count * (32 + 4 * 200)
            if question.kind == .text { bytes += 4 * min(max(question.maxLength, 0), 20_000) }
        }
        return (bytes / 1024 + 1) * 1024
    }
}
