import Core
import Web

/// A reaction as people read it: the words, who said it as far as they may know, and what is done with it.
struct ReactionMarkup {
    let t: Texts
    /// Officers see the name that someone left; others only when its owner wants so.
    var showsNames = false

    /// - Parameter hasHeading: not where the page itself is about this reaction.
    func card(_ reaction: Reaction, path: String? = nil, tick: Bool = false, hasHeading: Bool = true) -> HTML {
        let title = t("Reactie \(reaction.number)")
        let name: HTML = "\(path, { "<a href=\"\($0)\">\(title)</a>" })\(if: path == nil, "\(title)")"
        let heading: HTML = !hasHeading ? "<span></span>" : "<h3>\(name)</h3>"
        let box: HTML =
            tick
            ? "<label class=\"tick no-print\"><input type=\"checkbox\" name=\"reactie\" value=\"\(reaction.number)\"><span>\(t("Kies reactie \(reaction.number)"))</span></label>"
            : .empty
        return """
            <article class="card stack reaction" id="reactie-\(reaction.number)"><div class="row apart">\(heading)<div class="chips">\(chips(reaction))</div></div>\
            \(words(reaction))<p class="small soft">\(who(reaction))</p>\(answer(reaction))\(box)</article>
            """
    }

    func words(_ reaction: Reaction) -> HTML {
        "<blockquote\(attribute: "lang", t.typed)>\(HTML(paragraphs: reaction.text))</blockquote>"
    }

    private func chips(_ reaction: Reaction) -> HTML {
        var chips = HTML.empty
        if !reaction.isChecked { chips += Part.chip(t("nog nakijken"), .wait) }
        if let theme = reaction.theme { chips += "<span class=\"chip\"\(attribute: "lang", t.typed)>\(theme)</span>" }
        if let answer = reaction.answer {
            chips += Part.chip(t(answer.disposition.label), answer.disposition.tone)
        }
        return chips
    }

    func who(_ reaction: Reaction) -> String {
        var words: [String] = []
        if let name = reaction.name, reaction.showsName || showsNames {
            words.append(reaction.showsName ? name : t("\(name) (naam niet openbaar)"))
        }
        if let sender = reaction.sender { words.append(t(sender.label)) }
        if let place = reaction.neighbourhood { words.append(place) }
        if let meeting = reaction.meeting, let day = reaction.meetingDay {
            words.append(t("gezegd op de bijeenkomst “\(meeting)” van \(t.date(day))"))
        } else {
            words.append(t.date(reaction.createdAt.day))
        }
        return words.joined(separator: " · ")
    }

    /// The answer with its reason and what changed.
    func answer(_ reaction: Reaction) -> HTML {
        guard let answer = reaction.answer else { return .empty }
        return """
            <div class="reaction-answer stack"><p><strong>\(t(answer.disposition.label)).</strong></p>\
            <div\(attribute: "lang", t.typed)>\(HTML(paragraphs: answer.reason))</div>\(answer.change, change)</div>
            """
    }

    /// - Parameter path: leads to the round, which only its readers may open.
    func change(_ change: PolicyChange) -> HTML {
        let place: HTML =
            showsPaths
            ? "\(change.path, { "<a href=\"\($0)\">\(change.place ?? $0)</a>" })" : "\(change.place ?? "")"
        return """
            <p>\(t("Dit is erdoor veranderd:")) <span\(attribute: "lang", t.typed)>\(change.text)</span>\
            \(if: change.place != nil, " <span class=\"small soft\">(\(place))</span>")</p>
            """
    }

    /// Whether the reader may open the round where a change stands.
    var showsPaths = false
}

extension Reaction.Disposition {
    var tone: Part.Tone {
        switch self {
        case .adopted: .good
        case .partly: .wait
        case .rejected: .warm
        case .outOfScope: .plain
        }
    }
}
