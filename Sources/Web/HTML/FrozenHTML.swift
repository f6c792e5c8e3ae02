extension HTML {
    /// Markup that this program wrote itself at an earlier moment and kept, such as an adopted document.
    ///
    /// - Parameter text: only what came out of `text` of an `HTML` and whose fingerprint was found unchanged.
    package init(frozen text: String) { self.init(rendered: text) }
}
