package io.shardark.engine.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.load.HostileProxy.Misdeed;
import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Sessions;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.topology.Instance;
import io.shardark.samples.servers.DatabaseServer;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.SharedServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that asks for files gets none, at whichever statement it asks. */
class LocalInfileTest {
    private static final byte[] ROWS = "1\tone\n2\ttwo\n".getBytes(UTF_8);

    @TempDir
    private Path folder;

    /** The driver's own first statement, sessions' settings and reading them back, the ledger, and the end. */
    @ParameterizedTest
    @ValueSource(strings = {"SELECT", "SET", "VERSION()", "SET SESSION time_zone", "@@session.sql_mode", "COMMIT"})
    void noOtherStatementSendsAFile(String statement) throws Exception {
        try (HostileProxy proxy = proxy()) {
            proxy.set(statement, Misdeed.ASK_FOR_FILE, secretFile());
            assertThrows(RuntimeException.class, () -> useEverything(proxy));
            assertEquals(1, proxy.sprung());
            proxy.files().forEach(file -> assertEquals(0, file.length, new String(file, UTF_8)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ASK_FOR_FILE", "ASK_FOR_TWO_FILES"})
    void loadingSendsTheRowsWhicheverFileIsAskedFor(Misdeed misdeed) throws Exception {
        try (HostileProxy proxy = proxy();
                LoadSession session = LoadSession.open(new Sessions(), instance(proxy))) {
            proxy.set("LOAD DATA", misdeed, secretFile());
            try {
                session.load("LOAD DATA LOCAL INFILE 'chunk' INTO TABLE t", new ByteArrayInputStream(ROWS));
            } catch (SQLException e) {
                // Two requests in a row are no protocol.
            }
            assertEquals(1, proxy.sprung());
            assertArrayEquals(ROWS, proxy.files().get(0));
            proxy.files().stream().skip(1).forEach(file -> assertEquals(0, file.length, new String(file, UTF_8)));
        }
    }

    @Test
    void afterLoadingFilesAreOffAgain() throws Exception {
        try (HostileProxy proxy = proxy();
                LoadSession session = LoadSession.open(new Sessions(), instance(proxy))) {
            assertThrows(
                    SQLException.class,
                    () -> session.load(
                            "LOAD DATA LOCAL INFILE 'x' INTO TABLE no.such", new ByteArrayInputStream(ROWS)));
            proxy.set("SELECT 1", Misdeed.ASK_FOR_FILE, secretFile());
            assertThrows(SQLException.class, () -> session.execute("SELECT 1"));
            assertEquals(1, proxy.sprung());
            proxy.files().forEach(file -> assertEquals(0, file.length, new String(file, UTF_8)));
        }
    }

    /** The counterpart, so that the tests above are known to see a file when it is sent. */
    @Test
    void aClientThatAllowsFilesSendsThem() throws Exception {
        try (HostileProxy proxy = proxy()) {
            proxy.set("SELECT", Misdeed.ASK_FOR_FILE, secretFile());
            Map<String, String> careless = Map.of("allowLoadLocalInfile", "true");
            try {
                new Sessions().open(instance(proxy), careless).close();
            } catch (RuntimeException e) {
                // The answer that follows is not what the driver asked for.
            }
            assertTrue(proxy.files().stream().anyMatch(file -> new String(file, UTF_8).equals("secret")));
        }
    }

    private String secretFile() throws IOException {
        return Files.writeString(folder.resolve("secret"), "secret").toString();
    }

    private static void useEverything(HostileProxy proxy) {
        try (LoadSession session = LoadSession.open(new Sessions(), instance(proxy))) {
            session.session().execute("COMMIT");
        }
    }

    private static DatabaseServer server() {
        return SharedServers.get(ServerFlavor.MARIADB, 0);
    }

    private static HostileProxy proxy() throws IOException {
        return new HostileProxy(server().host(), server().port());
    }

    private static Instance instance(HostileProxy proxy) {
        return new Instance(
                0,
                "mysql-a",
                "127.0.0.1",
                proxy.port(),
                server().user(),
                new Secret(server().password()),
                Tls.DISABLED);
    }
}
