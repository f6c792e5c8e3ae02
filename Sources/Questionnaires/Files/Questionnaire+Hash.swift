import Crypto

extension Questionnaire {
    /// SHA-256 of `json` in 64 hexadecimal digits: what answers refer to.
    package var hash: String {
        SHA256.hash(data: Array(json.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
