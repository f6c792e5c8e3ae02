/// A host and its port as they compare: capitals mean nothing, and a port that the scheme gives anyway says no more than
/// none (RFC 9110, 4.2.3).
struct HostName: Hashable {
    private let text: String

    /// - Parameter secure: whether the site is reached by https.
    init(_ text: some StringProtocol, secure: Bool) {
        var name = text.lowercased()
        // An empty port is written by some clients and means the default one.
        for port in [secure ? ":443" : ":80", ":"] where name.hasSuffix(port) {
            name.removeLast(port.count)
            break
        }
        self.text = name
    }

    /// The host of an origin: a scheme, two slashes and a host.
    init?(origin: String) {
        guard let scheme = ["https://", "http://"].first(where: origin.lowercased().hasPrefix) else { return nil }
        self.init(origin.dropFirst(scheme.count), secure: scheme == "https://")
    }
}
