/// One step of the schema. A released one never changes.
package struct Migration: Sendable {
    /// Its place in the order of the whole product: 1, 2, 3 …
    package let number: Int
    package let name: String
    package let statements: [SQL]

    package init(_ number: Int, _ name: String, _ statements: [SQL]) {
        self.number = number
        self.name = name
        self.statements = statements
    }
}
