import NIOCore
import NIOPosix

/// Runs tasks on the thread that reads the connection: a short answer is made and sent without waking another thread.
///
/// What may keep a thread busy must not run here, because the other connections of that thread wait meanwhile: see
/// `Route.mayTakeLong`.
package final class LoopExecutor: TaskExecutor {
    private let group: MultiThreadedEventLoopGroup

    /// On the threads of the process's own event loops, which are also the server's.
    package init() { group = .singleton }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let loop = MultiThreadedEventLoopGroup.currentEventLoop ?? group.any()
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
