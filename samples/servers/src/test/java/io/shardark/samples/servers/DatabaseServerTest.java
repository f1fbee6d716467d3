package io.shardark.samples.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseServerTest {

    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void acceptsItsUserAndHasWhatTestsNeed(ServerFlavor flavor) throws SQLException {
        DatabaseServer server = SharedServers.get(flavor, 0);

        assertEquals(
                flavor == ServerFlavor.MARIADB,
                server.version().toLowerCase(Locale.ROOT).contains("mariadb"));
        assertEquals("1", Sql.ask(server, "SELECT @@log_bin"));
        assertEquals("1", Sql.ask(server, "SELECT @@local_infile"));
        assertEquals("ROW", Sql.ask(server, "SELECT @@binlog_format"));
        assertEquals("1073741824", Sql.ask(server, "SELECT @@max_allowed_packet"));
        assertTrue(Sql.ask(server, "SHOW GRANTS").endsWith("WITH GRANT OPTION"));
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void refusesAnotherPassword(ServerFlavor flavor) {
        DatabaseServer server = SharedServers.get(flavor, 0);

        for (String user : new String[] {server.user(), "root", ""}) {
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(server.jdbcUrl(""), user, "")
                            .close());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void sharesOneServerPerIndex(ServerFlavor flavor) throws SQLException {
        DatabaseServer first = SharedServers.get(flavor, 0);
        DatabaseServer second = SharedServers.get(flavor, 1);

        assertSame(first, SharedServers.get(flavor, 0));
        assertNotEquals(first.port(), second.port());
        assertNotEquals(Sql.ask(first, "SELECT @@server_id"), Sql.ask(second, "SELECT @@server_id"));
        Sql.execute(first, "CREATE SCHEMA only_on_first");
        assertEquals(
                "0",
                Sql.ask(second, "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name LIKE 'only%'"));
    }

    @Test
    void everyMySqlHasItsOwnGtids() throws SQLException {
        assumeTrue(Servers.available().contains(ServerFlavor.MYSQL));

        String id = "SELECT @@server_uuid";
        assertNotEquals(
                Sql.ask(SharedServers.get(ServerFlavor.MYSQL, 0), id),
                Sql.ask(SharedServers.get(ServerFlavor.MYSQL, 1), id));
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void keepsDataOverRestartAndKill(ServerFlavor flavor) throws SQLException {
        DatabaseServer server = SharedServers.get(flavor, 1);
        Sql.execute(server, "CREATE SCHEMA kept");
        Sql.execute(server, "CREATE TABLE kept.t (id INT PRIMARY KEY)");

        Sql.execute(server, "INSERT INTO kept.t VALUES (1)");
        server.restart();
        assertEquals("1", Sql.ask(server, "SELECT COUNT(*) FROM kept.t"));

        Sql.execute(server, "INSERT INTO kept.t VALUES (2)");
        server.kill();
        assertThrows(SQLException.class, server::connect);
        server.start();
        assertEquals("2", Sql.ask(server, "SELECT COUNT(*) FROM kept.t"));
    }
}
