import Core
import Web

/// The two words in the menu under which the work of the centre lies.
enum CentreMenu {
    /// Bringing people and work together.
    static func connect(_ t: Texts) -> MenuItem.Group { MenuItem.Group(t("Verbinden"), order: 21) }
    /// Keeping the vacancy bank and its organisations in order.
    static func centre(_ t: Texts) -> MenuItem.Group { MenuItem.Group(t("Centrale"), order: 22) }
}
