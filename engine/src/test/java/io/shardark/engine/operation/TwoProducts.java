package io.shardark.engine.operation;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.fidelity.FidelityDocument;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.selection.Selection;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import io.shardark.samples.servers.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One shard on a server of one product, and its place on a server of the other. */
final class TwoProducts implements AutoCloseable {
    private static final CutSettings CUT = new CutSettings(
            CutLevel.GLOBAL, Duration.ofSeconds(60), Duration.ofSeconds(1), CutSettings.WhenMissed.FAIL);

    private final Direction direction;
    private final Shard source;
    private final Shard target;
    private final Sessions sessions = new Sessions();

    /** From which product to which. */
    record Direction(ServerFlavor from, ServerFlavor to) {
        @Override
        public String toString() {
            return from + " to " + to;
        }
    }

    private TwoProducts(Direction direction) {
        this.direction = direction;
        String schema = "x_" + UUID.randomUUID().toString().substring(0, 8);
        this.source = new Shard(0, "ds_0", instance(direction.from()), schema);
        this.target = new Shard(0, "ds_0", instance(direction.to()), schema + "_new");
    }

    static TwoProducts create(Direction direction, String... statements) {
        TwoProducts products = new TwoProducts(direction);
        try (Session session = products.sessions.open(products.source.instance())) {
            session.execute("CREATE DATABASE `" + products.source.schema()
                    + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        }
        products.execute(products.source, statements);
        return products;
    }

    /** Both, where there are servers of both products. */
    static Stream<Direction> directions() {
        return Servers.available().size() < 2
                ? Stream.of()
                : Stream.of(
                        new Direction(ServerFlavor.MYSQL, ServerFlavor.MARIADB),
                        new Direction(ServerFlavor.MARIADB, ServerFlavor.MYSQL));
    }

    private static Instance instance(ServerFlavor flavor) {
        DatabaseServer server = SharedServers.get(flavor, 0);
        return new Instance(
                0, "one", server.host(), server.port(), server.user(), new Secret(server.password()), Tls.PREFERRED);
    }

    boolean toMariaDb() {
        return direction.to() == ServerFlavor.MARIADB;
    }

    Shard source() {
        return source;
    }

    Shard target() {
        return target;
    }

    void execute(Shard shard, String... statements) {
        try (Session session = sessions.open(shard.instance())) {
            session.execute("USE `" + shard.schema() + "`");
            for (String statement : statements) {
                session.execute(statement);
            }
        }
    }

    List<String> query(Shard shard, String sql) {
        try (Session session = sessions.open(shard.instance())) {
            session.execute("SET SESSION character_set_results = utf8mb4");
            if (exists(session, shard)) {
                session.execute("USE `" + shard.schema() + "`");
            }
            return session.query(sql, row -> String.valueOf(row.getString(1)));
        }
    }

    private static boolean exists(Session session, Shard shard) {
        return !session.value("SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '" + shard.schema() + "'")
                .isEmpty();
    }

    /** The heading of a column about this direction. */
    String columns() {
        try (Session from = sessions.open(source.instance());
                Session to = sessions.open(target.instance())) {
            return FidelityDocument.column(from.server()) + " to " + FidelityDocument.column(to.server());
        }
    }

    /** Whether anything was written at the target. */
    boolean targetExists() {
        try (Session session = sessions.open(target.instance())) {
            return exists(session, target);
        }
    }

    /** Backs up the source and restores it to the target. */
    RestoreReport move(Path folder) {
        BackupReport report = new BackupOperation(
                        Repository.openOrCreate(new DiskStore(folder)),
                        topology(source),
                        new BackupSettings(2, 64 * 1024, CUT, Selection.everything()),
                        new Encryption.None(),
                        Optional.empty(),
                        sessions,
                        "shardark test",
                        ProgressListener.NONE)
                .run();
        BackupReader backup = Restores.open(folder, report.backup());
        return new RestoreOperation(
                        backup,
                        NoEnvelope.INSTANCE,
                        topology(target),
                        TableSelection.everything(),
                        new RestoreSettings(2),
                        sessions,
                        ProgressListener.NONE)
                .run();
    }

    private static Topology topology(Shard shard) {
        return new Topology(List.of(shard.instance()), List.of(shard), List.of());
    }

    @Override
    public void close() {
        for (Shard shard : List.of(source, target)) {
            try (Session session = sessions.open(shard.instance())) {
                session.execute("DROP DATABASE IF EXISTS `" + shard.schema() + "`");
            }
        }
    }
}
