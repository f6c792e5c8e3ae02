package import Community
package import Web

/// The response account: what became of everybody who was asked.
package struct AccountPart: SurveyPart {
    package let house: House
    package init(house: House) { self.house = house }

    package func routes(_ routes: Routes) { accountRoutes(routes) }
}
