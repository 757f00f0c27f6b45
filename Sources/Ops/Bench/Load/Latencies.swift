/// How long requests took.
package struct Latencies: Sendable {
    /// Microseconds, sorted.
    private let sorted: [Int]
    /// From the first request to the last answer.
    private let span: Duration
    /// Answers that were not what was hoped for.
    package let failures: Int

    init(_ microseconds: [Int], over span: Duration, failures: Int) {
        sorted = microseconds.sorted()
        self.span = span
        self.failures = failures
    }

    package var count: Int { sorted.count }
    package var perSecond: Double { span > .zero ? Double(count) / (Double(span / .microseconds(1)) / 1_000_000) : 0 }

    /// Milliseconds within which that share was answered.
    package func percentile(_ share: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        return Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1000
    }
}
