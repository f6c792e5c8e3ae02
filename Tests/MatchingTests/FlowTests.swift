import Core
import Testing

@testable import Matching

struct FlowTests {
    /// The most deals of all sets of deals, weighed by trying every set.
    private func bruteForce(_ market: Market, _ rule: Market.FirstBeforeSecond) -> (firsts: Int, value: Int64) {
        var best: (Int, Int64) = (0, 0)
        for set in 0..<(1 << market.pairs.count) {
            let chosen = market.pairs.indices.filter { set >> $0 & 1 == 1 }.map { market.pairs[$0] }
            let fits =
                market.offers.indices.allSatisfy { offer in
                    chosen.count { $0.offer == offer } <= market.offers[offer].capacity
                }
                && market.asks.indices.allSatisfy { ask in
                    chosen.count { $0.ask == ask } <= market.asks[ask].capacity
                }
            guard fits else { continue }
            let askers = Set(chosen.map { market.asks[$0.ask].group }).count
            let offerers = Set(chosen.map { market.offers[$0.offer].group }).count
            let firsts = rule == .nobody ? 0 : rule == .askers ? askers : askers + offerers
            best = max(best, (firsts, chosen.reduce(0) { $0 + $1.value })) { $0 < $1 }
        }
        return best
    }

    private func max(
        _ left: (Int, Int64), _ right: (Int, Int64), by isLess: ((Int, Int64), (Int, Int64)) -> Bool
    ) -> (Int, Int64) { isLess(left, right) ? right : left }

    @Test(arguments: 1...40, [Market.FirstBeforeSecond.nobody, .askers, .both])
    func everyonesFirstComesBeforeAnyonesSecond(seed: UInt64, rule: Market.FirstBeforeSecond) throws {
        var random = Seeded(seed: seed)
        var pairs: [Market.Pair] = []
        for offer in 0..<4 {
            for ask in 0..<4 where random.chance(50) && pairs.count < 9 {
                pairs.append(.init(offer: offer, ask: ask, value: Int64(random.int(1...20))))
            }
        }
        let market = Market(
            offers: (0..<4).map { _ in .init(group: random.int(0...2), capacity: random.int(0...2)) },
            asks: (0..<4).map { _ in .init(group: random.int(0...2), capacity: random.int(1...2)) }, pairs: pairs)
        let deals = try market.deals(firstBeforeSecond: rule)
        let best = bruteForce(market, rule)
        #expect(deals.isOptimal)
        #expect(deals.value == best.value)
        let askers = Set(deals.pairs.map { market.asks[pairs[$0].ask].group }).count
        let offerers = Set(deals.pairs.map { market.offers[pairs[$0].offer].group }).count
        if rule == .askers { #expect(askers == best.firsts) }
        if rule == .both { #expect(askers + offerers == best.firsts) }
    }

    @Test func theProofRefusesASpoiledFlow() throws {
        let market = Market(
            offers: [.init(group: 0), .init(group: 1)], asks: [.init(group: 0), .init(group: 1)],
            pairs: [
                .init(offer: 0, ask: 0, value: 3), .init(offer: 1, ask: 0, value: 5), .init(offer: 1, ask: 1, value: 4),
            ])
        let deals = try market.deals(firstBeforeSecond: .nobody)
        #expect(deals.pairs == [0, 2] && deals.value == 7)
        var spoiled = deals.flow
        spoiled.prices[2] += 1
        var moved = deals.flow
        moved.amounts[moved.amounts.count - 1] = 0
        #expect(deals.flow.isOptimal(in: deals.network))
        #expect(!moved.isOptimal(in: deals.network))
        #expect(!spoiled.isOptimal(in: deals.network))
    }

    @Test func refusesWhatIsNotANetwork() throws {
        var network = FlowNetwork(nodes: 3, source: 0, sink: 1)
        network.add(from: 0, to: 2, capacity: 1, cost: 0)
        network.add(from: 2, to: 1, capacity: .max, cost: 0)
        #expect(throws: FlowFault.tooLarge) { try MinCostFlow.solve(network, aim: .most) }
        var circle = FlowNetwork(nodes: 4, source: 0, sink: 1)
        circle.add(from: 2, to: 3, capacity: 1, cost: -2)
        circle.add(from: 3, to: 2, capacity: 1, cost: 1)
        #expect(throws: FlowFault.circlePays) { try MinCostFlow.solve(circle, aim: .most) }
        var lost = FlowNetwork(nodes: 2, source: 0, sink: 1)
        lost.add(from: 0, to: 5, capacity: 1, cost: 0)
        #expect(throws: FlowFault.unknownNode(arc: 0)) { try MinCostFlow.solve(lost, aim: .most) }
    }
}
