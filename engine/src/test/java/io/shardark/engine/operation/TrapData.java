package io.shardark.engine.operation;

import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.List;

/** A small schema in which every setting of a session would show, made by sessions with odd settings of their own. */
final class TrapData {
    private static final List<String> EVERYWHERE = List.of(
            "CREATE DATABASE trap_source CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
            "USE trap_source",
            "SET SESSION time_zone = '+05:30', sql_mode = 'ALLOW_INVALID_DATES'",
            "CREATE TABLE t_time (id INT PRIMARY KEY, a TIMESTAMP NULL DEFAULT '2020-06-01 12:00:00',"
                    + " b TIMESTAMP(6) NULL, c DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6), d DATE, e TIME(3), f YEAR,"
                    + " g TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)",
            "INSERT INTO t_time VALUES (1, '1970-01-01 05:30:01', '2024-10-27 06:00:00.123456',"
                    + " '2024-10-27 01:30:00.999999', '0000-00-00', '-838:59:59', 1901, '2001-02-03 04:05:06'),"
                    + " (2, NULL, '2024-10-27 07:00:00.5', '0000-00-00 00:00:00', '2020-02-31', '00:00:00.9', 0,"
                    + " '2024-03-31 02:30:00'), (3, DEFAULT, NULL, NULL, NULL, NULL, NULL, '2030-01-01 00:00:00')",
            "CREATE TABLE t_key_time (k TIMESTAMP(3) NOT NULL PRIMARY KEY, v INT)",
            "INSERT INTO t_key_time VALUES ('2024-10-27 05:30:00.001', 1), ('2024-10-27 06:30:00.001', 2)",
            "CREATE TABLE t_text (id INT PRIMARY KEY, a CHAR(10) DEFAULT 'a\\\\b''c\"', b CHAR(6) CHARACTER SET latin1,"
                    + " c VARCHAR(20) CHARACTER SET gbk, d VARCHAR(20) CHARACTER SET utf16,"
                    + " e VARCHAR(20) CHARACTER SET sjis, f VARBINARY(20) DEFAULT 'x\\\\', g BINARY(4),"
                    + " h VARCHAR(40) COLLATE utf8mb4_bin COMMENT 'it''s \"quoted\" \\\\ \u8ba2\u5355 \u00e9')"
                    + " COMMENT 'a\\\\b ''c'' \"d\" \u00fc'",
            "INSERT INTO t_text VALUES (1, 'pad  ', _latin1 x'E98020', _gbk x'D65CA95C', _utf16 x'005C00410009D83DDE00',"
                    + " _sjis x'835C945C', x'00095C0A', x'20', '\\\\N\\\\\\t\\n\\'\"'), (2, '', '', '', '', '', '', '', ''),"
                    + " (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), (4, 'x \\\\', 'y', 'NULL', 'z ', '\\\\', '\\\\N', 'q', ' ')",
            "CREATE TABLE t_key_text (k CHAR(8) CHARACTER SET latin1 NOT NULL, l VARCHAR(8) CHARACTER SET gbk NOT NULL,"
                    + " v INT, PRIMARY KEY (k, l))",
            "INSERT INTO t_key_text VALUES ('a', '', 1), ('a', _gbk x'D65C', 2), (_latin1 x'E95C', '\\\\', 3), ('', '''', 4)",
            "CREATE TABLE t_number (id INT PRIMARY KEY, a FLOAT, b DOUBLE, c DECIMAL(40,20), d BIT(13), e BIGINT UNSIGNED,"
                    + " f REAL, g INT(6) ZEROFILL, h BOOLEAN DEFAULT TRUE)",
            "INSERT INTO t_number VALUES (1, 0.1, 0.1, 0.1, b'1010101', 18446744073709551615, 1e300, 42, 1),"
                    + " (2, -0.0e0, 4.9e-324, -1.5, 0, 0, -0.0e0, 0, 0), (3, 16777216, 1e22, NULL, NULL, NULL, NULL, NULL, NULL)",
            "CREATE TABLE t_labels (id INT PRIMARY KEY, a ENUM('\u00e9','b,c','''q','\\\\') CHARACTER SET latin1 DEFAULT '\u00e9',"
                    + " b SET('\u4e2d','\u6587','x') CHARACTER SET gbk)",
            "INSERT INTO t_labels VALUES (1, '\u00e9', '\u4e2d,x'), (2, '''q', ''), (3, '\\\\', '\u6587'), (4, NULL, NULL)",
            "CREATE TABLE t_json (id INT PRIMARY KEY, j JSON)",
            "INSERT INTO t_json VALUES (1, '{\"n\": [1, 2.5, null], \"\u8ba2\u5355\": \"a\\\\\\\\b\\\\\"c\"}'), (2, NULL), (3, '\"\"')",
            "CREATE TABLE `\u8ba2\u5355 \"x\" ``y```(`select` INT PRIMARY KEY, `a\"b` VARCHAR(9))",
            "INSERT INTO `\u8ba2\u5355 \"x\" ``y``` VALUES (1, '\u8ba2\u5355')",
            "CREATE TABLE t_part (id INT NOT NULL, ts TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (id, ts))"
                    + " PARTITION BY RANGE (UNIX_TIMESTAMP(ts)) (PARTITION p0 VALUES LESS THAN (1700000000),"
                    + " PARTITION p1 VALUES LESS THAN MAXVALUE)",
            "INSERT INTO t_part VALUES (1, '2023-11-15 03:43:19'), (1, '2023-11-15 03:43:20'), (2, '2037-01-01 00:00:00')",
            "CREATE TABLE t_place (id INT PRIMARY KEY, p POINT, n INT CHECK (n > -5))",
            "INSERT INTO t_place VALUES (1, ST_GeomFromText('POINT(1.5 -2)'), 1), (2, NULL, NULL)",
            "SET SESSION sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES'",
            "CREATE TABLE t_ansi (\"id\" INT PRIMARY KEY, \"a\" VARCHAR(20) DEFAULT '\\', \"b\" VARCHAR(20),"
                    + " \"g\" VARCHAR(60) AS (\"a\" || '-' || \"b\") STORED, \"v\" VARCHAR(60) AS (\"b\" || '\"') VIRTUAL,"
                    + " CONSTRAINT \"c\" CHECK (\"b\" <> 'x' || '\\'))",
            "INSERT INTO t_ansi (id, a, b) VALUES (1, 'x\\', 'y'), (2, DEFAULT, NULL), (3, '''', '\"')",
            "CREATE VIEW \"v_ansi\" AS SELECT \"id\", \"a\" || '\\' || \"b\" AS \"ab\", '\u8ba2\u5355' AS c FROM \"t_ansi\"",
            "CREATE FUNCTION f_ansi(a VARCHAR(20)) RETURNS VARCHAR(40) DETERMINISTIC RETURN a || '\\' || \"a\"",
            "CREATE TRIGGER tr_ansi BEFORE INSERT ON t_ansi FOR EACH ROW SET NEW.\"b\" = NEW.\"b\" || '\\'",
            "SET SESSION sql_mode = 'PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE,IGNORE_SPACE', NAMES latin1,"
                    + " collation_connection = latin1_german1_ci",
            "CREATE PROCEDURE p_pipes(IN a VARCHAR (20)) COMMENT 'it''s \\\\' SELECT a || 'x\\\\' || CONCAT ('y', NOT 1 BETWEEN 0 AND 2)",
            "CREATE EVENT e_zone ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 10:00:00' DISABLE DO SELECT 'a' || 'b'",
            "SET SESSION time_zone = '-11:00', sql_mode = DEFAULT, NAMES utf8mb4",
            "CREATE EVENT e_far ON SCHEDULE AT '2037-01-01 10:00:00' DO SELECT \"\u00e9\"",
            "SET SESSION time_zone = DEFAULT");

    private TrapData() {}

    /** Statements for a connection to a server with its usual settings. */
    static List<String> statements(ServerFlavor flavor) {
        List<String> all = new ArrayList<>(EVERYWHERE);
        if (flavor == ServerFlavor.MARIADB) {
            all.add("SET SESSION sql_mode = 'ORACLE'");
            all.add("CREATE PROCEDURE p_oracle(a IN INT, b OUT INT) AS c INT := 1; BEGIN b := a + c; END");
            all.add("SET SESSION sql_mode = DEFAULT");
            all.add("CREATE TABLE t_versions (id INT PRIMARY KEY, n INT) WITH SYSTEM VERSIONING");
            all.add("INSERT INTO t_versions VALUES (1, 1), (2, 2)");
            all.add("UPDATE t_versions SET n = 5 WHERE id = 1");
            all.add("CREATE SEQUENCE s START WITH 5 INCREMENT BY 3");
        } else {
            all.add("SET SESSION sql_generate_invisible_primary_key = ON");
            all.add("CREATE TABLE t_hidden_key (n INT)");
            all.add("INSERT INTO t_hidden_key VALUES (7), (7), (NULL)");
            all.add("SET SESSION sql_generate_invisible_primary_key = DEFAULT");
        }
        return all;
    }

    /** A zone with summer time, in the tables that a server looks zones up in: 2024 from 31 March to 27 October. */
    static List<String> zone() {
        return List.of(
                "DELETE FROM mysql.time_zone_name WHERE Time_zone_id = 9001",
                "INSERT INTO mysql.time_zone (Time_zone_id, Use_leap_seconds) VALUES (9001, 'N')",
                "INSERT INTO mysql.time_zone_name (Name, Time_zone_id) VALUES ('Test/Summer', 9001)",
                "INSERT INTO mysql.time_zone_transition_type"
                        + " (Time_zone_id, Transition_type_id, `Offset`, Is_DST, Abbreviation)"
                        + " VALUES (9001, 0, 3600, 0, 'T'), (9001, 1, 7200, 1, 'TS')",
                "INSERT INTO mysql.time_zone_transition (Time_zone_id, Transition_time, Transition_type_id)"
                        + " VALUES (9001, 1711846800, 1), (9001, 1729990800, 0)");
    }
}
