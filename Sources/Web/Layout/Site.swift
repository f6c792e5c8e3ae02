/// What every page says about the place it belongs to.
package struct Site: Sendable {
    /// The municipality or region, as under the mark.
    package var place: String
    /// One line for the foot of the page: who runs it and when to call.
    package var contact: String
    /// The address of the site without a slash at the end, such as `https://vrijwilligers.example`.
    package var origin: String
    package var isDemo: Bool
    /// Where the accessibility statement of the municipality stands; our own page when there is none.
    package var accessibilityStatement: String?
    /// What the menu shows to this visitor.
    package var menu: @Sendable (Visit) -> [MenuItem]

    package init(
        place: String, contact: String, origin: String, isDemo: Bool = false, accessibilityStatement: String? = nil,
        menu: @escaping @Sendable (Visit) -> [MenuItem] = { _ in [] }
    ) {
        self.place = place
        self.contact = contact
        self.origin = origin
        self.isDemo = isDemo
        self.accessibilityStatement = accessibilityStatement
        self.menu = menu
    }

    /// Whether visitors reach the site over TLS, so that cookies may be bound to the host.
    package var isSecure: Bool { origin.hasPrefix("https://") }
}

package struct MenuItem: Sendable {
    package let title: String
    package let path: String
    /// Lower comes first; the functions of the house keep their order whichever module adds what.
    package let order: Int
    /// The item of the menu it lies under; `nil` for one that stands in the menu itself.
    package let group: Group?

    /// Several parts of the site under one word: too many words in a row are read by nobody.
    package struct Group: Sendable, Hashable {
        package let title: String
        /// Where the word stands in the menu.
        package let order: Int
        package init(_ title: String, order: Int) {
            self.title = title
            self.order = order
        }
    }

    package init(_ title: String, _ path: String, order: Int = 50, in group: Group? = nil) {
        self.title = title
        self.path = path
        self.order = order
        self.group = group
    }
}
