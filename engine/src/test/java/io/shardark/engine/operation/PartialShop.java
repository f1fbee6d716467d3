package io.shardark.engine.operation;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.selection.NamePattern;
import io.shardark.engine.selection.RowCondition;
import io.shardark.engine.selection.Selection;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.ServerFlavor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Four shards with tables, objects and what they need of each other, of which parts are backed up and restored. */
final class PartialShop implements AutoCloseable {
    static final String SUFFIX = "_part";

    private static final CutSettings CUT = new CutSettings(
            CutLevel.GLOBAL, Duration.ofSeconds(60), Duration.ofSeconds(1), CutSettings.WhenMissed.FAIL);

    private final TwoInstances shards;
    private final Path folder;

    private PartialShop(TwoInstances shards, Path folder) {
        this.shards = shards;
        this.folder = folder;
    }

    static PartialShop create(ServerFlavor flavor, Path folder) {
        TwoInstances shards = TwoInstances.create(flavor);
        for (int shard = 0; shard < TwoInstances.SHARDS; shard++) {
            shards.execute(
                    shard,
                    "CREATE TABLE t_order (id INT PRIMARY KEY, note VARCHAR(100), filler VARCHAR(100))",
                    "CREATE TABLE t_log (id INT PRIMARY KEY AUTO_INCREMENT, line VARCHAR(50))",
                    "CREATE TABLE t_child (id INT PRIMARY KEY, log INT, parent INT,"
                            + " CONSTRAINT fk_log_" + shard + " FOREIGN KEY (log) REFERENCES t_log (id),"
                            + " CONSTRAINT fk_order_" + shard + " FOREIGN KEY (parent) REFERENCES t_order (id))",
                    "INSERT INTO t_log VALUES (1, 'one'), (2, 'two')",
                    "INSERT INTO t_order WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 900)"
                            + " SELECT id, IF(id % 7 = 0, NULL, CONCAT('note ', id)), REPEAT('x', 90) FROM n",
                    "INSERT INTO t_child VALUES (1, 1, 3), (2, NULL, 4)",
                    "CREATE VIEW v_log AS SELECT line FROM t_log",
                    "CREATE VIEW v_order AS SELECT note FROM t_order",
                    "CREATE TRIGGER tr_order AFTER INSERT ON t_order FOR EACH ROW INSERT INTO t_log (line) VALUES ('t')",
                    "CREATE TRIGGER tr_log BEFORE INSERT ON t_log FOR EACH ROW SET NEW.line = UPPER(NEW.line)",
                    "CREATE EVENT e_log ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM t_log");
        }
        return new PartialShop(shards, folder);
    }

    TwoInstances shards() {
        return shards;
    }

    /** Where parts are restored to. */
    Topology target() {
        return Restores.renamed(shards, SUFFIX);
    }

    static Selection selection(List<String> include, List<String> exclude, Map<String, String> where) {
        return new Selection(
                include.stream().map(text -> NamePattern.parse(text, "include")).toList(),
                exclude.stream().map(text -> NamePattern.parse(text, "exclude")).toList(),
                where.entrySet().stream()
                        .map(entry -> RowCondition.parse(entry.getKey(), entry.getValue(), "where"))
                        .toList());
    }

    BackupReport backUp(List<String> include, List<String> exclude, Map<String, String> where) {
        return backUp(shards.topology(), selection(include, exclude, where));
    }

    BackupReport backUp(Topology topology, Selection selection) {
        return backUp(topology, selection, CUT);
    }

    /** With little time for the cut. */
    BackupReport backUpWithin(int seconds, Selection selection) {
        CutSettings hasty = new CutSettings(
                CutLevel.GLOBAL, Duration.ofSeconds(seconds), Duration.ofSeconds(1), CutSettings.WhenMissed.FAIL);
        return backUp(shards.topology(), selection, hasty);
    }

    private BackupReport backUp(Topology topology, Selection selection, CutSettings cut) {
        return new BackupOperation(
                        Repository.openOrCreate(new DiskStore(folder)),
                        topology,
                        // Chunks of 64 KiB: the rows that a condition leaves are divided too.
                        new BackupSettings(2, 64 * 1024, cut, selection),
                        new Encryption.None(),
                        Optional.empty(),
                        shards.sessions(),
                        "shardark test",
                        ProgressListener.NONE)
                .run();
    }

    RestoreReport restore(BackupReader backup, TableSelection selection) {
        return new RestoreOperation(
                        backup,
                        NoEnvelope.INSTANCE,
                        target(),
                        selection,
                        new RestoreSettings(2),
                        shards.sessions(),
                        ProgressListener.NONE)
                .run();
    }

    VerifyReport verify(BackupReport report, VerifyReport.Level level) {
        return new VerifyOperation(
                        Repository.open(new DiskStore(folder)),
                        report.backup(),
                        level,
                        new TrustedSigners(List.of()),
                        Optional.empty(),
                        Optional.of(shards.topology()),
                        shards.sessions(),
                        ProgressListener.NONE)
                .run();
    }

    BackupSummary list() {
        return new ListOperation(
                        Repository.open(new DiskStore(folder)), new TrustedSigners(List.of()), Optional.empty())
                .run()
                .get(0);
    }

    void execute(int shard, String suffix, String statement) {
        try (Session session = shards.sessions().open(shards.shard(shard).instance())) {
            session.execute("USE `" + shards.shard(shard).schema() + suffix + "`");
            session.execute(statement);
        }
    }

    /** A query of the digest of all rows of t_order that fulfil a condition. */
    String rows(int shard, String suffix, String where) {
        return "SELECT CONCAT(COUNT(*), ' ', SUM(CRC32(CONCAT(id, HEX(IFNULL(note, '-')), HEX(filler))))) FROM `"
                + shards.shard(shard).schema() + suffix + "`.t_order WHERE " + where;
    }

    String names(int shard, String suffix) {
        return members(shard, suffix, "TABLE_NAME", "TABLES", "TABLE_SCHEMA");
    }

    String triggers(int shard, String suffix) {
        return members(shard, suffix, "TRIGGER_NAME", "TRIGGERS", "TRIGGER_SCHEMA");
    }

    String events(int shard, String suffix) {
        return members(shard, suffix, "EVENT_NAME", "EVENTS", "EVENT_SCHEMA");
    }

    private String members(int shard, String suffix, String column, String view, String schema) {
        return shards.value(
                shard,
                "SELECT GROUP_CONCAT(" + column + " ORDER BY " + column + ") FROM information_schema." + view
                        + " WHERE " + schema + " = '" + shards.shard(shard).schema() + suffix + "'");
    }

    @Override
    public void close() {
        Restores.drop(shards, target());
        shards.close();
    }
}
