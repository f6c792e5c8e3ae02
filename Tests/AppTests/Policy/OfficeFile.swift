import Foundation
import Services
import Testing

/// A Word or OpenDocument file, unpacked by a program that is not ours.
struct OfficeFile {
    /// By their names in the file.
    let members: [String: [UInt8]]

    init(_ bytes: [UInt8]) throws {
        members = try Self.folder { folder in
            try Data(bytes).write(to: folder.appendingPathComponent("file"))
            let output = try Self.python(
                "import sys,zipfile; z=zipfile.ZipFile('file'); assert z.testzip() is None; z.extractall('all'); print(*z.namelist(), sep='\\n')",
                in: folder)
            var members: [String: [UInt8]] = [:]
            for name in output.split(separator: "\n") where !name.hasSuffix("/") {
                members[String(name)] = try Array(Data(contentsOf: folder.appendingPathComponent("all/\(name)")))
            }
            return members
        }
    }

    /// The text itself as XML.
    var text: String {
        String(decoding: members["word/document.xml"] ?? members["content.xml"] ?? [], as: UTF8.self)
    }

    var pictures: [[UInt8]] {
        members.filter { $0.key.hasPrefix("word/media/") || $0.key.hasPrefix("Pictures/") }.map(\.value)
    }

    /// What stands at the pictures for who cannot see them, escaped as it is in the file.
    var descriptions: [String] {
        text.components(separatedBy: "<wp:docPr descr=\"").dropFirst().compactMap {
            $0.components(separatedBy: "\"").first
        }
            + text.components(separatedBy: "<svg:desc>").dropFirst().compactMap {
                $0.components(separatedBy: "</svg:desc>").first
            }
    }

    /// The colours of a PNG file as `#rrggbb`, with how many dots have each.
    static func colours(_ png: [UInt8]) throws -> [String: Int] {
        let output = try folder { folder in
            try Data(png).write(to: folder.appendingPathComponent("file"))
            return try python(script, in: folder)
        }
        return Dictionary(
            output.split(separator: "\n").compactMap { line in
                let parts = line.split(separator: " ")
                return parts.count == 2 ? (String(parts[0]), Int(parts[1]) ?? 0) : nil
            }, uniquingKeysWith: +)
    }

    private static let script = """
        import collections, struct, zlib
        data, at, packed = open('file', 'rb').read(), 8, b''
        while at < len(data):
            size, kind = struct.unpack('>I4s', data[at:at + 8])
            body = data[at + 8:at + 8 + size]
            at += 12 + size
            if kind == b'IHDR': width, height, bits, colour = struct.unpack('>IIBB', body[:10])
            if kind == b'IDAT': packed += body
        step = {2: 3, 6: 4}[colour]
        rows, before, found = zlib.decompress(packed), bytearray(width * step), collections.Counter()
        for y in range(height):
            start = y * (width * step + 1)
            how, line = rows[start], bytearray(rows[start + 1:start + 1 + width * step])
            for i in range(len(line)):
                a = line[i - step] if i >= step else 0
                b, c = before[i], before[i - step] if i >= step else 0
                p = a + b - c
                near = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
                line[i] = (line[i] + [0, a, b, (a + b) // 2, near][how]) & 255
            for i in range(0, len(line), step): found['#%02x%02x%02x' % tuple(line[i:i + 3])] += 1
            before = line
        for name, count in found.items(): print(name, count)
        """

    /// A folder that goes at the end.
    static func folder<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    /// What the program says.
    private static func python(_ script: String, in folder: URL) throws -> String {
        let out = folder.appendingPathComponent("said")
        try Data().write(to: out)
        let ending = try ChildProcess.run(
            "/usr/bin/python3", ["-c", script], environment: ["LANG": "C.UTF-8"], folder: folder.path,
            input: "/dev/null", output: out.path, seconds: 60)
        #expect(ending == .ended(0))
        return String(decoding: try Data(contentsOf: out), as: UTF8.self)
    }
}
