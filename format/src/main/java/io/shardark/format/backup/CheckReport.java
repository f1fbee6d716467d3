package io.shardark.format.backup;

import java.util.List;

/**
 * What a check did and found.
 *
 * @param level how deep it went
 * @param files number of files that were read
 * @param chunks number of chunks that were read
 * @param rows number of rows that were decoded and are those that were saved; 0 at level {@link CheckLevel#FILES}
 * @param bytes number of stored bytes that were read
 * @param findings everything that is wrong, sorted by file; empty when the backup is good
 */
public record CheckReport(CheckLevel level, long files, long chunks, long rows, long bytes, List<Finding> findings) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean good() {
        return findings.isEmpty();
    }
}
