import Glibc

/// What a process may still do once it starts to read bytes from outside.
///
/// Set from inside, before the first byte: nothing that is read can take it back. Files and sockets that are open stay
/// open, and no other can be opened any more: that closes the disk and the network in one go.
package enum Confinement {
    /// A limit that the system did not take.
    package struct Failure: Error {
        package let code: Int32
    }

    /// - Parameters:
    ///   - memory: bytes of address space, what the program already has counted.
    ///   - seconds: of processor time; the process is killed after it.
    ///   - output: bytes that a file may grow to.
    /// - Throws: `Failure`, after which nothing may be read.
    package static func enter(memory: Int, seconds: Int, output: Int) throws(Failure) {
        try limit(RLIMIT_AS, memory)
        try limit(RLIMIT_CPU, seconds)
        try limit(RLIMIT_FSIZE, output)
        try limit(RLIMIT_CORE, 0)
        try limit(RLIMIT_NOFILE, 0)
    }

    private static func limit(_ resource: __rlimit_resource, _ value: Int) throws(Failure) {
        var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
        guard setrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { throw Failure(code: errno) }
    }
}
