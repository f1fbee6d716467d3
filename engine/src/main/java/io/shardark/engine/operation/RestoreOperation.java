package io.shardark.engine.operation;

import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.crypto.Envelope;
import java.util.List;

/**
 * Brings a backup back into the shards of a topology, which has the same shards by name, wherever they live. Killed at
 * any moment and run again it goes on where it stopped: nothing is loaded twice, and nothing is left out.
 */
public final class RestoreOperation {
    private final BackupReader backup;
    private final Envelope envelope;
    private final Topology target;
    private final TableSelection tables;
    private final RestoreSettings settings;
    private final Sessions sessions;
    private final ProgressListener progress;

    /**
     * Prepares a restore.
     *
     * @param envelope the backup's, from its key
     * @param target where the shards live now; schemas that are missing are created
     * @param tables which tables to restore; with a selection, nothing but tables is restored
     */
    public RestoreOperation(
            BackupReader backup,
            Envelope envelope,
            Topology target,
            TableSelection tables,
            RestoreSettings settings,
            Sessions sessions,
            ProgressListener progress) {
        this.backup = backup;
        this.envelope = envelope;
        this.target = target;
        this.tables = tables;
        this.settings = settings;
        this.sessions = sessions;
        this.progress = progress;
    }

    /**
     * Restores, and proves that every restored table equals the backup.
     *
     * @throws io.shardark.format.error.ConfigurationException when a shard of the backup has no target
     * @throws io.shardark.format.error.RefusedException when something is in the way, with a list of it
     * @throws io.shardark.format.error.DamagedException when stored bytes, or the rows of a restored table, differ
     * @throws io.shardark.format.error.UnreachableException when a server failed; run it again to go on
     * @throws io.shardark.format.error.ProblemsException when several things are wrong before work begins
     */
    public RestoreReport run() {
        throw new UnsupportedOperationException(
                "not yet: " + List.of(backup, envelope, target, tables, settings, sessions, progress));
    }
}
