package import Core

/// How one of the five functions is doing in a municipality now, in one line for the circle's home page.
package struct CircleLine: Sendable {
    package let function: BasicFunction
    /// Such as `238 plekken · 12 geplaatst in 30 dagen`.
    package let text: String
    /// Where the things of that line are, for who may see them.
    package let path: String?

    package init(_ function: BasicFunction, _ text: String, path: String? = nil) {
        self.function = function
        self.text = text
        self.path = path
    }
}

extension BasicFunction {
    package var label: Text {
        switch self {
        case .vertalen: Text("Vertalen")
        case .verbinden: Text("Verbinden")
        case .versterken: Text("Versterken")
        case .verbreiden: Text("Verbreiden")
        case .verankeren: Text("Verankeren")
        }
    }

    /// What the function is for, in a few words.
    package var purpose: Text {
        switch self {
        case .vertalen: Text("Visie, plan, doelen")
        case .verbinden: Text("Vraag en aanbod")
        case .versterken: Text("Steun en scholing")
        case .verbreiden: Text("Laten zien en waarderen")
        case .verankeren: Text("Meten en leren")
        }
    }
}
