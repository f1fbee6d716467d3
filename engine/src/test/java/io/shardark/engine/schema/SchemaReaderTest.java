package io.shardark.engine.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.read.SourceDatabase;
import io.shardark.format.catalog.ColumnForm;
import io.shardark.format.catalog.ColumnRecord;
import io.shardark.format.catalog.TableRecord;
import io.shardark.samples.servers.ServerFlavor;
import java.util.List;
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
                    flavor == ServerFlavor.MARIADB ? ColumnForm.BYTES : ColumnForm.JSON,
                    column(table, "j").form());
            assertEquals("latin1", column(table, "l").characterSet());
            assertEquals("", column(table, "b").characterSet());
            assertTrue(table.definition().startsWith("CREATE TABLE `t` (\n"), table.definition());
            assertEquals(List.of(), table.key());
        }
    }

    private static ColumnRecord column(TableRecord table, String name) {
        return table.columns().get(table.columnNames().indexOf(name));
    }
}
