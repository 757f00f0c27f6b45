import Testing

@testable import Mail

@Suite("courtesy")
struct CourtesyTests {
    @Test("thanks and confirmations", arguments: [
        "Thanks!", "Thank you very much for your quick help.", "Perfect, it works now. Thanks a lot!", "Hi Ana,\n\nthank you so much!\n\nBest regards,\nJohn Smith", "Great, thanks Ana", "👍", "Solved, thank you",
        "Gracias", "Muchas gracias por su ayuda.", "Perfecto, ya funciona. ¡Mil gracias!", "Hola Ana:\nmuchas gracias por la rápida respuesta.\nUn saludo,\nLuis", "Resuelto, gracias",
        "Obrigada!", "Muito obrigado pela ajuda.", "Bom dia, deu tudo certo, obrigado!\nAbraços,\nPaulo", "Perfeito, valeu",
        "Mulțumesc!", "Mulțumesc mult pentru ajutor.", "Bună ziua,\nVă mulțumesc pentru răspunsul prompt.\nCu stimă,\nIon Popescu", "Perfect, merge acum, multumesc",
    ])
    func thanks(text: String) {
        #expect(Courtesy.isOnlyThanks(text, hasAttachments: false))
        #expect(!Courtesy.isOnlyThanks(text, hasAttachments: true))
    }

    @Test("anything more reopens", arguments: [
        "Thanks, but it still fails.", "Thanks! When will it arrive?", "Thank you. Please also cancel order", "Thanks, see www.example.com", "Thanks, my number is 600123123", "Ok", "Yes", "Sí", "No, gracias",
        "Gracias, pero no funciona", "Gracias. ¿Y el otro?", "Gracias, quedo a la espera", "No funciona, gracias", "Obrigado, mas não funcionou", "Obrigado, aguardo retorno", "Mulțumesc, dar nu merge", "Mulțumesc, aștept răspuns",
        "It does not work now, thanks", "The great printer is on fire", "", "Thanks for nothing", "Perfect would be a refund", "Not great",
    ])
    func more(text: String) {
        #expect(!Courtesy.isOnlyThanks(text, hasAttachments: false))
    }
}
