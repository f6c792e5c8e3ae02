import Community
import Core
import Storage
import Web

/// A working document that belongs to a step: a report, a list, minutes.
struct StepFile: Sendable {
    /// The most one file may hold, in bytes.
    static let limit = 5 * 1024 * 1024
    static let accept = Kind.all.map { "." + $0.ending }.joined(separator: ",")

    let id: String
    let name: String
    let size: Int
    let author: String?
    let uploadedAt: Moment

    /// The kinds of files that may be kept: what a browser or office program reads without running anything.
    struct Kind: Sendable {
        let ending: String
        let contentType: String
        /// The bytes such a file begins with; empty for plain text.
        let opening: [UInt8]

        static let all: [Kind] = [
            Kind(ending: "pdf", contentType: "application/pdf", opening: Array("%PDF".utf8)),
            Kind(
                ending: "docx",
                contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", opening: zip),
            Kind(
                ending: "xlsx", contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                opening: zip),
            Kind(ending: "odt", contentType: "application/vnd.oasis.opendocument.text", opening: zip),
            Kind(ending: "ods", contentType: "application/vnd.oasis.opendocument.spreadsheet", opening: zip),
            Kind(ending: "png", contentType: "image/png", opening: [0x89, 0x50, 0x4E, 0x47]),
            Kind(ending: "jpg", contentType: "image/jpeg", opening: [0xFF, 0xD8, 0xFF]),
            Kind(ending: "jpeg", contentType: "image/jpeg", opening: [0xFF, 0xD8, 0xFF]),
            Kind(ending: "txt", contentType: "text/plain; charset=utf-8", opening: []),
            Kind(ending: "csv", contentType: "text/csv; charset=utf-8", opening: []),
            Kind(ending: "md", contentType: "text/markdown; charset=utf-8", opening: []),
        ]
        private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

        /// The kind that both the name and the first bytes agree on.
        static func of(_ file: UploadedFile) -> Kind? {
            guard let ending = file.name.split(separator: ".").last?.lowercased(), file.name.contains("."),
                let kind = all.first(where: { $0.ending == ending }), file.bytes.starts(with: kind.opening)
            else { return nil }
            return kind.opening.isEmpty && file.bytes.contains(0) ? nil : kind
        }
    }

    /// What is wrong with a file, in a sentence that says what to do; `nil` when it may stay.
    static func problem(_ file: UploadedFile?) -> Text? {
        guard let file, !file.bytes.isEmpty else { return Text("Kies een bestand.") }
        if file.bytes.count > limit { return Text("Dit bestand is groter dan 5 MB. Maak het kleiner.") }
        if Kind.of(file) == nil {
            return Text("Dit soort bestand kan hier niet. Kies een pdf, Word, Excel, ODT, afbeelding of tekst.")
        }
        return nil
    }

    /// The last part of the name as it was sent, at most 120 characters.
    static func tidy(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = last.unicodeScalars.filter { $0.properties.generalCategory != .control }
        return String(String(String.UnicodeScalarView(plain)).trimmed.suffix(120))
    }

    static func all(of cycle: PolicyCycle.Identity, step: String, in db: any SQLConnection) throws -> [StepFile] {
        try db.rows(
            """
            SELECT f.id, f.name, f.size, f.uploaded_at, p.name AS author FROM policy_file f
            LEFT JOIN person p ON p.id = f.person_id WHERE f.cycle_id = \(cycle) AND f.step_id = \(step)
            ORDER BY f.uploaded_at DESC, f.id DESC LIMIT 100
            """
        ).map { row in
            StepFile(
                id: try row("id"), name: try row("name"), size: try row("size"), author: try row("author"),
                uploadedAt: try row("uploaded_at"))
        }
    }
}
