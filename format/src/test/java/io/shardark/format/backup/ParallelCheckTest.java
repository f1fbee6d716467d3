package io.shardark.format.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.crypto.Envelope;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.store.ForwardingStore;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A backup whose chunks are all in one archive file, checked by several workers. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelCheckTest {
    private static final int WORKERS = 3;
    private static final int CHUNKS = 40;
    private static final SmallBackup BACKUP = SmallBackup.plain(SmallBackup.FIRST);
    private static final Store ORIGINAL = new MemoryStore();
    private static final String ARCHIVE = BackupFiles.backupFolder(SmallBackup.FIRST) + "/shards/0000/00000.tar";

    static {
        BACKUP.writeOneArchive(ORIGINAL, CHUNKS);
    }

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final ExecutorService executor = Executors.newFixedThreadPool(WORKERS, task -> {
        Thread thread = new Thread(task);
        threads.add(thread);
        return thread;
    });

    @AfterEach
    void endThreads() {
        executor.shutdownNow();
    }

    /** The archive file can be read only when all other workers wait for its chunks. */
    private class LateStore extends ForwardingStore {
        LateStore(Store store) {
            super(store);
        }

        @Override
        public InputStream read(String name, long offset, long length) {
            if (name.equals(ARCHIVE)) {
                while (threads.stream().filter(ParallelCheckTest::waits).count() < WORKERS - 1) {
                    Thread.onSpinWait();
                }
            }
            return super.read(name, offset, length);
        }
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    /** Does something whenever a chunk is opened. */
    private record WatchedEnvelope(Envelope envelope, Consumer<String> opening) implements Envelope {
        @Override
        public byte[] seal(byte[] plain, int offset, int length) {
            return envelope.seal(plain, offset, length);
        }

        @Override
        public byte[] open(byte[] stored, int offset, int length, String place) {
            if (place.contains(".tar")) {
                opening.accept(place);
            }
            return envelope.open(stored, offset, length, place);
        }

        @Override
        public String suffix() {
            return envelope.suffix();
        }
    }

    private CheckReport check(Store repository, CheckLevel level, Envelope envelope, int workers) {
        BackupReader reader = BackupReader.open(BACKUP.folder(repository), BACKUP.id(), new SignatureRule.NotChecked());
        BackupChecker checker = level == CheckLevel.FILES
                ? BackupChecker.files(repository, reader, CheckListener.NONE)
                : BackupChecker.data(repository, reader, envelope, CheckListener.NONE);
        return checker.run(executor, workers);
    }

    @Test
    void oneArchiveFileOccupiesAllWorkers() {
        CyclicBarrier together = new CyclicBarrier(WORKERS);
        AtomicInteger opened = new AtomicInteger();
        Envelope envelope = new WatchedEnvelope(BACKUP.envelope(), place -> {
            // The last ones have nobody to meet.
            if (opened.incrementAndGet() <= WORKERS) {
                meet(together);
            }
        });
        CheckReport report = check(new LateStore(ORIGINAL), CheckLevel.DATA, envelope, WORKERS);
        assertTrue(report.good(), report::toString);
        assertEquals(CHUNKS, report.chunks());
        assertEquals(2L * CHUNKS, report.rows());
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("chunks are checked one after the other", alone);
        }
    }

    @Test
    void severalWorkersFindWhatOneFinds() {
        int length = Math.toIntExact(ORIGINAL.length(ARCHIVE));
        for (int at = 0; at < length; at += 397) {
            EditableStore damaged = EditableStore.copyOf(ORIGINAL);
            byte[] archive = damaged.bytes(ARCHIVE).clone();
            archive[at] ^= 1;
            archive[length - 1 - at] ^= 1;
            damaged.put(ARCHIVE, archive);
            for (CheckLevel level : CheckLevel.values()) {
                CheckReport alone = check(damaged, level, BACKUP.envelope(), 1);
                CheckReport together = check(new LateStore(damaged), level, BACKUP.envelope(), WORKERS);
                assertFalse(alone.good());
                assertEquals(alone, together, level + ", byte " + at);
            }
        }
    }

    @Test
    void failureOfAWorkerEndsTheCheck() {
        for (int failing = 1; failing <= CHUNKS; failing++) {
            int last = failing;
            AtomicInteger opened = new AtomicInteger();
            IllegalStateException failure = new IllegalStateException("a bug");
            Envelope envelope = new WatchedEnvelope(BACKUP.envelope(), place -> {
                if (opened.incrementAndGet() == last) {
                    throw failure;
                }
            });
            Store store = new LateStore(ORIGINAL);
            assertSame(
                    failure,
                    assertThrows(IllegalStateException.class, () -> check(store, CheckLevel.DATA, envelope, WORKERS)));
        }
    }

    @Test
    void unreachableStoreEndsTheCheck() {
        Store store = new LateStore(ORIGINAL) {
            @Override
            public InputStream read(String name, long offset, long length) {
                InputStream whole = super.read(name, offset, length);
                return name.equals(ARCHIVE) ? new FailingStream(whole, length / 2) : whole;
            }
        };
        for (CheckLevel level : CheckLevel.values()) {
            assertThrows(UnreachableException.class, () -> check(store, level, BACKUP.envelope(), WORKERS));
        }
    }

    @Test
    void workersMayRunOneAfterTheOther() {
        BackupReader reader = BackupReader.open(BACKUP.folder(ORIGINAL), BACKUP.id(), new SignatureRule.NotChecked());
        CheckReport report = BackupChecker.data(ORIGINAL, reader, BACKUP.envelope(), CheckListener.NONE)
                .run(Runnable::run, WORKERS);
        assertEquals(check(ORIGINAL, CheckLevel.DATA, BACKUP.envelope(), 1), report);
    }
}
