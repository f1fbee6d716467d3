package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.row.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading goes on while a chunk is encoded; nothing that happens to the chunk is missed. */
@Timeout(60)
class EncodingLaneTest {
    private final AtomicBoolean failed = new AtomicBoolean();
    private final List<String> encoded = new CopyOnWriteArrayList<>();

    private EncodingLane lane() {
        return new EncodingLane(
                NoEnvelope.INSTANCE, new BackupSettings(1, 64 << 10, BackupChild.CUT), () -> failed.set(true));
    }

    private static void fill(EncodingLane lane, String value) {
        RowBuffer rows = lane.rows();
        rows.clear();
        rows.append(value.getBytes(StandardCharsets.UTF_8));
        rows.endRow();
    }

    private void keep(TimedEncoder encoder, RowBuffer full) {
        encoded.add(new String(full.array(), 0, full.length(), StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theNextRowsAreReadMeanwhile() {
        CountDownLatch nextIsRead = new CountDownLatch(1);
        try (EncodingLane lane = lane()) {
            fill(lane, "one");
            RowBuffer first = lane.rows();
            lane.encode((encoder, full) -> {
                await(nextIsRead);
                keep(encoder, full);
            });
            assertNotSame(first, lane.rows());
            fill(lane, "two");
            nextIsRead.countDown();
            lane.encode(this::keep);
            assertSame(first, lane.rows(), "two buffers take turns");
            lane.finish();
            assertEquals(List.of("one\n", "two\n"), encoded);
            assertFalse(failed.get());
        }
    }

    @Test
    void aFailureIsToldAtOnceAndThrownToTheWorker() {
        try (EncodingLane lane = lane()) {
            fill(lane, "one");
            lane.encode((encoder, full) -> {
                throw new IllegalStateException("disk full");
            });
            fill(lane, "two");
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> lane.encode(this::keep));
            assertEquals("disk full", thrown.getMessage());
            assertTrue(failed.get());
            assertThrows(IllegalStateException.class, lane::finish, "and again at the end");
            assertEquals(List.of(), encoded, "nothing after it is stored");
        }
    }

    @Test
    void closingWaitsForTheChunkThatIsUnderWay() throws InterruptedException {
        CountDownLatch closing = new CountDownLatch(1);
        EncodingLane lane = lane();
        fill(lane, "one");
        lane.encode((encoder, full) -> {
            await(closing);
            keep(encoder, full);
        });
        Thread closer = new Thread(lane::close);
        closer.start();
        closer.interrupt();
        closing.countDown();
        closer.join();
        assertEquals(List.of("one\n"), encoded);
    }

    @Test
    void anInterruptedWorkerDoesNotWaitForTheChunk() {
        CountDownLatch released = new CountDownLatch(1);
        try (EncodingLane lane = lane()) {
            fill(lane, "one");
            lane.encode((encoder, full) -> await(released));
            Thread.currentThread().interrupt();
            assertThrows(CancellationException.class, lane::finish);
            assertTrue(Thread.interrupted(), "still told");
            released.countDown();
        }
    }
}
