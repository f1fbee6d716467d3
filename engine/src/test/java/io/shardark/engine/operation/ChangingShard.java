package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.engine.fidelity.FidelityDocument;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.progress.ProgressEvent;
import io.shardark.engine.progress.ProgressEvent.ChunkDone;
import io.shardark.engine.progress.ProgressEvent.ShardDone;
import io.shardark.engine.progress.ProgressEvent.StepStarted;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.repository.Repository;
import io.shardark.engine.store.DiskStore;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.manifest.CutLevel;
import io.shardark.format.value.BackupId;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A shard whose definitions are changed while it is backed up by a user who may lock more or less. */
final class ChangingShard implements AutoCloseable {
    private final ServerFlavor flavor;
    private final DatabaseServer server;
    private final Locks locks;
    private final Path folder;
    private final String schema = "dc_" + UUID.randomUUID().toString().substring(0, 8);
    private final SwitchingProxy proxy;
    private final Sessions sessions = new PlainSessions();
    private final Map<String, RunningChange> changes = new LinkedHashMap<>();
    private final Map<String, Moment> moments = new HashMap<>();
    private final Set<Moment> reached = EnumSet.noneOf(Moment.class);
    private volatile long cutAt;
    private volatile long endAt;

    ChangingShard(ServerFlavor flavor, Locks locks, Path folder) throws IOException {
        this.flavor = flavor;
        this.server = SharedServers.get(flavor, 0);
        this.locks = locks;
        this.folder = folder;
        this.proxy = new SwitchingProxy(server.port(), this::message);
        execute("CREATE USER " + schema + "@'%' IDENTIFIED BY 'pass'");
        locks.grants(flavor)
                .forEach(grant -> execute("GRANT " + grant.replace("%s", schema) + " TO " + schema + "@'%'"));
    }

    /** What the user of the backup may lock. */
    enum Locks {
        DEFINITIONS("definitions locked", "ALL ON *.*", "ALL ON *.*"),
        TABLES(
                "LOCK TABLES only",
                "LOCK TABLES ON %s.*; SHOW_ROUTINE, REPLICATION CLIENT ON *.*",
                "LOCK TABLES ON %s.*; SELECT ON mysql.proc; REPLICA MONITOR ON *.*"),
        NONE("no lock", "SHOW_ROUTINE ON *.*", "SELECT ON mysql.proc");

        private final String text;
        private final String onMySql;
        private final String onMariaDb;

        Locks(String text, String onMySql, String onMariaDb) {
            this.text = text;
            this.onMySql = onMySql;
            this.onMariaDb = onMariaDb;
        }

        String text() {
            return text;
        }

        private List<String> grants(ServerFlavor flavor) {
            String further = flavor == ServerFlavor.MYSQL ? onMySql : onMariaDb;
            return List.of(("SELECT, SHOW VIEW, TRIGGER, EVENT ON %s.*; " + further).split("; ", -1));
        }
    }

    /** When a change begins. */
    enum Moment {
        BEFORE_THE_CUT,
        DURING_THE_CUT,
        BEFORE_THE_FIRST_ROW,
        WHILE_ROWS_ARE_READ,
        AFTER_A_SHARD,
        BEFORE_THE_PROOF
    }

    /** What became of a change. */
    enum Outcome {
        DONE_BEFORE_THE_CUT,
        DONE_DURING_THE_BACKUP,
        WAITED_FOR_THE_END;

        String text() {
            return this == WAITED_FOR_THE_END
                    ? "waits for the end"
                    : name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static String column(ServerFlavor flavor) {
        DatabaseServer server = SharedServers.get(flavor, 0);
        Instance instance = new Instance(
                0, "shared", server.host(), server.port(), server.user(), new Secret(server.password()), Tls.PREFERRED);
        try (Session session = new Sessions().open(instance)) {
            return FidelityDocument.column(session.server());
        }
    }

    /**
     * Backs up while every change is made, each from its moment on, and compares what is restored with what the same
     * steps lead to that were completed before the cut.
     *
     * @return what became of each change
     */
    Map<String, Outcome> backUpDuring(Function<DefinitionChange, Moment> chosen) throws Exception {
        changes.clear();
        reached.clear();
        DefinitionChange.all().forEach(change -> moments.put(change.name(), chosen.apply(change)));
        create(Map.of());
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Path place = Files.createTempDirectory(folder, "repository");
        BackupId backup = backUp(place);
        changes.forEach((name, change) -> outcomes.put(name, outcome(change)));
        Map<String, List<String>> atTheCut = new HashMap<>();
        changes.forEach((name, change) -> {
            change.join();
            assertEquals("", change.failure(), name);
            atTheCut.put(name, change.completedBefore(cutAt));
        });
        drop();
        Restores.restore(
                new Sessions(),
                Restores.open(place, backup),
                topology(server.port(), server.user(), server.password()),
                ProgressListener.NONE);
        Map<String, List<String>> restored = text();
        create(atTheCut);
        ServerText.assertSame(flavor + ", " + locks + ", restored", text(), restored);
        return outcomes;
    }

    /** Asked when the backup has just ended, before the changes that waited for it can have gone on. */
    private Outcome outcome(RunningChange change) {
        if (change.isDoneBefore(cutAt)) {
            return Outcome.DONE_BEFORE_THE_CUT;
        }
        return change.isDoneBefore(endAt) ? Outcome.DONE_DURING_THE_BACKUP : Outcome.WAITED_FOR_THE_END;
    }

    private BackupId backUp(Path place) {
        CutSettings cut =
                new CutSettings(CutLevel.GLOBAL, Duration.ofSeconds(30), Duration.ofSeconds(1), WhenMissed.DEGRADE);
        try {
            return new BackupOperation(
                            Repository.openOrCreate(new DiskStore(place)),
                            topology(proxy.port(), schema, "pass"),
                            new BackupSettings(2, 64 * 1024, cut),
                            new Encryption.None(),
                            Optional.empty(),
                            sessions,
                            "shardark test",
                            this::progress)
                    .run()
                    .backup();
        } catch (ShardarkException e) {
            throw new AssertionError(locks + ": " + e.getMessage() + " / " + e.hint(), e);
        }
    }

    private Topology topology(int port, String user, String password) {
        Instance instance = new Instance(0, "changing", "127.0.0.1", port, user, new Secret(password), Tls.DISABLED);
        return new Topology(List.of(instance), List.of(new Shard(0, "ds_0", instance, schema)), List.of());
    }

    private void message(String message) {
        if (message.contains("WITH CONSISTENT SNAPSHOT")) {
            reach(Moment.DURING_THE_CUT);
            cutAt = System.nanoTime();
        }
    }

    private void progress(ProgressEvent event) {
        if (event instanceof StepStarted started) {
            switch (started.step()) {
                case "taking the cut" -> reach(Moment.BEFORE_THE_CUT);
                case "saving rows" -> reach(Moment.BEFORE_THE_FIRST_ROW);
                case "proving that no definition changed" -> reach(Moment.BEFORE_THE_PROOF);
                case "writing the manifest" -> endAt = System.nanoTime();
                default -> {}
            }
        } else if (event instanceof ChunkDone) {
            reach(Moment.WHILE_ROWS_ARE_READ);
        } else if (event instanceof ShardDone) {
            reach(Moment.AFTER_A_SHARD);
        }
    }

    /** Begins the changes that are due, and returns when each is done or waits. */
    private synchronized void reach(Moment moment) {
        if (!reached.add(moment)) {
            return;
        }
        List<RunningChange> begun = DefinitionChange.all().stream()
                .filter(change -> moments.get(change.name()) == moment)
                .map(change -> {
                    RunningChange running = RunningChange.start(server, schema, change);
                    changes.put(change.name(), running);
                    return running;
                })
                .toList();
        try (Connection administrator = server.connect()) {
            for (RunningChange change : begun) {
                change.awaitDoneOrWaiting(administrator);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes everything anew, with these steps done. */
    private void create(Map<String, List<String>> steps) {
        drop();
        List<String> statements = new ArrayList<>();
        statements.add("CREATE DATABASE " + schema + " DEFAULT CHARACTER SET utf8mb4");
        statements.add("USE " + schema);
        for (DefinitionChange change : DefinitionChange.all()) {
            statements.addAll(change.before());
            statements.addAll(steps.getOrDefault(change.name(), List.of()));
        }
        execute(statements);
    }

    private Map<String, List<String>> text() {
        try (Session session = new Sessions()
                .open(topology(server.port(), server.user(), server.password())
                        .instances()
                        .get(0))) {
            return ServerText.of(session, schema);
        }
    }

    private void drop() {
        execute("DROP DATABASE IF EXISTS " + schema, "DROP DATABASE IF EXISTS " + schema + "_twin");
    }

    private void execute(String... statements) {
        execute(List.of(statements));
    }

    private void execute(List<String> statements) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        drop();
        execute("DROP USER " + schema + "@'%'");
    }
}
