-- a row of NULLs only
CREATE TABLE only_null (a INT, b TEXT, c BLOB, d FLOAT, e JSON, f DATE, g GEOMETRY);
INSERT INTO only_null VALUES (NULL, NULL, NULL, NULL, NULL, NULL, NULL);

-- a row of 60 MiB
CREATE TABLE long_row (id INT PRIMARY KEY, c LONGBLOB);
INSERT INTO long_row VALUES (1, 'short'), (2, REPEAT(x'00090A5C27FF2041', 7864320)), (3, 'short');

-- [mysql] JSON made by functions: times and bytes that its text shows as strings
CREATE TABLE json_opaque (id INT PRIMARY KEY, c JSON);
INSERT INTO json_opaque VALUES (1, JSON_OBJECT('d', DATE '2024-02-29', 't', TIME '-838:59:59', 'b', x'00FF')),
  (2, JSON_ARRAY(TIMESTAMP '2024-02-29 01:02:03.000004'));

-- [mariadb] JSON that was never checked, as text
CREATE TABLE json_text (id INT PRIMARY KEY, c LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin);
INSERT INTO json_text VALUES (1, '{"a" : 1.10, "a":2 }'), (2, 'no json');

-- ENUM with a value that is none of its labels
CREATE TABLE enum_error (id INT PRIMARY KEY, c ENUM('a', 'b'), d SET('x', 'y'));
SET SESSION sql_mode = '';
INSERT INTO enum_error VALUES (1, 'wrong', ''), (2, 'a', 'x,y'), (3, NULL, NULL);

-- [refused] ENUM with a label beyond U+FFFF
CREATE TABLE emoji_label (id INT PRIMARY KEY, c ENUM('😀', 'a'));
INSERT INTO emoji_label VALUES (1, '😀');

-- bytes of another character set, in a text column
CREATE TABLE bad_text (id INT PRIMARY KEY, c VARCHAR(50) CHARACTER SET latin1, d TEXT CHARACTER SET latin1 COLLATE latin1_bin);
INSERT INTO bad_text VALUES (1, x'E8AEA2E58D95', x'FFFEC0AF00'), (2, x'8D8F909D815C', x'B6A9B5A5');

-- [mysql changed] JSON with a DECIMAL
CREATE TABLE json_decimal (id INT PRIMARY KEY, c JSON);
INSERT INTO json_decimal VALUES (1, JSON_OBJECT('n', 1.10)), (2, JSON_ARRAY(12345678901234567890.123456789)), (3, '[1.5]');

-- 1,000 columns
CREATE PROCEDURE make_wide()
  BEGIN
    SET @columns = '', @values = '';
    SET @n = 1;
    WHILE @n <= 999 DO
      SET @columns = CONCAT(@columns, ', c', @n, ' TINYINT');
      SET @values = CONCAT(@values, ', ', @n % 100);
      SET @n = @n + 1;
    END WHILE;
    SET @sql = CONCAT('CREATE TABLE wide (id INT PRIMARY KEY', @columns, ')');
    PREPARE s FROM @sql;
    EXECUTE s;
    SET @sql = CONCAT('INSERT INTO wide VALUES (1', @values, '), (2', @values, ')');
    PREPARE s FROM @sql;
    EXECUTE s;
  END;
CALL make_wide();
DROP PROCEDURE make_wide;

-- [refused] ENUM that has an empty label, with a value that is none of its labels
CREATE TABLE enum_empty (id INT PRIMARY KEY, c ENUM('a', ''));
SET SESSION sql_mode = '';
INSERT INTO enum_empty VALUES (1, 'wrong'), (2, '');
