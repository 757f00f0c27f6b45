import Foundation

/// What was measured, beside what is aimed at.
package struct BenchReport: Encodable, Sendable {
    package struct Line: Encodable, Sendable {
        package let work: String
        /// Done in a second; `nil` for what is no rate.
        var perSecond: Double?
        /// Milliseconds.
        var p50: Double?
        var p95: Double?
        var p99: Double?
        /// Of what has a unit of its own.
        var value: Double?
        var unit: String?
        var count: Int?
        var failures = 0
        /// In words.
        var goal: String
    }

    package private(set) var tickets: Int
    package private(set) var lines: [Line] = []
    package let machine: String

    package init(tickets: Int) {
        self.tickets = tickets
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first ?? "?"
        machine = "\(ProcessInfo.processInfo.activeProcessorCount) processors, load at the start \(load)"
    }

    package mutating func add(_ work: String, _ latencies: Latencies, goal: String) {
        lines.append(
            Line(
                work: work, perSecond: latencies.perSecond, p50: latencies.percentile(0.5), p95: latencies.percentile(0.95),
                p99: latencies.percentile(0.99), count: latencies.count, failures: latencies.failures, goal: goal))
    }

    package mutating func add(_ work: String, _ value: Double, _ unit: String, goal: String) {
        lines.append(Line(work: work, value: value, unit: unit, goal: goal))
    }

    /// As a table for people.
    package var table: String {
        let head = Self.row(["work", "per s", "p50 ms", "p95 ms", "p99 ms", "failed", "goal"])
        let rows = lines.map { line in
            Self.row([
                line.work, line.value.map { "\(Self.text($0)) \(line.unit ?? "")" } ?? Self.text(line.perSecond), Self.text(line.p50),
                Self.text(line.p95), Self.text(line.p99), line.failures == 0 ? "" : "\(line.failures)", line.goal,
            ])
        }
        return (["\(tickets) tickets; \(machine)", head] + rows).joined(separator: "\n")
    }

    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    private static func row(_ cells: [String]) -> String {
        zip(cells, [42, 12, 9, 9, 9, 7, 0]).map { cell, width in
            cell + String(repeating: " ", count: max(1, width - cell.count))
        }.joined()
    }

    private static func text(_ number: Double?) -> String {
        number.map { String(format: $0 < 100 ? "%.1f" : "%.0f", $0) } ?? ""
    }
}
