package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** All chunks of a table, read as a backup reads them. */
final class ReadChunks {
    record Chunk(List<String> after, List<String> upTo, RowSetDigest digest, int bytes) {}

    private ReadChunks() {}

    /** Plans with one session and reads with another, as many rows a range as {@code bytesPerRow} suggests. */
    static List<Chunk> of(
            Session planner, Session reader, String schema, TableRecord table, int chunkBytes, long bytesPerRow) {
        List<Chunk> chunks = new ArrayList<>();
        RowBuffer rows = new RowBuffer(chunkBytes);
        TableEstimate manyRows = new TableEstimate(1_000_000_000, 1_000_000_000 * bytesPerRow);
        Iterator<KeyRange> ranges = ChunkPlanner.ranges(planner, schema, table, manyRows, chunkBytes);
        while (ranges.hasNext()) {
            ChunkReader.read(
                    reader,
                    schema,
                    ranges.next(),
                    new RowReading(JsonReading.AS_SHOWN, RowEncoding.BINARY),
                    chunkBytes,
                    rows,
                    (after, upTo, piece) -> chunks.add(new Chunk(after, upTo, piece.digest(), piece.length())));
        }
        return chunks;
    }

    static RowSetDigest sum(List<Chunk> chunks) {
        return chunks.stream().map(Chunk::digest).reduce(RowSetDigest.EMPTY, RowSetDigest::plus);
    }
}
