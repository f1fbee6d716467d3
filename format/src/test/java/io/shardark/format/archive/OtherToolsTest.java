package io.shardark.format.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardark.format.chunk.ChunkEncoder;
import io.shardark.format.chunk.SampleChunks;
import io.shardark.format.chunk.Tools;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.manifest.FileRecord;
import io.shardark.format.row.RowBuffer;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that know tar, zstd and SHA-256 without us read what we write. */
final class OtherToolsTest {
    private static final int CHUNKS = 3;
    private static final int ROWS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void tarListsTheEntriesAsSpecified() throws Exception {
        assertTrue(Tools.available("tar"), "tar is not installed");
        writeArchive();
        List<String> lines = Tools.run(folder, "tar", "--full-time", "-tvf", "00000.tar")
                .lines()
                .toList();
        assertEquals(CHUNKS, lines.size());
        for (int i = 0; i < CHUNKS; i++) {
            assertTrue(
                    lines.get(i).matches("-rw-r--r-- 0/0 +[0-9]+ 2026-11-22 15:03:12 c000000" + i + "\\.tsv\\.zst"),
                    lines.get(i));
        }
    }

    @Test
    void tarAndZstdBringBackEveryRow() throws Exception {
        assertTrue(Tools.available("tar") && Tools.available("zstd"), "tar or zstd is not installed");
        writeArchive();
        Tools.run(folder, "tar", "-xf", "00000.tar");
        for (int i = 0; i < CHUNKS; i++) {
            String chunk = "c000000" + i + ".tsv.zst";
            Tools.run(folder, "zstd", "-q", "-d", chunk);
            assertArrayEquals(text(i), Files.readAllBytes(folder.resolve("c000000" + i + ".tsv")));
        }
    }

    @Test
    void zstdSeesContentSizeChecksumAndWindow() throws Exception {
        assertTrue(Tools.available("tar") && Tools.available("zstd"), "tar or zstd is not installed");
        writeArchive();
        Tools.run(folder, "tar", "-xf", "00000.tar");
        String listing = Tools.run(folder, "zstd", "-l", "-v", "c0000000.tsv.zst");
        assertTrue(listing.contains("Skippable Frames: 1") || listing.contains("# Skippable Frames: 1"), listing);
        assertTrue(listing.matches("(?s).*Decompressed Size: [^\\n]*\\(" + text(0).length + " B\\).*"), listing);
        assertTrue(listing.contains("Check: XXH64"), listing);
    }

    @Test
    void sha256sumAgreesWithTheFileRecord() throws Exception {
        assertTrue(Tools.available("sha256sum"), "sha256sum is not installed");
        FileRecord file = writeArchive();
        assertEquals(file.sha256() + "  00000.tar\n", Tools.run(folder, "sha256sum", "00000.tar"));
        assertEquals(file.length(), Files.size(folder.resolve("00000.tar")));
    }

    /** The program printed in FORMAT.md section 3.3. */
    @Test
    void pythonComputesTheSameRowSetDigest() throws Exception {
        assumeTrue(Tools.available("python3"), "python3 is not installed");
        Files.write(folder.resolve("rows"), text(0));
        Files.writeString(folder.resolve("digest.py"), """
                import hashlib, sys
                rows = total = 0
                for line in sys.stdin.buffer:
                    rows += 1
                    total += int.from_bytes(hashlib.sha256(line).digest()[:16], "big")
                print(rows, f"{total % (1 << 128):032x}")
                """);
        String output = Tools.run(folder, "sh", "-c", "python3 digest.py < rows");
        RowSetDigest digest = SampleChunks.rows(0, ROWS).digest();
        assertEquals(digest.rows() + " " + digest.hex() + "\n", output);
    }

    private FileRecord writeArchive() throws IOException {
        Store store = new MemoryStore();
        try (ChunkEncoder encoder = new ChunkEncoder(NoEnvelope.INSTANCE);
                ArchiveWriter writer = new ArchiveWriter(store, SampleChunks.BACKUP, "", ArchiveWriter.DEFAULT_LIMIT)) {
            for (int i = 0; i < CHUNKS; i++) {
                writer.append(encoder.encode(SampleChunks.identity(i), SampleChunks.rows(i * ROWS, ROWS)));
            }
            FileRecord file = writer.finish().get(0);
            try (InputStream stream = store.read(file.name(), 0, file.length())) {
                Files.copy(stream, folder.resolve(file.name()));
            }
            return file;
        }
    }

    private static byte[] text(int chunk) {
        RowBuffer rows = SampleChunks.rows(chunk * ROWS, ROWS);
        return Arrays.copyOf(rows.array(), rows.length());
    }
}
