package io.shardark.engine.fidelity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.fidelity.FidelityDocument.Mode;
import io.shardark.engine.mysql.ServerIdentity;
import io.shardark.engine.mysql.ServerIdentity.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FidelityDocumentTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private FidelityDocument writing = new FidelityDocument(file, Mode.WRITE);
    private FidelityDocument comparing = new FidelityDocument(file, Mode.COMPARE);

    @BeforeEach
    void begin() throws IOException {
        file = folder.resolve("FIDELITY.md");
        Files.writeString(file, "before\n<!-- begin generated: s -->\n<!-- end generated: s -->\nafter\n");
        writing = new FidelityDocument(file, Mode.WRITE);
        comparing = new FidelityDocument(file, Mode.COMPARE);
    }

    private static Map<String, String> findings(String... pairs) {
        Map<String, String> findings = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            findings.put(pairs[i], pairs[i + 1]);
        }
        return findings;
    }

    @Test
    void columnsAreWrittenOneByOne() throws IOException {
        writing.state("s", "type", "MySQL 9.7", findings("INT", "equal", "ENUM('a|b')", "refused: why"));
        writing.state("s", "type", "MariaDB 11.4", findings("INT", "same", "ENUM('a|b')", "equal", "UUID", "equal"));
        assertEquals("""
                before
                <!-- begin generated: s -->
                | type | MariaDB 11.4 | MySQL 9.7 |
                |---|---|---|
                | INT | same | equal |
                | ENUM('a\\|b') | equal | refused: why |
                | UUID | equal | not tested |
                <!-- end generated: s -->
                after
                """, Files.readString(file));
    }

    @Test
    void whatIsDocumentedPasses() {
        Map<String, String> findings = findings("INT", "equal", "ENUM('a|b')", "refused: why");
        writing.state("s", "type", "MySQL 9.7", findings);
        assertDoesNotThrow(() -> comparing.state("s", "type", "MySQL 9.7", findings));
    }

    @Test
    void everythingThatDiffersIsNamedAtOnce() throws IOException {
        writing.state("s", "type", "MySQL 9.7", findings("INT", "equal", "BIT", "equal", "OLD", "equal"));
        String documented = Files.readString(file);
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> comparing.state(
                        "s", "type", "MySQL 9.7", findings("INT", "lost", "BIT", "equal", "NEW", "equal")));
        for (String part : List.of(
                "INT: it says \"equal\", found \"lost\"",
                "NEW: it says \"nothing\"",
                "OLD: it is documented, but no longer tested",
                "shardark.document=write")) {
            assertTrue(String.valueOf(error.getMessage()).contains(part), part);
        }
        assertEquals(documented, Files.readString(file));
    }

    @Test
    void aServerThatIsNotDocumentedFails() {
        writing.state("s", "type", "MySQL 9.7", findings("INT", "equal"));
        assertThrows(AssertionError.class, () -> comparing.state("s", "type", "MySQL 9.8", findings("INT", "equal")));
    }

    @Test
    void missingMarkersFail() {
        assertThrows(AssertionError.class, () -> writing.state("other", "type", "MySQL 9.7", findings("INT", "equal")));
        assertThrows(AssertionError.class, () -> comparing.measured("other", List.of()));
    }

    @Test
    void figuresAreWrittenAndNeverCompared() throws IOException {
        String before = Files.readString(file);
        comparing.measured("s", List.of("| 1 | 2 |"));
        assertEquals(before, Files.readString(file));
        writing.measured("s", List.of("| 1 | 2 |"));
        assertTrue(Files.readString(file).contains("-->\n| 1 | 2 |\n<!--"));
    }

    @Test
    void columnsHaveTheMakeAndTheVersion() {
        assertEquals(
                "MariaDB 11.4",
                FidelityDocument.column(new ServerIdentity(Product.MARIADB, "11.4.5-MariaDB-log", "1", 0)));
        assertEquals("MySQL 9.7", FidelityDocument.column(new ServerIdentity(Product.MYSQL, "9.7.1", "uuid", 0)));
    }
}
