import Core
import Formats
import Foundation
import Questionnaires
import Storage
import Tabulation
import Testing
import Web

@testable import Evaluation

extension TestSite {
    /// Posts a file to a form with one, as a browser does.
    ///
    /// - Parameter form: the page with the form, when that has another address.
    func send(
        _ file: [UInt8], name: String, from form: String? = nil, to path: String, fields: [(String, String)],
        as role: Role
    ) async -> TestReply {
        let page = await get(form ?? path, as: role)
        let mark = "name=\"_csrf\" value=\""
        let token = page.body.firstRange(of: mark).map { page.body[$0.upperBound...].prefix { $0 != "\"" } } ?? ""
        var body: [UInt8] = []
        for (key, value) in fields + [("_csrf", String(token))] {
            body += Array("--grens\r\nContent-Disposition: form-data; name=\"\(key)\"\r\n\r\n\(value)\r\n".utf8)
        }
        let head = "--grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"\(name)\"\r\n\r\n"
        body += Array(head.utf8) + file + Array("\r\n--grens--\r\n".utf8)
        return await ask("POST", path, role, body, [:], "multipart/form-data; boundary=grens")
    }
}

/// Files of a survey for researchers.
struct ExportTests {
    static let canary = "=HYPERLINK(\"http://x\") & <b>"

    static func rig(_ mode: Survey.Mode = .anonymous) async throws -> RespondRig {
        let rig = try await RespondRig(mode: mode, addresses: 7, strata: ["Groot", "Klein"])
        for index in 0..<6 { await rig.answer(index, index == 0 ? canary : "Woorden \(index)", tick: index % 2 + 1) }
        try await rig.close()
        return rig
    }

    static func file(_ rig: RespondRig, _ kind: String, as role: Role = .researcher) async -> TestReply {
        await rig.site.get("/enquetes/\(rig.number)/bestanden/\(kind)", as: role)
    }

    @Test(arguments: Survey.Mode.allCases)
    func `a file of SPSS holds every answer`(_ mode: Survey.Mode) async throws {
        let rig = try await Self.rig(mode)
        let reply = await Self.file(rig, "sav")
        #expect(reply.status == 200)
        let file = try SPSSReader.read(reply.bytes)
        let records = try await rig.records()
        #expect(file.records.count == records.count && records.count == 6)
        let names = file.variables.map(\.name)
        #expect(names.starts(with: ["VOLGNR", "KANAAL", "STAAT"]))
        #expect(names.contains("V01") && names.contains("V12_1_2") && names.allSatisfy(SPSSNames.isGood))
        let first = try #require(file.variables.firstIndex { $0.name == "V01" })
        #expect(file.variables[first].label.hasPrefix("Doe je iets?"))
        #expect(file.variables[first].valueLabels.prefix(2).map(\.label) == ["Ja", "Nee"])
        #expect(file.records.allSatisfy { $0[first] == .number(1) })
        #expect(file.sets.map(\.name).contains("V03"))
        let members = try #require(file.sets.first { $0.name == "V03" }?.variables)
        #expect(members.allSatisfy(names.contains) && members.count > 1)
    }

    @Test(arguments: Survey.Mode.allCases)
    func `no file holds anything of an address`(_ mode: Survey.Mode) async throws {
        let rig = try await Self.rig(mode)
        let secrets = try await rig.site.read { db in
            try db.rows("SELECT * FROM survey_address").flatMap { row in
                try ["id", "email", "name", "token_hash"].compactMap { try row($0, as: String?.self) }
            } + db.rows("SELECT id FROM survey_response").map { try $0("id", as: String.self) }
        }
        #expect(secrets.count > 20)
        for kind in ExportFormat.allCases {
            let reply = await Self.file(rig, kind.rawValue)
            #expect(reply.status == 200, "\(kind)")
            var text = String(decoding: reply.bytes, as: UTF8.self)
            if kind == .xlsx {
                text = try ExcelReader.read(reply.bytes).flatMap(\.rows).flatMap(\.cells).map(\.text).joined(
                    separator: "|")
            }
            #expect(!secrets.contains { text.contains($0) }, "\(kind)")
        }
    }

    @Test func `a workbook has codes, words and a codebook`() async throws {
        let rig = try await Self.rig()
        let sheets = try ExcelReader.read(await Self.file(rig, "xlsx").bytes)
        #expect(sheets.map(\.name) == ["Gegevens", "In woorden", "Codeboek"])
        #expect(sheets[0].rows.count == 7 && sheets[1].rows.count == 7)
        let head = sheets[0].rows[0].cells.map(\.text)
        let open = try #require(head.firstIndex(of: "V13"))
        #expect(sheets[0].rows.dropFirst().map { $0.cells[open].text }.contains(Self.canary))
        let yes = try #require(head.firstIndex(of: "V01"))
        #expect(sheets[0].rows[1].cells[yes] == .number(1) && sheets[1].rows[1].cells[yes] == .text("Ja"))
        let codebook = sheets[2].rows.map { $0.cells.map(\.text) }
        #expect(codebook.contains { $0.first == "V01" && $0.contains("Nee") })
    }

    @Test func `no field of a CSV file runs`() async throws {
        let rig = try await Self.rig()
        for kind in ["csv", "komma"] {
            let table = try CSVReader().read(await Self.file(rig, kind).bytes)
            #expect(table.rows.count == 6)
            #expect(table.delimiter == (kind == "csv" ? .semicolon : .comma))
            #expect(table.rows.flatMap(\.fields).allSatisfy { !CSVFormula.isDangerous($0) })
            #expect(table.rows.flatMap(\.fields).contains("'" + Self.canary))
        }
    }

    @Test func `commands and codebook are there before the first answer`() async throws {
        let rig = try await RespondRig(mode: .pseudonymous)
        let syntax = await Self.file(rig, "sps").body
        #expect(syntax.contains("GET FILE='enquete-\(rig.number).sav'.") && syntax.contains("/MDGROUP NAME=$V03"))
        let codebook = await Self.file(rig, "ddi").body
        #expect(codebook.contains("<codeBook xmlns=\"ddi:codebook:2_5\"") && codebook.contains("<catValu>1</catValu>"))
        #expect(codebook.contains("type=\"multipleResp\"") && codebook.contains("alleen als: V01 == 1"))
        let page = await rig.site.get("/enquetes/\(rig.number)/bestanden", as: .researcher)
        #expect(page.body.contains("Er zijn nog geen antwoorden") && !page.body.contains("/bestanden/sav\""))
    }

    @Test func `a large file is made in the background`() async throws {
        let rig = try await Self.rig(.linked)
        let path = "/enquetes/\(rig.number)/bestanden"
        let begun = await rig.site.post(path + "/klaarzetten", form: [("soort", "sav")], as: .researcher)
        #expect(begun.status == 303)
        let waiting = await rig.site.get(begun.location, as: .researcher)
        #expect(waiting.body.contains("<progress") && waiting.header("refresh") == "2")
        #expect(await rig.site.get(begun.location + "?ververs=nee", as: .researcher).header("refresh") == nil)
        #expect(await rig.site.get(begun.location + "/bestand", as: .researcher).status == 404)
        try await rig.site.tick()
        let made = await rig.site.get(begun.location + "/bestand", as: .researcher)
        #expect(made.bytes == (await Self.file(rig, "sav").bytes))
        #expect(await rig.site.get(path, as: .researcher).body.contains("Klaargezette bestanden"))
        #expect(await rig.site.post(path + "/klaarzetten", form: [("soort", "x")], as: .researcher).status == 400)
    }

    @Test func `only makers of the municipality get files`() async throws {
        let rig = try await Self.rig()
        for role in [Role.anonymous, .resident, .broker, .councilMember, .otherBroker] {
            for kind in ["", "/sav", "/xlsx", "/ddi"] {
                let status = await rig.site.get("/enquetes/\(rig.number)/bestanden\(kind)", as: role).status
                #expect([302, 303, 403, 404].contains(status), "\(role) \(kind)")
            }
        }
        #expect(await Self.file(rig, "exe").status == 404)
    }
}
