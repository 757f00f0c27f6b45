extension MailSystem {
    /// Exchange and Outlook, in the languages they report in.
    static let microsoftSystems = [
        MailSystem(name: "Exchange 5 to 2003", openings: [
            "did not reach the following recipient(s)", "did not reach the following recipient:", "msexch:ims:",
            "the recipient name is not recognized",
        ]),
        MailSystem(name: "Exchange 2007 to 365", openings: [
            "delivery has failed to these recipients or groups", "delivery has failed to these recipients or distribution lists",
            "delivery is delayed to these recipients or groups", "delivery is delayed to these recipients or distribution lists",
            "your message can't be delivered", "your message couldn't be delivered", 
            "diagnostic information for administrators", "more info for email admins",
            "error al entregar a estos destinatarios o grupos", "no se pudo entregar el mensaje a estos destinatarios",
            "falha na entrega a estes destinatários ou grupos", "a entrega falhou para estes destinatários",
            "a entrega falhou para os seguintes destinatários", "falha na entrega para estes destinatários ou grupos",
            "livrarea a eșuat pentru acești destinatari sau grupuri", "livrarea nu a reușit către acești destinatari",
            "échec de la remise à ces destinataires ou groupes", "échec de la remise pour ces destinataires ou groupes",
            "échec de la remise pour ces destinataires ou listes de distribution",
            "fehler bei der nachrichtenzustellung an folgende empfänger oder gruppen",
            "fehler bei der nachrichtenzustellung an folgende empfänger oder verteilerlisten",
            "recapito non riuscito ai seguenti destinatari o gruppi",
            "impossibile recapitare il messaggio ai seguenti destinatari o gruppi",
            "uw bericht kan niet worden bezorgd bij de volgende geadresseerden of groepen",
            "levering is mislukt voor deze geadresseerden of groepen", "dostarczenie nie powiodło się do następujących adresatów lub grup",
            "det gick inte att leverera meddelandet till följande mottagare eller grupper",
            "det gick inte att leverera till dessa mottagare eller grupper", "levering mislykkedes til disse modtagere eller grupper",
            "levering mislyktes til disse mottakerne eller gruppene", "toimittaminen epäonnistui näille vastaanottajille tai ryhmille",
            "не удалось выполнить доставку следующим получателям или группам", "次の受信者またはグループへの配信に失敗しました", "次の受信者または配布リストへの配信に失敗しました",
            "未能传递给以下收件人或组", "無法傳遞至下列收件者或群組", "다음 받는 사람 또는 그룹에 배달하지 못했습니다", "doručení těmto příjemcům nebo skupinám se nezdařilo",
            "az üzenet kézbesítése nem sikerült a következő címzetteknek vagy csoportoknak", "bu alıcılara veya gruplara teslim edilemedi",
        ]),
        MailSystem(name: "Outlook.com", openings: ["this is an automatically generated delivery status notification"]),
        MailSystem(name: "Exchange Online Protection", openings: [
            "the following message to <", "this message was rejected by the recipient e-mail system",
        ]),
    ]
}
