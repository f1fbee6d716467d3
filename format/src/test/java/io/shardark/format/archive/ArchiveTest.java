package io.shardark.format.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.chunk.SampleChunks;
import io.shardark.format.chunk.StoredChunk;
import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;
import io.shardark.format.value.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ArchiveTest {
    private final Store store = new MemoryStore();
    private final ArchiveFolder folder = new ArchiveFolder(store, SampleChunks.BACKUP, ".p7m");

    @Test
    void chunksLieWhereTheirPlacesSay() {
        List<StoredChunk> chunks = chunks(0, 1, 511, 512, 513, 100_000);
        Written written = write(Long.MAX_VALUE, chunks);
        assertEquals(1, written.files().size());
        for (int i = 0; i < chunks.size(); i++) {
            ChunkPlace place = written.places().get(i);
            assertArrayEquals(chunks.get(i).bytes(), folder.read(place));
            assertEquals(chunks.get(i).sha256(), place.sha256());
            assertEquals(0, place.offset() % 512);
        }
        walk(written);
    }

    @Test
    void fileRecordsAreThoseOfTheFiles() throws IOException {
        Written written = write(4_096, chunks(700, 700, 700, 700, 700, 9_000, 1, 1));
        for (FileRecord file : written.files()) {
            byte[] bytes = contents(file.name());
            assertEquals(bytes.length, file.length());
            assertEquals(Sha256.of(bytes), file.sha256());
        }
    }

    @Test
    void filesStayWithinTheLimitUnlessAChunkIsLonger() {
        Written written = write(4_096, chunks(700, 700, 700, 9_000, 1, 512, 513));
        List<Integer> archives =
                written.places().stream().map(ChunkPlace::archive).toList();
        // 700 bytes take 1,536 with header and padding, and each file ends with 1,024.
        assertEquals(List.of(0, 0, 1, 2, 3, 3, 4), archives);
        assertEquals(List.of("00000.tar", "00001.tar", "00002.tar", "00003.tar", "00004.tar"), store.list(""));
        walk(written);
    }

    @Test
    void fileMayBeExactlyAsLongAsTheLimit() {
        assertEquals(
                1,
                write(512 + 512 + 512 + 512 + 1_024, chunks(512, 512)).files().size());
    }

    @Test
    void fileMayNotExceedTheLimitByOneByte() {
        assertEquals(
                2,
                write(512 + 512 + 512 + 512 + 1_023, chunks(512, 512)).files().size());
    }

    @Test
    void shardWithoutChunksHasNoFile() {
        assertEquals(List.of(), write(4_096, List.of()).files());
        assertEquals(List.of(), store.list(""));
    }

    @Test
    void sameChunksMakeTheSameBytes() {
        Store other = new MemoryStore();
        List<StoredChunk> chunks = chunks(5, 600);
        try (ArchiveWriter writer = new ArchiveWriter(other, SampleChunks.BACKUP, ".p7m", 9_999)) {
            chunks.forEach(writer::append);
            assertEquals(write(9_999, chunks).files(), writer.finish());
        }
    }

    @Test
    void closingWithoutFinishPublishesNothingMore() {
        try (ArchiveWriter writer = new ArchiveWriter(store, SampleChunks.BACKUP, ".p7m", 2_048)) {
            chunks(600, 600).forEach(writer::append);
        }
        assertEquals(List.of("00000.tar"), store.list(""));
    }

    @Test
    void closedOrFinishedWriterIsOfNoUse() {
        ArchiveWriter writer = new ArchiveWriter(store, SampleChunks.BACKUP, ".p7m", 2_048);
        StoredChunk chunk = chunks(1).get(0);
        writer.append(chunk);
        writer.close();
        assertThrows(IllegalStateException.class, () -> writer.append(chunk));
        assertThrows(IllegalStateException.class, writer::finish);
        assertEquals(List.of(), store.list(""));
    }

    @Test
    void writerThatFailedCannotFinish() {
        try (ArchiveWriter writer = new ArchiveWriter(new FullStore(store), SampleChunks.BACKUP, ".p7m", 1 << 20)) {
            writer.append(chunks(600).get(0));
            StoredChunk tooMuch = chunks(9_000).get(0);
            assertThrows(IllegalStateException.class, () -> writer.append(tooMuch));
            assertThrows(IllegalStateException.class, writer::finish);
        }
        assertEquals(List.of(), store.list(""));
    }

    /** The digest of the file would find all of these as well; here it is taken from the altered file. */
    @Test
    void everyAlteredByteIsFoundEvenWhenTheFileDigestFits() throws IOException {
        Written written = write(1 << 20, chunks(3, 600));
        byte[] good = contents("00000.tar");
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x20;
            assertRefused(bad, written, "byte " + at);
        }
    }

    @Test
    void everyTruncationAndAnyAppendedByteIsFound() throws IOException {
        Written written = write(1 << 20, chunks(3, 600));
        byte[] good = contents("00000.tar");
        for (int length = 0; length < good.length; length++) {
            assertRefused(Arrays.copyOf(good, length), written, "length " + length);
        }
        assertRefused(Arrays.copyOf(good, good.length + 1), written, "one byte more");
        assertRefused(Arrays.copyOf(good, good.length + 512), written, "a block more");
    }

    @Test
    void wrongFileDigestIsFound() {
        Written written = write(1 << 20, chunks(3));
        FileRecord file = written.files().get(0);
        FileRecord wrong = new FileRecord(file.name(), file.length(), Sha256.of(new byte[1]));
        try (ArchiveReader reader = folder.walk(wrong, 0)) {
            reader.next(written.places().get(0));
            DamagedException failure = assertThrows(DamagedException.class, () -> reader.end(wrong));
            assertTrue(failure.getMessage().startsWith("memory/00000.tar: SHA-256 of the file is"));
        }
    }

    @Test
    void chunkThatTheManifestDoesNotListIsFound() {
        Written written = write(1 << 20, chunks(3, 600));
        FileRecord file = written.files().get(0);
        try (ArchiveReader reader = folder.walk(file, 0)) {
            reader.next(written.places().get(0));
            assertThrows(DamagedException.class, () -> reader.end(file));
        }
    }

    @Test
    void placeElsewhereIsFound() {
        Written written = write(1 << 20, chunks(600, 600));
        ChunkPlace place = written.places().get(0);
        ChunkPlace moved = new ChunkPlace(0, place.offset() + 1, place.length(), place.sha256());
        try (ArchiveReader reader = folder.walk(written.files().get(0), 0)) {
            assertThrows(DamagedException.class, () -> reader.next(moved));
        }
    }

    @Test
    void missingOrShortFileIsDamage() {
        Written written = write(1 << 20, chunks(600));
        ChunkPlace place = written.places().get(0);
        ChunkPlace huge = new ChunkPlace(0, place.offset(), Integer.MAX_VALUE - 8, place.sha256());
        assertTrue(assertThrows(DamagedException.class, () -> folder.read(huge))
                .getMessage()
                .contains("the file ends after"));
        ChunkPlace impossible = new ChunkPlace(0, 512, Long.MAX_VALUE, place.sha256());
        assertThrows(DamagedException.class, () -> folder.read(impossible));
        store.delete("00000.tar");
        assertThrows(DamagedException.class, () -> folder.read(place));
        assertThrows(
                DamagedException.class,
                () -> folder.walk(written.files().get(0), 0).close());
    }

    private void assertRefused(byte[] bytes, Written written, String what) {
        replace(bytes);
        FileRecord file = new FileRecord("00000.tar", bytes.length, Sha256.of(bytes));
        assertThrows(
                DamagedException.class,
                () -> {
                    try (ArchiveReader reader = folder.walk(file, 0)) {
                        written.places().forEach(reader::next);
                        reader.end(file);
                    }
                },
                what);
    }

    private void walk(Written written) {
        long ordinal = 0;
        for (int archive = 0; archive < written.files().size(); archive++) {
            FileRecord file = written.files().get(archive);
            try (ArchiveReader reader = folder.walk(file, ordinal)) {
                for (ChunkPlace place : written.places()) {
                    if (place.archive() == archive) {
                        reader.next(place);
                    }
                }
                reader.end(file);
                ordinal = reader.ordinal();
            }
        }
        assertEquals(written.places().size(), ordinal);
    }

    private Written write(long limit, List<StoredChunk> chunks) {
        try (ArchiveWriter writer = new ArchiveWriter(store, SampleChunks.BACKUP, ".p7m", limit)) {
            List<ChunkPlace> places = chunks.stream().map(writer::append).toList();
            return new Written(places, writer.finish());
        }
    }

    private void replace(byte[] bytes) {
        store.delete("00000.tar");
        try (Upload upload = store.create("00000.tar")) {
            upload.write(bytes, 0, bytes.length);
            upload.commit();
        }
        assertFalse(store.list("").isEmpty());
    }

    private byte[] contents(String name) throws IOException {
        try (InputStream stream = store.read(name, 0, Long.MAX_VALUE)) {
            return stream.readAllBytes();
        }
    }

    static List<StoredChunk> chunks(int... lengths) {
        Random random = new Random(lengths.length);
        List<StoredChunk> chunks = new ArrayList<>();
        for (int length : lengths) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            chunks.add(new StoredChunk(bytes, Sha256.of(bytes)));
        }
        return chunks;
    }

    private record Written(List<ChunkPlace> places, List<FileRecord> files) {}
}
