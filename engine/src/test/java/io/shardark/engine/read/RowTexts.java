package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlText;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The values of row text, undone by a second, simple implementation of FORMAT.md section 3.1. */
final class RowTexts {
    private RowTexts() {}

    /** The values of all rows, in the order of the key, in hexadecimal; {@code NULL} for NULL. */
    static List<List<String>> read(Session session, String schema, TableRecord table) {
        return read(session, schema, table, RowEncoding.TEXT);
    }

    /** As {@link #read(Session, String, TableRecord)}, in an encoding. */
    static List<List<String>> read(Session session, String schema, TableRecord table, RowEncoding encoding) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        RowBuffer rows = new RowBuffer(1 << 20);
        ChunkPlanner.ranges(session, schema, table, new TableEstimate(0, 0), 1 << 20)
                .forEachRemaining(range -> ChunkReader.read(
                        session,
                        schema,
                        range,
                        new RowReading(JsonReading.AS_SHOWN, encoding),
                        1 << 20,
                        rows,
                        (after, upTo, piece) -> text.write(piece.array(), 0, piece.length())));
        return rows(text.toByteArray());
    }

    /** The values of the rows in a buffer, as {@link #read} gives them. */
    static List<List<String>> of(RowBuffer rows) {
        return rows(Arrays.copyOf(rows.array(), rows.length()));
    }

    /** The same of a plain SELECT, which uses nothing that chunks are made with. */
    static List<List<String>> select(Session session, String schema, TableRecord table) {
        return session.query(
                "SELECT " + SqlText.names(table.columnNames()) + " FROM " + SqlText.name(schema, table.name()), row -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= table.columns().size(); i++) {
                        byte[] value = row.getBytes(i);
                        values.add(
                                value == null
                                        ? "NULL"
                                        : HexFormat.of().withUpperCase().formatHex(value));
                    }
                    return values;
                });
    }

    private static List<List<String>> rows(byte[] text) {
        return split(text, '\n').stream()
                .map(row -> split(Arrays.copyOf(row, row.length), '\t').stream()
                        .map(RowTexts::value)
                        .toList())
                .toList();
    }

    private static List<byte[]> split(byte[] text, char separator) {
        List<byte[]> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == separator) {
                parts.add(Arrays.copyOfRange(text, start, i));
                start = i + 1;
            }
        }
        if (separator == '\t' || start < text.length) {
            parts.add(Arrays.copyOfRange(text, start, text.length));
        }
        return parts;
    }

    private static String value(byte[] text) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '\\') {
                value.write(text[i]);
                continue;
            }
            switch (text[++i]) {
                case 'N' -> {
                    return "NULL";
                }
                case '0' -> value.write(0);
                case 't' -> value.write('\t');
                case 'n' -> value.write('\n');
                case '\\' -> value.write('\\');
                default -> throw new AssertionError("an escape that does not exist");
            }
        }
        return HexFormat.of().withUpperCase().formatHex(value.toByteArray());
    }
}
