import Core
import Web

enum ImportNav {
    /// The way back to the list of imports.
    static func crumbs(_ visit: Visit, _ further: [(title: String, path: String)] = []) -> HTML {
        Part.breadcrumbs(
            [(visit.t("Importeren"), "/centrale/import")] + further, label: visit.t("Waar je bent"))
    }
}
