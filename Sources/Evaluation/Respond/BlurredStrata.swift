/// An answer that may tell the group of who gave it.
protocol Stratified {
    var channel: SurveyChannel { get }
    var stratum: String? { get set }
}

extension AnonymousBox.Slip: Stratified {}

/// Takes the stratum off answers that would stand out by it, because the addresses show how many of each stratum
/// answered.
struct BlurredStrata: Sendable {
    let least: Int

    /// Answers by personal link: those with a stratum that fewer than `least` share lose it; and when those without one
    /// are then fewer than `least` themselves, the smallest stratum joins them. Fewer than `least` in all go altogether:
    /// a single answer and a single address that answered are a link, and nothing could be published of them. Open
    /// answers belong to no address and stay.
    func blurred<Slip: Stratified>(_ slips: [Slip]) -> [Slip] {
        let open = slips.filter { $0.channel == .open }
        var own = slips.filter { $0.channel != .open }
        if own.count < least { return open }
        var sizes = own.reduce(into: [String: Int]()) { sizes, slip in
            if let stratum = slip.stratum { sizes[stratum, default: 0] += 1 }
        }
        var loose = own.count { $0.stratum == nil }
        let order = sizes.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        for (stratum, size) in order where size < least || (1..<least).contains(loose) {
            sizes[stratum] = nil
            loose += size
        }
        for index in own.indices {
            if let stratum = own[index].stratum, sizes[stratum] == nil { own[index].stratum = nil }
        }
        return open + own
    }
}
