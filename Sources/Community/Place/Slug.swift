/// The readable end of an address: `12-taalmaatje-voor-een-gezin`.
package enum Slug {
    package static func make(_ title: String) -> String {
        var slug = ""
        for scalar in title.lowercased().unicodeScalars {
            if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) {
                slug.unicodeScalars.append(scalar)
            } else if let plain = plain[scalar] {
                slug += plain
            } else if !slug.isEmpty, slug.last != "-" {
                slug.append("-")
            }
            if slug.utf8.count >= 60 { break }
        }
        while slug.last == "-" { slug.removeLast() }
        return slug.isEmpty ? "x" : slug
    }

    private static let plain: [Unicode.Scalar: String] = [
        "é": "e", "è": "e", "ê": "e", "ë": "e", "á": "a", "à": "a", "â": "a", "ä": "a", "ó": "o", "ò": "o", "ô": "o",
        "ö": "o", "ú": "u", "ù": "u", "û": "u", "ü": "u", "í": "i", "ì": "i", "î": "i", "ï": "i", "ç": "c", "ñ": "n",
    ]
}
