#if Postgres
    import Testing

    @testable import StoragePostgres

    /// Who waits for whom when writes of one process cross each other.
    @Suite("Lane of writes", .timeLimit(.minutes(2)))
    struct LaneTests {
        @Test func `what was crossed once waits for a turn, and lets newcomers run`() async {
            let lane = Lane()
            let patient = await lane.enter(crossings: 1)
            #expect(patient == .taken)
            #expect(await lane.enter(crossings: 0) == .none)
            lane.leave(patient)
        }

        @Test func `what was crossed again has the lane for itself until it leaves`() async throws {
            let lane = Lane()
            let long = await lane.enter(crossings: 2)
            #expect(long == .alone)
            let newcomer = Task { await lane.enter(crossings: 0) }
            while lane.waiting == 0 { try await Task.sleep(for: .milliseconds(1)) }
            lane.leave(long)
            let turn = await newcomer.value
            #expect(turn == .taken)
            lane.leave(turn)
            #expect(await lane.enter(crossings: 0) == .none)
        }

        @Test func `who waits to be alone holds newcomers back as well`() async throws {
            let lane = Lane()
            let patient = await lane.enter(crossings: 1)
            let long = Task { await lane.enter(crossings: 2) }
            while lane.waiting == 0 { try await Task.sleep(for: .milliseconds(1)) }
            let newcomer = Task { await lane.enter(crossings: 0) }
            while lane.waiting == 1 { try await Task.sleep(for: .milliseconds(1)) }
            lane.leave(patient)
            lane.leave(await long.value)
            lane.leave(await newcomer.value)
            #expect(lane.waiting == 0)
        }
    }
#endif
