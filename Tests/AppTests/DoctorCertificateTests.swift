import Core
import Foundation
import Testing

@testable import Services

/// Reading until when a certificate is good.
@Suite(.oneEngine) struct DoctorCertificateTests {
    @Test(arguments: [
        ("Nov 20 12:00:00 2027 GMT", "2027-11-20T12:00:00.000Z"),
        ("Nov  2 02:03:04 2027 GMT", "2027-11-02T02:03:04.000Z"),
        ("2027-11-20 12:00:00 GMT", "2027-11-20T12:00:00.000Z"),
    ])
    func `both spellings are read`(_ text: String, _ moment: String) {
        #expect(CertificateDate.read(text)?.iso == moment)
    }

    @Test(arguments: [
        "", "gisteren", "Nov 20", "Foo 20 12:00:00 2027 GMT", "2027-13-20 12:00:00", "2027-11 12:00:00", "Nov 200 1 1",
    ])
    func `anything else is no date`(_ text: String) { #expect(CertificateDate.read(text) == nil) }

    @Test func `a real certificate is read from a real line`() async throws {
        let openssl = "/usr/bin/openssl"
        guard FileManager.default.isExecutableFile(atPath: openssl) else { return }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("inzet-tls-\(UUID().uuidString)")
            .path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (key, pem) = (folder + "/key.pem", folder + "/cert.pem")
        let port = Int.random(in: 20_000..<32_000)
        try await run(
            openssl,
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", pem, "-days", "10"]
                + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        let server = try await start(
            openssl, ["s_server", "-accept", "\(port)", "-key", key, "-cert", pem, "-www", "-quiet"], folder: folder)
        defer { kill(server, SIGTERM) }
        let url = "https://localhost:\(port)/"
        var facts = await CertificateProbe.look(url, authority: pem, seconds: 5)
        let deadline = ContinuousClock.now + .seconds(20)
        while facts.expires == nil || facts.problem != nil, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(100))
            facts = await CertificateProbe.look(url, authority: pem, seconds: 5)
        }
        #expect(facts.problem == nil)
        let days = try Int((#require(facts.expires) - SystemClock().now).milliseconds / 3_600_000)
        #expect((9 * 24...10 * 24).contains(days))
        // Nobody vouches for it: it is refused, and still says how long it is good.
        let refused = await CertificateProbe.look(url, seconds: 10)
        #expect(refused.problem != nil && refused.expires == facts.expires)
    }

    private func run(_ program: String, _ arguments: [String]) async throws {
        _ = try await OffPool.run {
            try ChildProcess.run(
                program, arguments, environment: ProcessInfo.processInfo.environment, folder: "/", input: "/dev/null",
                output: "/dev/null", seconds: 30)
        }
    }

    /// Starts a program that runs on; its number.
    private func start(_ program: String, _ arguments: [String], folder: String) async throws -> pid_t {
        let number = folder + "/pid"
        try await run("/bin/sh", ["-c", #""$@" >/dev/null 2>&1 & echo $! >"$0""#, number, program] + arguments)
        let text = try String(contentsOfFile: number, encoding: .utf8)
        return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
}
