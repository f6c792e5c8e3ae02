/// Small drawings beside words. They are decoration: the word says it.
package enum Icon: String, Sendable {
    case house = "M2.5 14V6.2L8 2.5l5.5 3.7V14Zm4-.2V9.5h3v4.3"
    case pin = "M8 14.5S3 9.7 3 6.4a5 5 0 0 1 10 0c0 3.3-5 8.1-5 8.1Zm0-6.4a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z"
    case clock = "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4ZM8 4.5V8l2.4 1.6"
    case people =
        "M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-4.5 5.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M11 8a2 2 0 1 0-1-3.7M12 9.7c1.600.4 2.600 1.700 2.600 3.600"
    case repeatArrow =
        "M3 8a5 5 0 0 1 8.500-3.500L13 6M13 2.500V6H9.500M13 8a5 5 0 0 1-8.500 3.500L3 10M3 13.500V10h3.500"
    case check = "M2.500 8.500l3.500 3.500 7.500-8"
    case gift =
        "M2.500 6.500h11v7.500h-11ZM2 4.500h12v2H2ZM8 4.500V14M8 4.500C6 4.500 4.500 3.500 5 2.500s2.500 0 3 2c.500-2 2.500-3 3-2s-1 2-3 2"

    package var svg: HTML {
        """
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="1.6"><path d="\(rawValue)"/></svg>
        """
    }
}
