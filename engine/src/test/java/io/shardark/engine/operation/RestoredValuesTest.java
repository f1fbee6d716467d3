package io.shardark.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.topology.Topology;
import io.shardark.format.backup.BackupReader;
import io.shardark.samples.servers.ServerFlavor;
import io.shardark.samples.servers.Servers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every value of every type on the server itself, before and after a backup and a restore. */
class RestoredValuesTest {
    @TempDir
    private Path folder;

    static Stream<ServerFlavor> flavors() {
        return Servers.flavors();
    }

    /**
     * A column and the literals that it takes.
     *
     * @param exact SQL that shows a value of column {@code c} of a table aliased {@code %s} without any loss
     */
    private record Column(String type, String exact, List<String> literals) {}

    private static final String TEXT = "HEX(%s.c)";
    private static final String NUMBER = "CAST(%s.c AS CHAR)";
    private static final String DOUBLE = "CAST(%s.c AS DOUBLE)";
    private static final String TIME = "CAST(%s.c AS CHAR(40))";

    private static List<Column> columns(ServerFlavor flavor) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("TINYINT", NUMBER, List.of("-128", "0", "127", "NULL")),
                new Column("TINYINT UNSIGNED", NUMBER, List.of("0", "255")),
                new Column("SMALLINT", NUMBER, List.of("-32768", "32767")),
                new Column("MEDIUMINT UNSIGNED", NUMBER, List.of("0", "16777215")),
                new Column("INT ZEROFILL", NUMBER, List.of("0", "7", "4294967295")),
                new Column("BIGINT", NUMBER, List.of("-9223372036854775808", "9223372036854775807", "0")),
                new Column("BIGINT UNSIGNED", NUMBER, List.of("0", "18446744073709551615")),
                new Column(
                        "DECIMAL(65,30)",
                        NUMBER,
                        List.of("0", "-0.000000000000000000000000000001", "9".repeat(35) + "." + "9".repeat(30))),
                new Column(
                        "FLOAT",
                        DOUBLE,
                        List.of(
                                "0",
                                "1.234567",
                                "0.0105162523686885830",
                                "-3.402823466E+38",
                                "1.175494351E-38",
                                "16777217",
                                "0.1",
                                "1e-45")),
                new Column(
                        "DOUBLE",
                        DOUBLE,
                        List.of(
                                "0",
                                "-0e0",
                                "0.1",
                                "1.7976931348623157E+308",
                                "2.2250738585072014E-308",
                                "4.9e-324",
                                "123456789.123456789",
                                "0.30000000000000004")),
                new Column("FLOAT(7,3)", DOUBLE, List.of("1.234", "-9999.999", "0.001")),
                new Column("DOUBLE(10,4)", DOUBLE, List.of("1.2345", "999999.9999")),
                new Column("BIT(1)", "CAST(%s.c AS UNSIGNED)", List.of("b'0'", "b'1'", "NULL")),
                new Column("BIT(13)", "CAST(%s.c AS UNSIGNED)", List.of("b'0'", "b'1111111111111'", "92", "2313")),
                new Column("BIT(64)", "CAST(%s.c AS UNSIGNED)", List.of("0", "~0", "9", "10", "92", "2570")),
                new Column(
                        "DATE", TIME, List.of("'0000-00-00'", "'2020-00-00'", "'1000-01-01'", "'9999-12-31'", "NULL")),
                new Column(
                        "TIME(6)",
                        TIME,
                        List.of("'-838:59:59.000000'", "'838:59:59'", "'00:00:00.000001'", "'-00:00:00.5'")),
                new Column(
                        "DATETIME(6)",
                        TIME,
                        List.of("'0000-00-00 00:00:00'", "'9999-12-31 23:59:59.999999'", "'2020-02-29 01:02:03.4'")),
                new Column("DATETIME", TIME, List.of("'2020-02-29 01:02:03'")),
                new Column(
                        "TIMESTAMP(3) NULL",
                        TIME,
                        List.of(
                                "'1970-01-01 00:00:01'",
                                "'2038-01-19 03:14:07.999'",
                                "'0000-00-00 00:00:00'",
                                "'2020-10-25 01:30:00'",
                                "NULL")),
                new Column("YEAR", NUMBER, List.of("0", "1901", "2155", "NULL")),
                new Column("CHAR(5)", TEXT, List.of("''", "'a  '", "'\u4e2d\u6587'", "NULL", "'\\\\N'", "'\\\\'")),
                new Column(
                        "VARCHAR(300) CHARACTER SET utf8mb4",
                        TEXT,
                        List.of(
                                "''",
                                "'a  '",
                                "'\ud83d\ude00\u4e2d\u6587'",
                                "'\\\\N'",
                                "'tab\\t nl\\n cr\\r nul\\0 bs\\\\ q\\' z\\Z'",
                                "'NULL'",
                                "NULL")),
                new Column("VARCHAR(300) CHARACTER SET latin1", TEXT, List.of(allBytes(0, 256))),
                new Column(
                        "VARCHAR(20) CHARACTER SET gbk",
                        TEXT,
                        List.of("'\u4e2d\u6587'", "0x815C", "0x8E5C915CB25C", "'a\\\\b'")),
                new Column("VARCHAR(20) CHARACTER SET sjis", TEXT, List.of("0x835C945C", "'a'")),
                new Column("VARCHAR(20) CHARACTER SET big5", TEXT, List.of("0xA55C", "'a'")),
                new Column(
                        "VARCHAR(20) CHARACTER SET utf16",
                        TEXT,
                        List.of("'a\\\\\\t\\n'", "'\ud83d\ude00'", "_utf16 0x5C5C0A09")),
                new Column("VARCHAR(20) CHARACTER SET ucs2", TEXT, List.of("'a\u4e2d'", "_ucs2 0x095C0A5C")),
                new Column("VARCHAR(20) CHARACTER SET utf32", TEXT, List.of("'\ud83d\ude00'")),
                new Column(
                        "ENUM('a','\u4e2d\u6587','c,d','e''f','g\\\\h') CHARACTER SET utf8mb4",
                        "CONCAT(%1$s.c + 0, HEX(%1$s.c))",
                        List.of("'a'", "2", "3", "4", "5", "NULL")),
                new Column(
                        "ENUM('\u00e9','\u00fc') CHARACTER SET latin1",
                        "CONCAT(%1$s.c + 0, HEX(%1$s.c))",
                        List.of("1", "2")),
                new Column(
                        "ENUM('\u4e2d','\u6587') CHARACTER SET gbk",
                        "CONCAT(%1$s.c + 0, HEX(%1$s.c))",
                        List.of("1", "2")),
                new Column(
                        "SET('\u4e2d','\u6587','x') CHARACTER SET gbk",
                        "CONCAT(%1$s.c + 0, HEX(%1$s.c))",
                        List.of("0", "1", "2", "7")),
                new Column(
                        "SET('\u00e9','b','c') CHARACTER SET latin1",
                        "CONCAT(%1$s.c + 0, HEX(%1$s.c))",
                        List.of("0", "5", "7", "NULL")),
                new Column("BINARY(16)", TEXT, List.of(allBytes(0, 16), "''", "0x5C4E", "0x00")),
                new Column("VARBINARY(300)", TEXT, List.of(allBytes(0, 256), "''", "0x5C4E", "NULL")),
                new Column("TINYBLOB", TEXT, List.of(allBytes(1, 256), "''")),
                new Column(
                        "LONGBLOB",
                        "CONCAT(LENGTH(%1$s.c), SHA2(%1$s.c, 256))",
                        List.of("REPEAT(" + allBytes(0, 256) + ", 20000)", "NULL")),
                new Column("LONGTEXT", TEXT, List.of("REPEAT('\u4e2d\\\\\\n', 5000)")),
                new Column(
                        "POINT",
                        "HEX(ST_AsWKB(%s.c))",
                        List.of("POINT(1, 2.5)", "ST_GeomFromText('POINT(-0.1 1e300)')", "NULL")),
                new Column(
                        "GEOMETRY",
                        "CONCAT(ST_SRID(%1$s.c), ' ', HEX(ST_AsWKB(%1$s.c)))",
                        List.of(
                                "ST_GeomFromText('POLYGON((0 0,0 9,9 9,0 0))')",
                                "ST_GeomFromText('MULTIPOINT(9 10,92 0)', 0)",
                                "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1),LINESTRING(0 0,9 9))')")),
                new Column(
                        "JSON",
                        "CAST(%s.c AS CHAR)",
                        List.of(
                                "'{\"a\": [1, 2.5, null, true, \"\u4e2d\\\\n\\\\\\\\\"], \"b\": {}}'",
                                "'[]'",
                                "'\"\ud83d\ude00\"'",
                                "NULL",
                                "'1.0'",
                                "'18446744073709551615'"))));
        if (flavor == ServerFlavor.MARIADB) {
            columns.add(new Column(
                    "UUID", "CAST(%s.c AS CHAR)", List.of("'123e4567-e89b-12d3-a456-426655440000'", "NULL")));
            columns.add(new Column(
                    "INET6",
                    "CAST(%s.c AS CHAR)",
                    List.of("'2001:db8::ff00:42:8329'", "'::'", "'::ffff:1.2.3.4'", "NULL")));
            columns.add(new Column("INET4", "CAST(%s.c AS CHAR)", List.of("'192.0.2.9'", "'9.10.92.0'", "NULL")));
        } else {
            columns.add(
                    new Column("VECTOR(4)", "HEX(%s.c)", List.of("STRING_TO_VECTOR('[1, -2.5, 3e-30, 0.1]')", "NULL")));
            columns.add(new Column(
                    "GEOMETRY SRID 4326",
                    "CONCAT(ST_SRID(%1$s.c), ' ', HEX(ST_AsWKB(%1$s.c)))",
                    List.of("ST_GeomFromText('POINT(1 2)', 4326)")));
        }
        return columns;
    }

    private static String allBytes(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = from; i < to; i++) {
            bytes[i - from] = (byte) i;
        }
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest
    @MethodSource("flavors")
    void everyValueComesBackExactly(ServerFlavor flavor) {
        List<Column> columns = columns(flavor);
        try (TwoInstances shards = TwoInstances.create(flavor)) {
            long values = fill(shards, columns);
            BackupReader backup = Restores.backUp(shards, folder);
            Topology copy = Restores.renamed(shards, "_copy");
            try {
                Restores.restore(shards, backup, copy);
                List<String> different = new ArrayList<>();
                long equal = 0;
                try (Session session = shards.sessions().open(shards.shard(0).instance())) {
                    for (int i = 0; i < columns.size(); i++) {
                        Column column = columns.get(i);
                        List<String> before = values(session, shards.shard(0).schema(), i, column);
                        List<String> after =
                                values(session, copy.shards().get(0).schema(), i, column);
                        equal += after.size();
                        if (!before.equals(after)) {
                            different.add(column.type() + ": " + before + " became " + after);
                        }
                    }
                }
                assertEquals(List.of(), different);
                assertEquals(values, equal);
            } finally {
                Restores.drop(shards, copy);
            }
        }
    }

    private static long fill(TwoInstances shards, List<Column> columns) {
        List<String> statements = new ArrayList<>();
        long values = 0;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            statements.add("CREATE TABLE v" + i + " (id INT PRIMARY KEY, c " + column.type() + ")");
            for (int row = 0; row < column.literals().size(); row++, values++) {
                statements.add("INSERT INTO v" + i + " VALUES (" + row + ", "
                        + column.literals().get(row) + ")");
            }
        }
        shards.execute(0, statements.toArray(String[]::new));
        return values;
    }

    private static List<String> values(Session session, String schema, int number, Column column) {
        return session.query(
                "SELECT " + column.exact().formatted("v") + " FROM `" + schema + "`.v" + number + " v ORDER BY id",
                row -> String.valueOf(row.getString(1)));
    }
}
