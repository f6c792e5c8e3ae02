import Foundation
import Testing

@testable import Formats

struct ZipAndXMLTests {
    private static func archive() throws -> [UInt8] {
        try WorkbookWriter.write(Workbook(sheets: [.init("A", rows: [[.text("x")]])])).bytes
    }

    @Test func `an archive lists and unpacks its files`() throws {
        var zip = try ZipFile(Self.archive(), maximumBytes: 1_000_000)
        let entry = try #require(zip.entry(named: "xl/workbook.xml"))
        #expect(try zip.unpack(entry).starts(with: Array("<?xml".utf8)))
        #expect(zip.budget == 1_000_000 - entry.size)
        #expect(throws: ZipFile.Failure.tooLarge(limit: 10)) {
            var small = try ZipFile(Self.archive(), maximumBytes: 10)
            _ = try small.unpack(entry)
        }
    }

    @Test func `one file changes and all others stay as they were packed`() throws {
        let old = try Self.archive()
        let new = try #require(
            ZipArchive.changing("xl/workbook.xml", in: old) { $0 + Array(repeating: UInt8(ascii: " "), count: 5_000) })
        var (before, after) = (
            try ZipFile(old, maximumBytes: 1_000_000), try ZipFile(new, maximumBytes: 1_000_000)
        )
        #expect(after.entries.map(\.name) == before.entries.map(\.name))
        for (one, other) in zip(before.entries, after.entries) {
            let (was, now) = (try before.unpack(one), try after.unpack(other))
            #expect(one.name == "xl/workbook.xml" ? now.count == was.count + 5_000 : now == was, "\(one.name)")
            #expect(one.name == "xl/workbook.xml" || Array(old[one.data]) == Array(new[other.data]))
        }
        #expect(ZipArchive.changing("not there", in: old) { $0 } == nil)
        #expect(ZipArchive.changing("xl/workbook.xml", in: Array("no archive".utf8)) { $0 } == nil)
        let emptied = try #require(ZipArchive.changing("xl/workbook.xml", in: old) { _ in [] })
        var file = try ZipFile(emptied, maximumBytes: 1_000_000)
        #expect(try file.unpack(#require(file.entry(named: "xl/workbook.xml"))) == [])
    }

    @Test func `a changed byte in a file is noticed`() throws {
        var bytes = try Self.archive()
        let entry = try #require(ZipFile(bytes, maximumBytes: 1_000_000).entry(named: "xl/workbook.xml"))
        bytes[entry.data.lowerBound + entry.data.count / 2] ^= 0x55
        var zip = try ZipFile(bytes, maximumBytes: 1_000_000)
        #expect(throws: ZipFile.Failure.damaged) { try zip.unpack(entry) }
    }

    @Test func `a file that claims less or more than it holds is refused`() throws {
        var zip = try ZipFile(Self.archive(), maximumBytes: 10_000_000)
        var entry = try #require(zip.entry(named: "xl/workbook.xml"))
        let size = entry.size
        for claim in [0, size - 1, size + 1, size * 1_000] {
            entry.size = claim
            #expect(throws: ZipFile.Failure.damaged) { try zip.unpack(entry) }
        }
    }

    @Test func `files that share bytes are refused`() throws {
        var bytes = try Self.archive()
        let entries = try ZipFile(bytes, maximumBytes: 1_000_000).entries
        // The second file of the list pointed at the first.
        let second = Array(entries[1].name.utf8)
        var place = bytes.count - second.count
        while place > 46, !bytes[place..<(place + second.count)].elementsEqual(second) { place -= 1 }
        for offset in 0..<4 { bytes[place - 4 + offset] = 0 }
        #expect(throws: ZipFile.Failure.damaged) { try ZipFile(bytes, maximumBytes: 1_000_000) }
        #expect(throws: ZipFile.Failure.notAnArchive) { try ZipFile(Array("PK geen".utf8), maximumBytes: 10) }
    }

    private static func events(_ text: String) throws -> [XMLReader.Event] {
        var reader = try XMLReader(Array(text.utf8))
        var events: [XMLReader.Event] = []
        while let event = try reader.next() { events.append(event) }
        return events
    }

    @Test func `a document gives its events`() throws {
        let text =
            "\u{FEFF}<?xml version=\"1.0\" encoding='UTF-8'?><!-- x --><a:b c=\"1 &lt; 2\" d='&#x41;'>é&amp;<![CDATA[<]]><e/></a:b> "
        #expect(
            try Self.events(text) == [
                .open(name: "b", attributes: [.init(name: "c", value: "1 < 2"), .init(name: "d", value: "A")]),
                .text("é&"), .text("<"), .open(name: "e", attributes: []), .close(name: "e"), .close(name: "b"),
            ])
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a>&b;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a><b></a></b>",
        "<a>", "</a>", "<a/><b/>", "a<b/>", "<a b=c/>", "<a b=\"1\" b=\"2\"/>", "<a b=\"<\"/>", "<a>\u{1}</a>", "",
        "<a",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", "<1/>", "<a>&amp</a>", "<a b=\"1\"c=\"2\"/>", "<a><!-- </a>",
    ])
    func `what is not well-formed is refused`(_ text: String) {
        #expect(throws: XMLReader.Failure.self) { try Self.events(text) }
    }

    @Test func `depth is bounded`() {
        let deep = String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65)
        #expect(throws: XMLReader.Failure.tooDeep(limit: 64)) { try Self.events(deep) }
    }
}
