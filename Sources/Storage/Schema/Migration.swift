/// One step of the schema. A released one never changes.
package struct Migration: Sendable {
    /// Its place in the order of the whole product: 1, 2, 3 …
    package let number: Int
    package let name: String
    let statements: @Sendable (Dialect) -> [SQL]

    package init(_ number: Int, _ name: String, _ statements: [SQL]) {
        self.init(number, name) { _ in statements }
    }

    /// - Parameter statements: in each engine's own way, where words do not suffice
    package init(_ number: Int, _ name: String, _ statements: @escaping @Sendable (Dialect) -> [SQL]) {
        self.number = number
        self.name = name
        self.statements = statements
    }
}
