package io.shardark.samples.inner;

import io.shardark.engine.store.DiskStore;
import io.shardark.format.backup.BackupChecker;
import io.shardark.format.backup.CheckListener;
import io.shardark.format.backup.CheckReport;
import io.shardark.format.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes a backup with one table of simulated rows to a disk, encrypted, checks it, and says how fast and with how much
 * memory.
 */
public final class LargeTable {
    /** About 16 MB of row text. */
    private static final int ROWS_IN_CHUNK = 120_000;

    private static final int WORKERS = 2;

    private final Store store;

    private LargeTable(Store store) {
        this.store = store;
    }

    /** Takes the folder to write to, which has to be empty, and the length of the row text in gigabytes. */
    public static void main(String[] arguments) throws IOException {
        Store store = new DiskStore(Path.of(arguments[0]));
        new LargeTable(store).measure(Long.parseLong(arguments[1]) * 1_000_000_000);
    }

    private void measure(long bytes) throws IOException {
        long chunkBytes = SampleBackup.textLength(ROWS_IN_CHUNK);
        int chunks = (int) (bytes / chunkBytes);
        long began = System.nanoTime();
        SampleBackup backup = SampleBackup.write(store, Sealing.CMS, chunks, ROWS_IN_CHUNK);
        say("written, one worker", chunks * chunkBytes, began);
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        try {
            began = System.nanoTime();
            CheckReport files = BackupChecker.files(store, backup.open(), CheckListener.NONE)
                    .run(threads, WORKERS);
            say("checked, stored bytes, two workers", require(files).bytes(), began);
            began = System.nanoTime();
            CheckReport data = BackupChecker.data(store, backup.open(), backup.envelope(), CheckListener.NONE)
                    .run(threads, WORKERS);
            say("checked, row text, two workers", require(data).chunks() * chunkBytes, began);
        } finally {
            threads.shutdown();
        }
    }

    private static CheckReport require(CheckReport report) {
        if (!report.good()) {
            throw new IllegalStateException(report.findings().toString());
        }
        return report;
    }

    private static void say(String what, long bytes, long began) throws IOException {
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f GB in %.1f s, %.0f MB/s; peak memory of the process so far %s%n",
                what,
                bytes / 1e9,
                seconds,
                bytes / 1e6 / seconds,
                peakMemory());
    }

    /** As Linux counts it (proc(5), VmHWM). */
    private static String peakMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        List<String> lines = Files.isReadable(status) ? Files.readAllLines(status) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring("VmHWM:".length()).strip())
                .findFirst()
                .orElse("unknown");
    }
}
