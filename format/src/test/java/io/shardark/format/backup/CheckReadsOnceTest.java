package io.shardark.format.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.format.store.ForwardingStore;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckReadsOnceTest {
    /** Counts the bytes that were read of each file. */
    private static final class CountingStore extends ForwardingStore {
        private final Map<String, Long> read = new TreeMap<>();

        CountingStore(Store store) {
            super(store);
        }

        @Override
        public InputStream read(String name, long offset, long length) {
            return new FilterInputStream(super.read(name, offset, length)) {
                @Override
                public int read() throws IOException {
                    throw new UnsupportedOperationException("byte by byte is too slow");
                }

                @Override
                public int read(byte[] target, int start, int count) throws IOException {
                    int got = super.read(target, start, count);
                    read.merge(name, (long) Math.max(0, got), Long::sum);
                    return got;
                }
            };
        }
    }

    /** Hears how much is done. */
    private static final class Progress implements CheckListener {
        private final List<Long> total = new ArrayList<>();
        private long done;

        @Override
        public void begun(long totalBytes) {
            total.add(totalBytes);
        }

        @Override
        public void checked(long bytes) {
            done += bytes;
        }
    }

    @Test
    void everyFileIsReadOnceAtEveryLevel() {
        SmallBackup backup = SmallBackup.encrypted(SmallBackup.FIRST);
        MemoryStore store = new MemoryStore();
        backup.write(store, Optional.empty());
        Map<String, Long> lengths = new TreeMap<>();
        store.list("").forEach(name -> lengths.put(name, store.length(name)));
        for (CheckLevel level : CheckLevel.values()) {
            CountingStore counting = new CountingStore(store);
            Progress progress = new Progress();
            BackupReader reader = BackupReader.open(backup.folder(counting), backup.id(), SampleKeys.rule());
            BackupChecker checker = level == CheckLevel.FILES
                    ? BackupChecker.files(counting, reader, progress)
                    : BackupChecker.data(counting, reader, backup.envelope(), progress);
            CheckReport report = checker.run();
            assertEquals(lengths, counting.read, level.toString());
            assertEquals(report.bytes(), progress.done);
            assertEquals(List.of(shardBytes(lengths)), progress.total);
        }
    }

    private static long shardBytes(Map<String, Long> lengths) {
        return lengths.entrySet().stream()
                .filter(file -> file.getKey().contains("/shards/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
