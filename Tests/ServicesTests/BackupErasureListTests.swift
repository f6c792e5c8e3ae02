import Core
import Services
import Testing

@Suite struct BackupErasureListTests {
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

    @Test func `lists are joined without doubles`() throws {
        let list = ErasureList(entries(2..<4), until: BackupSample.moment + .days(1)).joined(with: entries(0..<3))
        #expect(list.entries == entries(0..<4))
        #expect(list.newest == BackupSample.moment + .days(1))
        try list.write(to: path)
        #expect(try ErasureList.read(path) == list)
        #expect(throws: BackupError.exists(path)) { try list.write(to: path) }
    }
}
