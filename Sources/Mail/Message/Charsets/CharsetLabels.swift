/// Labels by which mail names its encodings.
extension Charset {
    /// Labels that say nothing about the encoding.
    static let meaningless: Set<String> = [
        "x-unknown", "unknown", "unknown-8bit", "x-unknown-8bit", "default", "default_charset", "_autodetect", "none", "8bit", "7bit",
        "binary", "utf", "iso", "x-user-defined", "charset", "us", "replacement",
    ]

    /// What a label may have been meant to be: `iso8859_1`, `cp-1252`, `x-gbk`, `utf8mb4`.
    static func spellings(of label: String) -> [String] {
        var spellings = [label.replacing("_", with: "-")]
        for prefix in ["x-", "cs"] where label.hasPrefix(prefix) { spellings.append(String(label.dropFirst(2))) }
        let bare = label.filter { $0.isLetter || $0.isNumber }
        spellings.append(bare)
        for prefix in ["windows", "win", "cp", "ms", "ansi"] where bare.hasPrefix(prefix) {
            spellings.append("cp" + bare.dropFirst(prefix.count))
            spellings.append("ibm" + bare.dropFirst(prefix.count))
        }
        if bare.hasPrefix("utf8") || bare.hasPrefix("uft8") { spellings.append("utf-8") }
        return spellings
    }

    /// Label -> name. The WHATWG's (https://encoding.spec.whatwg.org/#names-and-labels) and mail's own.
    static let names: [String: String] = {
        var names: [String: String] = [:]
        for (name, labels) in labelsByName {
            names[name] = name
            for label in labels.split(separator: " ") { names[String(label)] = name }
        }
        return names
    }()

    /// Name -> what glibc's iconv calls it, where the two differ.
    static let iconvNames: [String: String] = [
        "ibm866": "CP866", "iso-8859-8-i": "ISO-8859-8", "windows-874": "CP874", "x-mac-cyrillic": "MAC-CYRILLIC",
        "macintosh": "MACINTOSH", "gb18030": "GB18030", "big5": "BIG5-HKSCS", "euc-jp": "EUC-JP-MS", "shift_jis": "CP932",
        "euc-kr": "CP949", "utf-16": "UTF-16", "windows-1250": "CP1250", "windows-1251": "CP1251", "windows-1253": "CP1253",
        "windows-1254": "CP1254", "windows-1255": "CP1255", "windows-1256": "CP1256", "windows-1257": "CP1257",
        "windows-1258": "CP1258", "euc-jisx0213": "EUC-JISX0213", "shift_jisx0213": "SHIFT_JISX0213",
    ]

    private static let labelsByName: [(String, String)] = [
        ("utf-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8 uft-8 utf-8mb4 unicode"),
        ("ibm866", "866 cp866 csibm866"),
        ("iso-8859-2", "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 latin-2"),
        ("iso-8859-3", "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 latin-3"),
        ("iso-8859-4", "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 latin-4"),
        ("iso-8859-5", "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"),
        ("iso-8859-6", "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"),
        ("iso-8859-7", "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek"),
        ("iso-8859-8", "csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual"),
        ("iso-8859-8-i", "csiso88598i logical"),
        ("iso-8859-10", "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6"),
        ("iso-8859-13", "iso8859-13 iso885913"),
        ("iso-8859-14", "iso8859-14 iso885914"),
        ("iso-8859-15", "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin9 latin-9"),
        ("iso-8859-16", "iso8859-16 iso885916"),
        ("koi8-r", "cskoi8r koi koi8 koi8_r koi8r"),
        ("koi8-u", "koi8-ru koi8u"),
        ("macintosh", "csmacintosh mac x-mac-roman macroman"),
        ("windows-874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 tis620 cp874"),
        ("windows-1250", "cp1250 x-cp1250"),
        ("windows-1251", "cp1251 x-cp1251"),
        ("windows-1252", "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 latin-1 us-ascii usascii x-cp1252 iso-646 iso646-us"),
        ("windows-1253", "cp1253 x-cp1253"),
        ("windows-1254", "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 latin-5 x-cp1254"),
        ("windows-1255", "cp1255 x-cp1255"),
        ("windows-1256", "cp1256 x-cp1256"),
        ("windows-1257", "cp1257 x-cp1257"),
        ("windows-1258", "cp1258 x-cp1258"),
        ("x-mac-cyrillic", "x-mac-ukrainian maccyrillic"),
        ("gb18030", "gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk euc-cn euccn cp936 ms936 gb2312-80"),
        ("big5", "big5-hkscs cn-big5 csbig5 x-x-big5 big5hkscs cp950 ms950 big-5 big5-eten"),
        ("euc-jp", "cseucpkdfmtjapanese x-euc-jp eucjp ujis"),
        ("iso-2022-jp", "csiso2022jp iso2022jp iso-2022-jp-ms"),
        ("shift_jis", "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis cp932 shiftjis"),
        ("euc-jisx0213", "eucjisx0213 euc-jis-2004"),
        ("shift_jisx0213", "shift-jisx0213 shiftjisx0213 sjisx0213 shift-jis-2004"),
        ("euc-kr", "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949 uhc ms949 euckr ks_c_5601"),
        ("utf-16be", "unicodefffe"),
        ("utf-16le", "csunicode iso-10646-ucs-2 ucs-2 unicodefeff utf-16 utf16"),
        ("utf-32le", "utf-32 utf32 ucs-4"),
        ("utf-32be", ""),
        ("utf-7", "utf7 unicode-1-1-utf-7 csunicode11utf7 x-unicode-2-0-utf-7 unicode-2-0-utf-7 csutf7"),
        ("hz-gb-2312", "hz hzgb2312"),
        ("iso-2022-kr", "csiso2022kr iso2022kr"),
        ("iso-2022-cn", "iso2022cn"),
        ("iso-2022-cn-ext", ""),
    ]
}
