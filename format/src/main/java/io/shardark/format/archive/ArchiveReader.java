package io.shardark.format.archive;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.value.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Reads an archive file from its first byte to its last and accepts only what {@link ArchiveWriter} writes: every byte
 * that is not a chunk's is compared, every chunk's digest and the file's are checked. Needs no key, and memory only for
 * a buffer. The caller hands in the places of the file's chunks in order, then calls {@link #end}. Not safe for use by
 * several threads.
 */
public final class ArchiveReader implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    /**
     * A block of SHA-256 has to wait for the one before it, but not for those of another digest. So two digests in
     * turns, a few blocks each, keep a processor busier than one behind the other: 1,130 instead of 880 MB/s (JDK 17,
     * AMD EPYC).
     */
    private static final int STEP = 128;

    private final InputStream stream;
    private final TarBlocks blocks;
    private final String place;
    private final MessageDigest fileDigest = Sha256.newDigest();
    private final byte[] buffer = new byte[BUFFER];
    private long ordinal;
    private long position;

    ArchiveReader(InputStream stream, TarBlocks blocks, long firstOrdinal, String place) {
        this.stream = stream;
        this.blocks = blocks;
        this.ordinal = firstOrdinal;
        this.place = place;
    }

    /**
     * Checks the next entry.
     *
     * @param chunk where the manifest says that the next chunk lies
     * @throws DamagedException when it does not lie there, its bytes were altered, or those around it
     */
    public void next(ChunkPlace chunk) {
        header(chunk);
        Sha256 found = digest(chunk.length());
        if (!found.equals(chunk.sha256())) {
            throw damaged("SHA-256 of " + blocks.entryName(ordinal) + " at byte " + chunk.offset() + " is " + found
                    + " instead of " + chunk.sha256());
        }
        padding(chunk);
    }

    /**
     * Reads the chunk of the next entry and checks what is around it. The digest of the chunk itself is left to the
     * caller, who may have another thread compute it.
     *
     * @param chunk where the manifest says that the next chunk lies, within the length of the file
     * @param target its first bytes become those of the chunk
     * @throws DamagedException when it does not lie there, the file ends within it, or bytes around it were altered
     */
    public void read(ChunkPlace chunk, byte[] target) {
        header(chunk);
        int length = Math.toIntExact(chunk.length());
        for (int start = 0; start < length; ) {
            start += requireSome(read(target, start, Math.min(BUFFER, length - start)));
        }
        padding(chunk);
    }

    private void header(ChunkPlace chunk) {
        expect(blocks.header(ordinal, chunk.length()), "the tar header of " + blocks.entryName(ordinal));
        if (position != chunk.offset()) {
            throw damaged(blocks.entryName(ordinal) + " begins at byte " + position + " instead of " + chunk.offset());
        }
    }

    private void padding(ChunkPlace chunk) {
        expect(new byte[TarBlocks.padding(chunk.length())], "the padding of " + blocks.entryName(ordinal));
        ordinal++;
    }

    /**
     * Checks that the file ends here, and its length and digest.
     *
     * @throws DamagedException when it does not, or they differ
     */
    public void end(FileRecord file) {
        expect(new byte[TarBlocks.END], "the end of the archive");
        if (read(1) > 0 || position != file.length()) {
            throw damaged("the file does not end at byte " + position + ", " + file.length() + " bytes are expected");
        }
        Sha256 found = Sha256.finish(fileDigest);
        if (!found.equals(file.sha256())) {
            throw damaged("SHA-256 of the file is " + found + " instead of " + file.sha256());
        }
    }

    /** The ordinal of the next chunk. */
    public long ordinal() {
        return ordinal;
    }

    private void expect(byte[] expected, String what) {
        long start = position;
        int count = read(expected.length);
        int mismatch = Arrays.mismatch(buffer, 0, count, expected, 0, expected.length);
        if (mismatch >= 0) {
            throw damaged(what + " is not as it was written: byte " + (start + mismatch)
                    + (mismatch == count ? " is missing" : " differs"));
        }
    }

    private Sha256 digest(long length) {
        MessageDigest digest = Sha256.newDigest();
        long left = length;
        while (left > 0) {
            int count = requireSome(readUndigested(buffer, 0, (int) Math.min(left, BUFFER)));
            digestBoth(digest, count);
            left -= count;
        }
        return Sha256.finish(digest);
    }

    /** Digests the first bytes of the buffer as those of the chunk and of the file. */
    private void digestBoth(MessageDigest chunkDigest, int count) {
        for (int start = 0; start < count; start += STEP) {
            int step = Math.min(STEP, count - start);
            chunkDigest.update(buffer, start, step);
            fileDigest.update(buffer, start, step);
        }
    }

    private int requireSome(int count) {
        if (count == 0) {
            throw damaged("the file ends within " + blocks.entryName(ordinal) + ", at byte " + position);
        }
        return count;
    }

    /** Reads up to {@code length} bytes into the buffer; fewer only at the end of the file. */
    private int read(int length) {
        return read(buffer, 0, length);
    }

    private int read(byte[] target, int start, int length) {
        int count = readUndigested(target, start, length);
        fileDigest.update(target, start, count);
        return count;
    }

    private int readUndigested(byte[] target, int start, int length) {
        try {
            int count = stream.readNBytes(target, start, length);
            position += count;
            return count;
        } catch (IOException failure) {
            throw new UnreachableException(place + " cannot be read: " + failure.getMessage(), "", failure);
        }
    }

    private DamagedException damaged(String finding) {
        return new DamagedException(place + ": " + finding, "Use another copy of the backup.");
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException failure) {
            throw new UnreachableException(place + " cannot be closed: " + failure.getMessage(), "", failure);
        }
    }
}
