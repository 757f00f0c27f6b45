/// The hash of ``TestDesk/password`` as another program may have left it: argon2id with 4 MiB and one pass.
enum WeakHash {
    static let text = "$argon2id$v=19$m=4096,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AeHBBWyV9bVkbxlRJ0CtCRiDXy9/tAmPwgv6QK/BYA0"
}
