package io.shardark.engine.operation;

import io.shardark.samples.servers.ServerFlavor;

/** Definitions of every kind in every shard; needs the tables of {@link SampleRows}. */
final class SampleObjects {
    private SampleObjects() {}

    static void create(TwoInstances shards) {
        for (int n = 0; n < TwoInstances.SHARDS; n++) {
            String schema = shards.shard(n).schema();
            shards.execute(
                    n,
                    "ALTER TABLE t_order ADD KEY k_note (note(20)), ADD KEY k_amount (amount), ADD FULLTEXT KEY f (note)",
                    "CREATE TABLE t_child (id INT AUTO_INCREMENT PRIMARY KEY, parent BIGINT, a INT, twice INT AS (a * 2) STORED,"
                            + " UNIQUE (a), CONSTRAINT fk_" + n + " FOREIGN KEY (parent) REFERENCES t_order (id))"
                            + " AUTO_INCREMENT=500",
                    "CREATE TABLE a_first (id INT PRIMARY KEY, child INT, CONSTRAINT fk_first_" + n
                            + " FOREIGN KEY (child) REFERENCES t_child (id))",
                    "CREATE TABLE t_audit (what VARCHAR(100))",
                    "INSERT INTO t_child (parent, a) VALUES (7, 1), (8, NULL)",
                    "INSERT INTO a_first VALUES (1, 500)",
                    "CREATE FUNCTION f_double(a INT) RETURNS INT DETERMINISTIC RETURN a * 2",
                    // A view whose name comes before that of the view it uses.
                    "CREATE VIEW z_base AS SELECT id, note FROM t_order",
                    "CREATE VIEW v_top AS SELECT f_double(z.id) AS twice, t_log.line FROM z_base z LEFT JOIN t_log ON 1 = 0"
                            + " UNION ALL SELECT 1, line FROM t_log",
                    "CREATE VIEW a_alias AS SELECT " + "`" + schema + "`.id FROM t_order `" + schema + "`",
                    "CREATE TRIGGER tr_child AFTER INSERT ON t_child FOR EACH ROW"
                            + " INSERT INTO t_audit VALUES (CONCAT('child ', NEW.a))",
                    "CREATE TRIGGER tr_child_2 AFTER INSERT ON t_child FOR EACH ROW FOLLOWS tr_child"
                            + " INSERT INTO t_audit VALUES ('备注')",
                    "CREATE PROCEDURE p_note(IN x VARCHAR(20) CHARACTER SET utf8mb4) COMMENT '存储过程' SELECT x, 'a;b'",
                    "SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES', time_zone = '+08:00'",
                    "CREATE PROCEDURE p_quotes() SELECT 'c:\\', \"id\" FROM \"t_order\"",
                    "CREATE EVENT e_daily ON SCHEDULE EVERY 1 DAY STARTS '2026-01-01 03:00:00' DISABLE DO DELETE FROM t_audit");
            if (shards.flavor() == ServerFlavor.MARIADB) {
                shards.execute(
                        n,
                        "CREATE SEQUENCE sq START WITH 5 INCREMENT BY 3",
                        "SELECT NEXTVAL(sq)",
                        "CREATE TABLE t_numbered (id BIGINT DEFAULT NEXTVAL(sq) PRIMARY KEY, a INT)",
                        "INSERT INTO t_numbered (a) VALUES (1), (2)");
            }
        }
    }
}
