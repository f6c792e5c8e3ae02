/// The settings as texts for people: the example file and the table of the manual.
package enum SettingsText {
    /// A settings file in which every setting stands with what it is for; all are remarks, so that it changes nothing.
    package static func example(inDutch: Bool) -> String {
        var lines =
            inDutch
            ? [
                "# Instellingen van Inzet. Haal het hekje weg voor wat je wilt zetten; wat er nu staat, geldt zonder.",
                "# Nakijken: inzet config check --config DIT-BESTAND",
                "# Geheimen staan in een eigen bestand (…-file).",
            ]
            : [
                "# Settings of Inzet. Take the mark away from what you want to set; what stands there holds without it.",
                "# Check them: inzet config check --config THIS-FILE", "# Secrets are in files of their own (…-file).",
            ]
        for section in KnownSettings.sections {
            lines += ["", "# \(inDutch ? section.dutch : section.english)"]
            if !section.name.isEmpty { lines.append("\(section.name):") }
            let indent = section.name.isEmpty ? "" : "  "
            for setting in section.settings {
                let words = inDutch ? setting.dutch : setting.english
                let kind = inDutch ? setting.typeNames.dutch : setting.typeNames.english
                lines += wrapped("\(words) (\(kind.filter { $0 != "`" }))").map { "\(indent)# \($0)" }
                lines.append("\(indent)#\(setting.name): \(setting.standardText ?? setting.example)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The table in the manual, one for each section.
    package static var tables: String {
        KnownSettings.sections.map { section in
            let rows = section.settings.map { setting in
                "| `\(setting.key)` | \(setting.typeNames.dutch) | \(setting.standardText.map { "`\($0)`" } ?? "") | \(setting.dutch) |"
            }
            let head = "**\(section.dutch)**\n\n| instelling | waarde | zonder | betekenis |\n|---|---|---|---|\n"
            return head + rows.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + word.count + 1 > 100 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }
}
