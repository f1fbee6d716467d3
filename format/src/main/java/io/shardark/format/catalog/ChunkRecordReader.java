package io.shardark.format.catalog;

import io.shardark.format.json.JsonReader;
import io.shardark.format.row.RowSetDigest;
import java.util.List;
import java.util.regex.Pattern;

/** Reads chunks and totals of a catalog, strictly. */
final class ChunkRecordReader {
    /** More row text is allowed only for a single row. */
    private static final long LARGEST_CHUNK = 64 << 20;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");

    private final JsonReader json;
    private final List<TableRecord> tables;

    ChunkRecordReader(JsonReader json, List<TableRecord> tables) {
        this.json = json;
        this.tables = tables;
    }

    /** Reads an entry of {@code chunks}. */
    ChunkRecord chunk() {
        json.beginObject();
        int table = (int) json.number("table", 0, tables.size() - 1L);
        int number = json.integer("chunk", 0);
        long bytes = json.number("bytes", 1, Long.MAX_VALUE);
        RowSetDigest digest = digest(1);
        List<String> after = key("after", table);
        List<String> upTo = key("upTo", table);
        requireRowsInBytes(bytes, digest);
        requireSize(bytes, digest);
        json.endObject();
        return new ChunkRecord(table, number, bytes, digest, after, upTo);
    }

    /** Reads an entry of {@code totals}. */
    TableTotals totals(int table) {
        json.beginObject();
        int chunks = json.integer("chunks", 0);
        long bytes = json.number("bytes", 0, Long.MAX_VALUE);
        RowSetDigest digest = digest(0);
        json.endObject();
        return new TableTotals(table, chunks, bytes, digest);
    }

    private RowSetDigest digest(int leastRows) {
        long rows = json.number("rows", leastRows, Long.MAX_VALUE);
        return RowSetDigest.parse(
                rows,
                json.string("digest", text -> DIGEST.matcher(text).matches(), "32 lower-case hexadecimal digits"));
    }

    private List<String> key(String name, int table) {
        List<String> literals = json.strings(name);
        int columns = tables.get(table).key().size();
        if (!literals.isEmpty() && literals.size() != columns) {
            throw json.damaged("\"" + name + "\" has " + literals.size() + " values, the key has " + columns);
        }
        return literals;
    }

    /** Every row is at least its newline. */
    private void requireRowsInBytes(long bytes, RowSetDigest digest) {
        if (digest.rows() > bytes) {
            throw json.damaged(digest.rows() + " rows do not fit into " + bytes + " bytes");
        }
    }

    private void requireSize(long bytes, RowSetDigest digest) {
        if (bytes > LARGEST_CHUNK && digest.rows() > 1) {
            throw json.damaged("a chunk of several rows has more than 64 MiB");
        }
    }
}
