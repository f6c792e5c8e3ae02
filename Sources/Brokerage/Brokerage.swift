package import Community


/// Verbinden: the vacancy bank, from a resident's search to a placement that is looked after.
package struct Brokerage: Module {
    package let house: House
    package let index: VacancySearchIndex

    package init(house: House) {
        self.house = house
        index = VacancySearchIndex()
    }
}
