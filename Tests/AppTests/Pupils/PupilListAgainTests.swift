import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// A class list that is read again.
struct PupilListAgainTests {
    /// What a teacher sees before taking a list over.
    static func preview(_ rig: PupilRig, _ csv: String) async -> String {
        let file = Array((PupilRig.header + csv).utf8)
        let reply = await rig.site.send(
            file, name: "klas.csv", to: "/school/1/inlezen", fields: [], as: .resident)
        #expect(reply.status == 200)
        return reply.body
    }

    static func take(_ rig: PupilRig, _ csv: String) async throws {
        #expect(try await rig.take(PupilRig.header + csv).status == 303)
    }

    /// Everybody with the class.
    static func pupils(_ rig: PupilRig) async throws -> [String] {
        try await rig.site.read { db in
            try db.rows(
                """
                SELECT p.name, c.name AS class_name FROM pupil p JOIN pupil_class c ON c.id = p.class_id
                WHERE p.erased_at IS NULL ORDER BY p.name, c.name, p.number
                """
            ).map { "\(try $0("name", as: String.self)) \(try $0("class_name", as: String.self))" }
        }
    }

    private static func level(_ rig: PupilRig, _ name: String) async throws -> String? {
        try await rig.site.read { db in
            try db.value("SELECT level FROM pupil_class WHERE name = \(name)", as: String.self)
        }
    }

    // MARK: Levels

    @Test func `a class takes the level that the list gives it`() async throws {
        let rig = try await PupilRig()
        try await Self.take(rig, "Een A;4A;4 havo;nee;\nTwee B;4A;4 havo;nee;\nDrie C;4A;4 havo;nee;\n")
        let next = "Een A;4A;4 vwo;nee;\nTwee B;4A;4 vwo;nee;\nDrie C;4A;;nee;\n"
        #expect(await Self.preview(rig, next).contains("Klas 4A gaat van niveau 4 havo naar 4 vwo."))
        #expect(try await Self.level(rig, "4A") == "4 havo", "A preview changes nothing.")
        try await Self.take(rig, next)
        #expect(try await Self.level(rig, "4A") == "4 vwo")
        #expect(try await Self.pupils(rig) == ["Drie C 4A", "Een A 4A", "Twee B 4A"])
        // A list without levels takes none away.
        try await Self.take(rig, "Een A;4A;;nee;\n")
        #expect(try await Self.level(rig, "4A") == "4 vwo")
    }

    @Test func `a level that is not that of the class is said by its row`() async throws {
        let rig = try await PupilRig()
        try await Self.take(rig, "Een A;4A;4 havo;nee;\nTwee B;4A;4 havo;nee;\nDrie C;4A;4 havo;nee;\n")
        let slip = "Een A;4A;4 havo;nee;\nTwee B;4A;5 vwo;nee;\n"
        let page = await Self.preview(rig, slip)
        #expect(page.contains("Regel 3:") && !page.contains("Regel 2:"))
        #expect(page.contains("Hier staat niveau 5 vwo, maar klas 4A heeft niveau 4 havo."))
        try await Self.take(rig, slip)
        #expect(try await Self.level(rig, "4A") == "4 havo")
    }

    @Test func `the level of a class is what most of it is`() {
        #expect(ClassLevel.after(["3 havo", "3 vwo", "3 vwo", ""], before: "", size: 4) == "3 vwo")
        #expect(ClassLevel.after(["3 havo", "3 vwo"], before: "", size: 2) == "3 havo")
        #expect(ClassLevel.after(["3 vwo"], before: "3 havo", size: 2) == "3 havo")
        #expect(ClassLevel.after(["3 vwo", "3 vwo"], before: "3 havo", size: 3) == "3 vwo")
        #expect(ClassLevel.after(["3 HAVO", "3 Havo"], before: "3 havo", size: 2) == "3 havo")
        #expect(ClassLevel.after(["", ""], before: "3 havo", size: 2) == "3 havo")
    }

    // MARK: Other classes

    @Test func `a pupil who moved to another class stays one pupil`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await rig.place("Dieren voeren", seats: 5)
        try await Self.take(rig, "Een A;4A;;ja;een@voorbeeld.nl\nTwee B;4A;;nee;\nDrie C;4B;;nee;\n")
        #expect(await site.post(try await rig.guardian("Een A"), form: [("antwoord", "ja")]).status == 303)
        try await rig.wish("Een A", [1])
        let code = try await rig.code("Een A")
        // Of Twee B nobody has a mail: the list has to hold the old class.
        let others = "Drie C;4B;;nee;\nVier D;4B;;nee;\nVijf E;4A;;nee;\n"
        let next = "Een A;4b;;ja;een@voorbeeld.nl\nTwee B;4b;;nee;\n" + others
        let page = await Self.preview(rig, next)
        #expect(page.contains("2 leerlingen gaan naar een andere klas"))
        #expect(page.contains("Een A gaat van 4A naar 4B") && page.contains("Twee B gaat van 4A naar 4B"))
        #expect(!page.contains("Drie C gaat van") && !page.contains("Vier D gaat van"))
        #expect(page.contains("Er gaat nu geen mail naar ouders."))
        #expect(try await Self.pupils(rig) == ["Drie C 4B", "Een A 4A", "Twee B 4A"], "A preview changes nothing.")
        try await Self.take(rig, next)
        #expect(try await Self.pupils(rig) == ["Drie C 4B", "Een A 4B", "Twee B 4B", "Vier D 4B", "Vijf E 4A"])
        // Wishes, the yes of a parent and the code come along; nobody is asked twice.
        #expect(try await rig.code("Een A") == code)
        let kept = try await site.read { db in
            try db.count(
                """
                SELECT COUNT(*) FROM pupil p JOIN pupil_wish w ON w.owner_id = p.id WHERE p.name = 'Een A'
                AND p.consent_at IS NOT NULL
                """)
        }
        #expect(kept == 1)
        #expect(try await site.mails(to: "een@voorbeeld.nl").count { $0.kind == "stage-toestemming" } == 1)
        try await Self.take(rig, next)
        #expect(try await Self.pupils(rig).count == 5)
    }

    @Test func `a row that may be about somebody else is named and changes nothing`() async throws {
        let rig = try await PupilRig()
        try await Self.take(rig, "Sam A;4A;;ja;sam@voorbeeld.nl\nKim B;4A;;nee;\nKim B;4B;;nee;\n")
        let doubtful = "Sam A;4C;;ja;ander@voorbeeld.nl\nKim B;4C;;nee;\nNieuw N;4C;;nee;\n"
        let page = await Self.preview(rig, doubtful)
        #expect(page.contains("2 regels gaan niet mee") && page.contains("Regel 2:") && page.contains("Regel 3:"))
        #expect(page.contains("In klas 4A zit iemand met deze naam") && page.contains("Deze naam komt vaker voor."))
        #expect(!page.contains("Regel 4:") && page.contains("Nieuw N"))
        try await Self.take(rig, doubtful)
        let now = ["Kim B 4A", "Kim B 4B", "Nieuw N 4C", "Sam A 4A"]
        #expect(try await Self.pupils(rig) == now)
        #expect(try await rig.site.mails(to: "ander@voorbeeld.nl").isEmpty)
        // The same pupil in two classes cannot be.
        let twice = "Sam A;4A;;ja;sam@voorbeeld.nl\nSam A;4B;;ja;sam@voorbeeld.nl\n"
        #expect(await Self.preview(rig, twice).contains("Deze leerling staat twee keer in je lijst."))
        try await Self.take(rig, twice)
        #expect(try await Self.pupils(rig) == now)
    }

    @Test func `namesakes who are both in the list are two pupils`() async throws {
        let rig = try await PupilRig()
        try await Self.take(rig, "Sam A;4A;;ja;sam@voorbeeld.nl\nKim B;4A;;nee;\n")
        try await Self.take(
            rig,
            """
            Sam A;4A;;ja;sam@voorbeeld.nl
            Sam A;4C;;ja;ander@voorbeeld.nl
            Kim B;4A;;nee;
            Kim B;4C;;nee;

            """)
        #expect(try await Self.pupils(rig) == ["Kim B 4A", "Kim B 4C", "Sam A 4A", "Sam A 4C"])
        // Of two who have one name, the mail tells who moves.
        try await Self.take(rig, "Sam A;4A;;ja;sam@voorbeeld.nl\nSam A;4D;;ja;ander@voorbeeld.nl\n")
        #expect(try await Self.pupils(rig) == ["Kim B 4A", "Kim B 4C", "Sam A 4A", "Sam A 4D"])
        // Without a mail nobody becomes younger: that is somebody else.
        let younger = "Kim B;4A;;nee;\nKim B;4D;;ja;\n"
        #expect(await Self.preview(rig, younger).contains("Regel 3:"))
        try await Self.take(rig, younger)
        #expect(try await Self.pupils(rig).contains("Kim B 4C"))
    }

    @Test func `a pupil of another school with the same name is left alone`() async throws {
        let rig = try await PupilRig()
        try await Self.take(rig, "Een A;4A;;nee;\n")
        #expect(try await rig.take(PupilRig.header + "Een A;4B;;nee;\n", school: 2, as: .neighbour).status == 303)
        #expect(try await Self.pupils(rig) == ["Een A 4A", "Een A 4B"])
    }
}
