package import Core

/// Why a text is not a condition.
package struct ExpressionFault: Error, Hashable, Sendable {
    package let text: Text
    /// Where, in bytes from the start.
    package let offset: Int
}
