import Testing
import Web

struct BodyPaceTests {
    private let pace = BodyPace(seconds: 15)

    @Test func `a body of which nothing comes gets the time of a form`() {
        #expect(pace.patience(received: 0, lastPiece: .zero) == .seconds(15))
    }

    @Test func `a large file gets the time it takes at the lowest speed`() {
        // 20 MB at 50 kB a second is 400 seconds.
        #expect(pace.patience(received: 20_000_000, lastPiece: .seconds(400)) == .seconds(415))
    }

    @Test func `a length that came fast is no licence to stand still afterwards`() {
        #expect(pace.patience(received: 10_000_000, lastPiece: .seconds(2)) == .seconds(17))
    }

    @Test func `a byte now and then buys next to nothing`() {
        #expect(pace.patience(received: 1000, lastPiece: .seconds(14)) < .seconds(16))
    }

    @Test func `a steady sender just above the lowest speed is never cut off, one just below is`() {
        for (speed, isEnough) in [(51_000, true), (40_000, false)] {
            var isCut = false
            for second in 1...400 {
                let now = Duration.seconds(second)
                if pace.patience(received: speed * second, lastPiece: now) < now { isCut = true }
            }
            #expect(isCut != isEnough)
        }
    }
}
