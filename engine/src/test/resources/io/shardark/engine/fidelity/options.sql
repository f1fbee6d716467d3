-- ROW_FORMAT
CREATE TABLE row_dynamic (id INT PRIMARY KEY, a TEXT) ROW_FORMAT = DYNAMIC;
CREATE TABLE row_compact (id INT PRIMARY KEY, a TEXT) ROW_FORMAT = COMPACT;
CREATE TABLE row_redundant (id INT PRIMARY KEY, a TEXT) ROW_FORMAT = REDUNDANT;
INSERT INTO row_dynamic VALUES (1, REPEAT('x', 20000));
INSERT INTO row_compact SELECT * FROM row_dynamic;
INSERT INTO row_redundant SELECT * FROM row_dynamic;

-- ROW_FORMAT=COMPRESSED, KEY_BLOCK_SIZE
CREATE TABLE row_compressed (id INT PRIMARY KEY, a TEXT, KEY (a(20))) ROW_FORMAT = COMPRESSED KEY_BLOCK_SIZE = 4;
CREATE TABLE row_compressed_8 (id INT PRIMARY KEY, a TEXT) ROW_FORMAT = COMPRESSED;
INSERT INTO row_compressed VALUES (1, REPEAT('x', 20000));

-- options that contradict each other
SET SESSION innodb_strict_mode = 0;
CREATE TABLE row_contradiction (id INT PRIMARY KEY) ROW_FORMAT = DYNAMIC KEY_BLOCK_SIZE = 4;

-- statistics: persistent, automatic, sample pages
CREATE TABLE options_statistics (id INT PRIMARY KEY, a INT, KEY (a)) STATS_PERSISTENT = 1 STATS_AUTO_RECALC = 0 STATS_SAMPLE_PAGES = 30;
CREATE TABLE options_no_statistics (id INT PRIMARY KEY) STATS_PERSISTENT = 0;

-- AVG_ROW_LENGTH, MIN_ROWS, MAX_ROWS, CHECKSUM, PACK_KEYS, DELAY_KEY_WRITE
CREATE TABLE options_old (id INT PRIMARY KEY) AVG_ROW_LENGTH = 100 MIN_ROWS = 10 MAX_ROWS = 1000 CHECKSUM = 1 PACK_KEYS = 1 DELAY_KEY_WRITE = 1;

-- character set and collation of tables and columns
CREATE TABLE options_gbk (id INT PRIMARY KEY, a VARCHAR(20), b CHAR(3) CHARACTER SET latin1 COLLATE latin1_german1_ci, c TEXT COLLATE gbk_bin) DEFAULT CHARACTER SET gbk COMMENT '订单';
INSERT INTO options_gbk VALUES (1, '订单', 'ß', '单');

-- [mysql] COMPRESSION
CREATE TABLE options_compression (id INT PRIMARY KEY, a TEXT) COMPRESSION = 'zlib';
INSERT INTO options_compression VALUES (1, REPEAT('x', 20000));

-- [mysql] ENCRYPTION
CREATE TABLE options_encryption (id INT PRIMARY KEY) ENCRYPTION = 'N';

-- [mysql] AUTOEXTEND_SIZE, TABLESPACE, attributes of engines
CREATE TABLE options_autoextend (id INT PRIMARY KEY) AUTOEXTEND_SIZE = 4M;
CREATE TABLE options_tablespace (id INT PRIMARY KEY) TABLESPACE = innodb_system;
CREATE TABLE options_attributes (id INT PRIMARY KEY, a INT SECONDARY_ENGINE_ATTRIBUTE '{"x": "a,)"}', KEY (a)) SECONDARY_ENGINE_ATTRIBUTE = '{"z": "it''s"}';

-- [mysql] TABLESPACE made by a user
CREATE TABLESPACE space_${schema};
CREATE TABLE options_own_space (id INT PRIMARY KEY) TABLESPACE = space_${schema};
INSERT INTO options_own_space VALUES (1);

-- [mysql] secondary engine, columns not in it
CREATE TABLE options_secondary (id INT PRIMARY KEY, a INT NOT SECONDARY, b INT COLUMN_FORMAT DYNAMIC) SECONDARY_ENGINE = rapid;
INSERT INTO options_secondary VALUES (1, 2, 3);

-- [mariadb] PAGE_COMPRESSED
CREATE TABLE options_page_compressed (id INT PRIMARY KEY, a TEXT) PAGE_COMPRESSED = 1 PAGE_COMPRESSION_LEVEL = 5;
INSERT INTO options_page_compressed VALUES (1, REPEAT('x', 20000));

-- [mariadb] ENCRYPTED
CREATE TABLE options_encrypted (id INT PRIMARY KEY) ENCRYPTED = NO;

-- [mariadb changed] options that the server does not know
SET SESSION sql_mode = 'IGNORE_BAD_TABLE_OPTIONS';
CREATE TABLE options_unknown (id INT PRIMARY KEY, a INT STRANGE_OPTION = 'it''s') NOT_AN_OPTION = 'x "y"';

-- [mariadb] REF_SYSTEM_ID
CREATE TABLE options_srid (id INT PRIMARY KEY, g GEOMETRY REF_SYSTEM_ID = 101, p POINT NOT NULL, SPATIAL KEY (p));
INSERT INTO options_srid VALUES (1, ST_GeomFromText('POINT(1 1)', 101), ST_GeomFromText('POINT(1 1)'));
