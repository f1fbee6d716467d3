package io.shardark.format.backup;

import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.CatalogReader;
import io.shardark.format.catalog.ChunkRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.chunk.ChunkIdentity;
import io.shardark.format.manifest.ChunkPlace;
import java.util.List;
import java.util.Optional;

/**
 * The chunks of a shard in the order of ordinals, read from the catalog one by one. Safe for use by several threads,
 * each of which gets other chunks. Holds native memory until closed.
 */
public final class ShardChunks implements AutoCloseable {
    private final CatalogHeader header;
    private final List<ChunkPlace> places;
    private final List<List<String>> columns;
    private final CatalogReader catalog;
    private int ordinal;

    ShardChunks(ShardReader shard, CatalogReader catalog) {
        this.header = shard.header();
        this.places = shard.manifest().chunks();
        this.columns = header.tables().stream().map(TableRecord::columnNames).toList();
        this.catalog = catalog;
    }

    /** The next chunk; empty when there are no more. */
    public synchronized Optional<ShardChunk> next() {
        return catalog.next().map(this::chunk);
    }

    @Override
    public synchronized void close() {
        catalog.close();
    }

    private ShardChunk chunk(ChunkRecord record) {
        TableRecord table = header.tables().get(record.table());
        ChunkIdentity identity = new ChunkIdentity(
                header.backup(),
                header.shard(),
                header.schema().name(),
                table.name(),
                record.number(),
                columns.get(record.table()));
        ShardChunk chunk = new ShardChunk(ordinal, places.get(ordinal), record, identity);
        ordinal++;
        return chunk;
    }
}
