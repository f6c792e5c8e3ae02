/// The actors all five functions share: municipalities, people, organisations; sign-in, profile, administration.
package struct Community: Module {
    package let house: House

    package init(house: House) { self.house = house }
}
