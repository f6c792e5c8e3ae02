package import Brokerage
package import Community
package import Core
package import Logging
package import Services
import Storage
import StorageSQLite
import Synchronization
package import Web

/// One running installation: the house with its modules, routes, pipeline and background work.
package struct Town: Sendable {
    package let configuration: Configuration
    package let house: House
    package let brokerage: Brokerage
    package let modules: [any Module]
    package let routes: [Route]
    package let pipeline: Pipeline
    package let runner: Runner
    package let siteInfo: SiteInfo

    /// - Parameters:
    ///   - extra: further modules, after our own.
    ///   - migrates: brings the schema up to date; otherwise an old schema is refused.
    package init(
        _ configuration: Configuration, clock: any WallClock = SystemClock(), limits: Limits = Limits(),
        logger: Logger, extra: @Sendable (House) -> [any Module] = { _ in [] }, migrates: Bool = false
    ) async throws {
        self.configuration = configuration
        let database = try SQLiteDatabase(path: configuration.databasePath)
        let key = try SiteKey.load(path: configuration.keyPath)
        let texts = try Languages.load()
        let sender = Outbox.Sender(name: configuration.senderName, address: configuration.senderAddress)
        house = House(
            database: database, clock: clock, texts: texts, sender: sender,
            vault: Vault(key: SiteKey.derive(key, for: "vault")), origin: configuration.origin,
            isDemo: configuration.isDemo,
            receivesMail: configuration.isDemo || configuration.inbox != nil, auditAddress: configuration.auditAddress,
            note: { word, values in
                logger.info("\(word)", metadata: values.mapValues { Logger.MetadataValue.string($0) })
            })
        let community = Community(house: house)
        brokerage = Brokerage(house: house)
        modules = [community, brokerage] + extra(house)
        house.registry.install(modules)
        let migrations = modules.flatMap(\.migrations)
        if migrates {
            _ = try await database.migrate(migrations, now: clock.now)
        } else {
            try await database.requireSchema(migrations)
        }

        let all = Routes()
        Assets.routes(all)
        SitePages.routes(all, house: house, configuration: configuration)
        for module in modules { module.routes(all) }
        routes = all.all

        let info = SiteInfo()
        siteInfo = info
        let contributors = modules
        let menu: @Sendable (Visit) -> [MenuItem] = { visit in
            contributors.flatMap { $0.menu(for: visit) }.enumerated().sorted {
                ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
            }.map(\.element)
        }
        let origin = configuration.origin
        let isDemo = configuration.isDemo
        pipeline = Pipeline(
            site: {
                let known = info.current
                return Site(place: known.place, contact: known.contact, origin: origin, isDemo: isDemo, menu: menu)
            },
            clock: clock, texts: texts, authenticator: SessionStore(house: house),
            formKey: SiteKey.derive(key, for: "forms"), limits: limits, logger: logger)
        runner = Runner(
            database: database, clock: clock,
            jobs: modules.flatMap(\.jobs) + [
                Retention.job(house: house), info.job(house: house), Self.maintenance(database),
            ],
            transport: try Self.transport(configuration), sender: sender, logger: logger)
        try await info.refresh(database)
        try await database.maintain()
        try await brokerage.start()
        let engine = try await database.engineVersion()
        logger.info("opened", metadata: ["engine": "\(engine)"])
    }

    private static func maintenance(_ database: any Database) -> Job {
        Job("database-onderhoud", .daily(minute: 4 * 60)) { _, _ in try await database.maintain() }
    }

    private static func transport(_ configuration: Configuration) throws -> any MailTransport {
        switch configuration.mail {
        case .keep: KeepingTransport()
        case .folder(let folder): try FolderTransport(folder: folder, keepsMail: configuration.isDemo)
        case .smtp(let server): SMTPTransport(server: server)
        }
    }

    package func close() async throws { try await house.database.close() }

    /// Fills the demo municipality: each module its share, in order.
    package func fillDemo() async throws {
        let world = DemoWorld(now: house.clock.now)
        for module in modules { try await module.demo(world) }
        try await siteInfo.refresh(house.database)
        try await house.database.maintain()
        try await brokerage.start()
    }
}
