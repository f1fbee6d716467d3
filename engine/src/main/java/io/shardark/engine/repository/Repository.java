package io.shardark.engine.repository;

import io.shardark.format.store.Store;
import io.shardark.format.value.BackupId;
import java.util.List;

/** A place that holds backups. Safe for use by several threads. */
public final class Repository {
    private final Store store;
    private final String id;

    Repository(Store store, String id) {
        this.store = store;
        this.id = id;
    }

    /**
     * Opens an existing repository.
     *
     * @throws io.shardark.format.error.ConfigurationException when the store holds no repository
     */
    public static Repository open(Store store) {
        throw new UnsupportedOperationException("not yet: " + store);
    }

    /**
     * Opens a repository, or makes a new one where the store is empty.
     *
     * @throws io.shardark.format.error.RefusedException when the store holds something else
     */
    public static Repository openOrCreate(Store store) {
        throw new UnsupportedOperationException("not yet: " + store);
    }

    /** The random id that its manifests name. */
    public String id() {
        return id;
    }

    /** All whole backups, oldest first. */
    public List<BackupId> backups() {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * Finds a backup by id, unique prefix of an id, or {@code latest}.
     *
     * @throws io.shardark.format.error.ConfigurationException when there is none, or more than one
     */
    public BackupId find(String text) {
        throw new UnsupportedOperationException("not yet: " + text);
    }

    /** The folder of a backup. */
    public Store folder(BackupId backup) {
        return store.folder("backups/" + backup.text());
    }

    /** Where it is, for people. */
    public String location() {
        return store.location();
    }
}
