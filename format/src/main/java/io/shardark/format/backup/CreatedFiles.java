package io.shardark.format.backup;

import io.shardark.format.error.RefusedException;
import io.shardark.format.manifest.BackupFiles;
import io.shardark.format.store.ForwardingStore;
import io.shardark.format.store.Store;
import io.shardark.format.store.Upload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A store that remembers which files were created through it, so that a backup that failed can be removed without
 * touching files that others made. Safe for use by several threads.
 */
final class CreatedFiles extends ForwardingStore {
    private final Deque<String> newestFirst = new ArrayDeque<>();

    CreatedFiles(Store store) {
        super(store);
    }

    /**
     * Deletes what was created, the newest first. That is the root manifest if it was written: as long as it cannot be
     * deleted, all the others stay, since it promises them. Any other failure does not keep the rest from being
     * deleted.
     */
    void deleteAll() {
        Optional<RuntimeException> failed = Optional.empty();
        for (String name : names()) {
            try {
                delete(name);
            } catch (RuntimeException failure) {
                failed.ifPresent(failure::addSuppressed);
                failed = Optional.of(failure);
                if (name.equals(BackupFiles.MANIFEST)) {
                    break;
                }
            }
        }
        if (failed.isPresent()) {
            throw failed.get();
        }
    }

    @Override
    public Upload create(String name) {
        return new Creation(name, super.create(name));
    }

    @Override
    public void delete(String name) {
        super.delete(name);
        forget(name);
    }

    private synchronized List<String> names() {
        return List.copyOf(newestFirst);
    }

    private synchronized void remember(String name) {
        newestFirst.push(name);
    }

    private synchronized void forget(String name) {
        newestFirst.remove(name);
    }

    /** Remembers the name before the commit, since a commit that fails may have published the file all the same. */
    private final class Creation implements Upload {
        private final String name;
        private final Upload upload;

        Creation(String name, Upload upload) {
            this.name = name;
            this.upload = upload;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            upload.write(bytes, offset, length);
        }

        @Override
        public void commit() {
            remember(name);
            try {
                upload.commit();
            } catch (RefusedException taken) {
                forget(name);
                throw taken;
            }
        }

        @Override
        public void close() {
            upload.close();
        }
    }
}
