/// A point in time with millisecond precision, in UTC.
package struct Moment: Hashable, Sendable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }
    package init(seconds: Int64) { milliseconds = seconds &* 1000 }

    package var seconds: Int64 { Int64((Double(milliseconds) / 1000).rounded(.down)) }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
    package static func + (left: Self, right: Span) -> Self {
        Moment(milliseconds: left.milliseconds &+ right.milliseconds)
    }
    package static func - (left: Self, right: Span) -> Self {
        Moment(milliseconds: left.milliseconds &- right.milliseconds)
    }
    package static func - (left: Self, right: Self) -> Span {
        Span(milliseconds: left.milliseconds &- right.milliseconds)
    }
}

/// A length of time in milliseconds.
package struct Span: Hashable, Sendable, Comparable {
    package var milliseconds: Int64
    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func seconds(_ count: Int) -> Span { Span(milliseconds: Int64(count) * 1000) }
    package static func minutes(_ count: Int) -> Span { .seconds(count * 60) }
    package static func hours(_ count: Int) -> Span { .minutes(count * 60) }
    package static func days(_ count: Int) -> Span { .hours(count * 24) }
    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// Whole days, rounded down.
    package var wholeDays: Int { Int(milliseconds / 86_400_000) }
}

extension Moment {
    /// `2026-11-21T09:30:00.000Z`: fixed width, so that text order is time order.
    package var iso: String {
        let days = Int((Double(milliseconds) / 86_400_000).rounded(.down))
        let rest = Int(milliseconds - Int64(days) * 86_400_000)
        let day = Day(number: days)
        let (year, month, date) = day.parts
        guard (0...9999).contains(year) else { return day.iso + "T" + Self.time(rest) }
        return String(unsafeUninitializedCapacity: 24) { buffer in
            func put(_ value: Int, _ start: Int, _ digits: Int) {
                var value = value
                for place in stride(from: start + digits - 1, through: start, by: -1) {
                    buffer[place] = UInt8(48 + value % 10)
                    value /= 10
                }
            }
            put(year, 0, 4)
            buffer[4] = UInt8(ascii: "-")
            put(month, 5, 2)
            buffer[7] = UInt8(ascii: "-")
            put(date, 8, 2)
            buffer[10] = UInt8(ascii: "T")
            put(rest / 3_600_000, 11, 2)
            buffer[13] = UInt8(ascii: ":")
            put(rest / 60_000 % 60, 14, 2)
            buffer[16] = UInt8(ascii: ":")
            put(rest / 1000 % 60, 17, 2)
            buffer[19] = UInt8(ascii: ".")
            put(rest % 1000, 20, 3)
            buffer[23] = UInt8(ascii: "Z")
            return 24
        }
    }

    private static func time(_ rest: Int) -> String {
        let second = rest / 1000
        return pad2(second / 3600) + ":" + pad2(second / 60 % 60) + ":" + pad2(second % 60) + "." + pad3(rest % 1000)
            + "Z"
    }

    /// Reads `iso` back; also without milliseconds. `nil` when the text is anything else. Lists of tens of thousands go
    /// through here, so it reads bytes in place.
    package init?(iso: String) {
        var iso = iso
        guard let milliseconds = iso.withUTF8({ Self.milliseconds($0) }) else { return nil }
        self.milliseconds = milliseconds
    }

    private static func milliseconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard bytes.count == 20 || bytes.count == 24, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            bytes[bytes.count - 1] == UInt8(ascii: "Z")
        else { return nil }
        func number(_ start: Int, _ count: Int) -> Int? {
            var value = 0
            for index in start..<(start + count) {
                guard bytes[index] >= 48, bytes[index] <= 57 else { return nil }
                value = value * 10 + Int(bytes[index] - 48)
            }
            return value
        }
        guard let year = number(0, 4), let month = number(5, 2), let date = number(8, 2),
            let day = Day(year: year, month: month, day: date), let hour = number(11, 2), let minute = number(14, 2),
            let second = number(17, 2), hour < 24, minute < 60, second < 61,
            let rest = bytes.count == 24 ? (bytes[19] == UInt8(ascii: ".") ? number(20, 3) : nil) : 0
        else { return nil }
        let time = Int64(hour * 3600 + minute * 60 + second) * 1000
        return Int64(day.number) * 86_400_000 + time + Int64(rest)
    }
}

func pad2(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
func pad3(_ value: Int) -> String { value < 10 ? "00\(value)" : value < 100 ? "0\(value)" : "\(value)" }
