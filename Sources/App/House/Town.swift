package import Brokerage
package import Community
package import Core
package import Logging
package import OpenID
package import Services
import Storage
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
    package let health: Health
    private let registration: Registration

    /// - Parameters:
    ///   - extra: further modules, after our own.
    ///   - guardsOnce: carries out a repeated request once; off only to show what that is for.
    ///   - migrates: brings the schema up to date; otherwise an old schema is refused.
    ///   - fetcher: how providers of sign-ins are asked.
    package init(
        _ configuration: Configuration, clock: any WallClock = SystemClock(), limits: Limits = Limits(),
        logger: Logger, extra: @Sendable (House) -> [any Module] = { _ in [] }, migrates: Bool = false,
        guardsOnce: Bool = true, fetcher: any Fetching = HTTPFetcher()
    ) async throws {
        self.configuration = configuration
        Modules.readAhead()
        let figures = DatabaseFigures()
        let engine = WatchedDatabase(
            try Engines.open(configuration.database, replica: configuration.replica?.conninfo), figures: figures)
        let database = OnceDatabase(engine, guards: guardsOnce && !RigSwitch.once.isOff)
        let key = try SiteKey.load(path: configuration.keyPath)
        let texts = try Languages.load()
        let sender = Outbox.Sender(name: configuration.senderName, address: configuration.senderAddress)
        let backups = Backups(configuration, clock: clock)
        let watch = BackupWatch(backups)
        house = House(
            database: database, clock: clock, texts: texts, sender: sender,
            vault: Vault(key: SiteKey.derive(key, for: "vault")), origin: configuration.origin,
            isDemo: configuration.isDemo,
            receivesMail: configuration.isDemo || configuration.inbox != nil, auditAddress: configuration.auditAddress,
            backups: { try await watch.status() },
            openID: try Self.providers(configuration.openID, fetcher),
            note: { word, values in
                logger.info("\(word)", metadata: values.mapValues { Logger.MetadataValue.string($0) })
            })
        let brokerage = Brokerage(house: house)
        // The index is read while the other modules are made. What it says of an old schema is not what people should
        // read, so it is asked only after the schema was.
        let loading: Task<Void, any Error>? = migrates ? nil : Task { try await brokerage.start() }
        let own = try Modules(house, brokerage)
        self.brokerage = brokerage
        modules = own.all + extra(house)
        registration = house.registry.install(modules)
        let migrations = Self.schema(modules)
        if migrates {
            _ = try await database.migrate(migrations, now: clock.now)
        } else {
            do {
                try await database.requireSchema(migrations)
            } catch {
                _ = await loading?.result
                throw error
            }
        }

        let info = SiteInfo()
        siteInfo = info
        let jobs =
            modules.flatMap(\.jobs) + backups.jobs(house: house) + [
                Retention.job(house: house), info.job(house: house), Self.maintenance(database),
            ]
        let version = try await database.engineVersion()
        health = Health(
            store: engine, engine: version, place: configuration.database, migrations: migrations, figures: figures,
            kinds: Set(jobs.map(\.kind)), clock: clock,
            search: { [index = brokerage.index] in (index.count, nil) })

        let all = Routes()
        Assets.routes(all)
        HealthRoutes.add(to: all, health: health, metrics: configuration.metrics)
        SitePages.routes(all, house: house, configuration: configuration)
        for module in modules { module.routes(all) }
        routes = all.all

        let contributors = modules
        let menu: @Sendable (Visit) -> [MenuItem] = { visit in
            contributors.flatMap { $0.menu(for: visit) }.enumerated().sorted {
                ($0.element.order, $0.offset) < ($1.element.order, $1.offset)
            }.map(\.element)
        }
        let origin = configuration.origin
        let isDemo = configuration.isDemo
        var pipeline = Pipeline(
            site: {
                let known = info.current
                return Site(place: known.place, contact: known.contact, origin: origin, isDemo: isDemo, menu: menu)
            },
            clock: clock, texts: texts, authenticator: SessionStore(house: house),
            formKey: SiteKey.derive(key, for: "forms"), database: engine, limits: limits, logger: logger)
        pipeline.observer = health.requests
        self.pipeline = pipeline
        runner = Runner(
            database: database, clock: clock,
            jobs: jobs,
            transport: try Self.transport(configuration), sender: sender, logger: logger, observer: health.work)
        try await info.refresh(database)
        if let loading {
            try await loading.value
        } else {
            try await database.maintain()
            try await brokerage.start()
        }
        logger.info("opened", metadata: ["engine": "\(version)"])
    }

    /// All steps of the schema, in order.
    static func schema(_ modules: [any Module]) -> [Migration] {
        modules.flatMap(\.migrations) + [OnceRecord.migration]
    }

    private static func maintenance(_ database: any Database) -> Job {
        Job("database-onderhoud", .daily(minute: 4 * 60)) { _, now in
            try await database.write { db in try OnceRecord.purge(now: now, in: db) }
            try await database.maintain()
        }
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
