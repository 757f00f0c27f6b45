import CPostgreSQL

extension StorageError {
    /// The meaning of an answer that is an error (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    init(postgres result: OpaquePointer, _ place: String) {
        let field = { (name: Unicode.Scalar) -> String in
            PQresultErrorField(result, Int32(name.value)).map { String(cString: $0) } ?? ""
        }
        self.init(sqlState: field("C"), field("M"), place)
    }

    init(sqlState state: String, _ words: String, _ place: String) {
        if state == "P0001", let refusal = StorageError(trigger: words) {
            self = refusal
            return
        }
        switch (state, state.prefix(2)) {
        case ("23505", _): self = .duplicate(words)
        case ("23503", _): self = .dangling(words)
        case (_, "23"), ("22001", _): self = .constraint(words)
        case ("40001", _), ("40P01", _): self = .conflict
        case ("55P03", _): self = .busy
        case ("57014", _): self = .tooSlow
        case ("53100", _), ("53200", _): self = .full
        case ("28000", _), ("28P01", _), ("42501", _), ("25006", _): self = .denied(place)
        case ("3D000", _): self = .missing(place)
        case ("XX001", _), ("XX002", _): self = .corrupt(place)
        case (_, "08"), (_, "57"), (_, "53"), ("", _): self = .unreachable(place)
        default: self = .engine(code: 0, "\(state) \(words)")
        }
    }
}
