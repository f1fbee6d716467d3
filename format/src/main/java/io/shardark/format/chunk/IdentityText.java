package io.shardark.format.chunk;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * Writes the JSON of an identity frame: one spelling only (FORMAT.md sections 4.1 and 9), since readers compare bytes.
 */
final class IdentityText {
    static final String FORMAT = "shardark-chunk";
    static final int VERSION = 1;

    private IdentityText() {}

    static byte[] of(ChunkIdentity identity) {
        StringBuilder json = new StringBuilder(256);
        json.append("{\"format\":");
        string(json, FORMAT);
        json.append(",\"version\":").append(VERSION).append(",\"backup\":");
        string(json, identity.backup().text());
        json.append(",\"shard\":").append(identity.shard()).append(",\"schema\":");
        string(json, identity.schema());
        json.append(",\"table\":");
        string(json, identity.table());
        json.append(",\"chunk\":").append(identity.number()).append(",\"columns\":");
        strings(json, identity.columns());
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A text of which no part can act on a terminal. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}|[\\u0080-\\u009f\\u2028-\\u202e\\u2066-\\u2069]", "?");
    }

    private static void strings(StringBuilder json, List<String> values) {
        json.append('[');
        for (Iterator<String> next = values.iterator(); next.hasNext(); ) {
            string(json, next.next());
            json.append(next.hasNext() ? "," : "");
        }
        json.append(']');
    }

    private static void string(StringBuilder json, String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (unit == '"' || unit == '\\') {
                json.append('\\').append(unit);
            } else if (unit < ' ') {
                json.append("\\u00")
                        .append(Character.forDigit(unit >> 4, 16))
                        .append(Character.forDigit(unit & 15, 16));
            } else {
                json.append(unit);
            }
        }
        json.append('"');
    }
}
