package io.shardark.format.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encodes and decodes in virtual machines that have little memory. */
final class ChunkMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void fourWorkersWithUsualChunksShareLittleMemory() throws Exception {
        assertEquals("decoded 192000000 bytes\n", run("-Xmx320m", "4", "3", "16000000"));
    }

    @Test
    void longestChunkNeedsFewTimesItsLength() throws Exception {
        assertEquals("decoded 67000000 bytes\n", run("-Xmx256m", "1", "1", "67000000"));
    }

    private String run(String heap, String workers, String chunks, String bytes) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return Tools.run(
                folder,
                java.toString(),
                heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LittleMemory.class.getName(),
                workers,
                chunks,
                bytes);
    }
}
