import Core
import Services
import Testing

struct BackupErasureListTests {
    private let folder: BackupTestFolder
    private var path: String { folder.file("x.erasures") }

    init() throws { folder = try BackupTestFolder() }

    private func entries(_ range: Range<Int>) -> [ErasureList.Entry] {
        range.map { .init(person: "p\($0)", at: BackupSample.moment + .minutes($0)) }
    }

    @Test func `what is added stays and is added once`() throws {
        #expect(try ErasureList.read(path) == nil)
        try ErasureList.add([], to: path)
        #expect(try ErasureList.read(path)?.entries == [], "A list of nobody is a list.")
        #expect(try ErasureList.add(entries(0..<3), to: path) == 3)
        #expect(try ErasureList.add(entries(0..<5), to: path) == 2)
        #expect(try ErasureList.add(entries(0..<5), to: path) == 0)
        #expect(try ErasureList.read(path)?.entries == entries(0..<5))
        #expect(try ErasureList.read(path)?.newest == BackupSample.moment + .minutes(4))
    }

    @Test func `a line that a crash cut off is written anew`() throws {
        try ErasureList.add(entries(0..<3), to: path)
        let whole = folder.bytes("x.erasures")
        let lastLine = whole.dropLast().lastIndex(of: 0x0A).map { whole.count - $0 - 1 } ?? 0
        for cut in 1..<lastLine {
            try folder.write(Array(whole.dropLast(cut)), to: "x.erasures")
            #expect(try ErasureList.read(path)?.entries == entries(0..<2), "\(cut)")
        }
        #expect(try ErasureList.add(entries(0..<4), to: path) == 2)
        #expect(try ErasureList.read(path)?.entries == entries(0..<4))
    }

    @Test func `every other damage is noticed, put aside and mended`() throws {
        try ErasureList.add(entries(0..<3), to: path)
        let whole = folder.bytes("x.erasures")
        for place in 0..<whole.count - 1 {
            var bytes = whole
            bytes[place] ^= 2
            try folder.write(bytes, to: "x.erasures")
            #expect(throws: BackupError.self, "byte \(place)") { try ErasureList.read(path) }
        }
        // A whole line that was taken out.
        let lines = whole.split(separator: 0x0A)
        try folder.write(Array((lines[0...1] + lines[3...]).joined(separator: [0x0A])) + [0x0A], to: "x.erasures")
        #expect(throws: BackupError.brokenErasureList(path, line: 3)) { try ErasureList.read(path) }
        try ErasureList.add(entries(0..<4), to: path)
        #expect(try ErasureList.read(path)?.entries == entries(0..<4))
        #expect(folder.names.contains("x.erasures.damaged-1"))
    }

    @Test func `a list from before there were cases reads as it did, and cases go on behind it`() throws {
        let old = """
            {"inzet":"erasures","version":1}
            {"person":"p1","at":"2026-03-01T08:00:00.000Z","mark":"5705a61a8f64e030a14663d052777061"}
            {"person":"p2","at":"2026-03-02T09:30:00.000Z","mark":"e76ec7342ba2df59f68979b93d097ee6"}

            """
        try folder.write(Array(old.utf8), to: "x.erasures")
        let moments = try ["2026-03-01T08:00:00.000Z", "2026-03-02T09:30:00.000Z"].map { try #require(Moment(iso: $0)) }
        let people = [ErasureList.Entry(person: "p1", at: moments[0]), .init(person: "p2", at: moments[1])]
        #expect(try ErasureList.read(path)?.entries == people)
        // A case may have the id of a person; it is another.
        let cases = ["intake", "buddy-request"].map {
            ErasureList.Entry(kind: $0, id: "p1", at: BackupSample.moment)
        }
        #expect(try ErasureList.add(people + cases, to: path) == 2)
        #expect(try ErasureList.add(people + cases, to: path) == 0)
        #expect(try ErasureList.read(path)?.entries == people + cases)
        #expect(folder.bytes("x.erasures").starts(with: Array(old.utf8)))
        #expect(ErasureList(people).joined(with: cases).entries.count == 4)
        let text = String(decoding: folder.bytes("x.erasures"), as: UTF8.self)
        for (from, to) in [("intake", "intaki"), (#""case":"p1""#, #""case":"p3""#), (#""case""#, #""person""#)] {
            let edited = text.replacing(from, with: to, maxReplacements: 1)
            #expect(edited != text)
            try folder.write(Array(edited.utf8), to: "y.erasures")
            #expect(throws: BackupError.self, "\(from)") { try ErasureList.read(folder.file("y.erasures")) }
        }
    }

    @Test func `lists are joined without doubles`() throws {
        let list = ErasureList(entries(2..<4), until: BackupSample.moment + .days(1)).joined(with: entries(0..<3))
        #expect(list.entries == entries(0..<4))
        #expect(list.newest == BackupSample.moment + .days(1))
        try list.write(to: path)
        #expect(try ErasureList.read(path) == list)
        #expect(throws: BackupError.exists(path)) { try list.write(to: path) }
    }
}
