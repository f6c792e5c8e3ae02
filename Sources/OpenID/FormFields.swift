import Core

/// Fields as a form or the query of an address carries them, in order.
struct FormFields: Sendable {
    var pairs: [(name: String, value: String)]

    init(_ pairs: [(String, String)]) { self.pairs = pairs.map { (name: $0.0, value: $0.1) } }

    var encoded: String {
        pairs.map { $0.name.percentEncoded + "=" + $0.value.percentEncoded }.joined(separator: "&")
    }

    /// `address` with these fields behind what it has already.
    func added(to address: WebAddress) -> String {
        address.text + (address.text.contains("?") ? "&" : "?") + encoded
    }
}
