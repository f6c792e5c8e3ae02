import CAssets
import Crypto

/// The files that are part of the program: style, script, texts, demo content.
package enum Assets {
    /// All files by name, such as `css/inzet.css`.
    package static let files: [String: [UInt8]] = {
        var files: [String: [UInt8]] = [:]
        for index in 0..<inzet_asset_count() {
            let asset = inzet_asset_at(index)
            guard let name = asset.name, let bytes = asset.bytes else { continue }
            files[String(cString: name)] = Array(UnsafeBufferPointer(start: bytes, count: asset.count))
        }
        return files
    }()

    private static let versions: [String: String] = files.mapValues { bytes in
        SHA256.hash(data: bytes).prefix(5).map { String($0, radix: 16) }.joined()
    }

    /// The address of a file, with its version, so that browsers may keep it for ever.
    package static func url(_ name: String) -> String { "/bestanden/\(name)?v=\(versions[name] ?? "0")" }

    package static func text(_ name: String) -> String? { files[name].map { String(decoding: $0, as: UTF8.self) } }

    static func contentType(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }

    /// The route that serves style, script and pictures; other embedded files stay inside.
    package static func routes(_ routes: Routes) {
        routes.get("/bestanden/{map}/{naam}", access: .everyone) { visit in
            let folder = try visit.parameter("map")
            let name = try folder + "/" + visit.parameter("naam")
            guard ["css", "js", "img"].contains(folder), let bytes = files[name] else { throw WebError.notFound }
            return Reply(
                headers: [
                    ("content-type", contentType(of: name)), ("cache-control", "public, max-age=31536000, immutable"),
                ], body: bytes)
        }
    }
}
