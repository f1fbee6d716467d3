package io.shardark.format.manifest;

import io.shardark.format.value.BackupId;
import java.util.Locale;

/** The names of a backup's files. Names below a backup are relative to its folder. */
public final class BackupFiles {
    /** The description of the repository, relative to its root. */
    public static final String REPOSITORY = "repository.json";

    /** The folder of all backups, relative to the repository's root. */
    public static final String BACKUPS = "backups";

    /** The root manifest: its presence is what makes a folder a backup. */
    public static final String MANIFEST = "manifest.json";

    /** The signature of the root manifest. */
    public static final String SIGNATURE = "manifest.json.sig";

    /** The list for {@code sha256sum -c}. */
    public static final String CHECKSUMS = "SHA256SUMS";

    /** The backup key, wrapped for its recipients. */
    public static final String KEYS = "keys.p7m";

    private static final String CATALOG = "catalog.json.zst";

    private BackupFiles() {}

    /** The folder of a backup, relative to the repository's root. */
    public static String backupFolder(BackupId backup) {
        return BACKUPS + "/" + backup;
    }

    /** The folder of a shard. */
    public static String shardFolder(int shard) {
        return String.format(Locale.ROOT, "shards/%04d", shard);
    }

    /** The manifest of a shard. */
    public static String shardManifest(int shard) {
        return shardFolder(shard) + "/" + MANIFEST;
    }

    /** An archive file, relative to its shard's folder. */
    public static String archive(int number) {
        return String.format(Locale.ROOT, "%05d.tar", number);
    }

    /** The catalog, relative to its shard's folder; the suffix is that of the envelope. */
    public static String catalog(String suffix) {
        return CATALOG + suffix;
    }

    /** Whether it is the name of a catalog, encrypted or not. */
    static boolean isCatalog(String name) {
        return name.equals(CATALOG) || name.equals(CATALOG + ".p7m");
    }
}
