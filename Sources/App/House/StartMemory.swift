#if canImport(Glibc)
    import Glibc
#endif

/// Memory that only the start needed: the schema, the settings, the first filling of the search.
enum StartMemory {
    /// By then the first round of background work is done.
    private static let pause = Duration.seconds(5)

    /// Gives it back to the system once, some seconds from now.
    static func giveBackSoon() {
        Task {
            try? await Task.sleep(for: pause)
            giveBack()
        }
    }

    private static func giveBack() {
        #if os(Linux)
            trimHeap()
            // The code that ran until now. What is needed again comes from the cache of the system when it is.
            for range in code() {
                madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
            }
        #endif
    }

    #if os(Linux)
        /// `malloc_trim` of glibc, which its Swift module leaves out; other C libraries have none.
        private static func trimHeap() {
            guard let found = dlsym(nil, "malloc_trim") else { return }
            _ = unsafeBitCast(found, to: (@convention(c) (Int) -> Int32).self)(0)
        }

        /// Where the code of the program and of its libraries lies: mapped from a file, never written.
        private static func code() -> [Range<UInt>] {
            guard let file = fopen("/proc/self/maps", "re") else { return [] }
            defer { fclose(file) }
            var ranges: [Range<UInt>] = []
            var line = [CChar](repeating: 0, count: 8192)
            while fgets(&line, Int32(line.count), file) != nil {
                let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                    .split(whereSeparator: \.isWhitespace)
                guard words.count == 6, words[1] == "r-xp", words[5].hasPrefix("/") else { continue }
                let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
                if ends.count == 2, ends[0] < ends[1] { ranges.append(ends[0]..<ends[1]) }
            }
            return ranges
        }
    #endif
}
