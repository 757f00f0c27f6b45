import Foundation
import Outbox

/// What e-mail remembers of a parcel between two tries.
struct EmailEnvelope: Codable, Sendable, Equatable {
    /// The recipients that have not got it yet; `nil` for all.
    var left: [String]?

    init(left: [String]? = nil) {
        self.left = left
    }

    init(of parcel: Parcel) {
        self = (try? JSONDecoder().decode(EmailEnvelope.self, from: Data(parcel.envelope.utf8))) ?? EmailEnvelope()
    }
}
