import Primitives

/// What kept a store of files from doing what it was asked.
package enum BucketFailure: String, Sendable, CaseIterable {
    /// Nobody answers there, or not over a connection that is trusted.
    case unreachable
    /// It took longer than it may.
    case slow
    /// It answered with an error of its own.
    case failing
    /// The key is not let in, or not allowed.
    case denied
    /// There is no such bucket.
    case missing
    /// It does not take what it was asked, as in another region.
    case refused
    /// What came back is not what was put there.
    case damaged

    func notice(_ words: String, _ place: String) -> Notice {
        Notice("storage.bucket.\(rawValue)", .refused, ["place": place, "words": words])
    }
}
