package io.shardark.engine.fidelity;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.operation.RestoreReport;
import io.shardark.engine.operation.Restores;
import io.shardark.engine.operation.ServerText;
import io.shardark.engine.progress.ProgressListener;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.ShardarkException;
import io.shardark.samples.servers.DatabaseServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** One shard that goes from one server to another. */
final class Migration implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Sessions sessions = new Sessions();
    private final Shard source;
    private final Shard target;

    private Migration(Shard source, Shard target) {
        this.source = source;
        this.target = target;
    }

    /**
     * What came of it.
     *
     * @param differences of rows, and of definitions without a note
     * @param changed tables and other things whose definition the target shows otherwise, with the note
     */
    record Outcome(RestoreReport report, List<String> differences, Map<String, String> changed) {}

    static Migration create(DatabaseServer from, DatabaseServer to) {
        String schema = "m_" + UUID.randomUUID().toString().substring(0, 8);
        Migration migration =
                new Migration(new Shard(0, "ds_0", instance(from), schema), new Shard(0, "ds_0", instance(to), schema));
        try (Session session = migration.sessions.open(migration.source.instance())) {
            session.execute("CREATE DATABASE " + SqlText.name(schema) + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        }
        return migration;
    }

    private static Instance instance(DatabaseServer server) {
        return new Instance(
                0, "one", server.host(), server.port(), server.user(), new Secret(server.password()), Tls.PREFERRED);
    }

    void execute(String... statements) {
        try (Session session = sessions.open(source.instance())) {
            session.execute("USE " + SqlText.name(source.schema()));
            // The driver's, which the server keeps with programs: MariaDB 11.4 takes utf8mb4_0900_ai_ci, 10.11 does
            // not.
            session.execute("SET SESSION collation_connection = utf8mb4_general_ci");
            for (String statement : statements) {
                session.execute(statement);
            }
        }
    }

    /** Makes what the source can have. */
    void settle(List<Specimen> specimens) {
        for (int i = 0; i < specimens.size(); i++) {
            List<String> statements = new ArrayList<>(List.of(Zoo.MODE));
            statements.addAll(specimens.get(i).statements(source.schema(), i));
            try {
                execute(statements.toArray(String[]::new));
            } catch (ShardarkException e) {
                System.err.println("not on this version: " + specimens.get(i).item() + ": " + e.getMessage());
            }
        }
    }

    BackupReader backUp(Path folder) {
        return Restores.backUp(sessions, topology(source), folder, CHUNK_BYTES);
    }

    RestoreReport restore(BackupReader backup) {
        return Restores.restore(sessions, backup, topology(target), ProgressListener.NONE);
    }

    /** Backs up and restores, and leaves out at the source what was refused at first, with the reason. */
    Outcome move(Path folder, Map<String, String> refusals) {
        try {
            restore(backUp(folder));
            dropTarget();
        } catch (ProblemsException e) {
            e.problems().forEach(problem -> leaveOut(String.valueOf(problem.getMessage()), refusals));
        }
        Map<String, List<String>> before = texts(source);
        RestoreReport report = restore(backUp(folder));
        return compare(report, before, texts(target));
    }

    private void leaveOut(String problem, Map<String, String> refusals) {
        String[] parts = problem.split(": ", 2);
        String what = parts[0].substring("shard ds_0, ".length());
        refusals.put(what, parts[1].substring(parts[1].indexOf("cannot have: ") + "cannot have: ".length()));
        String[] words = what.split(",", 2)[0].split(" ", 2);
        execute("SET SESSION foreign_key_checks = 0", "DROP " + words[0] + " IF EXISTS " + SqlText.name(words[1]));
    }

    private static Outcome compare(
            RestoreReport report, Map<String, List<String>> before, Map<String, List<String>> after) {
        List<String> differences = new ArrayList<>();
        Map<String, String> changed = new TreeMap<>();
        before.forEach((part, was) -> {
            List<String> is = after.getOrDefault(part, List.of());
            if (was.equals(is)) {
                return;
            }
            if (report.notes().contains("shard ds_0, " + part + " is not saved.")) {
                changed.put(part, "not saved, reported");
                return;
            }
            String name = part.replaceFirst("^definition of ", "table ");
            report.notes().stream()
                    .filter(note -> note.startsWith("shard ds_0, " + name + ": ") && !part.startsWith("rows of "))
                    .findFirst()
                    .ifPresentOrElse(
                            note -> changed.put(
                                    name,
                                    (name.startsWith("table ") ? "rows equal; " : "")
                                            + note.substring(note.indexOf(": ") + 2)),
                            () -> differences.add(part + ": was " + shortened(was) + ", is " + shortened(is)));
        });
        return new Outcome(report, differences, changed);
    }

    private static String shortened(List<String> text) {
        String all = text.toString();
        return all.length() > 600 ? all.substring(0, 600) + "..." : all;
    }

    private Map<String, List<String>> texts(Shard shard) {
        try (Session session = sessions.open(shard.instance())) {
            return ServerText.of(session, shard.schema());
        }
    }

    /** The heading of a column about this direction. */
    String columns() {
        try (Session from = sessions.open(source.instance());
                Session to = sessions.open(target.instance())) {
            return FidelityDocument.column(from.server()) + " to " + FidelityDocument.column(to.server());
        }
    }

    boolean targetExists() {
        try (Session session = sessions.open(target.instance())) {
            return !session.value("SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = "
                            + SqlText.literal(target.schema()))
                    .isEmpty();
        }
    }

    private static Topology topology(Shard shard) {
        return new Topology(List.of(shard.instance()), List.of(shard), List.of());
    }

    private void dropTarget() {
        try (Session session = sessions.open(target.instance())) {
            session.execute("DROP DATABASE IF EXISTS " + SqlText.name(target.schema()));
        }
    }

    @Override
    public void close() {
        dropTarget();
        try (Session session = sessions.open(source.instance())) {
            session.execute("DROP DATABASE IF EXISTS " + SqlText.name(source.schema()));
        }
    }
}
