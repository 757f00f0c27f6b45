import Foundation
import Primitives

/// What a backup says of itself.
package struct BackupManifest: Sendable, Codable, Equatable {
    /// The number of the last migration.
    package let schema: Int
    /// When it was begun.
    package let made: Instant
    /// The program that made it.
    package let program: String
    /// The desk's database, for people.
    package let place: String

    package init(schema: Int, made: Instant, program: String, place: String) {
        (self.schema, self.made, self.program, self.place) = (schema, made, program, place)
    }
}
