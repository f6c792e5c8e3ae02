/// Offers and asks that may go together, with what each deal is worth; groups (organisations) for whom a second deal
/// is worth less than a first.
package struct Market: Sendable, Equatable {
    package struct Side: Sendable, Equatable {
        /// Who it belongs to, a number from 0.
        package let group: Int
        /// In how many deals it can be.
        package let capacity: Int
        package init(group: Int, capacity: Int = 1) {
            self.group = group
            self.capacity = capacity
        }
    }

    package struct Pair: Sendable, Equatable {
        package let offer: Int
        package let ask: Int
        /// At least 1: a deal worth nothing is none.
        package let value: Int64
        package init(offer: Int, ask: Int, value: Int64) {
            self.offer = offer
            self.ask = ask
            self.value = value
        }
    }

    /// For which side everyone's first deal comes before anyone's second.
    package enum FirstBeforeSecond: Sendable { case nobody, askers, both }

    package let offers: [Side]
    package let asks: [Side]
    package let pairs: [Pair]

    package init(offers: [Side], asks: [Side], pairs: [Pair]) {
        self.offers = offers
        self.asks = asks
        self.pairs = pairs
    }
}

/// The deals chosen, with the proof.
package struct MarketDeals: Sendable, Equatable {
    /// Positions in `pairs`, rising.
    package let pairs: [Int]
    /// What they are worth together, without the extra for first deals.
    package let value: Int64
    package let network: FlowNetwork
    package let flow: Flow

    /// Proven: no other set of deals is worth more under the same rule.
    package var isOptimal: Bool { flow.isOptimal(in: network) }
}

extension Market {
    /// The deals that are worth most together, first deals before second ones where asked.
    ///
    /// A group's first deal gets an extra larger than all values together, so that the number of groups with a deal
    /// comes first and the sum of values second: exactly, since a falling extra keeps the best flow whole (convex
    /// costs; Ahuja, Magnanti and Orlin 1993, chapter 14).
    package func deals(firstBeforeSecond: FirstBeforeSecond) throws(FlowFault) -> MarketDeals {
        var everything: Int64 = 1
        for (number, pair) in pairs.enumerated() {
            guard offers.indices.contains(pair.offer), asks.indices.contains(pair.ask) else {
                throw .unknownNode(arc: number)
            }
            let (sum, overflow) = everything.addingReportingOverflow(max(0, pair.value))
            guard !overflow else { throw .tooLarge }
            everything = sum
        }
        var network = FlowNetwork(nodes: 2 + offers.count + asks.count, source: 0, sink: 1)
        let extra = firstBeforeSecond == .nobody ? 0 : everything
        let offerGroups = connect(
            &network, offers, hub: network.source, extra: firstBeforeSecond == .both ? extra : 0)
        let askGroups = connect(&network, asks, hub: network.sink, extra: extra)
        for (number, offer) in offers.enumerated() {
            guard let group = offerGroups[offer.group] else { continue }
            network.add(from: group, to: 2 + number, capacity: Int64(max(0, offer.capacity)), cost: 0)
        }
        for (number, ask) in asks.enumerated() {
            guard let group = askGroups[ask.group] else { continue }
            network.add(from: 2 + offers.count + number, to: group, capacity: Int64(max(0, ask.capacity)), cost: 0)
        }
        let first = network.arcs.count
        for pair in pairs {
            network.add(
                from: 2 + pair.offer, to: 2 + offers.count + pair.ask, capacity: pair.value > 0 ? 1 : 0,
                cost: -pair.value)
        }
        let flow = try MinCostFlow.solve(network, aim: .cheapest)
        let chosen = pairs.indices.filter { flow.amounts[first + $0] > 0 }
        return MarketDeals(
            pairs: chosen, value: chosen.reduce(0) { $0 + pairs[$1].value }, network: network, flow: flow)
    }

    /// A node per group, with one arc for its first deal and one for the rest; the node by the group's number.
    private func connect(_ network: inout FlowNetwork, _ sides: [Side], hub: Int, extra: Int64) -> [Int: Int] {
        var capacities: [Int: Int64] = [:]
        for side in sides { capacities[side.group, default: 0] += Int64(max(0, side.capacity)) }
        var nodes: [Int: Int] = [:]
        for group in capacities.keys.sorted() {
            let node = network.addNode()
            nodes[group] = node
            let most = capacities[group] ?? 0
            let (from, to) = hub == network.source ? (hub, node) : (node, hub)
            network.add(from: from, to: to, capacity: min(1, most), cost: -extra)
            network.add(from: from, to: to, capacity: max(0, most - 1), cost: 0)
        }
        return nodes
    }
}
