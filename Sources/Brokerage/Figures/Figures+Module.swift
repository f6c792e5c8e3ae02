import Community
package import Web

extension Brokerage {
    /// The open figures and those of the centre.
    package func figureRoutes(_ routes: Routes) {
        PublicFigureRoutes(house: house).register(routes)
        FigureRoutes(house: house).register(routes)
    }
}
