package io.shardark.engine.operation;

import io.shardark.format.crypto.BackupKey;
import io.shardark.format.crypto.CmsEnvelope;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.KeysFile;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.manifest.PreviousBackup;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * The id and the key of a new backup.
 *
 * @param keysFile the wrapped key; absent when it is not encrypted
 * @param keyCheck recognises the key; absent when it is not encrypted
 */
record SealedBackup(BackupId id, Envelope envelope, Optional<byte[]> keysFile, Optional<Sha256> keyCheck) {
    static SealedBackup begin(Optional<PreviousBackup> previous, Encryption encryption) {
        SecureRandom random = new SecureRandom();
        BackupId id = BackupId.at(startAfter(previous), random);
        if (encryption instanceof Encryption.ForRecipients wanted) {
            BackupKey key = BackupKey.generate(random);
            return new SealedBackup(
                    id,
                    new CmsEnvelope(key, id),
                    Optional.of(KeysFile.wrap(key, wanted.recipients())),
                    Optional.of(key.keyCheck()));
        }
        return new SealedBackup(id, NoEnvelope.INSTANCE, Optional.empty(), Optional.empty());
    }

    /** Ids sort by time; when the clock was set back, the second after the newest backup is taken. */
    private static Instant startAfter(Optional<PreviousBackup> previous) {
        Instant now = Instant.now();
        return previous.map(backup -> backup.backup().start().plusSeconds(1))
                .filter(earliest -> earliest.isAfter(now))
                .orElse(now);
    }
}
