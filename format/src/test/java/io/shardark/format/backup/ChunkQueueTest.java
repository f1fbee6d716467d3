package io.shardark.format.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.archive.ArchiveFolder;
import io.shardark.format.manifest.ChunkPlace;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.value.Sha256;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChunkQueueTest {
    private static final int MEBIBYTE = 1 << 20;

    private final ChunkQueue queue = new ChunkQueue();

    @Test
    void nothingIsWantedAsLongAsEveryWorkerReads() {
        queue.beginReading();
        queue.beginReading();
        assertFalse(queue.wants(1));
        queue.endReading();
        assertTrue(queue.wants(1));
    }

    @Test
    void twoChunksWaitForEachFreeWorker() {
        readersAndFree(1, 2);
        for (int waiting = 0; waiting < 4; waiting++) {
            assertTrue(queue.wants(1));
            queue.add(chunk(1));
        }
        assertFalse(queue.wants(1));
        assertTrue(queue.poll().isPresent());
        assertTrue(queue.wants(1));
    }

    @Test
    void waitingChunksTakeLittleMemory() {
        readersAndFree(1, 100);
        assertFalse(queue.wants(65L * MEBIBYTE));
        queue.add(chunk(40 * MEBIBYTE));
        assertFalse(queue.wants(25L * MEBIBYTE));
        assertTrue(queue.wants(24L * MEBIBYTE));
        assertTrue(queue.poll().isPresent());
        assertTrue(queue.wants(64L * MEBIBYTE));
    }

    @Test
    void freeWorkerWaitsForTheLastReader() {
        readersAndFree(1, 1);
        CompletableFuture<Optional<ReadChunk>> first = CompletableFuture.supplyAsync(queue::take);
        ReadChunk chunk = chunk(1);
        queue.add(chunk);
        assertSame(chunk, first.join().orElseThrow());
        CompletableFuture<Optional<ReadChunk>> second = CompletableFuture.supplyAsync(queue::take);
        queue.endReading();
        assertEquals(Optional.empty(), second.join());
    }

    @Test
    void failureEndsTheWaiting() {
        readersAndFree(1, 1);
        CompletableFuture<Optional<ReadChunk>> waiting = CompletableFuture.supplyAsync(queue::take);
        queue.stop();
        assertEquals(Optional.empty(), waiting.join());
        assertTrue(queue.isStopped());
    }

    private void readersAndFree(int readers, int free) {
        for (int worker = 0; worker < readers + free; worker++) {
            queue.beginReading();
        }
        for (int worker = 0; worker < free; worker++) {
            queue.endReading();
        }
    }

    private static ReadChunk chunk(int length) {
        ArchiveFolder folder = new ArchiveFolder(new MemoryStore(), SmallBackup.FIRST, "");
        ChunkPlace place = new ChunkPlace(0, 512, length, Sha256.of(new byte[0]));
        return new ReadChunk(
                new ChunkCheck(folder, 0, place, Optional.empty(), new CheckProgress(CheckListener.NONE)),
                new byte[0],
                new StoredBuffers());
    }
}
