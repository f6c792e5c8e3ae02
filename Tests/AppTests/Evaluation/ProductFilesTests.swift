import Core
import Formats
import Foundation
import Storage
import Testing
import Web

@testable import Evaluation

/// The files that the site gives of a survey, for the checks of other programs (Tests/exchange).
struct ProductFilesTests {
    static let words = "Eén ‘zin’ 👩‍👩‍👧; met \"tekens\""

    /// Six people who were asked everything, one who was not asked for hours and skipped the scale.
    @Test func `a file of SPSS with sets, a grid, gaps and weights`() async throws {
        let rig = try await RespondRig(mode: .linked, addresses: 7)
        for index in 0..<6 { await rig.answer(index, "Woorden \(index)", tick: index % 2 + 1) }
        let path = rig.path(6)
        await rig.page(path, "B1", [("V01", "2")])
        await rig.page(path, "B2", [("V03", "7"), ("V03_7", "Een hond")])
        await rig.page(path, "B3", [("V12.1", "9"), ("V12.2", "1"), ("V13", Self.words)])
        await rig.page(path, "B4", [("V15.1", "40"), ("V16.1", "1")])
        #expect(await rig.site.post(rig.path(6, "/versturen")).status == 303)
        try await rig.close()
        try await rig.site.write { [id = rig.id, now = rig.site.clock.now] db in
            var weighting = SurveyWeighting()
            weighting.margins = [
                .init(
                    column: "V01",
                    groups: [.init(code: 1, label: "Ja", total: 50), .init(code: 2, label: "Nee", total: 50)])
            ]
            try weighting.save(id, now: now, in: db)
        }
        let reply = await ExportTests.file(rig, "sav")
        let file = try SPSSReader.read(reply.bytes)
        #expect(file.records.count == 7 && file.weight == "GEWICHT")
        if let folder = ProcessInfo.processInfo.environment["INZET_EXCHANGE"] {
            try Data(reply.bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent("product.sav"))
        }
    }
}
