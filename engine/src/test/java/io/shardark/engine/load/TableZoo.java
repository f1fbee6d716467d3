package io.shardark.engine.load;

import io.shardark.samples.servers.ServerFlavor;
import java.util.ArrayList;
import java.util.List;

/** Definitions of tables, each named {@code t}, that are hard to take apart and put together again. */
final class TableZoo {
    private TableZoo() {}

    static final String PARENTS = "CREATE TABLE parent (id INT PRIMARY KEY, a INT, b INT, UNIQUE (a, b))";

    private static final List<String> EVERYWHERE = List.of(
            "CREATE TABLE t (a INT)",
            "CREATE TABLE t (a INT, b INT, KEY (a), KEY (b), KEY (a, b))",
            "CREATE TABLE t (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, a INT, KEY z (a)) AUTO_INCREMENT=1000",
            "CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT, a INT, b INT, KEY a (a), KEY i (id), KEY b (b))",
            "CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT, p INT PRIMARY KEY, a INT, UNIQUE i (id), UNIQUE a (a), KEY b (a))",
            "CREATE TABLE t (a INT NOT NULL, b INT, UNIQUE z (b), UNIQUE y (a), KEY x (a, b))",
            "CREATE TABLE t (a INT, b INT, c INT NOT NULL, PRIMARY KEY (c), UNIQUE b (b), KEY a (a), UNIQUE ca (c, a))",
            "CREATE TABLE t (a VARCHAR(50), b TEXT, PRIMARY KEY (a), KEY p (b(10)), KEY q (a(5), b(7)))",
            "CREATE TABLE t (a INT PRIMARY KEY, b INT, c INT, KEY x (b DESC, c ASC))",
            "CREATE TABLE t (id INT PRIMARY KEY, a TEXT, b TEXT, FULLTEXT f1 (a), FULLTEXT f2 (b), FULLTEXT f3 (a, b), KEY k (id))",
            "CREATE TABLE t (id INT PRIMARY KEY, g GEOMETRY NOT NULL, p POINT NOT NULL, SPATIAL KEY sg (g), SPATIAL sp (p), KEY k (id))",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, KEY k1 (a) COMMENT 'it''s (a) \\\\ \"comment\", KEY `x` (b)', KEY k2 (b))",
            "CREATE TABLE t (id INT PRIMARY KEY COMMENT 'KEY (`id`), -- # /* )', a INT DEFAULT 3 COMMENT '', KEY (a)) COMMENT='a ) b, c ( \\n d'",
            "CREATE TABLE t (`a``b` INT, `c d` INT, `select` INT, `KEY` INT, `e,f)` INT, PRIMARY KEY (`a``b`), KEY `k``e``y` (`c d`), KEY `,(` (`KEY`, `e,f)`), UNIQUE `UNIQUE` (`select`))",
            "CREATE TABLE t (e ENUM('a,b', 'c)', 'd''e', '(') NOT NULL DEFAULT 'c)', s SET('x', '`', '\"'), KEY (e), KEY (s))",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, CONSTRAINT fk FOREIGN KEY (a) REFERENCES parent (id))",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, KEY z (b, a), CONSTRAINT f2 FOREIGN KEY (a, b) REFERENCES parent (a, b) ON DELETE CASCADE ON UPDATE SET NULL, CONSTRAINT f1 FOREIGN KEY (b) REFERENCES parent (id) ON DELETE SET NULL)",
            "CREATE TABLE t (id INT PRIMARY KEY, up INT, CONSTRAINT `self)` FOREIGN KEY (up) REFERENCES t (id))",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES parent (id), FOREIGN KEY (id) REFERENCES parent (id))",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, CONSTRAINT c1 CHECK (a > 0), CONSTRAINT c2 CHECK (a <> b), CHECK (b < 100), KEY (a))",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, v INT AS (a + 1) VIRTUAL, s INT AS (a * 2) STORED, KEY kv (v), UNIQUE ks (s))",
            "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20), v VARCHAR(90) AS (CONCAT(a, ',', '(''')) STORED, KEY (v))",
            "CREATE TABLE t (id INT, k INT, a INT, PRIMARY KEY (id, k), KEY (a)) PARTITION BY HASH (k) PARTITIONS 3",
            "CREATE TABLE t (id INT, d DATE NOT NULL, UNIQUE u (id, d), KEY (d)) PARTITION BY RANGE COLUMNS (d) (PARTITION p0 VALUES LESS THAN ('2020-01-01') COMMENT = 'a, b)', PARTITION p1 VALUES LESS THAN (MAXVALUE))",
            "CREATE TABLE t (id INT, r INT, PRIMARY KEY (id, r), KEY (r)) PARTITION BY LIST (r) SUBPARTITION BY HASH (id) SUBPARTITIONS 2 (PARTITION a VALUES IN (1, 2), PARTITION b VALUES IN (3))",
            "CREATE TABLE t (id INT PRIMARY KEY, a TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, b TIMESTAMP NULL, c TIMESTAMP NOT NULL DEFAULT '0000-00-00 00:00:00', d DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6), KEY (a))",
            "CREATE TABLE t (id INT PRIMARY KEY, a DATE NOT NULL DEFAULT '0000-00-00', KEY (a))",
            "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20) CHARACTER SET gbk DEFAULT '\u4e2d\u6587', b CHAR(3) CHARACTER SET latin1 COLLATE latin1_german1_ci, KEY (a, b)) CHARACTER SET gbk COMMENT='\u8ba2\u5355'",
            "CREATE TABLE `t` (`\u8ba2\u5355\u53f7` INT PRIMARY KEY, `\u91d1\u989d` DECIMAL(12,2), KEY `\u7d22\u5f15` (`\u91d1\u989d`))",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY (a)) ROW_FORMAT=DYNAMIC STATS_PERSISTENT=1 STATS_AUTO_RECALC=0",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY k (a) USING BTREE, UNIQUE u (a, id) USING BTREE)",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY (a)) ENGINE=MyISAM",
            "CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT, g INT NOT NULL, a INT, PRIMARY KEY (g, id), KEY (a)) ENGINE=MyISAM",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY k (a) USING HASH) ENGINE=MEMORY",
            "CREATE TABLE t (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, a INT, KEY (a)) ENGINE=InnoDB AUTO_INCREMENT=4294967",
            "CREATE TABLE t (a FLOAT(7,3), b DOUBLE(9,2) UNSIGNED ZEROFILL, c BIT(7) DEFAULT b'101', d YEAR, e TINYINT(1), KEY (c), KEY (d))",
            "CREATE TABLE t (a BINARY(16) NOT NULL, b VARBINARY(20) DEFAULT 'a', c BLOB, PRIMARY KEY (a), KEY (c(20)), UNIQUE (b))",
            "CREATE TABLE t (a BINARY(3) DEFAULT '\\\\''\\n', b INT, KEY (b))",
            "CREATE TABLE t (a INT DEFAULT (1 + 2), b VARCHAR(60) DEFAULT (CONCAT('a,', '(b')), c INT, KEY (c))",
            "CREATE TABLE t (a INT INVISIBLE, b INT, KEY (a), KEY (b))",
            "CREATE TABLE t (id INT, a INT, b INT, KEY one (a), UNIQUE two (id), KEY three (b), UNIQUE four (a, b))");

    private static final List<String> MYSQL = List.of(
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT, KEY f ((a + b)), KEY g ((ABS(a)) DESC, b), UNIQUE u ((a * 2)))",
            "CREATE TABLE t (id INT PRIMARY KEY, j JSON, KEY mv ((CAST(j->'$.x' AS UNSIGNED ARRAY))), KEY (id))",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY k (a) INVISIBLE, KEY l (a, id) COMMENT 'c' INVISIBLE)",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, CONSTRAINT x CHECK (a > 0) NOT ENFORCED, KEY (a))",
            "CREATE TABLE t (id INT PRIMARY KEY, ft TEXT, FULLTEXT f (ft) WITH PARSER ngram, FULLTEXT g (ft))",
            "CREATE TABLE t (id INT PRIMARY KEY, g GEOMETRY NOT NULL SRID 4326, SPATIAL KEY (g))",
            "CREATE TABLE t (id INT PRIMARY KEY, v VECTOR(3), a INT, KEY (a))",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY (a)) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT SECONDARY_ENGINE_ATTRIBUTE '{\"x\": \"a,)\"}', KEY (a)) SECONDARY_ENGINE_ATTRIBUTE='{\"y\": 1}'",
            "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(9) DEFAULT (UUID_TO_BIN('x')), KEY (a)) TABLESPACE innodb_file_per_table",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY (a)) AUTOEXTEND_SIZE=4M",
            "CREATE TABLE t (id INT, a INT, UNIQUE KEY (a), KEY ((a + 1)))");

    private static final List<String> MARIADB = List.of(
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY k (a) IGNORED, KEY l (a, id) COMMENT 'c' IGNORED)",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY (a)) WITH SYSTEM VERSIONING",
            "CREATE TABLE t (id INT, s DATE, e DATE, a INT, PERIOD FOR p (s, e), UNIQUE (id, p WITHOUT OVERLAPS), KEY (a))",
            "CREATE TABLE t (id INT PRIMARY KEY, l LONGTEXT, UNIQUE u (l))",
            "CREATE TABLE t (id INT PRIMARY KEY, j JSON, a INT CHECK (a > 0), KEY (a))",
            "CREATE TABLE t (id UUID PRIMARY KEY DEFAULT UUID(), i INET6, k INET4, KEY (i), KEY (k))",
            "CREATE TABLE t (id INT PRIMARY KEY, b BLOB COMPRESSED, a INT, KEY (a)) ENGINE=Aria TRANSACTIONAL=1",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY (a)) PAGE_COMPRESSED=1",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY (a)) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8",
            "CREATE TABLE t (id INT PRIMARY KEY, a INT, KEY (a)) ENCRYPTED=NO");

    static List<String> definitions(ServerFlavor flavor) {
        List<String> all = new ArrayList<>(EVERYWHERE);
        all.addAll(flavor == ServerFlavor.MARIADB ? MARIADB : MYSQL);
        return all;
    }
}
