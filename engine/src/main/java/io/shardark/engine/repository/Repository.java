package io.shardark.engine.repository;

import io.shardark.engine.store.DiskStore;
import io.shardark.engine.store.StoreLock;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.UnreachableException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.manifest.PreviousBackup;
import io.shardark.format.manifest.RepositoryJson;
import io.shardark.format.manifest.RepositoryRecord;
import io.shardark.format.store.MissingFileException;
import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A folder that holds backups. Reading is safe for several threads and at any time; writing needs {@link #lock()}. */
public final class Repository {
    private static final String FILE = BackupFiles.REPOSITORY;
    private static final String BACKUPS = BackupFiles.BACKUPS + "/";
    private static final String LATEST = "latest";
    private static final int LONGEST_RECORD = 1 << 16;

    private final DiskStore store;
    private final RepositoryRecord record;

    private Repository(DiskStore store, RepositoryRecord record) {
        this.store = store;
        this.record = record;
    }

    /**
     * Opens an existing repository.
     *
     * @throws ConfigurationException when the folder holds no repository
     */
    public static Repository open(DiskStore store) {
        try {
            long length = store.length(FILE);
            return new Repository(
                    store, RepositoryJson.read(readWhole(store, FILE, Math.min(length, LONGEST_RECORD)), FILE));
        } catch (MissingFileException e) {
            throw new ConfigurationException(
                    store.location() + " is not a repository: it has no " + FILE,
                    "Check `repository` in the configuration. The first backup makes a new one in an empty folder.",
                    e);
        }
    }

    /**
     * Opens a repository, or makes a new one where the folder is empty or does not exist.
     *
     * @throws RefusedException when the folder holds something else
     */
    @SuppressWarnings("try") // The lock is held for its scope, not used.
    public static Repository openOrCreate(DiskStore store) {
        if (store.exists(FILE)) {
            return open(store);
        }
        if (!store.isEmpty()) {
            throw new RefusedException(
                    store.location() + " is not a repository and not empty, so no repository can be made in it",
                    "Name an empty or new folder as `repository` in the configuration.");
        }
        try (StoreLock lock = store.lock()) {
            byte[] id = new byte[16];
            new SecureRandom().nextBytes(id);
            RepositoryRecord record = new RepositoryRecord(HexFormat.of().formatHex(id), Instant.now());
            try (Upload upload = store.create(FILE)) {
                byte[] bytes = RepositoryJson.write(record);
                upload.write(bytes, 0, bytes.length);
                upload.commit();
            }
            return open(store);
        }
    }

    /** The random id that its manifests name. */
    public String id() {
        return record.id();
    }

    /** Where it is, for people. */
    public String location() {
        return store.location();
    }

    /** The place itself; for reading. */
    public Store store() {
        return store;
    }

    /** The folder of a backup. */
    public Store folder(BackupId backup) {
        return store.folder(BackupFiles.backupFolder(backup));
    }

    /** All whole backups, oldest first. */
    public List<BackupId> backups() {
        return filesOfBackups().entrySet().stream()
                .filter(entry -> entry.getValue().contains(BackupFiles.MANIFEST))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Finds a backup by id, unique prefix of an id, or {@code latest}.
     *
     * @throws ConfigurationException when there is none, or more than one
     */
    public BackupId find(String text) {
        List<BackupId> all = backups();
        if (all.isEmpty()) {
            throw new ConfigurationException(location() + " holds no backup", "Make one with `shardark backup`.");
        }
        if (text.equals(LATEST)) {
            return all.get(all.size() - 1);
        }
        List<BackupId> matching =
                all.stream().filter(id -> id.text().startsWith(text)).toList();
        if (matching.size() != 1) {
            throw new ConfigurationException(
                    "\"" + text + "\" names " + (matching.isEmpty() ? "no backup" : matching.size() + " backups")
                            + " of " + location(),
                    "`shardark list` shows their ids.");
        }
        return matching.get(0);
    }

    /** The link to the newest backup, for the manifest of the next one. */
    public Optional<PreviousBackup> newest() {
        List<BackupId> all = backups();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        BackupId id = all.get(all.size() - 1);
        Store folder = folder(id);
        byte[] manifest = readWhole(folder, BackupFiles.MANIFEST, folder.length(BackupFiles.MANIFEST));
        return Optional.of(new PreviousBackup(id, Sha256.of(manifest)));
    }

    /**
     * Takes the right to write, for one writer at a time: each backup names the one before it.
     *
     * @throws RefusedException when another process has it
     */
    public StoreLock lock() {
        return store.lock();
    }

    /**
     * Removes what killed backups left behind: folders without a manifest are no backups. Only with {@link #lock()}
     * held, since a running backup looks the same.
     *
     * @param removed is told each id
     */
    public void removeUnfinished(Consumer<BackupId> removed) {
        store.removeTemporaryFiles();
        filesOfBackups().forEach((id, files) -> {
            if (!files.contains(BackupFiles.MANIFEST)) {
                Store folder = folder(id);
                files.forEach(folder::delete);
                removed.accept(id);
            }
        });
    }

    private Map<BackupId, List<String>> filesOfBackups() {
        Map<BackupId, List<String>> files = new TreeMap<>();
        for (String name : store.list(BACKUPS)) {
            int slash = name.indexOf('/', BACKUPS.length());
            if (slash > 0 && BackupId.matches(name.substring(BACKUPS.length(), slash))) {
                BackupId id = new BackupId(name.substring(BACKUPS.length(), slash));
                files.computeIfAbsent(id, unused -> new ArrayList<>()).add(name.substring(slash + 1));
            }
        }
        return files;
    }

    private static byte[] readWhole(Store store, String name, long length) {
        try (InputStream in = store.read(name, 0, length)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UnreachableException("cannot read " + name + " in " + store.location(), "", e);
        }
    }
}
