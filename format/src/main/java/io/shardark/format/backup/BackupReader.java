package io.shardark.format.backup;

import io.shardark.format.crypto.Envelope;
import io.shardark.format.crypto.VerificationKey;
import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.RootManifest;
import io.shardark.format.manifest.RootManifestReader;
import io.shardark.format.store.Store;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.util.Optional;

/**
 * A backup whose root manifest was read once, checked against its signature, and parsed. Everything else is read when
 * it is asked for, and proved against this manifest. Immutable and safe for use by several threads.
 */
public final class BackupReader {
    private static final int SIGNATURE_LENGTH = 64;
    private static final int LONGEST_KEYS_FILE = 16 << 20;

    private final Store folder;
    private final RootManifest manifest;
    private final Sha256 manifestSha256;
    private final SignatureStatus signature;

    private BackupReader(Store folder, RootManifest manifest, Sha256 manifestSha256, SignatureStatus signature) {
        this.folder = folder;
        this.manifest = manifest;
        this.manifestSha256 = manifestSha256;
        this.signature = signature;
    }

    /**
     * Opens a backup.
     *
     * @param folder the backup's folder
     * @param expected the id that the folder's name says
     * @throws DamagedException when there is no manifest, the rule is broken, or the manifest is damaged or another one
     * @throws io.shardark.format.error.TooNewException when it has a higher version
     */
    public static BackupReader open(Store folder, BackupId expected, SignatureRule rule) {
        byte[] bytes = StoredFiles.read(folder, BackupFiles.MANIFEST, RootManifestReader.LONGEST);
        SignatureStatus signature = judge(folder, bytes, rule);
        String place = StoredFiles.place(folder, BackupFiles.MANIFEST);
        RootManifest manifest = RootManifestReader.read(bytes, place);
        if (!manifest.backup().equals(expected)) {
            throw new DamagedException(place + " belongs to backup " + manifest.backup() + ", expected " + expected);
        }
        return new BackupReader(folder, manifest, Sha256.of(bytes), signature);
    }

    private static SignatureStatus judge(Store folder, byte[] manifest, SignatureRule rule) {
        String place = StoredFiles.place(folder, BackupFiles.SIGNATURE);
        if (!folder.exists(BackupFiles.SIGNATURE)) {
            return rule.judgeUnsigned(place);
        }
        long length = StoredFiles.length(folder, BackupFiles.SIGNATURE);
        if (length != SIGNATURE_LENGTH) {
            throw new DamagedException(
                    place + " is " + length + " bytes long, expected " + SIGNATURE_LENGTH, StoredFiles.HINT);
        }
        byte[] signature = StoredFiles.read(folder, BackupFiles.SIGNATURE, SIGNATURE_LENGTH);
        return rule.judge(manifest, signature, place);
    }

    /** The root manifest. */
    public RootManifest manifest() {
        return manifest;
    }

    /** The digest of the manifest's bytes, by which the next backup names this one. */
    public Sha256 manifestSha256() {
        return manifestSha256;
    }

    /** What is known about the signature. */
    public SignatureStatus signature() {
        return signature;
    }

    /** Who signed the manifest; empty when it was not signed or no signature was checked. */
    public Optional<VerificationKey> signer() {
        return signature instanceof SignatureStatus.SignedBy known ? Optional.of(known.signer()) : Optional.empty();
    }

    /**
     * The bytes of {@code keys.p7m}, not proved in any way: what they wrap counts only after it was compared with
     * {@link RootManifest#keyCheck()}.
     *
     * @throws DamagedException when the file is missing
     */
    public Optional<byte[]> keysFile() {
        return manifest.encrypted()
                ? Optional.of(StoredFiles.read(folder, BackupFiles.KEYS, LONGEST_KEYS_FILE))
                : Optional.empty();
    }

    /**
     * Opens a shard: reads its manifest and its catalog and proves both.
     *
     * @param number of the shard, from 0
     * @param envelope of this backup
     * @throws DamagedException when anything about the shard's manifest or catalog is not as it was written
     * @throws io.shardark.format.error.WrongKeyException when the envelope is for another key
     */
    public ShardReader shard(int number, Envelope envelope) {
        return shard(shardFiles(number), envelope);
    }

    /** As {@link #shard(int, Envelope)}, for a manifest that was read already. */
    ShardReader shard(ShardFiles files, Envelope envelope) {
        ShardReader shard = ShardReader.open(files, envelope);
        if (shard.header().partial() && !manifest.partial()) {
            throw new DamagedException("the catalog of shard " + shard.header().shardName() + " of backup "
                    + manifest.backup() + " is one of a part, but the manifest says that nothing was left out");
        }
        return shard;
    }

    /** The shard's manifest, proved; needs no key. */
    ShardFiles shardFiles(int number) {
        String suffix = manifest.encrypted() ? ".p7m" : "";
        return ShardFiles.open(folder, manifest.backup(), manifest.shards().get(number), suffix);
    }

    /** The backup's folder. */
    Store folder() {
        return folder;
    }
}
