package io.shardark.format.archive;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.store.MissingFileException;
import io.shardark.format.store.Store;
import io.shardark.format.value.BackupId;
import java.io.IOException;
import java.io.InputStream;

/**
 * The archive files of one shard, for reading. Safe for use by several threads.
 *
 * @param store the shard's folder
 * @param backup the backup it belongs to
 * @param suffix what names of chunks end with: that of the envelope
 */
public record ArchiveFolder(Store store, BackupId backup, String suffix) {
    /** For messages: which chunk of which file in which folder. */
    public String describe(ChunkPlace place) {
        return store.location() + "/" + BackupFiles.archive(place.archive()) + ", offset " + place.offset();
    }

    /**
     * The bytes at a place, in a new array. They are not checked against the digest: decoding does that.
     *
     * @throws DamagedException when the file is missing or ends before them
     */
    public byte[] read(ChunkPlace place) {
        if (place.length() > Integer.MAX_VALUE - 8) {
            throw new DamagedException(
                    describe(place) + ": the manifest gives a chunk " + place.length() + " bytes, which no chunk has");
        }
        int length = (int) place.length();
        try (InputStream stream = open(BackupFiles.archive(place.archive()), place.offset(), length)) {
            // Allocates as bytes arrive, so that a false length in a manifest costs no memory.
            byte[] bytes = stream.readNBytes(length);
            if (bytes.length < length) {
                throw new DamagedException(describe(place) + ": the file ends after " + bytes.length + " of " + length
                        + " bytes of the chunk");
            }
            return bytes;
        } catch (IOException failure) {
            throw new UnreachableException(describe(place) + " cannot be read: " + failure.getMessage(), "", failure);
        }
    }

    /**
     * Starts to read an archive file from its beginning to its end. The caller closes the reader.
     *
     * @param firstOrdinal the ordinal of its first chunk
     * @throws DamagedException when the file is missing
     */
    public ArchiveReader walk(FileRecord file, long firstOrdinal) {
        // One byte more than promised, so that anything appended to the file is seen.
        InputStream stream = open(file.name(), 0, Math.addExact(file.length(), 1));
        String place = store.location() + "/" + file.name();
        return new ArchiveReader(stream, new TarBlocks(backup, suffix), firstOrdinal, place);
    }

    private InputStream open(String name, long offset, long length) {
        try {
            return store.read(name, offset, length);
        } catch (MissingFileException missing) {
            throw new DamagedException(
                    store.location() + "/" + name + " is missing", "Use another copy of the backup.", missing);
        }
    }
}
