import Core
import Services
import Testing

struct BackupFormatTests {
    private let folder: BackupTestFolder
    private let identity = BackupIdentity.make()

    init() throws { folder = try BackupTestFolder() }

    @Test(arguments: [0, 1, 200, 65_535, 65_536, 65_537, 300_000])
    func `what went in comes out`(_ count: Int) throws {
        let content = BackupSample.content(count)
        let bytes = try BackupSample.make(content, .recipients([identity.recipient]), in: folder)
        #expect(try BackupSample.read(bytes, .identity(identity)) == content)
        #expect(try BackupReader(ArraySource(bytes)).header == BackupSample.header)
        #expect(try BackupCheck.run(folder.file("b")) == BackupSample.header)
        let lock = BackupLock.passphrase(BackupSample.passphrase, BackupSample.effort)
        let other = try BackupSample.make(content, lock, in: folder, name: "c")
        #expect(try BackupSample.read(other, .passphrase(BackupSample.passphrase)) == content)
    }

    @Test func `the content cannot be read in the file`() throws {
        let content = Array(repeating: Array("Rosalinde Uniek ".utf8), count: 500).flatMap(\.self)
        let bytes = try BackupSample.make(content, .recipients([identity.recipient]), in: folder)
        let again = try BackupSample.make(content, .recipients([identity.recipient]), in: folder, name: "c")
        #expect(!String(decoding: bytes, as: UTF8.self).contains("Rosalinde"))
        #expect(bytes != again, "Each file has a key of its own.")
    }

    @Test func `the wrong key is told from damage`() throws {
        let stranger = BackupIdentity.make()
        let bytes = try BackupSample.make([1, 2, 3], .recipients([identity.recipient]), in: folder)
        #expect(throws: BackupError.wrongKey) { try BackupSample.read(bytes, .identity(stranger)) }
        #expect(throws: BackupError.needs("a private key: give it with --key-file")) {
            try BackupSample.read(bytes, .passphrase(BackupSample.passphrase))
        }
        let lock = BackupLock.passphrase(BackupSample.passphrase, BackupSample.effort)
        let locked = try BackupSample.make([1, 2, 3], lock, in: folder, name: "c")
        #expect(throws: BackupError.wrongPassphrase) {
            try BackupSample.read(locked, .passphrase(BackupSample.passphrase + "!"))
        }
        #expect(throws: BackupError.needs("a passphrase")) { try BackupSample.read(locked, .identity(identity)) }
    }

    @Test func `any one of the recipients opens it`() throws {
        let second = BackupIdentity.make()
        let bytes = try BackupSample.make([9], .recipients([identity.recipient, second.recipient]), in: folder)
        #expect(try BackupSample.read(bytes, .identity(identity)) == [9])
        #expect(try BackupSample.read(bytes, .identity(second)) == [9])
    }

    @Test func `a short passphrase is refused and leaves nothing`() throws {
        #expect(throws: BackupError.weakPassphrase(atLeast: 16)) {
            try BackupWriter(to: folder.file("b"), header: BackupSample.header, lock: .passphrase("te kort"))
        }
        #expect(folder.names.isEmpty)
    }

    @Test func `the usual passphrase costs memory and time`() throws {
        let bytes = try BackupSample.make([1], .passphrase(BackupSample.passphrase), in: folder)
        let header = String(decoding: bytes.prefix(2000), as: UTF8.self)
        #expect(header.contains("\"memory\":67108864") && header.contains("\"passes\":4"))
        #expect(try BackupSample.read(bytes, .passphrase(BackupSample.passphrase)) == [1])
    }

    @Test func `what is not finished is not there`() throws {
        do {
            let writer = try BackupWriter(
                to: folder.file("b"), header: BackupSample.header, lock: .recipients([identity.recipient]))
            try writer.write(BackupSample.content(100_000))
            #expect(folder.names == [".b.part"])
        }
        #expect(folder.names.isEmpty)
    }

    @Test func `nothing is overwritten`() throws {
        try folder.write([1], to: "b")
        #expect(throws: BackupError.exists(folder.file("b"))) {
            try BackupSample.make([2], .recipients([identity.recipient]), in: folder)
        }
        // Also when the other file comes while ours is being written.
        let writer = try BackupWriter(
            to: folder.file("c"), header: BackupSample.header, lock: .recipients([identity.recipient]))
        try folder.write([1], to: "c")
        #expect(throws: BackupError.exists(folder.file("c"))) { try writer.finish() }
        #expect(folder.bytes("c") == [1])
    }

    @Test func `other files are no backups`() throws {
        #expect(throws: BackupError.notABackup) { try BackupReader(ArraySource([])) }
        #expect(throws: BackupError.notABackup) { try BackupReader(ArraySource(Array("SQLite format 3\0".utf8))) }
        var bytes = try BackupSample.make([1], .recipients([identity.recipient]), in: folder)
        bytes[9] = 2
        #expect(throws: BackupError.formatTooNew(2)) { try BackupReader(ArraySource(bytes)) }
        #expect(throws: BackupError.self) { try BackupCheck.run(folder.file("nergens")) }
    }
}

/// Damage of every kind, at every place.
struct BackupDamageTests {
    private let folder: BackupTestFolder
    private let identity = BackupIdentity.make()
    private let content = BackupSample.content(300)
    private let whole: [UInt8]

    init() throws {
        folder = try BackupTestFolder()
        whole = try BackupSample.make(content, .recipients([identity.recipient]), in: folder)
    }

    @Test func `every damaged byte is refused, with and without the key`() throws {
        let header = 14 + (Int(whole[12]) << 8 | Int(whole[13])) + 32
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= 1 << (place % 8)
            if place < header {
                #expect(throws: BackupError.self, "header \(place)") { try BackupReader(ArraySource(bytes)) }
            }
            #expect(throws: BackupError.self, "byte \(place)") { try BackupSample.read(bytes, .identity(identity)) }
            if place % 5 == 0 {
                try folder.write(bytes, to: "x")
                #expect(throws: BackupError.self, "byte \(place)") { try BackupCheck.run(folder.file("x")) }
            }
        }
    }

    @Test func `every length but the right one is refused`() throws {
        for length in 0..<whole.count {
            let bytes = Array(whole.prefix(length))
            #expect(throws: BackupError.self, "length \(length)") { try BackupSample.read(bytes, .identity(identity)) }
            if length % 5 == 0 {
                try folder.write(bytes, to: "x")
                #expect(throws: BackupError.self, "length \(length)") { try BackupCheck.run(folder.file("x")) }
            }
        }
        for extra in [[0], [1, 2, 3], whole] as [[UInt8]] {
            #expect(throws: BackupError.damaged("something stands after its end")) {
                try BackupSample.read(whole + extra, .identity(identity))
            }
        }
        #expect(try BackupSample.read(whole, .identity(identity)) == content)
    }

    @Test func `a cut between the frames is a cut`() throws {
        let large = try BackupSample.make(
            BackupSample.content(200_000), .recipients([identity.recipient]), in: folder, name: "c")
        let frame = 4 + 65_536 + 17
        let start = large.count - 48 - (4 + 40 + 17) - 3 * frame - (4 + 200_000 % 65_536 + 17)
        for kept in 0...3 {
            let cut = Array(large.prefix(start + kept * frame))
            #expect(throws: BackupError.truncated) { try BackupSample.read(cut, .identity(identity)) }
        }
        // Frames that change places, or go, are seen though each is whole.
        let first = large[start..<start + frame]
        let second = large[start + frame..<start + 2 * frame]
        let rest = large[(start + 2 * frame)...]
        for frames in [Array(second + first), Array(first), Array(first + first)] {
            let bytes = large[..<start] + frames + rest
            #expect(throws: BackupError.damaged("its content")) {
                try BackupSample.read(Array(bytes), .identity(identity))
            }
        }
    }

    @Test func `the header of another backup does not fit`() throws {
        let other = try BackupSample.make(
            BackupSample.content(300), .recipients([identity.recipient]), in: folder, name: "c")
        let length = Int(whole[12]) << 8 | Int(whole[13])
        let header = 14 + length + 32
        #expect(throws: BackupError.damaged("its content")) {
            try BackupSample.read(Array(other[..<header] + whole[header...]), .identity(identity))
        }
    }

    @Test func `who has no key cannot change what the header says`() throws {
        let length = Int(whole[12]) << 8 | Int(whole[13])
        let text = String(decoding: whole[14..<14 + length], as: UTF8.self)
        let forged = BackupForgery.withHeader(
            Array(text.replacing("2026-11-23", with: "2026-11-29").utf8), of: whole, length: length)
        #expect(try BackupReader(ArraySource(forged)).header.created.iso.hasPrefix("2026-11-29"))
        #expect(throws: BackupError.damaged("its content")) { try BackupSample.read(forged, .identity(identity)) }
    }

    @Test func `no damage brings the reader down`() throws {
        var random = Seeded(seed: 2026)
        for _ in 0..<4000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
                case 2: bytes.insert(contentsOf: whole.prefix(Int.random(in: 1...40, using: &random)), at: place)
                default: bytes = Array(bytes.prefix(max(1, place)))
                }
                if bytes.isEmpty { bytes = [0] }
            }
            if let read = try? BackupSample.read(bytes, .identity(identity)) {
                #expect(bytes == whole && read == content)
            }
        }
    }

    @Test func `a header that asks for too much is refused`() throws {
        // Its sum is right: the reader must judge what stands in it.
        let lock = BackupLock.passphrase(BackupSample.passphrase, BackupSample.effort)
        let bytes = try BackupSample.make([1], lock, in: folder, name: "c")
        let length = Int(bytes[12]) << 8 | Int(bytes[13])
        let text = String(decoding: bytes[14..<14 + length], as: UTF8.self)
        for (old, new) in [("\"memory\":8192", "\"memory\":99999999999"), ("\"passes\":1", "\"passes\":4000000000")] {
            let changed = Array(text.replacing(old, with: new).utf8)
            #expect(changed.count != length)
            let forged = BackupForgery.withHeader(changed, of: bytes, length: length)
            #expect(throws: BackupError.damaged("the lock asks too much work")) {
                try BackupSample.read(forged, .passphrase(BackupSample.passphrase))
            }
        }
    }
}
