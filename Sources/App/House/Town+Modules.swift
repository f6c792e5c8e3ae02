import Brokerage
import Community
import Core
import Evaluation
import Policy
import Services
import Storage

extension Town {
    /// The modules of every installation, in their order: whoever needs the schema, the jobs or the pages asks here.
    struct Modules {
        let brokerage: Brokerage
        let all: [any Module]

        /// Begins to read the content files: that takes longest of all at the start and needs nothing else.
        static func readAhead() { Task.detached { _ = ContentShelf.standard } }

        /// - Throws: `ContentError` when a content file of the program is not right.
        init(_ house: House, _ brokerage: Brokerage) throws(ContentError) {
            self.brokerage = brokerage
            all = [Community(house: house), brokerage, try Policy(house: house), Evaluation(house: house)]
        }

        /// The modules around a database that is only read, for the schema and the jobs they bring.
        static func around(_ database: any Database, _ clock: any WallClock) throws(ContentError) -> [any Module] {
            let house = House(
                database: database, clock: clock, texts: [:], sender: Outbox.Sender(name: "", address: "a@b.c"),
                vault: Vault(key: [UInt8](repeating: 0, count: 32)), origin: "http://localhost")
            return try Modules(house, Brokerage(house: house)).all
        }
    }
}
