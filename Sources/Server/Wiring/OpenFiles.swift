import Foundation

/// What the system lets one process hold open.
enum OpenFiles {
    /// Takes as many as it may have: what it is given at first, often 1,024, does not suffice for the databases of some hundred departments.
    static func allowMost() {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(files, &limit)
    }
}
