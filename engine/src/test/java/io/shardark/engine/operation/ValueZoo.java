package io.shardark.engine.operation;

import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.List;

/** Tables with the values that other tools have lost. */
final class ValueZoo {
    private static final List<String> EVERYWHERE = List.of(
            "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'",
            "CREATE TABLE v_integer (id INT PRIMARY KEY, a TINYINT, b TINYINT UNSIGNED, c SMALLINT, d MEDIUMINT UNSIGNED,"
                    + " e INT, f BIGINT, g BIGINT UNSIGNED, h BIT(1), i BIT(64), j YEAR, k TINYINT(1), l INT(8) ZEROFILL)",
            "INSERT INTO v_integer VALUES"
                    + " (1,-128,255,-32768,16777215,-2147483648,-9223372036854775808,18446744073709551615,b'1',b'1111111111111111111111111111111111111111111111111111111111111111',2155,1,42),"
                    + " (2,127,0,32767,0,2147483647,9223372036854775807,0,b'0',b'0',1901,0,0),"
                    + " (3,0,0,0,0,0,0,9223372036854775808,b'0',b'101010001011100',0,-1,NULL),"
                    + " (4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL)",
            "CREATE TABLE v_real (id INT PRIMARY KEY, f FLOAT, d DOUBLE, m FLOAT(9,3), n DOUBLE(20,6), x DECIMAL(65,30), y DECIMAL(5,0) UNSIGNED)",
            "INSERT INTO v_real VALUES (1,16777216,1.7976931348623157e308,1.234,123456789.123456,12345678901234567890123456789012345.123456789012345678901234567890,99999),"
                    + " (2,0.1234567,2.2250738585072014e-308,-99999.125,-0.000001,-0.000000000000000000000000000001,0),"
                    + " (3,3.4028235e38,4.9e-324,0,0,0,1),(4,1.17549435e-38,0.1,0.1,0.1,0.1,1),(5,-0.0e0,-0.0e0,0,0,0,0),"
                    + " (6,1.4e-45,1e22,NULL,NULL,NULL,NULL),(7,0.010516252368688583,123456789012345680,2.5,1e13,1,1)",
            "CREATE TABLE v_time (id INT PRIMARY KEY, a DATE, b DATETIME, c DATETIME(6), d TIMESTAMP NULL, e TIMESTAMP(6) NULL, f TIME, g TIME(6),"
                    + " u TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)",
            "INSERT INTO v_time VALUES (1,'0000-00-00','0000-00-00 00:00:00','9999-12-31 23:59:59.999999','1970-01-01 00:00:01','2038-01-19 03:14:07.999999','838:59:59','-838:59:59.000000','2001-02-03 04:05:06'),"
                    + " (2,'2024-00-00','2024-02-00 00:00:00','1000-01-01 00:00:00.000001','0000-00-00 00:00:00','2024-10-27 01:30:00.5','-00:00:01','00:00:00.000001','2024-03-31 02:30:00'),"
                    + " (3,'2020-02-31','2021-11-31 00:00:00',NULL,NULL,NULL,NULL,NULL,'2024-10-27 02:30:00')",
            "CREATE TABLE v_text (id INT PRIMARY KEY, a VARCHAR(100) CHARACTER SET utf8mb4, b VARCHAR(100) CHARACTER SET latin1, c VARCHAR(100) CHARACTER SET gbk,"
                    + " d CHAR(10) CHARACTER SET utf8mb4, e ENUM('é','b,c','''q') CHARACTER SET latin1, f SET('α','β','γ') CHARACTER SET greek, g TEXT CHARACTER SET utf16, h LONGTEXT)",
            "INSERT INTO v_text VALUES (1,'表 😀 \\\\ \\t \\n \\0 \\r | \\'',_latin1 x'80FFE9',_gbk x'D65CA95C','pad  ','é','α,γ',_utf16 x'00410000D83DDE00','\\\\N'),"
                    + " (2,'','','','','b,c','','',''),(3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL),(4,'NULL','\\\\','N','x','''q','β','\\\\t',REPEAT('长',70000))",
            "CREATE TABLE v_binary (id INT PRIMARY KEY, a BINARY(4), b VARBINARY(300), c BLOB, d LONGBLOB)",
            "INSERT INTO v_binary VALUES (1, x'00090A5C', " + allBytes() + ", " + allBytes() + ", REPEAT(" + allBytes()
                    + ", 4000)), (2, x'20202020', '', '', ''), (3, NULL, NULL, NULL, NULL), (4, 'ab', x'5C4E', x'0A', x'5C')",
            "CREATE TABLE v_json (id INT PRIMARY KEY, j JSON)",
            "INSERT INTO v_json VALUES (1,'{\"名\": \"订单 😀\", \"n\": [1, -2.5e3, true, null], \"q\": \"a\\\\\\\\b\\\\\"c\\\\n\"}'),(2,'null'),(3,NULL),(4,'[]'),(5,'\"\\\\u0000\"')",
            "CREATE TABLE v_spatial (id INT PRIMARY KEY, p POINT, g GEOMETRY)",
            "INSERT INTO v_spatial VALUES (1,ST_GeomFromText('POINT(1.5 -2.25)'),ST_GeomFromText('POLYGON((0 0,9 0,9 9,0 0))', 4326)),(2,NULL,ST_GeomFromText('LINESTRING(0 0,1 1)')),(3,NULL,NULL)",
            "CREATE TABLE v_zero_id (id INT AUTO_INCREMENT PRIMARY KEY, n INT) AUTO_INCREMENT = 5000",
            "INSERT INTO v_zero_id VALUES (0, 1), (-7, 2), (3, NULL)",
            "CREATE TABLE v_no_key (a INT, b VARCHAR(10))",
            "INSERT INTO v_no_key VALUES (1,'x'),(1,'x'),(1,'x'),(NULL,NULL),(NULL,NULL)",
            "CREATE TABLE v_null (a INT, b TEXT, c BLOB, d FLOAT, e JSON)",
            "INSERT INTO v_null VALUES (NULL,NULL,NULL,NULL,NULL)",
            "CREATE TABLE v_generated (id INT PRIMARY KEY, a INT, v INT AS (a * 2) VIRTUAL, b VARCHAR(10), s VARCHAR(30) AS (CONCAT(b, '-', a)) STORED, c INT, KEY (v), UNIQUE (s))",
            "INSERT INTO v_generated (id, a, b, c) VALUES (1, 5, 'x', 9), (2, NULL, NULL, NULL)",
            "CREATE TABLE `odd ``name``; DROP TABLE x -- 订单 %` (`a b` INT PRIMARY KEY, `select` INT, `c``d` TEXT COMMENT 'it''s; \"x\"')",
            "INSERT INTO `odd ``name``; DROP TABLE x -- 订单 %` VALUES (1, 2, 'three')",
            "CREATE TABLE v_parent (id INT PRIMARY KEY, up INT, CONSTRAINT self FOREIGN KEY (up) REFERENCES v_parent (id))",
            "INSERT INTO v_parent VALUES (1, 1), (2, 1), (3, NULL)",
            "CREATE TABLE v_child (id INT PRIMARY KEY, parent INT NOT NULL, CONSTRAINT child_of FOREIGN KEY (parent) REFERENCES v_parent (id) ON DELETE CASCADE)",
            "INSERT INTO v_child VALUES (1, 3), (2, 1)",
            "CREATE TABLE v_part (id INT, d DATE, PRIMARY KEY (id, d)) PARTITION BY RANGE (YEAR(d)) (PARTITION p0 VALUES LESS THAN (2020), PARTITION p1 VALUES LESS THAN MAXVALUE)",
            "INSERT INTO v_part VALUES (1,'2019-12-31'),(1,'2020-01-01'),(2,'2025-05-05')",
            "CREATE TABLE v_log (n INT)",
            "CREATE TRIGGER v_after AFTER INSERT ON v_child FOR EACH ROW INSERT INTO v_log VALUES (NEW.id)",
            "CREATE TRIGGER v_before BEFORE UPDATE ON v_child FOR EACH ROW SET NEW.id = NEW.id + 0",
            "CREATE VIEW v_view_b AS SELECT id, a FROM v_generated",
            "CREATE VIEW v_view_a AS SELECT b.id, t.a FROM v_view_b b JOIN v_text t ON t.id = b.id",
            "CREATE FUNCTION v_twice(n INT) RETURNS INT DETERMINISTIC RETURN n * 2",
            "CREATE PROCEDURE v_note(IN text VARCHAR(20)) COMMENT '备注' INSERT INTO v_log VALUES (LENGTH(text))",
            "CREATE EVENT v_nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DISABLE COMMENT 'sleeps' DO DELETE FROM v_log");

    private ValueZoo() {}

    /** The same without foreign keys and everything else that is not a table. */
    static List<String> tablesWithoutReferences(ServerFlavor flavor) {
        return statements(flavor).stream()
                .filter(statement ->
                        !statement.matches("(?s)CREATE (TRIGGER|VIEW|FUNCTION|PROCEDURE|EVENT|SEQUENCE).*"))
                .toList();
    }

    private static String allBytes() {
        StringBuilder hex = new StringBuilder("x'");
        for (int b = 0; b < 256; b++) {
            hex.append("%02X".formatted(b));
        }
        return hex.append("'").toString();
    }

    /** Statements that fill an empty schema. */
    static List<String> statements(ServerFlavor flavor) {
        List<String> all = new ArrayList<>(EVERYWHERE);
        if (flavor == ServerFlavor.MYSQL) {
            all.add("CREATE TABLE v_vector (id INT PRIMARY KEY, e VECTOR(3))");
            all.add("INSERT INTO v_vector VALUES (1, TO_VECTOR('[1.5, -0.1, 3e38]')), (2, NULL)");
        } else {
            all.add("CREATE TABLE v_maria (id UUID PRIMARY KEY, a INET6, b INET4)");
            all.add(
                    "INSERT INTO v_maria VALUES ('123e4567-e89b-12d3-a456-426655440000', '2001:db8::ff00:42:8329', '192.0.2.33')");
            all.add("CREATE SEQUENCE v_sequence START WITH 100 INCREMENT BY 10");
        }
        return all;
    }
}
