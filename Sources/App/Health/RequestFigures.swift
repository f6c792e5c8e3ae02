import Synchronization
package import Web

/// Counts requests by declared route. What was asked never becomes a label, so nobody can make the table grow.
package final class RequestFigures: RequestObserver {
    /// One route with a lock of its own, so that requests on different pages do not wait for each other.
    private final class Line: Sendable {
        struct State {
            /// By the first digit of the status: 1xx to 5xx.
            var classes = [Int](repeating: 0, count: 5)
            var duration = Histogram()
        }

        let method: String
        let path: String
        let state = Mutex(State())

        init(method: String, path: String) {
            self.method = method
            self.path = path
        }
    }

    private struct Key: Hashable {
        let method: String
        let path: String
    }

    /// Only routes that were declared come in, so this stays as long as the list of them.
    private let lines = Mutex<[Key: Line]>([:])
    private let stranger = Line(method: "-", path: "-")
    private let flying = Atomic<Int>(0)

    package init() {}

    /// Requests that have no answer yet.
    package var inFlight: Int { flying.load(ordering: .relaxed) }

    package func began() { flying.wrappingAdd(1, ordering: .relaxed) }

    package func ended(_ route: Route?, status: Int, microseconds: Int64) {
        flying.wrappingSubtract(1, ordering: .relaxed)
        let line = route.map { self.line(for: $0) } ?? stranger
        line.state.withLock { state in
            let step = status / 100 - 1
            if state.classes.indices.contains(step) { state.classes[step] &+= 1 }
            state.duration.add(microseconds)
        }
    }

    private func line(for route: Route) -> Line {
        let key = Key(method: route.method.rawValue, path: route.path)
        return lines.withLock { lines in
            if let line = lines[key] { return line }
            let line = Line(method: key.method, path: key.path)
            lines[key] = line
            return line
        }
    }

    func write(to text: inout PrometheusText) {
        let all =
            lines.withLock { Array($0.values) }.sorted { ($0.path, $0.method) < ($1.path, $1.method) } + [stranger]
        let seen = all.map { ($0, $0.state.withLock { $0 }) }.filter { $0.1.duration.count > 0 }
        text.family("inzet_http_requests_total", .counter, "Requests by declared route and class of status.")
        for (line, state) in seen {
            for (step, count) in state.classes.enumerated() where count > 0 {
                text.sample(
                    "inzet_http_requests_total",
                    [("method", line.method), ("route", line.path), ("status", "\(step + 1)xx")], Double(count))
            }
        }
        text.family("inzet_http_request_seconds", .histogram, "Time from arrival to answer, by declared route.")
        for (line, state) in seen {
            text.histogram(
                "inzet_http_request_seconds", [("method", line.method), ("route", line.path)], state.duration)
        }
        text.family("inzet_http_requests_in_flight", .gauge, "Requests that have no answer yet.")
        text.sample("inzet_http_requests_in_flight", Double(inFlight))
    }
}
