/// Why a flow cannot be computed.
package enum FlowFault: Error, Equatable, Sendable {
    /// An arc with an end that does not exist, or that goes from a node to itself.
    case unknownNode(arc: Int)
    case negativeCapacity(arc: Int)
    /// Costs or amounts so large that sums might not fit in 64 bits; found before anything is computed.
    case tooLarge
    /// Going round in a circle would pay: there is no least cost.
    case circlePays
}

/// A network to send things through from `source` to `sink`: nodes from 0, arcs with how much may pass and what each
/// unit costs (negative is gain).
package struct FlowNetwork: Sendable, Equatable {
    package struct Arc: Sendable, Equatable {
        package let from: Int
        package let to: Int
        package let capacity: Int64
        package let cost: Int64
    }

    package let source: Int
    package let sink: Int
    package private(set) var nodes: Int
    package private(set) var arcs: [Arc] = []

    package init(nodes: Int, source: Int, sink: Int) {
        self.nodes = nodes
        self.source = source
        self.sink = sink
    }

    /// Adds a node and gives its number.
    package mutating func addNode() -> Int {
        nodes += 1
        return nodes - 1
    }

    /// Adds an arc and gives its number.
    @discardableResult package mutating func add(from: Int, to: Int, capacity: Int64, cost: Int64) -> Int {
        arcs.append(Arc(from: from, to: to, capacity: capacity, cost: cost))
        return arcs.count - 1
    }

    /// Throws the first thing that is wrong.
    func check() throws(FlowFault) {
        var most: Int64 = 1
        var total: Int64 = 1
        for (number, arc) in arcs.enumerated() {
            guard (0..<nodes).contains(arc.from), (0..<nodes).contains(arc.to), arc.from != arc.to else {
                throw .unknownNode(arc: number)
            }
            guard arc.capacity >= 0 else { throw .negativeCapacity(arc: number) }
            guard arc.cost > Int64.min / 4, arc.cost < Int64.max / 4 else { throw .tooLarge }
            most = max(most, abs(arc.cost))
            let (sum, overflow) = total.addingReportingOverflow(arc.capacity)
            guard !overflow else { throw .tooLarge }
            total = sum
        }
        guard (0..<nodes).contains(source), (0..<nodes).contains(sink), source != sink else {
            throw .unknownNode(arc: -1)
        }
        // Prices stay below the longest way, the total cost below cost times amount.
        let (longest, tooLong) = most.multipliedReportingOverflow(by: Int64(nodes) * 8)
        let (dearest, tooDear) = most.multipliedReportingOverflow(by: total)
        guard !tooLong, longest < Int64.max / 8, !tooDear, dearest < Int64.max / 8 else { throw .tooLarge }
    }
}

/// How much passes each arc, and the proof that no other way costs less.
package struct Flow: Sendable, Equatable {
    /// How much passes each arc.
    package var amounts: [Int64]
    /// What arrives at the sink.
    package var total: Int64
    package var cost: Int64
    /// A price per node: an arc that is not full never leads to a node cheaper than its start plus its cost.
    package var prices: [Int64]

    /// Proves, knowing nothing of how it was made, that no flow of this total costs less (reduced cost optimality:
    /// Ahuja, Magnanti and Orlin 1993, theorem 9.3).
    package func isOptimal(in network: FlowNetwork) -> Bool {
        guard amounts.count == network.arcs.count, prices.count == network.nodes else { return false }
        var balance = [Int64](repeating: 0, count: network.nodes)
        var sum: Int64 = 0
        for (arc, amount) in zip(network.arcs, amounts) {
            guard (0...arc.capacity).contains(amount) else { return false }
            balance[arc.from] &-= amount
            balance[arc.to] &+= amount
            sum &+= amount &* arc.cost
            let reduced = arc.cost &+ prices[arc.from] &- prices[arc.to]
            if amount < arc.capacity, reduced < 0 { return false }
            if amount > 0, reduced > 0 { return false }
        }
        return sum == cost && balance[network.sink] == total && balance[network.source] == -total
            && balance.indices.allSatisfy { $0 == network.source || $0 == network.sink || balance[$0] == 0 }
    }
}
