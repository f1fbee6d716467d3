package io.shardark.format.backup;

import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.CatalogReader;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.manifest.ShardManifest;
import java.util.List;

/**
 * A shard whose manifest and catalog were read and proved from their first byte to their last. It keeps the catalog in
 * its compressed form and the places of the chunks packed, some 100 bytes for each chunk. Immutable and safe for use by
 * several threads.
 */
public final class ShardReader {
    /** An array cannot be longer. */
    private static final int LONGEST_CATALOG = Integer.MAX_VALUE - 8;

    private final ShardFiles files;
    private final byte[] catalog;
    private final CatalogHeader header;
    private final List<TableTotals> totals;

    private ShardReader(ShardFiles files, byte[] catalog, CatalogHeader header, List<TableTotals> totals) {
        this.files = files;
        this.catalog = catalog;
        this.header = header;
        this.totals = totals;
    }

    static ShardReader open(ShardFiles files, Envelope envelope) {
        FileRecord file = files.manifest().catalog();
        byte[] stored = StoredFiles.read(files.folder(), file, LONGEST_CATALOG);
        String place = StoredFiles.place(files.folder(), file.name());
        byte[] catalog = envelope.open(stored, 0, stored.length, place);
        try (CatalogReader reader =
                new CatalogReader(catalog, files.manifest().chunks().size(), place)) {
            requireSameShard(reader.header(), files, place);
            return new ShardReader(files, catalog, reader.header(), reader.totals());
        }
    }

    /** What the catalog says before its chunks. */
    public CatalogHeader header() {
        return header;
    }

    /** The sums over the chunks of each table; the n-th entry is table n. */
    public List<TableTotals> totals() {
        return totals;
    }

    /** The archive files and the places of the chunks. */
    public ShardManifest manifest() {
        return files.manifest();
    }

    /** All chunks in the order of ordinals, which is that of their places. The caller closes it. */
    public ShardChunks chunks() {
        return new ShardChunks(
                this, new CatalogReader(catalog, manifest().chunks().size(), catalogPlace()));
    }

    /**
     * Reads the stored bytes of a chunk, which are not checked yet.
     *
     * @throws DamagedException when the archive file is missing or ends too early
     */
    public byte[] readStored(ChunkPlace place) {
        return files.archives().read(place);
    }

    /** How a person finds a chunk: the archive file and the offset in it. */
    public String describe(ChunkPlace place) {
        return files.archives().describe(place);
    }

    private String catalogPlace() {
        return StoredFiles.place(files.folder(), manifest().catalog().name());
    }

    private static void requireSameShard(CatalogHeader header, ShardFiles files, String place) {
        ShardManifest manifest = files.manifest();
        if (!header.backup().equals(manifest.backup()) || header.shard() != manifest.shard()) {
            throw new DamagedException(place + " belongs to shard " + header.shard() + " of backup " + header.backup()
                    + ", expected shard " + manifest.shard() + " of " + manifest.backup());
        }
    }
}
