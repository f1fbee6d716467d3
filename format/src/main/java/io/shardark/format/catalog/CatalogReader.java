package io.shardark.format.catalog;

import io.shardark.format.error.DamagedException;
import io.shardark.format.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a shard's catalog as a stream and strictly: the header with the constructor, then every chunk, then the totals.
 * Nothing about it is proved before {@link #totals()} has returned. Memory does not grow with the number of chunks. Not
 * safe for use by several threads; holds native memory until closed.
 */
public final class CatalogReader implements AutoCloseable {
    private static final long LONGEST_TEXT = 64L << 30;

    private final String file;
    private final int expectedChunks;
    private final JsonReader json;
    private final CatalogHeader header;
    private final ChunkRecordReader records;
    private final ChunkNumbers numbers;
    private final ChunkSums sums;
    private int chunks;
    private boolean ended;

    /**
     * Reads everything before the chunks.
     *
     * @param catalog the compressed catalog, taken out of its envelope
     * @param expectedChunks the number of chunks in the shard's manifest
     * @param file its name, for messages
     * @throws DamagedException when it deviates from the specification, as from all other methods
     * @throws io.shardark.format.error.TooNewException when it has a higher version
     */
    public CatalogReader(byte[] catalog, int expectedChunks, String file) {
        this.file = file;
        this.expectedChunks = expectedChunks;
        this.json = new JsonReader(new DecompressedStream(catalog, file, LONGEST_TEXT), file);
        try {
            json.beginDocument(CatalogWriter.FORMAT, CatalogWriter.VERSION);
            header = new HeaderReader(json).read();
            json.beginArray("chunks");
        } catch (RuntimeException failure) {
            json.close();
            throw failure;
        }
        records = new ChunkRecordReader(json, header.tables());
        numbers = new ChunkNumbers(header.tables().size());
        sums = new ChunkSums(header.tables().size());
    }

    /** Everything before the chunks. */
    public CatalogHeader header() {
        return header;
    }

    /** The chunk of the next ordinal, from 0; empty behind the last one. */
    public Optional<ChunkRecord> next() {
        if (ended || !json.hasEntry()) {
            ended = true;
            return Optional.empty();
        }
        ChunkRecord chunk = records.chunk();
        chunks++;
        requireExpected();
        requireNew(chunk);
        add(chunk);
        return Optional.of(chunk);
    }

    /** Reads to the end and proves that the catalog is whole; the n-th entry is table n. */
    public List<TableTotals> totals() {
        while (!ended) {
            next();
        }
        List<TableTotals> totals = new ArrayList<>();
        json.beginArray("totals");
        while (json.hasEntry()) {
            totals.add(records.totals(totals.size()));
        }
        json.endDocument();
        requireAll();
        requireSums(totals);
        return List.copyOf(totals);
    }

    @Override
    public void close() {
        json.close();
    }

    private void requireExpected() {
        if (chunks > expectedChunks) {
            throw json.damaged("there are more chunks than the " + expectedChunks + " of the shard's manifest");
        }
    }

    private void requireNew(ChunkRecord chunk) {
        if (!numbers.add(chunk.table(), chunk.number())) {
            throw json.damaged("chunk " + chunk.number() + " of table " + chunk.table() + " is there twice");
        }
    }

    private void add(ChunkRecord chunk) {
        try {
            sums.add(chunk);
        } catch (ArithmeticException overflow) {
            throw json.damaged("the sums of table " + chunk.table() + " have more than 63 bits");
        }
    }

    private void requireAll() {
        if (chunks != expectedChunks) {
            throw new DamagedException(
                    file + ": there are " + chunks + " chunks, the shard's manifest has " + expectedChunks);
        }
        if (!numbers.complete()) {
            throw new DamagedException(file + ": the chunk numbers of a table have a gap");
        }
    }

    private void requireSums(List<TableTotals> totals) {
        if (!totals.equals(sums.totals())) {
            throw new DamagedException(file + ": the totals are not the sums of the chunks");
        }
    }
}
