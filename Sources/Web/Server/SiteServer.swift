package import Hummingbird
package import Logging
import Core
import HTTPTypes
import NIOCore

/// Hummingbird's server around the pipeline: the only file that speaks its language.
package struct SiteServer {
    package struct Context: RequestContext {
        package var coreContext: CoreRequestContextStorage
        let address: String
        let channel: any Channel

        package init(source: ApplicationRequestContextSource) {
            coreContext = .init(source: source)
            channel = source.channel
            address = source.channel.remoteAddress?.ipAddress ?? "0.0.0.0"
        }
    }

    let pipeline: Pipeline
    let routes: [Route]
    /// Whether a proxy of ours stands in front and its word about the visitor's address counts.
    let trustsProxy: Bool

    package init(pipeline: Pipeline, routes: [Route], trustsProxy: Bool = false) {
        self.pipeline = pipeline
        self.routes = routes
        self.trustsProxy = trustsProxy
    }

    /// The service that listens on `host` and `port`, and tells when it does.
    package func application(
        host: String, port: Int, logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let limits = pipeline.limits
        let lines = LinesPerAddress(most: trustsProxy ? .max : limits.connectionsPerAddress)
        return Application(
            responder: Responder(server: self, router: router()),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [LineCounter(lines), StalledLine(seconds: limits.answerSeconds)],
                    idleTimeout: .seconds(Int64(limits.idleSeconds)))),
            configuration: .init(
                address: .hostname(host, port: port), serverName: nil,
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) }, logger: logger)
    }

    private func router() -> some HTTPResponder<Context> {
        let router = Router(context: Context.self)
        for route in routes {
            let method: HTTPRequest.Method = route.method == .post ? .post : .get
            let path = route.path.replacing("{", with: ":").replacing("}", with: "")
            router.on(RouterPath(path), method: method) { request, context in
                try await self.respond(request, context, route)
            }
            if route.method == .get {
                router.on(RouterPath(path), method: .head) { request, context in
                    var response = try await self.respond(request, context, route)
                    response.body = ResponseBody()
                    return response
                }
            }
        }
        return router.buildResponder()
    }

    private struct Responder<Inner: HTTPResponder<Context>>: HTTPResponder {
        let server: SiteServer
        let router: Inner

        private static var number: HTTPField.Name { HTTPField.Name("x-request-id") ?? .server }

        func respond(to request: Request, context: Context) async throws -> Response {
            let response = try await router.respond(to: request, context: context)
            // The router's own "not found" knows nothing of our pages; every answer of the pipeline has a number.
            guard response.status == .notFound, response.headers[Self.number] == nil else { return response }
            return try await server.respond(request, context, nil)
        }
    }

    fileprivate func respond(_ request: Request, _ context: Context, _ route: Route?) async throws -> Response {
        var headers: [String: String] = [:]
        for field in request.headers {
            let name = field.name.canonicalName
            headers[name] = headers[name].map { $0 + (name == "cookie" ? "; " : ", ") + field.value } ?? field.value
        }
        // The first Host is the authority; a second one stayed among the headers.
        if let authority = request.head.authority {
            headers["host"] = headers["host"].map { authority + ", " + $0 } ?? authority
        }
        let pace = BodyPace(seconds: pipeline.limits.bodySeconds)
        let body = IncomingBody(request)
        let arrival = Pipeline.Arrival(
            method: request.method.rawValue, path: request.uri.path, query: request.uri.query ?? "", headers: headers,
            address: address(headers, context),
            body: { limit in try await body.collect(upTo: limit, at: pace) })
        let parameters = route.map { route in
            var found: [String: String] = [:]
            for segment in route.path.split(separator: "/") where segment.hasPrefix("{") {
                let name = String(segment.dropFirst().dropLast())
                if let value = context.parameters.get(name) {
                    found[name] = FormURLDecoder.decode("a=" + value.replacing("+", with: "%2B")).first?.1 ?? value
                }
            }
            return (route, found)
        }
        let reply =
            if route?.mayTakeLong == true {
                await withTaskExecutorPreference(globalConcurrentExecutor) {
                    await pipeline.answer(arrival, route: parameters)
                }
            } else {
                await pipeline.answer(arrival, route: parameters)
            }
        var fields = HTTPFields()
        for (name, value) in reply.headers {
            if let name = HeaderNames.name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        if body.isPending {
            fields[.connection] = "close"
            StalledLine.hangUpSoon(context.channel)
        }
        return Response(status: .init(code: reply.status), headers: fields, body: AnswerBody.make(reply))
    }

    private func address(_ headers: [String: String], _ context: Context) -> String {
        guard trustsProxy, let last = headers["x-forwarded-for"]?.split(separator: ",").last else {
            return context.address
        }
        return last.trimmed
    }
}
