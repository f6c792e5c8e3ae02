import JWTKit

extension IDToken {
    /// Whether the key made the signature under the algorithm the token names.
    func isSigned(by key: KeySet.Key) async -> Bool {
        let keys = JWTKeyCollection()
        switch (algorithm, key.material) {
        case (.rs256, .rsa(let key)): await keys.add(rsa: key, digestAlgorithm: .sha256)
        case (.ps256, .rsa(let key)): await keys.add(pss: key, digestAlgorithm: .sha256)
        case (.es256, .p256(let key)): await keys.add(ecdsa: key)
        default: return false
        }
        guard let verifier = try? await keys.getKey(), verifier.name == algorithm.rawValue else { return false }
        return (try? verifier.verify(signature, signs: signed)) ?? false
    }
}
