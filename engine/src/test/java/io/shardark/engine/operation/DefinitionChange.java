package io.shardark.engine.operation;

import java.util.List;

/**
 * A change of definitions that somebody makes while a backup runs, on things of its own.
 *
 * @param name for people
 * @param before statements that make what is changed
 * @param steps one statement each; {@code %t} stands for the schema's twin
 */
record DefinitionChange(String name, List<String> before, List<String> steps) {
    private static final String ROWS = " (id INT AUTO_INCREMENT PRIMARY KEY, note VARCHAR(100))";

    private static DefinitionChange of(String name, List<String> before, String... steps) {
        return new DefinitionChange(name, before, List.of(steps));
    }

    /** A table with a few rows. */
    private static List<String> table(String name) {
        return List.of(
                "CREATE TABLE " + name + ROWS,
                "INSERT INTO " + name + " (note) VALUES ('" + name + " one'), ('" + name + " two')");
    }

    private static List<String> tables(String first, String second) {
        return List.of(
                table(first).get(0),
                table(first).get(1),
                table(second).get(0),
                table(second).get(1));
    }

    private static List<String> partitioned(String name) {
        return List.of(
                "CREATE TABLE " + name + " (id INT PRIMARY KEY, note VARCHAR(100)) PARTITION BY RANGE (id)"
                        + " (PARTITION p0 VALUES LESS THAN (100), PARTITION p1 VALUES LESS THAN (200))",
                "INSERT INTO " + name + " VALUES (1, 'one'), (101, 'two')");
    }

    /** As {@link #table}, of several chunks. */
    private static List<String> large(String name) {
        return List.of(
                "CREATE TABLE " + name + " (id INT PRIMARY KEY, note TEXT)",
                "INSERT INTO " + name
                        + " WITH RECURSIVE n AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM n WHERE id < 80)"
                        + " SELECT id, REPEAT('" + name + "', 600) FROM n");
    }

    static List<DefinitionChange> all() {
        return List.of(
                of(
                        "RENAME that swaps two tables (pt-online-schema-change, gh-ost)",
                        List.of(
                                large("swap").get(0),
                                large("swap").get(1),
                                large("swap_new").get(0),
                                large("swap_new").get(1)),
                        "RENAME TABLE swap TO swap_old, swap_new TO swap"),
                of(
                        "RENAME in two steps (gh-ost)",
                        tables("two", "two_gho"),
                        "RENAME TABLE two TO two_del",
                        "RENAME TABLE two_gho TO two"),
                of(
                        "RENAME that swaps two tables, and back",
                        tables("back", "back_new"),
                        "RENAME TABLE back TO back_old, back_new TO back",
                        "RENAME TABLE back TO back_new, back_old TO back"),
                of("TRUNCATE", table("truncated"), "TRUNCATE TABLE truncated"),
                of("DROP TABLE", table("dropped"), "DROP TABLE dropped"),
                of("CREATE TABLE", List.of(), "CREATE TABLE created" + ROWS),
                of(
                        "DROP TABLE and CREATE TABLE alike",
                        table("anew"),
                        "DROP TABLE anew",
                        "CREATE TABLE anew" + ROWS,
                        "INSERT INTO anew (note) VALUES ('another')"),
                of(
                        "ADD COLUMN, INSTANT",
                        table("wider"),
                        "ALTER TABLE wider ADD COLUMN more INT DEFAULT 7, ALGORITHM=INSTANT"),
                of("DROP COLUMN", table("narrower"), "ALTER TABLE narrower DROP COLUMN note"),
                of(
                        "MODIFY COLUMN, COPY",
                        table("modified"),
                        "ALTER TABLE modified MODIFY COLUMN note VARCHAR(300) CHARACTER SET latin1, ALGORITHM=COPY"),
                of("RENAME COLUMN", table("renamed"), "ALTER TABLE renamed RENAME COLUMN note TO remark"),
                of("ADD INDEX, INPLACE", table("indexed"), "ALTER TABLE indexed ADD INDEX k (note), ALGORITHM=INPLACE"),
                of(
                        "DROP PRIMARY KEY, another one",
                        table("rekeyed"),
                        "ALTER TABLE rekeyed MODIFY id INT, DROP PRIMARY KEY, ADD PRIMARY KEY (note, id)"),
                of(
                        "CONVERT TO CHARACTER SET",
                        table("converted"),
                        "ALTER TABLE converted CONVERT TO CHARACTER SET gbk"),
                of("AUTO_INCREMENT = ...", table("counting"), "ALTER TABLE counting AUTO_INCREMENT = 9000"),
                of("OPTIMIZE TABLE", table("rebuilt"), "OPTIMIZE TABLE rebuilt"),
                of(
                        "EXCHANGE PARTITION",
                        List.of(
                                partitioned("exchanged").get(0),
                                partitioned("exchanged").get(1),
                                "CREATE TABLE exchanged_with (id INT PRIMARY KEY, note VARCHAR(100))",
                                "INSERT INTO exchanged_with VALUES (7, 'seven')"),
                        "ALTER TABLE exchanged EXCHANGE PARTITION p0 WITH TABLE exchanged_with"),
                of(
                        "ADD PARTITION",
                        partitioned("longer"),
                        "ALTER TABLE longer ADD PARTITION (PARTITION p2 VALUES LESS THAN (300))"),
                of("DROP PARTITION", partitioned("shorter"), "ALTER TABLE shorter DROP PARTITION p0"),
                of(
                        "REORGANIZE PARTITION",
                        partitioned("reorganized"),
                        "ALTER TABLE reorganized REORGANIZE PARTITION p0, p1 INTO (PARTITION p VALUES LESS THAN (200))"),
                of(
                        "table moved to another schema",
                        table("moved"),
                        "CREATE DATABASE %t",
                        "RENAME TABLE moved TO %t.moved"),
                of(
                        "CREATE OR REPLACE VIEW",
                        List.of("CREATE VIEW shown AS SELECT 1 AS n"),
                        "CREATE OR REPLACE VIEW shown AS SELECT 2 AS n"),
                of(
                        "trigger dropped, another one created",
                        List.of(
                                table("triggered").get(0),
                                table("triggered").get(1),
                                "CREATE TRIGGER pulled BEFORE INSERT ON triggered FOR EACH ROW SET NEW.note = 'a'"),
                        "DROP TRIGGER pulled",
                        "CREATE TRIGGER pulled BEFORE INSERT ON triggered FOR EACH ROW SET NEW.note = 'b'"),
                of(
                        "procedure dropped, another one created",
                        List.of("CREATE PROCEDURE called() SELECT 1"),
                        "DROP PROCEDURE called",
                        "CREATE PROCEDURE called() SELECT 2"),
                of(
                        "ALTER EVENT",
                        List.of(
                                "CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DISABLE DO DO 1"),
                        "ALTER EVENT nightly COMMENT 'changed'"));
    }
}
