package io.shardark.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.cli.command.TestProgram.Outcome;
import io.shardark.samples.servers.ServerFlavor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements in README.md give a user all that is needed for a backup with every lock, and for a restore. */
final class ReadmePrivilegesTest {
    private static final String PASSWORD = "Readme-1-password";
    private static final List<String> OBJECTS = List.of(
            "CREATE VIEW v AS SELECT id FROM t_order",
            "CREATE TRIGGER tr BEFORE INSERT ON t_order FOR EACH ROW SET NEW.note = COALESCE(NEW.note, 'x')",
            "CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC RETURN a + 1",
            "CREATE PROCEDURE p() SELECT 1",
            "CREATE EVENT e ON SCHEDULE EVERY 1 YEAR DO SELECT 1",
            "CREATE TABLE child (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES t_order (id))");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.shardark.samples.servers.Servers#flavors")
    void documentedPrivilegesAreEnough(ServerFlavor flavor) throws Exception {
        try (Shop shop = new Shop(folder, flavor)) {
            createObjects(shop);
            String backup = createUser(shop, flavor, "backup");
            String restore = createUser(shop, flavor, "restore");
            try {
                configureUser(shop, backup);
                Outcome saved = run(shop, "backup", "--json");
                assertEquals(0, saved.exitCode(), saved.all());
                Map<?, ?> cut =
                        assertInstanceOf(Map.class, Json.object(saved.out()).get("cut"));
                assertEquals("global", cut.get("level"));
                assertEquals(List.of(), cut.get("reasons"));
                shop.dropSchemas("");
                configureUser(shop, restore);
                Outcome restored =
                        run(shop, "restore", "--key", shop.file("ops.key").toString());
                assertEquals(0, restored.exitCode(), restored.all());
            } finally {
                execute(shop, "DROP USER '" + backup + "', '" + restore + "'");
            }
        }
    }

    private static void createObjects(Shop shop) throws SQLException {
        execute(shop, "SET GLOBAL log_bin_trust_function_creators = 1");
        execute(shop, "USE " + shop.schema(0), OBJECTS.toArray(String[]::new));
    }

    private static void execute(Shop shop, String first, String... others) throws SQLException {
        try (Connection connection = shop.server().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(first);
            for (String other : others) {
                statement.execute(other);
            }
        }
    }

    private static String createUser(Shop shop, ServerFlavor flavor, String purpose) throws Exception {
        String user = purpose + "_" + shop.schema(0).substring(4, 12);
        String schemas =
                shop.schema(0).substring(0, shop.schema(0).length() - 1).replace("_", "\\_") + "%";
        for (String statement : documented(flavor, purpose)) {
            execute(
                    shop,
                    statement
                            .replace("'" + purpose + "'@", "'" + user + "'@")
                            .replace("'...'", "'" + PASSWORD + "'")
                            .replace("`ds\\_%`", "`" + schemas + "`"));
        }
        return user;
    }

    private static List<String> documented(ServerFlavor flavor, String purpose) throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String product = flavor == ServerFlavor.MYSQL ? "MySQL" : "MariaDB";
        Matcher block = Pattern.compile("(?m)^(For backups from|To restore to) " + product
                        + "[^`]*:\n\n```sql\nCREATE USER '" + purpose + "'[^`]*(`ds[^`]*`[^`]*)*```")
                .matcher(readme);
        assertTrue(block.find(), product + " " + purpose);
        String statements = block.group();
        return statements
                .substring(statements.indexOf("```sql\n") + "```sql\n".length(), statements.length() - "```".length())
                .lines()
                .map(line -> line.substring(0, line.length() - 1))
                .toList();
    }

    private static void configureUser(Shop shop, String user) throws IOException {
        Path file = shop.file("shardark.yaml");
        Files.writeString(file, Files.readString(file).replaceAll("user: [^,]+,", "user: " + user + ","));
    }

    private static Outcome run(Shop shop, String... arguments) {
        return shop.program(new TestProgram()).with("DB_PASSWORD", PASSWORD).run(shop.withConfiguration(arguments));
    }
}
