import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// What this process takes of the machine, as Linux tells it; what it does not tell is left out.
enum ProcessFigures {
    static func write(to text: inout PrometheusText) {
        if let stat = read("/proc/self/stat"), let end = stat.lastIndex(of: ")") {
            // proc(5): after the name in brackets come 50 numbers; user and system time are the 12th and 13th.
            let fields = stat[stat.index(after: end)...].split(separator: " ")
            let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
            if fields.count > 19, let user = Double(fields[11]), let system = Double(fields[12]) {
                text.family("process_cpu_seconds_total", .counter, "Time of the processor, user and system.")
                text.sample("process_cpu_seconds_total", (user + system) / ticks)
            }
            if fields.count > 19, let threads = Double(fields[17]) {
                text.family("process_threads", .gauge, "Threads.")
                text.sample("process_threads", threads)
            }
            if fields.count > 19, let start = Double(fields[19]), let boot = bootTime() {
                text.family("process_start_time_seconds", .gauge, "When the process started, since 1970.")
                text.sample("process_start_time_seconds", boot + start / ticks)
            }
        }
        if let pages = read("/proc/self/statm")?.split(separator: " "), pages.count > 1, let size = Double(pages[0]),
            let resident = Double(pages[1])
        {
            let page = Double(sysconf(Int32(_SC_PAGESIZE)))
            text.family("process_resident_memory_bytes", .gauge, "Memory in RAM.")
            text.sample("process_resident_memory_bytes", resident * page)
            text.family("process_virtual_memory_bytes", .gauge, "Memory that was asked for.")
            text.sample("process_virtual_memory_bytes", size * page)
        }
        if let files = openFiles {
            text.family("process_open_fds", .gauge, "Open files and lines.")
            text.sample("process_open_fds", Double(files))
        }
        text.family("process_max_fds", .gauge, "Files and lines that may be open at once.")
        text.sample("process_max_fds", Double(OpenFiles.allow(0)))
    }

    /// How many files and lines are open.
    static var openFiles: Int? {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count
    }

    private static func bootTime() -> Double? {
        let line = read("/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }
        return line.flatMap { Double($0.dropFirst(6)) }
    }

    private static func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
