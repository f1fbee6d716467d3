package io.shardark.engine.operation;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.load.LoadChoices;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.backup.ShardReader;
import io.shardark.format.backup.SignatureRule;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.SchemaRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.catalog.TableTotals;
import io.shardark.format.crypto.NoEnvelope;
import io.shardark.format.crypto.TrustedSigners;
import io.shardark.format.manifest.CutLevel;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.ServerOptions;
import io.shardark.samples.servers.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server of a test's own whose global variables may be changed, with one schema to back up. */
final class TrapServer implements AutoCloseable {
    static final String SOURCE = "trap_source";

    private static final int UNKNOWN_VARIABLE = 1193;

    private final DatabaseServer server;
    /** Keeps the settings that the server had at first. */
    private final Connection administrator;

    private final Sessions sessions = new Sessions();
    private final Path folder;

    private TrapServer(DatabaseServer server, Connection administrator, Path folder) {
        this.server = server;
        this.administrator = administrator;
        this.folder = folder;
    }

    /** Starts a server; its backups go below the folder. */
    static TrapServer start(ServerFlavor flavor, Path folder, String... arguments) throws SQLException {
        return start(flavor, folder, ServerOptions.defaults().withArguments(arguments));
    }

    static TrapServer start(ServerFlavor flavor, Path folder, ServerOptions options) throws SQLException {
        DatabaseServer server = Servers.start(flavor, options);
        return new TrapServer(server, server.connect(), folder);
    }

    /** Everything of a backup that must not depend on settings. */
    record Essence(
            SchemaRecord schema,
            List<TableRecord> tables,
            List<SchemaObject> objects,
            List<String> notSaved,
            List<TableTotals> totals) {
        static Essence of(BackupReader backup) {
            ShardReader shard = backup.shard(0, NoEnvelope.INSTANCE);
            CatalogHeader header = shard.header();
            return new Essence(header.schema(), header.tables(), header.objects(), header.notSaved(), shard.totals());
        }
    }

    DatabaseServer server() {
        return server;
    }

    Sessions sessions() {
        return sessions;
    }

    Instance instance() {
        return instance(server.user(), server.password());
    }

    Instance instance(String user, String password) {
        return new Instance(0, "mysql-a", server.host(), server.port(), user, new Secret(password), Tls.PREFERRED);
    }

    Topology topology(String schema) {
        return topology(instance(), schema);
    }

    static Topology topology(Instance instance, String schema) {
        return new Topology(List.of(instance), List.of(new Shard(0, "ds_0", instance, schema)), List.of());
    }

    /** Executes statements with the driver's and the server's own settings. */
    void execute(String... statements) throws SQLException {
        try (Statement statement = administrator.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String value(String query) throws SQLException {
        try (Statement statement = administrator.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? String.valueOf(result.getString(1)) : "";
        }
    }

    /** Work that may fail in any way. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Runs with other global variables, then sets them back; those that the server does not have are left out. */
    void with(List<String> globals, Work work) throws Exception {
        List<String> back = new ArrayList<>();
        try {
            for (String global : globals) {
                back.addAll(0, change(global));
            }
            work.run();
        } finally {
            execute(back.toArray(String[]::new));
        }
    }

    /** Whether the server has the variable of a setting. */
    boolean has(String global) throws SQLException {
        String name = global.substring(0, global.indexOf('=')).strip();
        return !value("SHOW GLOBAL VARIABLES LIKE '" + name + "'").isEmpty();
    }

    private List<String> change(String global) throws SQLException {
        String name = global.substring(0, global.indexOf('=')).strip();
        try {
            String before = value("SELECT @@GLOBAL." + name);
            execute("SET GLOBAL " + global);
            boolean bare = before.matches("-?[0-9.]+") || before.equals("null") || before.equals("DEFAULT");
            return List.of("SET GLOBAL " + name + " = " + (bare ? before : SqlText.literal(before)));
        } catch (SQLException e) {
            if (e.getErrorCode() != UNKNOWN_VARIABLE) {
                throw new SQLException("SET GLOBAL " + global + ": " + e.getMessage(), e);
            }
            return List.of();
        }
    }

    BackupReader backUp() {
        return backUp(topology(SOURCE), 1);
    }

    private Path newFolder() {
        try {
            return Files.createTempDirectory(folder, "repository");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Backs up into a repository of its own, without encryption. */
    BackupReader backUp(Topology topology, int connections) {
        Repository repository = Repository.openOrCreate(new DiskStore(newFolder()));
        CutSettings cut = new CutSettings(
                CutLevel.INSTANT, Duration.ofSeconds(60), Duration.ofSeconds(5), CutSettings.WhenMissed.DEGRADE);
        BackupReport report = new BackupOperation(
                        repository,
                        topology,
                        new BackupSettings(connections, 64 * 1024, cut),
                        new Encryption.None(),
                        Optional.empty(),
                        sessions,
                        "shardark test",
                        ProgressListener.NONE)
                .run();
        return BackupReader.open(
                repository.folder(report.backup()), report.backup(), SignatureRule.of(new TrustedSigners(List.of())));
    }

    RestoreReport restore(BackupReader backup, String schema) {
        return restore(backup, schema, ProgressListener.NONE);
    }

    RestoreReport restore(BackupReader backup, String schema, ProgressListener progress) {
        return restore(backup, topology(schema), progress);
    }

    RestoreReport restore(BackupReader backup, Topology target) {
        return restore(backup, target, ProgressListener.NONE);
    }

    RestoreReport restore(BackupReader backup, Topology target, ProgressListener progress) {
        return restore(backup, target, LoadChoices.USUAL, progress);
    }

    RestoreReport restore(
            BackupReader backup, Topology target, LoadChoices choices, ProgressListener progress, String... tables) {
        return new RestoreOperation(
                        backup,
                        NoEnvelope.INSTANCE,
                        target,
                        TableSelection.matching(List.of(tables)),
                        new RestoreSettings(1, choices),
                        sessions,
                        progress)
                .run();
    }

    /** Drops a schema through a new connection, since the server may have been restarted. */
    void drop(String schema) {
        try (Session session = sessions.open(instance())) {
            session.execute("DROP DATABASE " + SqlText.name(schema));
        }
    }

    /** What the server says about a schema. */
    Map<String, List<String>> text(String schema) {
        try (Session session = sessions.open(instance())) {
            return ServerText.of(session, schema);
        }
    }

    @Override
    public void close() throws SQLException {
        administrator.close();
        server.close();
    }
}
