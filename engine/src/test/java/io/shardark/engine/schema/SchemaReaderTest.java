package io.shardark.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardark.engine.read.ChunkReader;
import io.shardark.engine.read.SourceDatabase;
import io.shardark.engine.read.TableDigest;
import io.shardark.engine.topology.DataNodes;
import io.shardark.engine.topology.LogicalTable;
import io.shardark.engine.topology.Topology;
import io.shardark.format.catalog.ColumnForm;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.TableRecord;
import io.shardark.samples.servers.ServerFlavor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaReaderTest {
    private static final String FLAVORS = "io.shardark.samples.servers.Servers#flavors";

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void readsStoredColumnsAndTheirForms(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute("CREATE TABLE t (id INT, v INT GENERATED ALWAYS AS (id + 1) VIRTUAL,"
                    + " f FLOAT, fm FLOAT(7,3), d DOUBLE, dm DOUBLE(10,2), j JSON,"
                    + " hidden INT INVISIBLE DEFAULT 1, s INT GENERATED ALWAYS AS (id + 2) STORED,"
                    + " l VARCHAR(10) CHARACTER SET latin1, e ENUM('a') CHARACTER SET utf8mb4,"
                    + " b VARBINARY(3), u VARCHAR(40) DEFAULT (UUID()))");

            TableRecord table = source.table("t");

            assertEquals(List.of("id", "f", "fm", "d", "dm", "j", "hidden", "l", "e", "b", "u"), table.columnNames());
            assertEquals(ColumnForm.DOUBLE, column(table, "f").form());
            assertEquals(ColumnForm.DOUBLE, column(table, "fm").form());
            assertEquals(ColumnForm.BYTES, column(table, "d").form());
            assertEquals(ColumnForm.DOUBLE, column(table, "dm").form());
            assertEquals(
                    flavor == ServerFlavor.MARIADB ? ColumnForm.BYTES : ColumnForm.TEXT,
                    column(table, "j").form());
            assertEquals("latin1", column(table, "l").characterSet());
            assertEquals("", column(table, "b").characterSet());
            assertTrue(table.definition().startsWith("CREATE TABLE `t` (\n"), table.definition());
            assertEquals(List.of(), table.key());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void choosesTheKey(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE k1 (a INT NOT NULL, b INT, UNIQUE KEY (a), PRIMARY KEY (b, a))",
                    "CREATE TABLE k2 (a INT, b INT NOT NULL, c INT NOT NULL, UNIQUE KEY x (a), UNIQUE KEY z (c), UNIQUE KEY y (b))",
                    "CREATE TABLE k3 (a VARCHAR(20) NOT NULL, UNIQUE KEY (a(3)))",
                    "CREATE TABLE k4 (a FLOAT PRIMARY KEY, b INT NOT NULL, UNIQUE KEY (b))",
                    "CREATE TABLE k5 (a INT, g INT GENERATED ALWAYS AS (a) STORED"
                            + (flavor == ServerFlavor.MYSQL ? " NOT NULL" : "") + ", UNIQUE KEY (g))",
                    "CREATE TABLE k6 (a INT NOT NULL, b INT NOT NULL, UNIQUE KEY (a DESC, b))",
                    "CREATE TABLE k7 (a SET('x') PRIMARY KEY, b BIT(3) NOT NULL, UNIQUE KEY (b))");

            assertEquals(List.of("b", "a"), source.table("k1").key());
            assertEquals(List.of("c"), source.table("k2").key());
            assertEquals(List.of(), source.table("k3").key());
            assertEquals(List.of("b"), source.table("k4").key());
            assertEquals(List.of(), source.table("k5").key());
            assertEquals(List.of(), source.table("k6").key());
            assertEquals(List.of("b"), source.table("k7").key());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void showsWhatTheServerHides(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            if (flavor == ServerFlavor.MYSQL) {
                source.execute(
                        "SET SESSION sql_generate_invisible_primary_key = ON",
                        "CREATE TABLE t (a INT)",
                        "SET SESSION sql_generate_invisible_primary_key = OFF",
                        "INSERT INTO t VALUES (7)");

                TableRecord table = source.table("t");

                assertEquals(List.of("my_row_id", "a"), table.columnNames());
                assertEquals(List.of("my_row_id"), table.key());
                assertTrue(table.definition().contains("`my_row_id` bigint unsigned NOT NULL AUTO_INCREMENT"));
            } else {
                source.execute(
                        "CREATE TABLE t (a INT PRIMARY KEY, x INT,"
                                + " rs TIMESTAMP(6) GENERATED ALWAYS AS ROW START INVISIBLE,"
                                + " re TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (rs, re))"
                                + " WITH SYSTEM VERSIONING",
                        "INSERT INTO t (a, x) VALUES (1, 1), (2, 2)",
                        "UPDATE t SET x = 3",
                        "DELETE FROM t WHERE a = 2");

                ShardSchema schema = source.read();

                TableRecord table = schema.tables().get(0);
                assertEquals(List.of("a", "x"), table.columnNames());
                assertEquals(List.of("a"), table.key());
                assertTrue(schema.notSaved().toString().contains("table t: of this system-versioned table only"));
                assertEquals(1, ChunkReader.count(source.session(), source.name(), table));
                assertEquals(
                        1,
                        TableDigest.compute(source.session(), source.name(), table)
                                .rows());
            }
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void readsEveryObjectWithWhatItWasMadeUnder(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE t (a INT PRIMARY KEY, b VARCHAR(20))",
                    "CREATE VIEW z_on_t AS SELECT a, '\ud83d\ude00' AS smile FROM t",
                    "CREATE VIEW a_on_z AS SELECT a FROM z_on_t",
                    "SET SESSION sql_mode = 'ANSI_QUOTES'",
                    "CREATE TRIGGER second BEFORE INSERT ON t FOR EACH ROW SET NEW.b = '2'",
                    "CREATE TRIGGER third BEFORE INSERT ON t FOR EACH ROW FOLLOWS second SET NEW.b = '3'",
                    "CREATE TRIGGER first BEFORE INSERT ON t FOR EACH ROW PRECEDES second SET NEW.b = '1'",
                    "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
                    "CREATE PROCEDURE p() SELECT '\u4e2d\ud83d\ude00'",
                    "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1",
                    "SET SESSION time_zone = '+08:00'",
                    "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01 00:00:00' DISABLE DO SELECT 1");

            ShardSchema schema = source.read();

            List<String> names = schema.objects().stream()
                    .map(object -> object.kind() + " " + object.name())
                    .toList();
            assertEquals(
                    List.of(
                            "FUNCTION f",
                            "PROCEDURE p",
                            "VIEW z_on_t",
                            "VIEW a_on_z",
                            "TRIGGER first",
                            "TRIGGER second",
                            "TRIGGER third",
                            "EVENT e"),
                    names);
            assertTrue(schema.objects().get(1).definition().contains("SELECT '\u4e2d\ud83d\ude00'"));
            assertTrue(schema.objects().get(2).definition().contains("'\ud83d\ude00'"));
            assertFalse(schema.objects().get(3).definition().contains(source.name()), "no schema in views");
            SchemaObject trigger = schema.objects().get(5);
            assertEquals("t", trigger.table());
            assertTrue(trigger.sqlMode().contains("ANSI_QUOTES"));
            assertFalse(trigger.definition().contains("FOLLOWS"));
            assertEquals("utf8mb4", trigger.characterSetClient());
            SchemaObject event = schema.objects().get(7);
            assertEquals("+08:00", event.timeZone());
            assertTrue(event.definition().contains("STARTS '2035-01-01 00:00:00'"), event.definition());
            assertEquals("utf8mb4", schema.schema().characterSet());
            assertTrue(schema.notSaved().contains("Users, roles and their privileges are not saved."));
        }
    }

    @Test
    void saysThatTheCommentOfASchemaIsNotSaved() {
        try (SourceDatabase source = SourceDatabase.create(ServerFlavor.MARIADB)) {
            String sentence = "the comment of its schema is not saved";
            assertTrue(source.read().notSaved().stream().noneMatch(line -> line.contains(sentence)));
            source.execute("ALTER DATABASE `" + source.name() + "` COMMENT 'orders'");
            assertTrue(source.read().notSaved().stream().anyMatch(line -> line.contains(sentence)));
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void readsLiteralsInOtherCharacterSets(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "SET SESSION character_set_client = latin1",
                    // The driver sends UTF-8, so to the server these are two characters of latin1.
                    "CREATE PROCEDURE p() SELECT '\u00e9'",
                    "SET SESSION character_set_client = utf8mb4",
                    "CREATE TABLE t (c VARCHAR(20) DEFAULT '\u4e2d', CHECK (c <> '\ud83d\ude00')) COMMENT '\u6587'");

            ShardSchema schema = source.read();

            SchemaObject procedure = schema.objects().get(0);
            assertEquals("latin1", procedure.characterSetClient());
            assertTrue(procedure.definition().contains("'\u00c3\u00a9'"), procedure.definition());
            String table = schema.tables().get(0).definition();
            assertTrue(table.contains("'\ud83d\ude00'") && table.contains("'\u6587'"), table);
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void differencesAreFoundAndCountersAreNot(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute(
                    "CREATE TABLE a (id INT AUTO_INCREMENT PRIMARY KEY)",
                    "CREATE TABLE b (id INT AUTO_INCREMENT PRIMARY KEY)",
                    "CREATE VIEW v AS SELECT id FROM a");
            ShardSchema before = source.read();
            source.execute("INSERT INTO a VALUES (100)");
            assertEquals(List.of(), source.read().differencesFrom(before));

            source.execute("RENAME TABLE a TO x, b TO a, x TO b");
            List<String> swapped = source.read().differencesFrom(before);
            assertEquals(
                    List.of(
                            "what the name " + source.name() + "/a stands for changed",
                            "what the name " + source.name() + "/b stands for changed"),
                    swapped);

            before = source.read();
            source.execute(
                    "ALTER TABLE a ADD COLUMN c INT",
                    "CREATE OR REPLACE VIEW v AS SELECT id + 1 AS id FROM a",
                    "DROP TABLE b");
            String changed = source.read().differencesFrom(before).toString();
            assertTrue(
                    changed.contains("table a changed")
                            && changed.contains("view v changed")
                            && changed.contains("table b is gone"),
                    changed);

            before = source.read();
            source.execute("TRUNCATE TABLE a");
            assertFalse(source.read().differencesFrom(before).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void sequencesComeWithTheirPosition(ServerFlavor flavor) {
        assumeTrue(flavor == ServerFlavor.MARIADB);
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute("CREATE SEQUENCE s START WITH 5 CACHE 10");
            ShardSchema before = source.read();
            source.session().value("SELECT NEXTVAL(s)");

            ShardSchema schema = source.read();

            assertEquals(List.of(), schema.tables());
            assertEquals(List.of(), schema.differencesFrom(before));
            assertTrue(schema.objects().get(0).definition().startsWith("CREATE SEQUENCE `s` start with 5"));
            assertEquals(
                    "ALTER SEQUENCE `s` RESTART WITH 15",
                    schema.objects().get(1).definition());
        }
    }

    @ParameterizedTest
    @MethodSource(FLAVORS)
    void countsTablesToTheirLogicalTables(ServerFlavor flavor) {
        try (SourceDatabase source = SourceDatabase.create(flavor)) {
            source.execute("CREATE TABLE t_0 (a INT)", "CREATE TABLE t_1 (a INT)", "CREATE TABLE other (a INT)");
            Topology topology = new Topology(
                    List.of(source.shard().instance()),
                    List.of(source.shard()),
                    List.of(new LogicalTable("t", DataNodes.parse("ds_0.t_${0..1}, ds_1.other"))));

            List<TableRecord> tables = SchemaReader.read(source.session(), source.shard(), topology)
                    .tables();

            assertEquals(
                    List.of("", "t", "t"),
                    tables.stream().map(TableRecord::logicalTable).toList());
            assertEquals(
                    List.of(0, 1, 2), tables.stream().map(TableRecord::number).toList());
        }
    }

    private static ColumnRecord column(TableRecord table, String name) {
        return table.columns().get(table.columnNames().indexOf(name));
    }
}
