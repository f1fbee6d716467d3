package io.shardark.format.catalog;

import io.shardark.format.json.JsonWriter;
import java.util.List;

/**
 * Writes a shard's catalog (section 5 of the format) as a stream: the header at once, the chunks one by one as they are
 * stored, the totals at the end. It takes memory for its compressed size only. Not safe for use by several threads;
 * holds native memory until closed.
 */
public final class CatalogWriter implements AutoCloseable {
    static final String FORMAT = "shardark-catalog";
    static final int VERSION = 1;

    private final CompressedBuffer buffer = new CompressedBuffer();
    private final JsonWriter json = new JsonWriter(buffer);
    private final ChunkSums sums;

    /** Writes everything before the chunks. */
    public CatalogWriter(CatalogHeader header) {
        sums = new ChunkSums(header.tables().size());
        json.beginDocument(CatalogWriter.FORMAT, CatalogWriter.VERSION);
        new HeaderWriter(json).write(header);
        json.beginArray("chunks");
    }

    /** Writes the chunk of the next ordinal. */
    public void add(ChunkRecord chunk) {
        sums.add(chunk);
        json.beginObject();
        json.number("table", chunk.table());
        json.number("chunk", chunk.number());
        json.number("bytes", chunk.bytes());
        json.number("rows", chunk.digest().rows());
        json.string("digest", chunk.digest().hex());
        json.strings("after", chunk.after());
        json.strings("upTo", chunk.upTo());
        json.endObject();
    }

    /** The sums over the chunks written so far; the n-th entry is table n. */
    public List<TableTotals> totals() {
        return sums.totals();
    }

    /** Writes the totals, which are the sums over all chunks, and returns the whole catalog, compressed. */
    public byte[] finish() {
        json.endArray();
        json.beginArray("totals");
        totals().forEach(this::writeTotals);
        json.endArray();
        json.endDocument();
        return buffer.finish();
    }

    @Override
    public void close() {
        json.close();
        buffer.close();
    }

    private void writeTotals(TableTotals totals) {
        json.beginObject();
        json.number("chunks", totals.chunks());
        json.number("bytes", totals.bytes());
        json.number("rows", totals.digest().rows());
        json.string("digest", totals.digest().hex());
        json.endObject();
    }
}
