import Core
import Search

/// The meaning of a search written down without any index: every listing looked at, every word compared.
struct NaiveSearch {
    private struct Known {
        var word: String
        var stem: String
        /// In percent, by the fields the word stands in.
        var worth: Int
    }

    private struct Document {
        var listing: Listing
        var words: [Known]
    }

    private struct Word {
        var used: String
        var corrected: Correction?
        var best: [Int]
        var count: Int { best.count { $0 > 0 } }
    }

    private let documents: [Document]
    /// Per word the number of listings with it.
    private let counts: [String: Int]

    init(_ listings: [Listing]) {
        var stems: [String: String] = [:]
        var counts: [String: Int] = [:]
        documents = listings.map { listing in
            var words: [String: Int] = [:]
            for (text, worth) in [
                (listing.title, 70), (listing.keywords, 50), (listing.organisationName, 40), (listing.text, 25),
            ] {
                for word in Set(TextFolding.words(text)) where !StopWords.contains(Array(word.utf8)) {
                    words[word, default: 0] += worth
                }
            }
            for word in words.keys {
                counts[word, default: 0] += 1
                if stems[word] == nil { stems[word] = TextFolding.stem(word) }
            }
            let known = words.map { Known(word: $0, stem: stems[$0] ?? "", worth: min(100, $1)) }
            return Document(listing: listing, words: known)
        }
        self.counts = counts
    }

    func search(_ query: SearchQuery) -> (total: Int, hits: [SearchHit], facets: Facets, result: Words) {
        let words = lookUp(query.words)
        let worded = wordMatches(words)
        let shares = FitWeights.proportions(
            words.map { FitWeights.rarity(listings: documents.count, withWord: $0.count) })
        var facets = Facets()
        var hits: [(key: Int, hit: SearchHit)] = []
        for (place, document) in documents.enumerated() where worded.matches[place] {
            let verdict = Verdict(document.listing, query)
            facets.add(document.listing, verdict)
            guard verdict.passes else { continue }
            let sum = zip(words, shares).reduce(0) { $0 + $1.0.best[place] * $1.1 }
            var hit = self.hit(document.listing, query, wordScore: words.isEmpty ? nil : sum * 10 / 65_536)
            hit.matched = words.filter { $0.best[place] > 0 }.map(\.used)
            let key = query.order == .newest ? Int(document.listing.publishedDay) : hit.score
            hits.append((key, hit))
        }
        hits.sort { ($0.key, $0.hit.number) > ($1.key, $1.hit.number) }
        return (
            hits.count, hits.prefix(query.limit).map(\.hit), facets,
            Words(corrections: words.compactMap(\.corrected), relaxed: worded.relaxed)
        )
    }

    struct Words {
        var corrections: [Correction]
        var relaxed: Bool
    }

    private func hit(_ listing: Listing, _ query: SearchQuery, wordScore: Int?) -> SearchHit {
        let metres: Double? = query.origin.flatMap { origin in
            listing.place.map { place in
                let (dx, dy) = (Double(place.x - origin.x), Double(place.y - origin.y))
                return (dx * dx + dy * dy).squareRoot()
            }
        }
        let age = Int(query.today - listing.publishedDay)
        let fresh = 1000 * 30 / (30 + max(0, age))
        let near = metres.map { Int(5_000_000 / (5000 + $0)) } ?? 250
        let fit =
            switch (wordScore, query.origin) {
            case (let words?, .some): (600 * words + 250 * near + 150 * fresh) / 1000
            case (let words?, nil): (800 * words + 200 * fresh) / 1000
            case (nil, .some): (625 * near + 375 * fresh) / 1000
            case (nil, nil): fresh
            }
        let score = fit * (50 - Int(listing.pressure)) / 50
        return SearchHit(
            id: listing.id, number: listing.number, score: score, distanceMetres: metres.map { Int($0.rounded()) },
            matched: [])
    }

    private func wordMatches(_ words: [Word]) -> (matches: [Bool], relaxed: Bool) {
        let found = documents.indices.map { place in words.count { $0.best[place] > 0 } }
        let most = found.max() ?? 0
        if most == words.count { return (found.map { $0 == most }, false) }
        return most == 0 ? (found.map { _ in false }, false) : (found.map { $0 == most }, true)
    }

    private func lookUp(_ input: String) -> [Word] {
        var distinct: [String] = []
        for word in TextFolding.words(input) where distinct.count < 8 && !distinct.contains(word) {
            if !StopWords.contains(Array(word.utf8)) { distinct.append(word) }
        }
        return distinct.enumerated().map { place, word in
            let isLast = place == distinct.count - 1
            let plain = Word(used: word, best: best(word, isLast))
            guard plain.count == 0, let used = correction(word) else { return plain }
            return Word(used: used, corrected: Correction(typed: word, used: used), best: best(used, isLast))
        }
    }

    private func best(_ word: String, _ isLast: Bool) -> [Int] {
        let stem = TextFolding.stem(word)
        var inner = word
        if word.count > 5, word.hasSuffix("s") {
            inner = String(word.dropLast())
        } else if word.count > 6, word.hasSuffix("en") {
            inner = String(word.dropLast(2))
        }
        return documents.map { document in
            var best = 0
            for known in document.words {
                var quality = 0
                if inner.count >= 5, known.word.dropFirst(2).contains(inner) { quality = 60 }
                if word.count >= (isLast ? 3 : 4), known.word.hasPrefix(word) { quality = 80 }
                if known.stem == stem { quality = 100 }
                if quality > 0 { best = max(best, max(1, known.worth * quality / 100)) }
            }
            return best
        }
    }

    private func correction(_ word: String) -> String? {
        let tolerance = word.contains(where: \.isNumber) ? 0 : word.count >= 8 ? 2 : word.count >= 4 ? 1 : 0
        let near = counts.map { known, count in
            (errors(word, known), known.first == word.first ? 0 : 1, -count, known)
        }.filter { $0.0 <= tolerance }
        return near.min { $0 < $1 }?.3
    }

    /// Optimal string alignment, in a full table.
    private func errors(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { table[i][0] = i }
        for j in 0...b.count { table[0][j] = j }
        for i in a.indices {
            for j in b.indices {
                var cost = min(table[i][j + 1] + 1, table[i + 1][j] + 1, table[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, table[i - 1][j - 1] + 1) }
                table[i + 1][j + 1] = cost
            }
        }
        return table[a.count][b.count]
    }
}
