#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How many files and lines the process may have open at once.
enum OpenFiles {
    /// Raises the bound of the system when it is below `wanted`, as far as the system lets us; gives what holds now.
    static func allow(_ wanted: Int) -> Int {
        #if canImport(Glibc)
            let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let kind = RLIMIT_NOFILE
        #endif
        var bounds = rlimit()
        guard getrlimit(kind, &bounds) == 0 else { return 1024 }
        if bounds.rlim_cur < rlim_t(wanted) {
            var wider = bounds
            wider.rlim_cur = min(rlim_t(wanted), bounds.rlim_max)
            if setrlimit(kind, &wider) == 0 { bounds = wider }
        }
        return Int(clamping: bounds.rlim_cur)
    }
}
