package io.shardark.engine.fidelity;

import static io.shardark.engine.fidelity.TypeSpecimens.bytes;

import io.shardark.samples.servers.ServerFlavor;
import java.util.Arrays;
import java.util.List;

/** Texts in many character sets, bytes, labels, documents and shapes. */
final class TextsAndBytes {
    /** What line formats, escapes and encodings stumble over. */
    private static final String[] HARD = {
        "''",
        "'a  '",
        "'NULL'",
        "'\\\\N'",
        "'\\\\'",
        "'tab\\t newline\\n return\\r zero\\0 backslash\\\\ quote\\' double\\\" substitute\\Z'",
        "'中文 é ß'"
    };

    private TextsAndBytes() {}

    static List<Specimen> all() {
        TypeSpecimens types = new TypeSpecimens();
        addUnicode(types);
        addOtherCharacterSets(types);
        addBytes(types);
        addLabels(types);
        addJson(types);
        addShapes(types);
        addOfMySql(types.on(ServerFlavor.MYSQL));
        addOfMariaDb(types.on(ServerFlavor.MARIADB));
        return types.all();
    }

    private static void addUnicode(TypeSpecimens types) {
        for (String type : List.of("CHAR(255)", "VARCHAR(300)", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT")) {
            types.type(
                    type + " CHARACTER SET utf8mb4",
                    with(HARD, "'😀 𠜎 \uD83C\uDDE8\uD83C\uDDF3'", "'e\u0301 \u200D'"));
        }
        types.type("LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "REPEAT('长\\\\\\n', 100000)")
                .type("VARCHAR(300) CHARACTER SET utf8mb3", HARD)
                .type("VARCHAR(300) CHARACTER SET ucs2", with(HARD, "_ucs2 0x5C5C0A090000D83D"))
                .type("VARCHAR(300) CHARACTER SET utf16", with(HARD, "'😀'", "_utf16 0x5C5C0A0900000009"))
                .type("VARCHAR(300) CHARACTER SET utf16le", with(HARD, "'😀'"))
                .type("TEXT CHARACTER SET utf32", with(HARD, "'😀'", "_utf32 0x0000005C0000000A"));
    }

    private static void addOtherCharacterSets(TypeSpecimens types) {
        // Every byte, 0x80 to 0x9F among them.
        types.type("VARCHAR(300) CHARACTER SET latin1", bytes(0, 255))
                .type("TEXT CHARACTER SET latin1 COLLATE latin1_german1_ci", bytes(0, 255), "'ß'")
                .type("CHAR(100) CHARACTER SET ascii", "'a'", "'\\\\ \\n'")
                .type("VARCHAR(300) CHARACTER SET latin2", bytes(0, 255))
                .type("VARCHAR(300) CHARACTER SET cp1251", "'Привет'", bytes(128, 255))
                .type("VARCHAR(300) CHARACTER SET koi8r", "'Привет'", bytes(128, 255))
                .type("VARCHAR(300) CHARACTER SET cp850", bytes(0, 255))
                .type("VARCHAR(300) CHARACTER SET tis620", "'สวัสดี'")
                // A backslash as the second byte of a character.
                .type("VARCHAR(100) CHARACTER SET gbk", "'订单'", "0x815C", "0x8E5C915CB25C5C", "'a\\\\b'")
                .type("VARCHAR(100) CHARACTER SET gb2312", "'订单'", "'a\\\\b'")
                .type("VARCHAR(100) CHARACTER SET sjis", "'注文'", "0x835C945C5C")
                .type("VARCHAR(100) CHARACTER SET cp932", "'注文'", "0x835C945C5C")
                .type("VARCHAR(100) CHARACTER SET big5", "'訂單'", "0xA55CB35C5C")
                .type("VARCHAR(100) CHARACTER SET eucjpms", "'注文'")
                .type("VARCHAR(100) CHARACTER SET ujis", "'注文'")
                .type("VARCHAR(100) CHARACTER SET euckr", "'주문'");
    }

    private static void addBytes(TypeSpecimens types) {
        String all = bytes(0, 255);
        types.type("BINARY(4)", "x'00090A5C'", "x'20202020'", "''", "'ab'", "x'5C4E'")
                .type("BINARY(255)", bytes(0, 254), bytes(1, 255))
                .type("VARBINARY(300)", all, "''", "x'5C4E'", "x'0A'", "x'20'")
                .type("TINYBLOB", bytes(1, 255), "''", "x'5C'")
                .type("BLOB", all, "REPEAT(" + all + ", 255)")
                .type("MEDIUMBLOB", all, "REPEAT(" + all + ", 5000)")
                .type("LONGBLOB", all, "REPEAT(" + all + ", 5000)", "REPEAT(x'0A', 70000)");
    }

    private static void addLabels(TypeSpecimens types) {
        types.type(
                        "ENUM('a','','NULL','c,d','e''f','g\\\\h','(') CHARACTER SET utf8mb4",
                        "1",
                        "2",
                        "3",
                        "4",
                        "5",
                        "6",
                        "7")
                .type("ENUM('订单','ß','É') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "1", "2", "3")
                .type("ENUM('é','ü','\\'q') CHARACTER SET latin1", "1", "2", "3")
                .type("ENUM('中','文') CHARACTER SET gbk", "1", "2")
                .type("ENUM('a') CHARACTER SET binary", "1")
                .type("SET('α','β','γ') CHARACTER SET greek", "0", "1", "5", "7")
                .type("SET('é','b','c') CHARACTER SET latin1", "0", "5", "7")
                .type("SET('中','文','x') CHARACTER SET gbk", "0", "1", "2", "7")
                .named(
                        "`SET` of 64 labels",
                        "SET(" + manyLabels() + ")",
                        "0",
                        "1",
                        "9223372036854775808",
                        "18446744073709551615");
    }

    private static String manyLabels() {
        StringBuilder labels = new StringBuilder("'m0'");
        for (int i = 1; i < 64; i++) {
            labels.append(",'m").append(i).append('\'');
        }
        return labels.toString();
    }

    private static void addJson(TypeSpecimens types) {
        types.type(
                "JSON",
                "'{\"名\": \"订单 😀\", \"n\": [1, -2.5e3, true, null], \"q\": \"a\\\\\\\\b\\\\\"c\\\\n\"}'",
                "'null'",
                "'[]'",
                "'{}'",
                "'\"\\\\u0000\"'",
                "'[1.0, 1e300, 4.9e-324, -0.0, 0.1]'",
                "'[9223372036854775807, 18446744073709551615, -9223372036854775808]'",
                "'{\"b\": 1, \"a\": 2, \"aa\": {\"\": []}}'");
    }

    private static void addShapes(TypeSpecimens types) {
        types.type("POINT", "ST_GeomFromText('POINT(1.5 -2.25)')", "ST_GeomFromText('POINT(-0.1 1e300)', 3857)")
                .type("LINESTRING", "ST_GeomFromText('LINESTRING(0 0,1 1,9 10,92 0)')")
                .type("POLYGON", "ST_GeomFromText('POLYGON((0 0,9 0,9 9,0 0),(1 1,2 1,2 2,1 1))')")
                .type("MULTIPOINT", "ST_GeomFromText('MULTIPOINT(9 10,92 0)')")
                .type("MULTILINESTRING", "ST_GeomFromText('MULTILINESTRING((0 0,1 1),(2 2,3 3))')")
                .type(
                        "MULTIPOLYGON",
                        "ST_GeomFromText('MULTIPOLYGON(((0 0,9 0,9 9,0 0)),((20 20,29 20,29 29,20 20)))')")
                .type("GEOMETRYCOLLECTION", "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1),LINESTRING(0 0,9 9))')")
                .type(
                        "GEOMETRY",
                        "ST_GeomFromText('POLYGON((0 0,9 0,9 9,0 0))', 4326)",
                        "ST_GeomFromText('POINT(0 0)')");
    }

    private static void addOfMySql(TypeSpecimens types) {
        types.type("GEOMETRY SRID 4326", "ST_GeomFromText('POINT(48.2 16.37)', 4326)")
                .type("VECTOR(3)", "TO_VECTOR('[1.5, -0.1, 3e38]')", "TO_VECTOR('[0, -0.0, 1.2e-38]')")
                .type("VARCHAR(100) CHARACTER SET gb18030", "'订单 😀'", "0x815C")
                .type("LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci", HARD);
    }

    private static void addOfMariaDb(TypeSpecimens types) {
        types.type("UUID", "'123e4567-e89b-12d3-a456-426655440000'", "'00000000-0000-0000-0000-000000000000'")
                .type("INET6", "'2001:db8::ff00:42:8329'", "'::'", "'::ffff:1.2.3.4'")
                .type("INET4", "'192.0.2.33'", "'0.0.0.0'", "'9.10.92.0'")
                .type("BLOB COMPRESSED", bytes(0, 255), "REPEAT(" + bytes(0, 255) + ", 200)", "''")
                .type("VARCHAR(2000) COMPRESSED CHARACTER SET utf8mb4", "REPEAT('订单 😀', 200)", "'\\\\N'")
                .type("LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci", HARD);
    }

    private static String[] with(String[] first, String... more) {
        String[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
