import App
import Community
import Core
import Foundation
import Services
import Storage
import Testing
import Web

@testable import Policy
@testable import Services

@Suite("Pictures in documents for a word processor", .oneEngine)
struct DocumentPictureTests {
    /// Without these programs there are no such documents; the fallback is tested apart.
    static var canDraw: Bool {
        if Pandoc.installed != nil, PicturePainter.installed != nil { return true }
        print("pandoc or rsvg-convert is not installed: pictures in documents are not tested")
        return false
    }

    private static let magic: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func check(_ file: OfficeFile, _ page: String, _ name: String) {
        let count = page.components(separatedBy: "<figure>").count - 1
        #expect(count > 0, "\(name)")
        #expect(file.pictures.count == count, "\(name)")
        #expect(file.pictures.allSatisfy { $0.starts(with: magic) && $0.count > 500 }, "\(name)")
        #expect(file.descriptions.count == count && !file.descriptions.contains(""), "\(name)")
        #expect(file.text.components(separatedBy: "Figuur").count > count, "\(name)")
    }

    @Test func `every document of the demo has the pictures of its page`() async throws {
        guard Self.canDraw else { return }
        let site = try await TestSite()
        try await Policy(house: site.town.house).demo(DemoWorld(now: site.clock.now))
        let year = try await site.read { db in
            try db.value("SELECT MIN(year) FROM policy_evaluation WHERE record IS NOT NULL", as: Int.self) ?? 0
        }
        for (page, file) in [
            ("/beleid/2/plan/document", "/beleid/2/plan/document.docx"),
            ("/beleid/2/plan/vastgesteld/1", "/beleid/2/plan/vastgesteld/1/plan.odt"),
            ("/beleid/1/evaluatie/\(year)/document", "/beleid/1/evaluatie/\(year)/document.docx"),
            ("/beleid/2/overdracht", "/beleid/2/overdracht/document.odt"),
        ] {
            let shown = await site.get(page, as: .policyOfficer)
            let reply = await site.get(file, as: .policyOfficer)
            #expect(shown.status == 200 && reply.status == 200, "\(file)")
            Self.check(try OfficeFile(reply.bytes), shown.body, file)
        }
    }

    @Test func `an adopted plan keeps the pictures of its day`() async throws {
        guard Self.canDraw else { return }
        let rig = try await PlanRig()
        _ = await rig.site.post(MoneyFixture.path + "/nieuw", form: MoneyFixture.line(), as: .policyOfficer)
        _ = await rig.adopt()
        let path = "\(PlanRig.plan)/vastgesteld/1"
        let before = try OfficeFile(await rig.site.get(path + "/plan.docx", as: .councilMember).bytes)
        Self.check(before, await rig.site.get(path, as: .councilMember).body, "adopted")
        _ = await rig.site.post(
            MoneyFixture.path + "/nieuw", form: MoneyFixture.line(["naam": "Later", "bedrag-2028": "9.000.000"]),
            as: .policyOfficer)
        let after = try OfficeFile(await rig.site.get(path + "/plan.docx", as: .councilMember).bytes)
        // Not the bytes themselves in the message.
        let stayed = after.pictures == before.pictures
        #expect(stayed)
        let draft = try OfficeFile(await rig.site.get("\(PlanRig.plan)/document.docx", as: .councilMember).bytes)
        let differs = draft.pictures != before.pictures && !draft.pictures.isEmpty
        #expect(differs)
    }

    // MARK: One drawing

    private static let hostile = "<image href=\"/etc/passwd\"/> & \"Jansen\" '\u{7}"

    private static func report(_ drawing: HTML) -> ReportDocument {
        ReportDocument(
            title: "Plan", place: "Waterveen", state: "Ontwerp",
            chapters: [
                .init(
                    title: "Geld",
                    blocks: [
                        .paragraph("Vooraf"),
                        .picture(
                            drawing, caption: "Wie *deed* \(hostile)", description: "Woorden \(hostile)",
                            figures: .init(columns: [.init("Wie"), .init("Aantal")], rows: [[hostile, "3"]])),
                        .picture(drawing, caption: "Zonder cijfers", description: "Twee woorden"), .paragraph("Erna"),
                    ])
            ])
    }

    private static var bars: HTML { BarChart("Titel", [.init(hostile, 30), .init("Anders", 12)]).svg }
    private static let head = Pandoc.Head(title: "T", subtitle: "", contents: "Inhoud", language: "nl")

    private static func convert(
        _ report: ReportDocument, _ format: Pandoc.Format = .docx, painter: PicturePainter? = PicturePainter.installed
    ) async throws -> (file: OfficeFile, lacking: [String])? {
        guard let pandoc = Pandoc.installed else { return nil }
        let document = try await pandoc.convert(
            report.chapterMarkdown(.dutch), pictures: ReportPictures.all(in: report.markup(.dutch).text),
            painter: painter, to: format, head: head)
        return (try OfficeFile(document.bytes), document.lacking.map(\.reason))
    }

    @Test(arguments: Pandoc.Format.allCases)
    func `what people typed in a picture stays text`(_ format: Pandoc.Format) async throws {
        let found = ReportPictures.all(in: Self.report(Self.bars).markup(.dutch).text)
        #expect(found.count == 2)
        #expect(found.first?.caption == "Figuur 1. Wie *deed* \(Self.hostile)")
        #expect(found.first?.description == "Woorden \(Self.hostile)")
        let svg = try #require(found.first?.svg)
        #expect(svg.contains("&lt;image href=&quot;/etc/passwd&quot;/&gt; &amp;") && !svg.contains("<image"))
        #expect(!svg.contains("\u{7}"))
        guard Self.canDraw, let made = try await Self.convert(Self.report(Self.bars), format) else { return }
        #expect(made.lacking.isEmpty && made.file.pictures.count == 2)
        #expect(made.file.descriptions.count == 2 && made.file.descriptions.contains("Twee woorden"))
        #expect(made.file.descriptions.contains { $0.hasPrefix("Woorden &lt;image href=") })
    }

    @Test func `a picture stands above its own line and has the colours of the page`() async throws {
        guard Self.canDraw, let made = try await Self.convert(Self.report(Self.bars)) else { return }
        let text = made.file.text
        let marks = ["Vooraf", "descr=\"Woorden", "deed", "descr=\"Twee", "Zonder", "Erna"]
        let places = marks.map { text.range(of: $0)?.lowerBound ?? text.endIndex }
        #expect(places == places.sorted() && !places.contains(text.endIndex))
        let colours = try OfficeFile.colours(try #require(made.file.pictures.first))
        let dots = colours.values.reduce(0, +)
        // The bars in the colour of Verbinden, the paper white, and no black shapes.
        #expect(colours["#0b6e6a", default: 0] > dots / 50)
        #expect(colours["#ffffff", default: 0] > dots / 2)
        #expect(colours["#000000", default: 0] == 0)
        #expect(colours["#1c2530", default: 0] > 0)
    }

    @Test func `without a program that draws the words and figures stay`() async throws {
        guard let made = try await Self.convert(Self.report(Self.bars), painter: nil) else { return }
        #expect(made.lacking == ["rsvg-convert is not installed", "rsvg-convert is not installed"])
        #expect(made.file.pictures.isEmpty && made.file.descriptions.isEmpty)
        #expect(made.file.text.contains("Twee woorden") && made.file.text.contains("<w:tbl>"))
        let failed = try await Self.convert(Self.report(Self.bars), painter: PicturePainter(executable: "/bin/false"))
        #expect(failed?.lacking == ["failed(1)", "failed(1)"] && failed?.file.pictures.isEmpty == true)
    }

    @Test func `a program that hangs or talks nonsense is given up`() throws {
        let picture = DocumentPicture(caption: "C", description: "D", svg: "<svg/>", width: 10, height: 10)
        try OfficeFile.folder { folder in
            func program(_ lines: String) throws -> PicturePainter {
                PicturePainter(executable: try TestProgram.write(lines, in: folder))
            }
            let slow = try program("exec /bin/sleep 30")
            #expect(throws: PicturePainter.Failure.tooSlow) { try slow.paint(picture, seconds: 0.2) }
            let silent = try program("exit 0")
            #expect(throws: PicturePainter.Failure.noPicture) { try silent.paint(picture) }
        }
    }

    @Test func `a child takes no more memory than it may`() throws {
        func ending(_ memory: Int?) throws -> ChildProcess.Ending {
            try OfficeFile.folder { folder in
                let out = folder.appendingPathComponent("out")
                try Data().write(to: out)
                return try ChildProcess.run(
                    "/usr/bin/python3", ["-c", "import time; time.sleep(0.2); bytearray(600 << 20)"], environment: [:],
                    folder: "/", input: "/dev/null", output: out.path, seconds: 20, memory: memory)
            }
        }
        #expect(try ending(nil) == .ended(0))
        #expect(try ending(512 << 20) == .ended(1))
    }

    @Test(arguments: [
        "<a href=\"/x\"><rect/></a>", "<image href=\"/etc/passwd\"/>", "<use href=\"#a\"/>",
        "<rect style=\"fill:red\"/>",
        "<rect fill=\"url(http://example.com/a.svg)\"/>", "<style>rect{}</style>", "<rect onclick=\"x\"/>", "<rect",
        "<foreignObject/>", "<!ENTITY a \"b\">", "<?xml-stylesheet href=\"a\"?>", "<text x='1'>a</text>",
    ])
    func `only shapes and words leave the page`(_ part: String) {
        let markup = "<svg class=\"chart\" viewBox=\"0 0 10 20\">\(part)</svg>"
        #expect(PlainDrawing(markup, style: .standard) == nil)
        #expect(PlainDrawing("<svg viewBox=\"0 0 10 20\"><rect x=\"1\"/></svg>", style: .standard)?.height == 20)
        #expect(PlainDrawing("<svg><rect x=\"1\"/></svg>", style: .standard) == nil)
    }

    @Test func `a picture fits on a sheet`() {
        func printed(_ width: Int, _ height: Int) -> Int {
            DocumentPicture(caption: "", description: "", svg: "", width: width, height: height).printedWidth
        }
        #expect(printed(380, 382) == 100)
        #expect(printed(560, 210) == 148)
        #expect(printed(1040, 500) == 150)
        #expect(printed(400, 2000) == 34)
        #expect(printed(1, 10_000) == 1)
    }
}
