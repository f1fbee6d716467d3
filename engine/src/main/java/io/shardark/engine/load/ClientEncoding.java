package io.shardark.engine.load;

import io.shardark.format.catalog.SchemaObject;
import java.util.Map;

/** The Java names of the character sets that clients can have. */
final class ClientEncoding {
    private static final String UTF_8 = "UTF-8";

    private static final Map<String, String> JAVA_NAMES = Map.ofEntries(
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin2", "ISO-8859-2"),
            Map.entry("latin5", "ISO-8859-9"),
            Map.entry("latin7", "ISO-8859-13"),
            Map.entry("greek", "ISO-8859-7"),
            Map.entry("hebrew", "ISO-8859-8"),
            Map.entry("cp1250", "windows-1250"),
            Map.entry("cp1251", "windows-1251"),
            Map.entry("cp1256", "windows-1256"),
            Map.entry("cp1257", "windows-1257"),
            Map.entry("cp850", "IBM850"),
            Map.entry("cp852", "IBM852"),
            Map.entry("cp866", "IBM866"),
            Map.entry("koi8r", "KOI8-R"),
            Map.entry("koi8u", "KOI8-U"),
            Map.entry("tis620", "TIS-620"),
            Map.entry("big5", "Big5"),
            Map.entry("gb2312", "GB2312"),
            Map.entry("gbk", "GBK"),
            Map.entry("gb18030", "GB18030"),
            Map.entry("sjis", "Shift_JIS"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("ujis", "EUC-JP"),
            Map.entry("euckr", "EUC-KR"));

    private ClientEncoding() {}

    /**
     * How the driver has to write the definition of an object: a server reads a statement in the client's character
     * set. ASCII is the same in all of them.
     */
    static String of(SchemaObject object) {
        boolean ascii = object.definition().chars().allMatch(character -> character < 0x80);
        return ascii ? UTF_8 : JAVA_NAMES.getOrDefault(object.characterSetClient(), UTF_8);
    }
}
