package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.backup.BackupReader;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many statements one more small table costs, by the server's own count; thousands of them are nothing unusual. */
class StatementsPerTableTest {
    private static final int MORE = 40;

    /** Two definitions, the columns' privileges, the rows, their number; some of 1/100 for locks. */
    private static final double BACKUP = 5.5;

    /** Locking, entering, creating; loading: 5; proving; the definition; now and then whether a session lives. */
    private static final double RESTORE = 11.5;

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void anotherTableCostsFewStatements(ServerFlavor flavor) throws Exception {
        try (TrapServer server = TrapServer.start(flavor, folder)) {
            server.execute("CREATE DATABASE trap_source CHARACTER SET utf8mb4", "USE trap_source");
            create(server, 0);
            Costs few = costs(server, "few");
            create(server, MORE);
            Costs many = costs(server, "many");
            double backup = (many.backup() - few.backup()) / (double) MORE;
            double restore = (many.restore() - few.restore()) / (double) MORE;
            System.out.printf("%s, statements per table: backup %.1f, restore %.1f%n", flavor, backup, restore);
            assertTrue(backup <= BACKUP, "backup " + backup);
            assertTrue(restore <= RESTORE, "restore " + restore);
        }
    }

    private record Costs(long backup, long restore) {}

    private static Costs costs(TrapServer server, String name) throws Exception {
        long start = statements(server);
        BackupReader backup = server.backUp();
        long middle = statements(server);
        server.restore(backup, "copy_of_" + name, event -> {});
        return new Costs(middle - start, statements(server) - middle);
    }

    private static long statements(TrapServer server) throws SQLException {
        String schema = server.server().flavor() == ServerFlavor.MYSQL ? "performance_schema" : "information_schema";
        return Long.parseLong(server.value(
                "SELECT VARIABLE_VALUE FROM " + schema + ".global_status WHERE VARIABLE_NAME = 'QUESTIONS'"));
    }

    private static void create(TrapServer server, int from) throws SQLException {
        for (int n = from; n < from + MORE; n++) {
            server.execute(
                    "CREATE TABLE t_" + n + " (id INT PRIMARY KEY, v VARCHAR(20), KEY by_v (v))",
                    "INSERT INTO t_" + n + " VALUES (1, 'one'), (2, 'two')");
        }
    }
}
