/// Passwords of ten letters and more that are tried first, in the languages of the desk, folded. Shorter ones are refused by
/// their length; those that are a shorter one with digits or signs around it are found by what is left without them.
enum CommonPasswords {
    static func contains(_ folded: String) -> Bool { list.contains(folded) }

    private static let list: Set<String> = Set(
        """
        password passwort contrasena contrasenas contrasenia contrasenha palavrapasse senha minhasenha parola parolamea
        qwerty qwertyuiop qwertyuiop[] qwertyuiopasdf qwertyuiopasdfghjklzxcvbnm qwerty123456 1qaz2wsx3edc 1qazxsw23edc
        1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 q1w2e3r4t5y6 zaq12wsxcde3 zaq1zaq1zaq1 asdfghjkl asdfghjkl; asdfghjklzxcvbnm zxcvbnm
        zxcvbnmasdfghjkl abcdefghij abcdefghijkl abc123abc123 abcd1234abcd 123456789a 1234567890a a123456789 123123123123 123321123321
        12345678900987654321 1029384756 0192837465 1357924680 2468013579 1122334455 11223344556677 123qwe123qwe 123456qwerty
        qwe123qwe123 qwe123456789 qazwsxedcrfv qazwsxedc1 qweasdzxc123 letmein letmeinnow letmeinplease welcome welcometo welcomeback
        bienvenido bienvenidos bienvenida bemvindo bemvindos binevenit bineativenit bunvenit iloveyou iloveyouso iloveyouu teamo
        teamomucho tequiero tequieromucho euteamo amoteamo teiubesc teiubescmult administrator administrador administrare
        administracion administracao admin adminadmin rootroot superuser supervisor helpdesk servicedesk soporte suporte suport support
        supportdesk mesadeayuda amparo amparoamparo changeme changemenow changeit cambiame mudeme schimbama default secret
        secretsecret secreto segredo secreta football futbol futebol fotbal baseball basketball basquetbol superman batman spiderman pokemon
        starwars dragonball princess princesa printesa sunshine monkey monkeymonkey master mastermaster trustno1 trustnoone internet
        computer computadora computador calculator calculatoare liverpool barcelona realmadrid corinthians flamengo palmeiras
        steauabucuresti dinamo bucuresti cluj argentina mexico colombia portugal espana brasil romania romaniamare michaeljordan
        jesuschrist jesucristo jesuscristo jesus jesuses dumnezeu graciasadios dieu nombrededios estrella estrellita mariposa
        chocolate corazon coracao inimioara alejandro alejandra fernando fernanda francisco francisca guadalupe valentina sebastian
        alexandru alexandra cristina cristian andreea gabriela gabriel marianamariana roberto ricardo eduardo rodrigo rafael
        familia familiamea familie mifamilia minhafamilia passwordpassword passwordone passw0rd p@ssw0rd p@ssword pa$$word p@$$w0rd
        pa55word correcthorsebatterystaple thisisapassword mypassword mypasswordis nopassword newpassword temppassword temporary
        temporal temporario test testtest testtesttest testing testingtesting guest guestguest demo demodemo demodemodemo companyname
        winter spring summer autumn january february september october november december invierno primavera verano otono enero
        septiembre octubre noviembre diciembre inverno outono setembro outubro novembro dezembro iarna vara toamna primavara
        septembrie octombrie noiembrie decembrie monday tuesday wednesday thursday friday qwertyqwerty asdfasdfasdf zxcvzxcvzxcv
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
