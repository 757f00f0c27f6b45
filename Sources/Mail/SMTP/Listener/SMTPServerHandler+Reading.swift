import NIOCore

extension SMTPServerHandler {
    /// Takes steps as long as there is something to read and nobody to wait for.
    func proceed(_ context: ChannelHandlerContext) {
        while !isWaiting, context.channel.isWritable, step(context) {}
        guard !isWaiting else { return }
        if isStopping, case .commands = mode {
            return leave(context, SMTPReply(421, SMTPStatus(4, 3, 2), "\(door.house.hostname) closes, please come back"))
        }
        flush(context)
        if isReadHeld, context.channel.isWritable {
            isReadHeld = false
            context.read()
        }
    }

    /// One step; false when more bytes are needed for the next.
    private func step(_ context: ChannelHandlerContext) -> Bool {
        switch mode {
        case .commands: readCommand(context)
        case .rest(let passed): readRest(context, passed)
        case .data(let reader): readData(context, reader)
        case .chunk(let left, let isLast): readChunk(context, left, isLast)
        case .skip(let left, let reply): readSkipped(context, left, reply)
        case .leaving: drop()
        }
    }

    private func drop() -> Bool {
        input.clear()
        return false
    }

    private func readCommand(_ context: ChannelHandlerContext) -> Bool {
        guard !isStopping else { return false }
        let limit = door.house.limits.line
        guard let end = input.readableBytesView.prefix(limit).firstIndex(of: UInt8(ascii: "\n")) else {
            guard input.readableBytes >= limit else { return false }
            mode = .rest(passed: 0)
            return true
        }
        var line = input.readBytes(length: end - input.readerIndex) ?? []
        input.moveReaderIndex(forwardBy: 1)
        guard line.popLast() == UInt8(ascii: "\r") else {
            perform(dialogue.wrong(500, SMTPStatus(5, 5, 2), "a line ends with CR and LF"), context)
            return true
        }
        perform(dialogue.answer(line), context)
        return true
    }

    private func readRest(_ context: ChannelHandlerContext, _ passed: Int) -> Bool {
        guard let end = input.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) else {
            let passed = passed + input.readableBytes
            input.clear()
            mode = .rest(passed: passed)
            if passed > 1 << 20 { leave(context, SMTPReply(421, SMTPStatus(4, 5, 2), "the line does not end")) }
            return false
        }
        input.moveReaderIndex(to: end + 1)
        mode = .commands
        perform(dialogue.wrong(500, SMTPStatus(5, 5, 2), "the line is too long"), context)
        return true
    }

    private func readData(_ context: ChannelHandlerContext, _ reader: SMTPDataReader) -> Bool {
        guard input.readableBytes > 0 else { return false }
        var reader = reader
        input.readWithUnsafeReadableBytes { bytes in reader.read(bytes) { body?.append($0) } }
        mode = .data(reader)
        if reader.isFinished {
            mode = .commands
            hand(context)
        } else {
            endIfEndless(context)
        }
        return true
    }

    private func readChunk(_ context: ChannelHandlerContext, _ left: Int, _ isLast: Bool) -> Bool {
        guard left > 0 else {
            mode = .commands
            if isLast { hand(context) } else { say(body?.refusal ?? SMTPReply(250, SMTPStatus(2, 0, 0), "piece received")) }
            return true
        }
        guard input.readableBytes > 0 else { return false }
        let count = min(left, input.readableBytes)
        input.readWithUnsafeReadableBytes { bytes in
            body?.append(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            return count
        }
        mode = .chunk(left: left - count, isLast: isLast)
        endIfEndless(context)
        return true
    }

    private func readSkipped(_ context: ChannelHandlerContext, _ left: Int, _ reply: SMTPReply) -> Bool {
        guard left > 0 else {
            mode = .commands
            say(reply)
            return true
        }
        guard input.readableBytes > 0 else { return false }
        let count = min(left, input.readableBytes)
        input.moveReaderIndex(forwardBy: count)
        mode = .skip(left: left - count, reply)
        return true
    }

    private func endIfEndless(_ context: ChannelHandlerContext) {
        if body?.isEndless == true { leave(context, SMTPReply(421, SMTPStatus(4, 3, 4), "the mail does not end")) }
    }
}
