import Core
import OpenID
import Web

extension Community {
    /// The page after signing out for whoever came in with a provider that has a page for it; else nothing.
    func providerSignOut(_ visit: Visit) async -> Reply? {
        guard let municipality = visit.cookies[OpenIDSignIn.memory],
            let provider = house.openID.first(where: { $0.settings.municipality == municipality })
        else { return nil }
        // Only known to this process after a sign-in or a look at the description; asking may fail, signing out may not.
        _ = try? await provider.metadata(now: visit.now)
        guard let url = await provider.endSessionURL(back: house.origin + "/") else { return nil }
        // The page is already somebody else's: it may not look as if the session went on.
        var stranger = visit
        stranger.actor = .anonymous
        stranger.session = nil
        return OpenIDPages(visit: stranger).signedOut(url, name: provider.settings.name)
    }
}
