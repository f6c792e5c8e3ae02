/// The printed counts of the survey of 2011, and records that give the same tables.
///
/// Source: Vereniging NOV and Mezzo, *Gemeentelijk vrijwilligerswerkbeleid* (24 March 2011), paragraphs 4.1 to 4.5. The
/// report has 109 people who filled in (137 reactions, 27 refusals, 1 broken off) and tables on 112; it does not explain
/// the three. Here they come in through the open link, which is counted apart.
package enum Report2011 {
    /// A basic function: its activities by their counts, and table 3.
    package struct Grid: Sendable, Equatable {
        /// One activity of tables 4 to 8.
        package struct Activity: Sendable, Equatable {
            package let inPolicy: Int
            package let byCentre: Int
            package let byOther: Int
            package let notCarriedOut: Int
            package let unknown: Int
            /// In policy and yet not carried out.
            package let onPaper: Int

            init(_ inPolicy: Int, _ byCentre: Int, _ byOther: Int, _ not: Int, _ unknown: Int, onPaper: Int = 0) {
                self.inPolicy = inPolicy
                self.byCentre = byCentre
                self.byOther = byOther
                notCarriedOut = not
                self.unknown = unknown
                self.onPaper = onPaper
            }
        }

        package let name: String
        /// Records that ticked "is not carried out" for every activity.
        package let noneCarriedOut: Int
        package let noneInPolicy: Int
        package let allInPolicy: Int
        /// Records that ticked it for none.
        package let allCarriedOut: Int
        package let activities: [Activity]
    }

    package static let records = 112
    package static let addresses = 342
    /// Who answered through the personal link, and who through the open one.
    package static let byLink = 109
    package static let byOpenLink = 3
    package static let brokeOff = 1
    /// Does not know the policy, policy being made, not meant for us, several municipalities, no time or other.
    package static let refusals = [6, 4, 6, 2, 9]
    /// Table 1 with table 2: inhabitants of the municipality, involved in the making, not involved.
    package static let sizes: [(total: Int, involved: Int, notInvolved: Int)] = [
        (5, 4, 1), (47, 36, 8), (34, 25, 5), (24, 17, 4),
    ]
    /// The functions are in the plan, are not, unknown: 82, 8 and 10 per cent.
    package static let inPlan = [92, 9, 11]
    /// Table 8 of paragraph 4.5, in its order.
    package static let cuts = [1, 26, 22, 21, 4, 38]
    /// Paragraph 4.2: more than one function; a centre that also helps at home; "other: informal care".
    package static let severalFunctions = 49
    package static let centreAndHomeHelp = 26
    package static let otherInformalCare = 11
}
