package io.shardark.samples.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {

    private static final MySqlSettings NONE = new MySqlSettings(Optional.empty(), "bridge", Optional.empty());
    private static final MySqlSettings IMAGE = new MySqlSettings(Optional.of("mysql:9.7"), "bridge", Optional.empty());

    @Test
    void mySqlIsAvailableWhenConfigured() {
        assertEquals(List.of(ServerFlavor.MARIADB), Servers.available(NONE, ""));
        assertEquals(List.of(ServerFlavor.MARIADB), Servers.available(NONE, "mariadb"));
        assertEquals(List.of(ServerFlavor.MARIADB, ServerFlavor.MYSQL), Servers.available(IMAGE, "MySQL, mariadb"));
    }

    @Test
    void aRequiredServerThatIsMissingIsAnError() {
        assertThrows(ServerException.class, () -> Servers.available(NONE, "mariadb,mysql"));
        assertThrows(ServerException.class, () -> Servers.available(IMAGE, "mariadb,oracle"));
    }

    @Test
    void aServerThatFailsToStartShowsItsLog() {
        ServerOptions options = ServerOptions.defaults().withArguments("--no-such-option=1");
        String failure = assertThrows(ServerException.class, () -> Servers.start(ServerFlavor.MARIADB, options))
                .toString();
        assertTrue(failure.contains("no-such-option"), failure);
    }

    @Test
    void aRootWithoutMySqlIsRefused(@TempDir Path folder) {
        MySqlSettings settings = new MySqlSettings(Optional.empty(), "bridge", Optional.of(folder));
        assertThrows(ServerException.class, () -> settings.start(ServerOptions.defaults()));
    }

    @Test
    void aGivenDataDirectoryStays(@TempDir Path folder) throws Exception {
        ServerOptions options = ServerOptions.defaults().withDataDirectory(folder.resolve("data"));
        try (DatabaseServer server = Servers.start(ServerFlavor.MARIADB, options)) {
            Sql.execute(server, "CREATE SCHEMA stays");
        }
        try (DatabaseServer server = Servers.start(ServerFlavor.MARIADB, options)) {
            assertEquals("stays", Sql.ask(server, "SHOW DATABASES LIKE 'stays'"));
        }
    }
}
