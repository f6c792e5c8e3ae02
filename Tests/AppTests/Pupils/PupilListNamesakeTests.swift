import Core
import Services
import Storage
import Testing

@testable import Brokerage

/// A class list with namesakes and addresses.
struct PupilListNamesakeTests {
    private typealias Again = PupilListAgainTests

    /// Everybody with the class and the address of a parent, in the order in which they came.
    private static func addresses(_ rig: PupilRig) async throws -> [String] {
        try await rig.site.read { db in
            try db.rows(
                """
                SELECT p.name, c.name AS class_name, p.guardian_email FROM pupil p
                JOIN pupil_class c ON c.id = p.class_id ORDER BY p.number
                """
            ).map { row in
                let mail = try row("guardian_email", as: String?.self) ?? "-"
                return "\(try row("name", as: String.self)) \(try row("class_name", as: String.self)) \(mail)"
            }
        }
    }

    // MARK: Whose parent it is

    @Test func `the record of a child never goes to the parent of a namesake`() async throws {
        let rig = try await PupilRig()
        try await Again.take(rig, "Sam A;4A;;ja;a@voorbeeld.nl\nSam A;4B;;ja;b@voorbeeld.nl\n")
        let before = ["Sam A 4A a@voorbeeld.nl", "Sam A 4B b@voorbeeld.nl"]
        let next = "Sam A;4B;;ja;a@voorbeeld.nl\nSam A;4C;;ja;b@voorbeeld.nl\n"
        let page = await Again.preview(rig, next)
        #expect(page.contains("2 regels gaan niet mee"))
        #expect(page.contains("maar de mail van de ouder staat nu op regel 3."))
        try await Again.take(rig, next)
        #expect(try await Self.addresses(rig) == before)
        // Nor when the list is silent about the other.
        let alone = "Sam A;4B;;ja;a@voorbeeld.nl\n"
        #expect(await Again.preview(rig, alone).contains("maar deze mail hoort bij een ander, in klas 4A."))
        try await Again.take(rig, alone)
        #expect(try await Self.addresses(rig) == before)
        // What the page advises works.
        try await Again.take(rig, "Sam A;4C;;ja;b@voorbeeld.nl\n")
        #expect(try await Self.addresses(rig) == ["Sam A 4A a@voorbeeld.nl", "Sam A 4C b@voorbeeld.nl"])
        try await Again.take(rig, next)
        #expect(try await Self.addresses(rig) == ["Sam A 4B a@voorbeeld.nl", "Sam A 4C b@voorbeeld.nl"])
        #expect(try await rig.site.mails().count { $0.kind == "stage-toestemming" } == 2, "Nobody is asked twice.")
    }

    @Test func `a newcomer does not get the record of the namesake who left the class`() async throws {
        let rig = try await PupilRig()
        try await Again.take(rig, "Sam A;4B;;ja;b@voorbeeld.nl\n")
        for newcomer in ["a@voorbeeld.nl", ""] {
            let next = "Sam A;4B;;ja;\(newcomer)\nSam A;4C;;ja;b@voorbeeld.nl\n"
            let page = await Again.preview(rig, next)
            #expect(page.contains("2 regels gaan niet mee"), "\(newcomer)")
            #expect(page.contains("Maar op regel 2 staat die klas zonder deze mail."), "\(newcomer)")
            try await Again.take(rig, next)
            #expect(try await Self.addresses(rig) == ["Sam A 4B b@voorbeeld.nl"], "\(newcomer)")
        }
        try await Again.take(rig, "Sam A;4C;;ja;b@voorbeeld.nl\n")
        try await Again.take(rig, "Sam A;4B;;ja;a@voorbeeld.nl\nSam A;4C;;ja;b@voorbeeld.nl\n")
        #expect(try await Self.addresses(rig) == ["Sam A 4C b@voorbeeld.nl", "Sam A 4B a@voorbeeld.nl"])
    }

    @Test func `every address that changes stands in the preview, also below the rows that are shown`() async throws {
        let rig = try await PupilRig()
        func list(_ last: String) -> String {
            let others = (1...44).map { "Kind \($0);4A;;ja;ouder\($0)@voorbeeld.nl\n" }
            return others.joined() + "Kind 45;4A;;ja;\(last)@voorbeeld.nl\n"
        }
        let first = await Again.preview(rig, list("oud"))
        #expect(!first.contains("nieuw mailadres van de ouder"), "Who is new has no old address.")
        try await Again.take(rig, list("oud"))
        #expect(await !Again.preview(rig, list("oud")).contains("nieuw mailadres van de ouder"))
        let page = await Again.preview(rig, list("anders"))
        #expect(page.contains("1 leerling met een nieuw mailadres van de ouder"))
        #expect(page.contains("<li>Kind 45 (4A): anders@voorbeeld.nl</li>"))
        #expect(!page.contains("oud@voorbeeld.nl"))
        let row = await Again.preview(rig, "Kind 1;4A;;ja;anders@voorbeeld.nl\n")
        #expect(row.contains("is er al, nieuw mailadres van de ouder"))
    }

    // MARK: The name alone

    @Test func `the name alone moves nobody out of a class that is not in the list`() async throws {
        let rig = try await PupilRig()
        try await Again.take(rig, "Twee B;4A;;nee;\nDrie C;4A;;nee;\n")
        let alone = "Twee B;4B;;nee;\nVier D;4B;;nee;\n"
        let page = await Again.preview(rig, alone)
        #expect(page.contains("1 regel gaat niet mee"))
        #expect(page.contains("Lees beide klassen samen in: klas 4A en klas 4B."))
        try await Again.take(rig, alone)
        #expect(try await Again.pupils(rig) == ["Drie C 4A", "Twee B 4A", "Vier D 4B"])
        try await Again.take(rig, alone + "Drie C;4A;;nee;\n")
        #expect(try await Again.pupils(rig) == ["Drie C 4A", "Twee B 4B", "Vier D 4B"])
    }

    // MARK: Rows that are left out

    @Test func `a name with a row that is left out goes with nobody`() async throws {
        let rig = try await PupilRig()
        try await Again.take(rig, "Kim B;4A;;nee;\nDrie C;4A;;nee;\n")
        let next = "Kim B;4A;;misschien;\nKim B;4C;;nee;\nDrie C;4A;;nee;\n"
        let page = await Again.preview(rig, next)
        #expect(page.contains("2 regels gaan niet mee"))
        #expect(page.contains("Regel 3: Deze naam staat ook op regel 2, die niet meegaat."))
        #expect(!page.contains("gaat van 4A naar 4C"))
        try await Again.take(rig, next)
        #expect(try await Again.pupils(rig) == ["Drie C 4A", "Kim B 4A"])
    }

    @Test func `what a preview sends on says the same as the file`() throws {
        func lines(_ rows: String) throws -> [Int] {
            let list = try PupilList(Array((PupilRig.header + rows).utf8))
            if !list.entries.isEmpty {
                let sent = try PupilList(PupilListText.csv(list))
                #expect(sent.entries.map(\.name) == list.entries.map(\.name) && sent.problems.isEmpty)
            }
            return list.entries.map(\.line)
        }
        #expect(try lines("Kim B;4A;;misschien;\nKim B;4C;;nee;\nDrie C;4A;;nee;\n") == [4])
        #expect(try lines("Kim B;4C;;nee;\nkim b;;;nee;\nDrie C;4A;;nee;\n") == [4], "No class is no class of its own.")
        // All about one class: one pupil.
        #expect(try lines("Kim B;4A;;misschien;\nKim B;4a;;nee;\n") == [3])
        #expect(try lines("Kim B;4A;;nee;\nKim B;4A;;nee;\n") == [2])
        // The row of the refused one's class does not go without that of the other class.
        #expect(try lines("Kim B;4A;;nee;\nKim B;4A;;misschien;\nKim B;4C;;nee;\nDrie C;4A;;nee;\n") == [5])
    }

    // MARK: Rows without an address

    @Test func `a row without a mail takes no address and no link away`() async throws {
        let rig = try await PupilRig()
        let site = rig.site
        try await Again.take(rig, "Een A;4A;;ja;een@voorbeeld.nl\nTwee B;4A;;nee;twee@voorbeeld.nl\n")
        let link = try await rig.guardian("Een A")
        let next = "Een A;4A;;ja;\nTwee B;4A;;ja;\n"
        let page = await Again.preview(rig, next)
        #expect(page.contains("blijft zoals het was") && !page.contains("nieuw mailadres van de ouder"))
        #expect(!page.contains("een@voorbeeld.nl"), "What others sent is not told.")
        // Who turns out to be under 16 is asked about, at the address that is known.
        #expect(page.contains("1 ouder krijgt een mail met de vraag om toestemming."))
        try await Again.take(rig, next)
        #expect(try await Self.addresses(rig) == ["Een A 4A een@voorbeeld.nl", "Twee B 4A twee@voorbeeld.nl"])
        #expect(await site.get(link).status == 200)
        #expect(try await site.mails(to: "een@voorbeeld.nl").count == 1)
        #expect(try await site.mails(to: "twee@voorbeeld.nl").map(\.kind) == ["stage-toestemming"])
    }

    @Test func `a row without a mail does not move who has one, and says what helps`() async throws {
        let rig = try await PupilRig()
        try await Again.take(rig, "Een A;4A;;ja;een@voorbeeld.nl\nDrie C;4A;;nee;\n")
        let next = "Een A;4B;;ja;\nDrie C;4A;;nee;\n"
        #expect(await Again.preview(rig, next).contains("Zet die mail dan ook in je lijst."))
        try await Again.take(rig, next)
        #expect(try await Again.pupils(rig) == ["Drie C 4A", "Een A 4A"])
        try await Again.take(rig, "Een A;4B;;ja;een@voorbeeld.nl\n")
        #expect(try await Again.pupils(rig) == ["Drie C 4A", "Een A 4B"])
    }
}
