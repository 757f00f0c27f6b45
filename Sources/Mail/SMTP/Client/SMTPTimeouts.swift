/// How long a client waits for a server. The defaults are those of RFC 5321 §4.5.3.2, and half a minute to connect.
package struct SMTPTimeouts: Sendable {
    package var connect = Duration.seconds(30)
    package var greeting = Duration.seconds(300)
    /// EHLO, STARTTLS with its handshake, AUTH, RSET, MAIL.
    package var command = Duration.seconds(300)
    package var recipient = Duration.seconds(300)
    package var data = Duration.seconds(120)
    /// For each 64 kB of the mail to be taken.
    package var block = Duration.seconds(180)
    /// A server that stores the mail now must not be left too early: the mail would arrive twice.
    package var finalDot = Duration.seconds(600)
    package var quit = Duration.seconds(5)

    package init() {}
}
