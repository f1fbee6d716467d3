package io.shardark.engine.operation;

import io.shardark.engine.cut.Cut;
import io.shardark.engine.cut.InstanceSnapshot;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.UnreachableException;
import java.util.List;

/**
 * A cut and the definitions that were in force at it.
 *
 * @param definitions read while the cut held metadata locks on all tables; with identities of tables where nothing else
 *     held them
 */
record DefinedCut(Topology topology, BackupSettings settings, Cut cut, Definitions definitions)
        implements AutoCloseable {
    private static final String HINT = "Back up again when no schema change runs, or grant the privilege that locks"
            + " definitions (BACKUP_ADMIN on MySQL, RELOAD on MariaDB).";

    /** The instance that a shard is on, as the cut shows it. */
    InstanceSnapshot snapshot(Shard shard) {
        return cut.snapshots().get(shard.instance().number());
    }

    /**
     * Proves after the last row, once more, that rows and definitions belong together: where definitions were locked,
     * that they still are; elsewhere, that every table is still the same. Nothing can be read from it afterwards.
     *
     * @return what else changed since the cut, and is saved as it was at the cut
     * @throws RefusedException when a table is not the one that it was at the cut
     * @throws UnreachableException when a lock was lost
     */
    List<String> prove(Sessions sessions) {
        cut.requireDefinitionLocks();
        List<Instance> unlocked = unlocked(cut);
        try {
            return compare(
                    Definitions.read(sessions, topology, settings, unlocked, DefinedCutTaker.DURING, instance -> true));
        } catch (UnreachableException e) {
            if (!Definitions.waitedInVain(e)) {
                throw e;
            }
            // It waits for the metadata locks under which the rows were read: nothing has changed.
            return List.of("nothing yet, but a change waits for the end of the backup");
        }
    }

    /** Where nothing but the snapshots keeps definitions as they are. */
    static List<Instance> unlocked(Cut cut) {
        return cut.snapshots().stream()
                .filter(snapshot -> !snapshot.definitionsLocked())
                .map(InstanceSnapshot::instance)
                .toList();
    }

    private List<String> compare(Definitions now) {
        List<String> changedTables = now.changedTablesOf(definitions);
        if (!changedTables.isEmpty()) {
            throw new RefusedException(
                    "tables changed while the backup ran, so their rows cannot be trusted:" + lines(changedTables),
                    HINT);
        }
        return now.differencesFrom(definitions);
    }

    /** Each on a line of its own. */
    static String lines(List<String> texts) {
        return "\n  - " + String.join("\n  - ", texts);
    }

    @Override
    public void close() {
        cut.close();
    }
}
