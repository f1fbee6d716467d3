package io.shardark.engine.repository;

import io.shardark.format.backup.BackupReader;
import io.shardark.format.backup.SignatureRule;
import io.shardark.format.backup.SignatureStatus;
import io.shardark.format.crypto.BackupKey;
import io.shardark.format.crypto.CmsEnvelope;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.Identity;
import io.shardark.format.crypto.KeysFile;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.DamagedException;
import io.shardark.format.value.BackupId;
import java.util.Optional;

/** A backup whose manifest was read and whose signature was judged. */
public record OpenBackup(BackupId id, BackupReader reader) {
    /**
     * Opens a backup of a repository.
     *
     * @param signers with any, the manifest has to be signed by one of them
     * @throws io.shardark.format.error.DamagedException when the manifest or its signature is not as it should be
     */
    public static OpenBackup open(Repository repository, BackupId id, TrustedSigners signers) {
        BackupReader reader = BackupReader.open(repository.folder(id), id, SignatureRule.of(signers));
        if (!reader.manifest().repository().equals(repository.id())) {
            throw new DamagedException(
                    "backup " + id + " belongs to repository "
                            + reader.manifest().repository() + ", but lies in " + repository.id() + " at "
                            + repository.location(),
                    "Copy whole repositories, not single backups.");
        }
        return new OpenBackup(id, reader);
    }

    /**
     * The envelope of its chunks.
     *
     * @throws ConfigurationException when it is encrypted and there is no identity
     * @throws io.shardark.format.error.WrongKeyException when the identity opens nothing
     */
    public Envelope envelope(Optional<Identity> identity) {
        if (reader.manifest().keyCheck().isEmpty()) {
            return NoEnvelope.INSTANCE;
        }
        byte[] keysFile = reader.keysFile()
                .orElseThrow(() -> new DamagedException("backup " + id + " is encrypted, but has no " + KeysFile.NAME));
        if (identity.isEmpty()) {
            throw new ConfigurationException(
                    "backup " + id + " is encrypted, and no key was given; it opens with the key of "
                            + String.join(", or of ", KeysFile.recipients(keysFile)),
                    "Name the private key with --key.");
        }
        BackupKey key = KeysFile.open(
                keysFile, identity.get(), reader.manifest().keyCheck().get());
        return new CmsEnvelope(key, id);
    }

    /** Who signed it, for people; empty when nobody who is trusted did. */
    public String signer() {
        return reader.signature() instanceof SignatureStatus.SignedBy signed
                ? signed.signer().name() + " (" + signed.signer().fingerprint() + ")"
                : "";
    }
}
