-- empty table
CREATE TABLE empty_table (id INT PRIMARY KEY, a TEXT, b INT AS (id + 1) VIRTUAL, KEY (b));

-- generated column, virtual
CREATE TABLE generated_virtual (id INT PRIMARY KEY, a INT, v INT AS (a * 2) VIRTUAL, w VARCHAR(30) AS (CONCAT(a, '-''\\')));
INSERT INTO generated_virtual (id, a) VALUES (1, 5), (2, NULL);

-- generated column, stored, between other columns
CREATE TABLE generated_stored (a INT, s VARCHAR(40) AS (CONCAT('é', a, b)) STORED, b VARCHAR(10), id INT PRIMARY KEY);
INSERT INTO generated_stored (id, a, b) VALUES (1, 5, 'x'), (2, NULL, NULL);

-- generated column, indexed
CREATE TABLE generated_indexed (id INT PRIMARY KEY, a INT, v INT AS (a + 1) VIRTUAL, s INT AS (a * 2) STORED,
  KEY kv (v), UNIQUE ks (s), KEY both_of (v, a));
INSERT INTO generated_indexed (id, a) VALUES (1, 5), (2, NULL), (3, -7);

-- generated columns only
CREATE TABLE generated_only (a INT AS (1) VIRTUAL, b INT AS (2) STORED);
INSERT INTO generated_only VALUES (DEFAULT, DEFAULT), (DEFAULT, DEFAULT);

-- generated column whose expression warns
SET SESSION sql_mode = '';
CREATE TABLE generated_warning (id INT PRIMARY KEY, a VARCHAR(10), s INT AS (a + 1) STORED, v INT AS (a * 2) VIRTUAL, KEY (v));
INSERT INTO generated_warning (id, a) VALUES (1, '12'), (2, 'twelve'), (3, NULL), (4, '9 lives');
CREATE TABLE generated_warning_no_key (a VARCHAR(10), s INT AS (a + 1) STORED);
INSERT INTO generated_warning_no_key (a) VALUES ('twelve'), ('12'), ('twelve');

-- [changed] generated column, stored by writers in another time zone
CREATE TABLE generated_elsewhere (id INT PRIMARY KEY, at TIMESTAMP NULL, h INT AS (HOUR(at)) STORED);
SET SESSION time_zone = '+05:30';
INSERT INTO generated_elsewhere (id, at) VALUES (1, '2026-01-01 12:00:00'), (2, NULL), (3, '2026-01-01 23:00:00');

-- generated column from JSON
CREATE TABLE generated_json (id INT PRIMARY KEY, j JSON, n VARCHAR(20) AS (JSON_UNQUOTE(JSON_EXTRACT(j, '$.name'))) STORED, KEY (n));
INSERT INTO generated_json (id, j) VALUES (1, '{"name": "订单"}'), (2, '{}'), (3, NULL);

-- [mariadb] invisible column
CREATE TABLE invisible_column (id INT PRIMARY KEY, a INT INVISIBLE DEFAULT 7, b INT, c TEXT INVISIBLE);
INSERT INTO invisible_column (id, a, b, c) VALUES (1, 2, 3, 'four'), (2, NULL, NULL, NULL);

-- [mysql] invisible column
CREATE TABLE invisible_column (id INT PRIMARY KEY, a INT DEFAULT 7 INVISIBLE, b INT, c TEXT INVISIBLE);
INSERT INTO invisible_column (id, a, b, c) VALUES (1, 2, 3, 'four'), (2, NULL, NULL, NULL);

-- defaults: literals
CREATE TABLE default_literals (id INT PRIMARY KEY, a VARCHAR(30) DEFAULT 'it''s \\ "q" 表', b INT DEFAULT -1, c BIT(4) DEFAULT b'101',
  d DATE DEFAULT '0000-00-00', e ENUM('a', 'é') DEFAULT 'é', f DECIMAL(5,2) DEFAULT 1.50, g VARBINARY(9) DEFAULT 'a\0b', h CHAR(3) DEFAULT '');
INSERT INTO default_literals (id) VALUES (1);

-- defaults: expressions
CREATE TABLE default_expressions (id INT PRIMARY KEY, a INT DEFAULT (1 + 2), b VARCHAR(60) DEFAULT (CONCAT('a,', '(b''')), c TEXT DEFAULT ('long'),
  d DATETIME(3) DEFAULT (NOW(3) + INTERVAL 1 DAY), e JSON DEFAULT ('{}'), f CHAR(36) DEFAULT (UUID()));
INSERT INTO default_expressions (id, d, f) VALUES (1, '2020-01-01', 'fixed'), (2, NULL, NULL);

-- ON UPDATE CURRENT_TIMESTAMP
CREATE TABLE on_update (id INT PRIMARY KEY, a TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  b DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), c TIMESTAMP NULL);
INSERT INTO on_update VALUES (1, '2001-02-03 04:05:06', NULL, NULL), (2, '1999-12-31 23:59:59', '2000-01-01', '0000-00-00');

-- AUTO_INCREMENT counter ahead of the rows, and id 0
CREATE TABLE counter_ahead (id INT AUTO_INCREMENT PRIMARY KEY, n INT) AUTO_INCREMENT = 5000;
INSERT INTO counter_ahead VALUES (0, 1), (-7, 2), (3, NULL);
CREATE TABLE counter_empty (id BIGINT UNSIGNED AUTO_INCREMENT, n INT, KEY (n, id), KEY (id)) AUTO_INCREMENT = 9223372036854775810;

-- index: prefix, descending, of several columns, with comment
CREATE TABLE indexes_plain (id INT PRIMARY KEY, a VARCHAR(50), b TEXT, c BLOB, KEY p (b(10), c(3)), KEY d (a DESC, id),
  KEY n (a(5)) COMMENT 'it''s a "comment" \\ 备注', UNIQUE u (id, a), KEY twin_1 (a), KEY twin_2 (a));
INSERT INTO indexes_plain VALUES (1, 'a', 'text', 'blob'), (2, NULL, NULL, NULL);

-- index: full text
CREATE TABLE indexes_fulltext (id INT PRIMARY KEY, a TEXT, b VARCHAR(100), FULLTEXT f1 (a), FULLTEXT f2 (a, b), KEY k (b));
INSERT INTO indexes_fulltext VALUES (1, 'full text', 'of words'), (2, NULL, NULL);

-- index: spatial
CREATE TABLE indexes_spatial (id INT PRIMARY KEY, g GEOMETRY NOT NULL, SPATIAL KEY s (g));
INSERT INTO indexes_spatial VALUES (1, ST_GeomFromText('POINT(1 2)'));

-- [mysql] index: functional
CREATE TABLE indexes_functional (id INT PRIMARY KEY, a INT, b VARCHAR(20), KEY f ((a + id)), UNIQUE u ((a * 2)), KEY l ((LOWER(b)) DESC, a));
INSERT INTO indexes_functional VALUES (1, 5, 'Ä'), (2, NULL, NULL);

-- [mysql] index: of several values of JSON
CREATE TABLE indexes_multivalued (id INT PRIMARY KEY, j JSON, KEY m ((CAST(j->'$.tags' AS CHAR(20) ARRAY))), UNIQUE n ((CAST(j->'$.ids' AS UNSIGNED ARRAY))));
INSERT INTO indexes_multivalued VALUES (1, '{"tags": ["a", "b"], "ids": [1, 2]}'), (2, '{"tags": [], "ids": [3]}'), (3, NULL);

-- [mysql] index: invisible
CREATE TABLE indexes_invisible (id INT PRIMARY KEY, a INT, b INT NOT NULL, KEY k (a) INVISIBLE, UNIQUE u (b) INVISIBLE);
INSERT INTO indexes_invisible VALUES (1, 2, 3);

-- [mariadb] index: ignored
CREATE TABLE indexes_ignored (id INT PRIMARY KEY, a INT, b INT NOT NULL, KEY k (a) IGNORED, UNIQUE u (b) IGNORED);
INSERT INTO indexes_ignored VALUES (1, 2, 3);

-- [mariadb] index: hash of a long column
CREATE TABLE indexes_hash (id INT PRIMARY KEY, a BLOB, UNIQUE u (a), KEY b (id) USING BTREE);
INSERT INTO indexes_hash VALUES (1, 'x'), (2, NULL), (3, NULL);

-- CHECK
CREATE TABLE checks (id INT PRIMARY KEY, a INT CHECK (a > 0), b VARCHAR(20), CONSTRAINT `named (1)` CHECK (b <> 'it''s, (not)'), CHECK (a <> id));
INSERT INTO checks VALUES (1, 2, 'b'), (2, NULL, NULL);

-- [mysql] CHECK that is not enforced, with rows that break it
CREATE TABLE checks_not_enforced (id INT PRIMARY KEY, a INT, CONSTRAINT off CHECK (a > 100) NOT ENFORCED);
INSERT INTO checks_not_enforced VALUES (1, 2);

-- [mariadb] CHECK with rows that break it
SET SESSION check_constraint_checks = 0;
CREATE TABLE checks_broken (id INT PRIMARY KEY, a INT, CONSTRAINT positive CHECK (a > 0));
INSERT INTO checks_broken VALUES (1, -2);

-- [mysql refused] CHECK with bytes that are not UTF-8
CREATE TABLE checks_latin1 (a VARCHAR(10) CHARACTER SET latin1, CHECK (a <> _latin1 x'E9'));

-- partitions: RANGE
CREATE TABLE partition_range (id INT, d DATE, PRIMARY KEY (id, d)) PARTITION BY RANGE (YEAR(d))
  (PARTITION p0 VALUES LESS THAN (2020) COMMENT = 'a, b)', PARTITION `p 1` VALUES LESS THAN MAXVALUE);
INSERT INTO partition_range VALUES (1, '2019-12-31'), (1, '2020-01-01'), (2, '2025-05-05');

-- partitions: RANGE COLUMNS
CREATE TABLE partition_range_columns (a INT, b VARCHAR(10), KEY (a)) PARTITION BY RANGE COLUMNS (a, b)
  (PARTITION p0 VALUES LESS THAN (10, 'm'), PARTITION p1 VALUES LESS THAN (MAXVALUE, MAXVALUE));
INSERT INTO partition_range_columns VALUES (1, 'z'), (10, 'a'), (10, 'z'), (11, NULL);

-- partitions: LIST, with subpartitions
CREATE TABLE partition_list (id INT, r INT, PRIMARY KEY (id, r)) PARTITION BY LIST (r) SUBPARTITION BY HASH (id) SUBPARTITIONS 2
  (PARTITION a VALUES IN (1, 2), PARTITION b VALUES IN (3));
INSERT INTO partition_list VALUES (1, 1), (2, 2), (3, 3);

-- partitions: LIST COLUMNS
CREATE TABLE partition_list_columns (id INT, c VARCHAR(10) CHARACTER SET utf8mb4) PARTITION BY LIST COLUMNS (c)
  (PARTITION a VALUES IN ('中', 'é'), PARTITION b VALUES IN ('x', NULL));
INSERT INTO partition_list_columns VALUES (1, '中'), (2, NULL), (3, 'x');

-- partitions: HASH and LINEAR HASH
CREATE TABLE partition_hash (id INT PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3;
CREATE TABLE partition_linear_hash (id INT PRIMARY KEY) PARTITION BY LINEAR HASH (id + 1) PARTITIONS 5;
INSERT INTO partition_hash WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 300) SELECT n FROM numbers;
INSERT INTO partition_linear_hash SELECT -id FROM partition_hash;

-- partitions: KEY and LINEAR KEY
CREATE TABLE partition_key (id VARCHAR(20) PRIMARY KEY) PARTITION BY KEY () PARTITIONS 3;
CREATE TABLE partition_linear_key (id VARCHAR(20), b INT, KEY (b)) PARTITION BY LINEAR KEY (id) PARTITIONS 2;
INSERT INTO partition_key VALUES ('a'), ('b'), ('c'), ('订单');
INSERT INTO partition_linear_key SELECT id, 1 FROM partition_key;

-- foreign key: to itself
CREATE TABLE reference_self (id INT PRIMARY KEY, up INT, CONSTRAINT self_reference FOREIGN KEY (up) REFERENCES reference_self (id));
INSERT INTO reference_self VALUES (1, 1), (2, 1), (3, NULL);

-- foreign key: in a circle
CREATE TABLE reference_circle_a (id INT PRIMARY KEY, b INT, KEY (b));
CREATE TABLE reference_circle_b (id INT PRIMARY KEY, a INT, CONSTRAINT b_to_a FOREIGN KEY (a) REFERENCES reference_circle_a (id));
ALTER TABLE reference_circle_a ADD CONSTRAINT a_to_b FOREIGN KEY (b) REFERENCES reference_circle_b (id);
INSERT INTO reference_circle_a VALUES (1, NULL);
INSERT INTO reference_circle_b VALUES (2, 1);
UPDATE reference_circle_a SET b = 2;

-- foreign key: actions, several columns, the schema named
CREATE TABLE a_child (id INT PRIMARY KEY, p INT, q INT, KEY k (q, p));
CREATE TABLE parent_of_many (a INT, b INT, PRIMARY KEY (a, b), UNIQUE (b));
ALTER TABLE a_child ADD CONSTRAINT cascade_null FOREIGN KEY (p, q) REFERENCES ${schema}.parent_of_many (a, b) ON DELETE CASCADE ON UPDATE SET NULL,
  ADD CONSTRAINT no_action FOREIGN KEY (id) REFERENCES parent_of_many (b) ON DELETE NO ACTION ON UPDATE RESTRICT;
INSERT INTO parent_of_many VALUES (1, 10), (2, 20);
INSERT INTO a_child VALUES (10, 1, 10), (20, NULL, 20);

-- foreign key: rows without a parent
SET SESSION foreign_key_checks = 0;
CREATE TABLE orphans (id INT PRIMARY KEY, p INT, CONSTRAINT orphan FOREIGN KEY (p) REFERENCES parent_of_none (id));
INSERT INTO orphans VALUES (1, 99);
CREATE TABLE parent_of_none (id INT PRIMARY KEY);

-- [mariadb] sequence, as far as it has come
CREATE SEQUENCE sequence_used START WITH 100 INCREMENT BY 10 MINVALUE 5 MAXVALUE 1000000 CACHE 20 CYCLE;
SELECT NEXTVAL(sequence_used);
CREATE SEQUENCE sequence_fresh START WITH -1 INCREMENT BY -3 NOCACHE;
CREATE TABLE sequence_default (id BIGINT DEFAULT (NEXTVAL(sequence_used)) PRIMARY KEY, a INT);
INSERT INTO sequence_default (a) VALUES (1), (2);

-- [mariadb] system-versioned table
CREATE TABLE versioned (id INT PRIMARY KEY, a VARCHAR(20), b INT WITHOUT SYSTEM VERSIONING, KEY (a)) WITH SYSTEM VERSIONING;
INSERT INTO versioned VALUES (1, 'first', 1), (2, 'second', 2);
UPDATE versioned SET a = 'changed' WHERE id = 1;
DELETE FROM versioned WHERE id = 2;
CREATE TABLE versioned_columns (id INT PRIMARY KEY, a INT, s TIMESTAMP(6) GENERATED ALWAYS AS ROW START, e TIMESTAMP(6) GENERATED ALWAYS AS ROW END,
  PERIOD FOR SYSTEM_TIME (s, e)) WITH SYSTEM VERSIONING;
INSERT INTO versioned_columns (id, a) VALUES (1, 1);
UPDATE versioned_columns SET a = 2;

-- [mariadb] system-versioned table with partitions by SYSTEM_TIME
CREATE TABLE versioned_partitions (id INT, a INT) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME
  (PARTITION history HISTORY, PARTITION now CURRENT);
INSERT INTO versioned_partitions VALUES (1, 1), (2, 2);
DELETE FROM versioned_partitions WHERE id = 1;

-- [mariadb] application-time period
CREATE TABLE period_of_time (id INT, s DATE, e DATE, PERIOD FOR validity (s, e), UNIQUE (id, validity WITHOUT OVERLAPS));
INSERT INTO period_of_time VALUES (1, '2020-01-01', '2021-01-01'), (1, '2021-01-01', '2022-01-01');

-- [refused] table of an engine without transactions
CREATE TABLE my_isam (id INT PRIMARY KEY) ENGINE = MyISAM;
