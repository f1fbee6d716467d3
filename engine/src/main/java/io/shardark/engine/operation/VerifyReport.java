package io.shardark.engine.operation;

import io.shardark.engine.pace.PaceReport;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.value.BackupId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param signer name and fingerprint of whose signature was checked; empty when the backup has none or nobody is
 *     trusted
 * @param files files checked
 * @param bytes bytes read from the store
 * @param chunks chunks whose digest was checked
 * @param rows rows decoded and hashed; 0 at the level {@code files}
 * @param pace how long workers that read the databases were made to wait
 * @param partial whether the manifest says that the backup is one of a part
 * @param part what was left out, when the level was deep enough to read it
 * @param findings everything that is wrong, one sentence each; empty means good
 * @param notes what a person should know and what is not wrong, one sentence each
 */
public record VerifyReport(
        BackupId backup,
        Level level,
        CutLevel cut,
        String signer,
        long files,
        long bytes,
        long chunks,
        long rows,
        Duration duration,
        PaceReport pace,
        boolean partial,
        Optional<BackupPart> part,
        List<String> findings,
        List<String> notes) {
    public VerifyReport {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** How deep a verification goes; each level includes the ones before. */
    public enum Level {
        /** Names, lengths, every SHA-256, signature and chain: no key and no database needed. */
        FILES,
        /** Also decrypts, decompresses and hashes every row. */
        DATA,
        /** Also compares the digests with the databases of the configuration. */
        LIVE
    }
}
