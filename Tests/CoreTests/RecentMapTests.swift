import Core
import Testing

struct RecentMapTests {
    @Test func `it keeps what is asked for, within its bound`() {
        var map = RecentMap<Int, Int>(room: 4)
        map.insert(0, for: 0)
        for number in 1...100 {
            map.insert(number, for: number)
            #expect(map.value(for: 0) == 0, "what is used all the time stays")
        }
        let kept = (0...100).filter { map.value(for: $0) != nil }
        #expect(kept.count <= 8 && kept.contains(100) && !kept.contains(50))
    }

    @Test func `what is removed is gone from both generations`() {
        var map = RecentMap<Int, Int>(room: 2)
        for number in 0..<4 { map.insert(number, for: number) }
        for number in 0..<4 { map.remove(number) }
        #expect((0..<4).allSatisfy { map.value(for: $0) == nil })
    }
}
