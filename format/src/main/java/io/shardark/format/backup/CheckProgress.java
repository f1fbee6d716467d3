package io.shardark.format.backup;

import io.shardark.format.error.ShardarkException;
import io.shardark.format.store.MissingFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Collects what a check has read and found so far. Safe for use by several threads. */
final class CheckProgress {
    private final CheckListener listener;
    private final List<Finding> findings = new ArrayList<>();
    private final LongAdder files = new LongAdder();
    private final LongAdder chunks = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    CheckProgress(CheckListener listener) {
        this.listener = listener;
    }

    synchronized void found(FindingKind kind, String file, String what) {
        findings.add(new Finding(kind, file, what));
    }

    void damaged(String file, ShardarkException damage) {
        found(isMissing(damage) ? FindingKind.MISSING : FindingKind.DAMAGED, file, damage.getMessage());
    }

    static boolean isMissing(ShardarkException damage) {
        return damage.getCause() instanceof MissingFileException;
    }

    void readFile(long length) {
        files.increment();
        readBytes(length);
    }

    void readChunk(long length) {
        chunks.increment();
        readBytes(length);
    }

    void readBytes(long length) {
        bytes.add(length);
        listener.checked(length);
    }

    void provedRows(long count) {
        rows.add(count);
    }

    synchronized CheckReport report(CheckLevel level) {
        findings.sort(Comparator.comparing(Finding::file).thenComparing(Finding::what));
        return new CheckReport(level, files.sum(), chunks.sum(), rows.sum(), bytes.sum(), findings);
    }
}
