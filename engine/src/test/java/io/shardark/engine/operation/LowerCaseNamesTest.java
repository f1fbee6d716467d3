package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.backup.BackupReader;
import io.shardark.format.error.ShardarkException;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that do not tell upper from lower case in names, as source and as target. */
class LowerCaseNamesTest {
    private static final String[] SHOP = {
        "CREATE DATABASE Trap_Shop",
        "USE Trap_Shop",
        "CREATE TABLE T_Customer (Id INT PRIMARY KEY, Name VARCHAR(20))",
        "CREATE TABLE T_Order (Id INT PRIMARY KEY, Customer INT, KEY By_Customer (Customer),"
                + " CONSTRAINT Of_Customer FOREIGN KEY (Customer) REFERENCES T_Customer (Id))",
        "INSERT INTO T_Customer VALUES (1, 'a'), (2, 'b')",
        "INSERT INTO T_Order VALUES (10, 1), (11, 2), (12, NULL)",
        "CREATE TABLE T_Log (n INT)",
        "CREATE VIEW V_Order AS SELECT T_Order.Id, Name FROM T_Order JOIN T_Customer ON T_Customer.Id = Customer",
        "CREATE TRIGGER Tr_Order AFTER INSERT ON T_Order FOR EACH ROW INSERT INTO T_Log VALUES (NEW.Id)",
        "CREATE FUNCTION F_Count() RETURNS INT READS SQL DATA RETURN (SELECT COUNT(*) FROM T_Order)"
    };

    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void shardsMoveBothWays(ServerFlavor flavor) throws Exception {
        try (TrapServer exact = TrapServer.start(flavor, folder);
                TrapServer lower = TrapServer.start(flavor, folder, "--lower-case-table-names=1")) {
            exact.execute(SHOP);
            lower.execute(SHOP);
            BackupReader fromExact = exact.backUp(exact.topology("Trap_Shop"), 2);
            BackupReader fromLower = lower.backUp(lower.topology("Trap_Shop"), 2);
            lower.restore(fromExact, "Copy_Of_Exact");
            lower.restore(fromLower, "Copy_Of_Lower");
            for (String schema : List.of("Copy_Of_Exact", "Copy_Of_Lower")) {
                checkShop(lower, schema);
            }
            // Bodies name tables as their authors spelled them, which an exact server may not know.
            lower.execute("DROP TRIGGER Trap_Shop.Tr_Order", "DROP FUNCTION Trap_Shop.F_Count");
            RestoreReport report = exact.restore(lower.backUp(lower.topology("Trap_Shop"), 1), "shop_from_lower");
            assertTrue(report.notes().stream().anyMatch(note -> note.contains("upper from lower case")));
            checkRows(exact, "shop_from_lower", "v_order");
            twinsAreRefused(exact, lower);
        }
    }

    /** That triggers act and functions count too. */
    private static void checkShop(TrapServer server, String schema) throws Exception {
        checkRows(server, schema, "V_Order");
        assertEquals("13", server.value("SELECT n FROM T_Log"));
        assertEquals("4", server.value("SELECT F_Count()"));
    }

    /** What the tables hold, that a view reads them, and that foreign keys hold. */
    private static void checkRows(TrapServer server, String schema, String view) throws Exception {
        server.execute("USE `" + schema + "`");
        assertEquals("1a2b", server.value("SELECT GROUP_CONCAT(Id, Name ORDER BY Id SEPARATOR '') FROM t_customer"));
        assertEquals("10a11b", server.value("SELECT GROUP_CONCAT(Id, Name ORDER BY Id SEPARATOR '') FROM " + view));
        server.execute("INSERT INTO t_order VALUES (13, 1)");
        assertThrows(java.sql.SQLException.class, () -> server.execute("INSERT INTO t_order VALUES (14, 99)"));
    }

    private static void twinsAreRefused(TrapServer exact, TrapServer lower) throws Exception {
        exact.execute("CREATE DATABASE twins", "CREATE TABLE twins.t (n INT)", "CREATE TABLE twins.T (n INT)");
        BackupReader backup = exact.backUp(exact.topology("twins"), 1);
        ShardarkException thrown = assertThrows(ShardarkException.class, () -> lower.restore(backup, "twins"));
        assertTrue(thrown.getMessage().contains("upper and lower case"), thrown.getMessage());
        assertEquals("0", lower.value("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = 'twins'"));
    }
}
