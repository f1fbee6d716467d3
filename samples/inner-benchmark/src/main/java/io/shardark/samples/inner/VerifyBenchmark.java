package io.shardark.samples.inner;

import io.shardark.format.backup.BackupChecker;
import io.shardark.format.backup.CheckLevel;
import io.shardark.format.backup.CheckListener;
import io.shardark.format.backup.CheckReport;
import io.shardark.format.store.MemoryStore;
import io.shardark.format.store.Store;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The check of a whole backup that lies in memory: one archive file, so that it shows what several workers make of one.
 * Megabytes are those that are stored, or at level DATA those of row text.
 */
public class VerifyBenchmark extends InnerBenchmark {
    private static final int CHUNKS = 12;
    private static final int ROWS_IN_CHUNK = 100_000;

    /** The envelope. */
    @Param
    public Sealing sealing = Sealing.CMS;

    /** How deep the check goes. */
    @Param
    public CheckLevel level = CheckLevel.DATA;

    /** How many workers check; not {@code -t}, which would check several backups at once. */
    @Param({"1", "2"})
    public int workers = 1;

    private final Store store = new MemoryStore();
    private ExecutorService threads = Executors.newFixedThreadPool(1);
    private SampleBackup backup = SampleBackup.write(new MemoryStore(), Sealing.NONE, 1, 1);

    /** Writes the backup. */
    @Setup
    public void writeBackup() {
        close();
        threads = Executors.newFixedThreadPool(workers);
        backup = SampleBackup.write(store, sealing, CHUNKS, ROWS_IN_CHUNK);
    }

    /** The whole check. */
    @Benchmark
    public CheckReport check(Text counted) {
        BackupChecker checker = level == CheckLevel.FILES
                ? BackupChecker.files(store, backup.open(), CheckListener.NONE)
                : BackupChecker.data(store, backup.open(), backup.envelope(), CheckListener.NONE);
        CheckReport report = checker.run(threads, workers);
        if (!report.good()) {
            throw new IllegalStateException(report.findings().toString());
        }
        counted.count(
                level == CheckLevel.FILES ? report.bytes() : report.chunks() * backup.textLength(), report.rows());
        return report;
    }

    /** Ends the workers. */
    @TearDown
    public void close() {
        threads.shutdown();
    }
}
