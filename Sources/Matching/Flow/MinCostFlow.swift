/// The cheapest flow by shortest augmenting paths with node prices (Edmonds and Karp 1972; Tomizawa 1971), in whole
/// numbers. Time grows with the amount sent times arcs times log(nodes): for hundreds to a few thousand matches.
package enum MinCostFlow {
    package enum Aim: Sendable {
        /// As much as can be, at the least cost for that amount.
        case most
        /// The least cost of all amounts: stops when more would cost more than it gains.
        case cheapest
    }

    package static func solve(_ network: FlowNetwork, aim: Aim) throws(FlowFault) -> Flow {
        try network.check()
        var search = FlowSearch(network)
        try search.startPrices()
        var total: Int64 = 0
        while let length = search.shortest() {
            if aim == .cheapest, length >= 0 { break }
            total += search.send()
        }
        return search.flow(total: total)
    }
}

/// The residual network: arc 2k is arc k, arc 2k + 1 goes back along it.
struct FlowSearch {
    private let network: FlowNetwork
    private var left: [Int64]
    private var prices: [Int64]
    /// The residual arcs that leave each node, in their order.
    private let starts: [Int]
    private let leaving: [Int]
    private var arrivals: [Int]
    private var distances: [Int64]

    init(_ network: FlowNetwork) {
        self.network = network
        left = network.arcs.flatMap { [$0.capacity, 0] }
        prices = Array(repeating: 0, count: network.nodes)
        distances = prices
        arrivals = Array(repeating: -1, count: network.nodes)
        var counts = [Int](repeating: 0, count: network.nodes + 1)
        for arc in network.arcs {
            counts[arc.from + 1] += 1
            counts[arc.to + 1] += 1
        }
        for node in 0..<network.nodes { counts[node + 1] += counts[node] }
        starts = counts
        var leaving = [Int](repeating: 0, count: 2 * network.arcs.count)
        for (number, arc) in network.arcs.enumerated() {
            leaving[counts[arc.from]] = 2 * number
            counts[arc.from] += 1
            leaving[counts[arc.to]] = 2 * number + 1
            counts[arc.to] += 1
        }
        self.leaving = leaving
    }

    private func head(_ residual: Int) -> Int {
        residual & 1 == 0 ? network.arcs[residual >> 1].to : network.arcs[residual >> 1].from
    }

    private func cost(_ residual: Int) -> Int64 {
        residual & 1 == 0 ? network.arcs[residual >> 1].cost : -network.arcs[residual >> 1].cost
    }

    /// Prices under which no open arc leads down (Bellman 1958; Ford 1956).
    mutating func startPrices() throws(FlowFault) {
        guard network.arcs.contains(where: { $0.cost < 0 }) else { return }
        for turn in 0...network.nodes {
            var changed = false
            for arc in network.arcs where arc.capacity > 0 && prices[arc.from] + arc.cost < prices[arc.to] {
                prices[arc.to] = prices[arc.from] + arc.cost
                changed = true
            }
            if !changed { return }
            if turn == network.nodes { throw .circlePays }
        }
    }

    /// Finds the cheapest way to the sink and moves the prices along (Dijkstra 1959).
    /// - Returns: what a unit costs along it, or `nil` when there is no way.
    mutating func shortest() -> Int64? {
        for node in distances.indices { distances[node] = .max }
        var heap = NodeHeap(capacity: network.nodes)
        distances[network.source] = 0
        heap.push(0, network.source)
        var isReached = false
        while let (distance, node) = heap.pop() {
            guard distance == distances[node] else { continue }
            if node == network.sink {
                isReached = true
                break
            }
            for position in starts[node]..<starts[node + 1] {
                let residual = leaving[position]
                guard left[residual] > 0 else { continue }
                let next = head(residual)
                let length = distance + cost(residual) + prices[node] - prices[next]
                guard length < distances[next] else { continue }
                distances[next] = length
                arrivals[next] = residual
                heap.push(length, next)
            }
        }
        guard isReached else { return nil }
        let far = distances[network.sink]
        for node in prices.indices { prices[node] += min(distances[node], far) }
        return prices[network.sink] - prices[network.source]
    }

    /// Sends as much as fits along the way just found.
    mutating func send() -> Int64 {
        var amount = Int64.max
        var node = network.sink
        while node != network.source {
            amount = min(amount, left[arrivals[node]])
            node = head(arrivals[node] ^ 1)
        }
        node = network.sink
        while node != network.source {
            left[arrivals[node]] -= amount
            left[arrivals[node] ^ 1] += amount
            node = head(arrivals[node] ^ 1)
        }
        return amount
    }

    func flow(total: Int64) -> Flow {
        let amounts = network.arcs.indices.map { left[2 * $0 + 1] }
        let cost = zip(network.arcs, amounts).reduce(0) { $0 + $1.0.cost * $1.1 }
        return Flow(amounts: amounts, total: total, cost: cost, prices: prices)
    }
}
