import ArgumentParser

@main struct Inzet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "inzet")
}
