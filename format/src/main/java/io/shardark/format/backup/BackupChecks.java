package io.shardark.format.backup;

import io.shardark.format.crypto.Envelope;
import io.shardark.format.error.DamagedException;
import io.shardark.format.manifest.FileRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the check of a backup into one piece for each archive file, shard by shard, and checks the shards' manifests and
 * catalogs on the way. Safe for use by several threads.
 */
final class BackupChecks implements AutoCloseable {
    private final BackupReader backup;
    private final Optional<Envelope> envelope;
    private final CheckProgress progress;
    private final StoredBuffers buffers = new StoredBuffers();
    private final List<FileRecord> files = new ArrayList<>();
    private final List<Integer> unreadable = new ArrayList<>();
    private Optional<ShardChecks> current = Optional.empty();
    private int shard;
    private boolean stopped;

    BackupChecks(BackupReader backup, Optional<Envelope> envelope, CheckProgress progress) {
        this.backup = backup;
        this.envelope = envelope;
        this.progress = progress;
    }

    /** The check of the next archive file; empty when there are no more. */
    synchronized Optional<ArchiveCheck> next() {
        while (!stopped) {
            Optional<ArchiveCheck> check = current.flatMap(ShardChecks::next);
            if (check.isPresent()) {
                return check;
            }
            close();
            if (shard == backup.manifest().shards().size()) {
                stopped = true;
            } else {
                current = open(shard++);
            }
        }
        return Optional.empty();
    }

    /** Ends the check early, because it has failed. */
    synchronized void stop() {
        stopped = true;
    }

    /** The files of all shards whose manifest could be read, named relative to the backup's folder. */
    synchronized List<FileRecord> files() {
        return List.copyOf(files);
    }

    /** The numbers of the shards whose manifest could not be read, so that nobody knows their files. */
    synchronized List<Integer> unreadable() {
        return List.copyOf(unreadable);
    }

    @Override
    public synchronized void close() {
        current.ifPresent(ShardChecks::close);
        current = Optional.empty();
    }

    private Optional<ShardChecks> open(int number) {
        FileRecord manifest = backup.manifest().shards().get(number).manifest();
        try {
            ShardFiles shardFiles = backup.shardFiles(number);
            progress.readFile(manifest.length());
            files.addAll(shardFiles.all());
            return Optional.of(new ShardChecks(shardFiles, chunks(shardFiles), buffers, progress));
        } catch (DamagedException damage) {
            progress.damaged(manifest.name(), damage);
            unreadable.add(number);
            return Optional.empty();
        }
    }

    /** Checks the catalog; what it says of the chunks, when they are to be decoded and it can be read. */
    private Optional<ShardChunks> chunks(ShardFiles shardFiles) {
        FileRecord catalog = shardFiles.manifest().catalog();
        try {
            Optional<ShardChunks> chunks =
                    envelope.map(key -> backup.shard(shardFiles, key).chunks());
            if (chunks.isEmpty()) {
                StoredFiles.check(shardFiles.folder(), catalog);
            }
            progress.readFile(catalog.length());
            return chunks;
        } catch (DamagedException damage) {
            progress.damaged(shardFiles.nameInBackup(catalog), damage);
            return Optional.empty();
        }
    }
}
