import NIOCore

/// One connection of a listener: bytes to commands and mails, steps to bytes.
///
/// Whoever runs the listener is asked on a task; until the answer is here nothing more is read from the socket, so that a
/// client can press no more into memory than one read.
final class SMTPServerHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Mode {
        case commands
        /// Past a command line that was too long, up to its end.
        case rest(passed: Int)
        case data(SMTPDataReader)
        case chunk(left: Int, isLast: Bool)
        case skip(left: Int, SMTPReply)
        /// On the way out: nothing is read any more.
        case leaving
    }

    let door: SMTPDoor
    var dialogue: SMTPDialogue
    var mode = Mode.commands
    var body: SMTPBody?
    var input = ByteBuffer()
    var output = ByteBuffer()
    /// An answer of whoever runs the listener is awaited.
    var isWaiting = false
    /// The channel asked to read while it must not.
    var isReadHeld = false
    var isStopping = false

    init(door: SMTPDoor, clientAddress: String) {
        self.door = door
        dialogue = SMTPDialogue(house: door.house, clientAddress: clientAddress, isTLS: door.speaksTLSAtOnce)
    }

    func channelActive(context: ChannelHandlerContext) {
        say(dialogue.greeting)
        flush(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        mode = .leaving
        body = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if input.readableBytes == 0 { input = bytes } else { input.writeBuffer(&bytes) }
        proceed(context)
    }

    func read(context: ChannelHandlerContext) {
        if isWaiting || !context.channel.isWritable { isReadHeld = true } else { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { proceed(context) }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is IdleStateHandler.IdleStateEvent:
            if isWaiting { return }
            // Our last words are not taken either.
            if case .leaving = mode { return context.close(promise: nil) }
            leave(context, SMTPReply(421, SMTPStatus(4, 4, 2), "\(door.house.hostname) nothing heard for too long"))
        case is SMTPDoor.Closing:
            isStopping = true
            proceed(context)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        mode = .leaving
        context.close(promise: nil)
    }
}
