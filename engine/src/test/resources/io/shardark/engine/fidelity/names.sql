-- reserved words
CREATE TABLE `select` (`from` INT PRIMARY KEY, `where` TEXT, `primary` INT, `key` INT, KEY `order` (`primary`), CONSTRAINT `check` CHECK (`key` > 0));
INSERT INTO `select` VALUES (1, 'x', 2, 3);
CREATE VIEW `group` AS SELECT `from`, `where` FROM `select`;

-- backticks, quotes, semicolons, comment signs
CREATE TABLE `odd ``name``; DROP TABLE x -- ' "` (`a``b` INT PRIMARY KEY, `c'd` TEXT COMMENT 'it''s; "x" \\ \n line', `e"f` INT, `/* g */` INT, KEY `k``;` (`e"f`));
INSERT INTO `odd ``name``; DROP TABLE x -- ' "` VALUES (1, 'two', 3, 4);

-- dots and spaces
CREATE TABLE `a.b c` (`d.e` INT PRIMARY KEY, `f g` INT, KEY `h. i` (`f g`));
INSERT INTO `a.b c` VALUES (1, 2);
CREATE VIEW `v.w x` AS SELECT `d.e` AS `y. z` FROM `a.b c`;

-- percent, dollar, hash, at, slash, backslash
CREATE TABLE `%_$#@/\&?*` (`%s` INT PRIMARY KEY, `$1` INT, `@v` INT, `\n` TEXT, `:x` INT);
INSERT INTO `%_$#@/\&?*` VALUES (1, 2, 3, 'four', 5);

-- Unicode
CREATE TABLE `订单_ß_É` (`订单号` INT PRIMARY KEY, `金额` DECIMAL(12,2), `naïve` INT, KEY `索引` (`金额`)) COMMENT '订单 😀';
INSERT INTO `订单_ß_É` VALUES (1, 2.50, 3);
CREATE PROCEDURE `存储过程`(`参数` INT) SELECT `参数`;

-- 64 characters
CREATE TABLE `abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl` (`abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl` INT PRIMARY KEY,
  a INT, KEY `abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl` (a));
INSERT INTO `abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl` VALUES (1, 2);
CREATE TABLE `订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订订` (a INT PRIMARY KEY);

-- twins in upper and lower case
CREATE TABLE twin (id INT PRIMARY KEY, A INT);
CREATE TABLE TWIN (ID INT PRIMARY KEY, a INT);
CREATE TABLE Twin (Id INT PRIMARY KEY, a INT);
INSERT INTO twin VALUES (1, 1);
INSERT INTO TWIN VALUES (2, 2);
INSERT INTO Twin VALUES (3, 3);

-- numbers and signs only
CREATE TABLE `1` (`2` INT PRIMARY KEY, `3.5` INT, `-` INT, `1e5` INT, `0x1` INT);
INSERT INTO `1` VALUES (1, 2, 3, 4, 5);

-- as in a restore's own statements
CREATE TABLE `@nothing` (`@v0` INT PRIMARY KEY, `@nothing` INT, c JSON);
INSERT INTO `@nothing` VALUES (1, 2, '{}');

-- comments of tables, columns, keys and partitions
CREATE TABLE comments (id INT PRIMARY KEY COMMENT 'KEY (`id`), -- # /* )', a INT COMMENT 'it''s \\ "x" \n\t 备注', KEY k (a) COMMENT 'a ) b')
  COMMENT = 'a ) b, c ( \n d '' \\ 表';

-- braces and question marks, which JDBC gives a meaning
CREATE TABLE `{fn now()}` (`?` INT PRIMARY KEY, `{d '2020-01-01'}` INT, `{` TEXT COMMENT 'it''s {ts "x"} ?', `'` INT, KEY `{?}` (`{d '2020-01-01'}`));
INSERT INTO `{fn now()}` VALUES (1, 2, 'three {fn four}', 5);
CREATE VIEW `{oj v}` AS SELECT `?`, `{` FROM `{fn now()}` WHERE `{` <> '{}';
CREATE PROCEDURE `{call p}`(a INT) SELECT `{d '2020-01-01'}`, '{t' /* it's {fn five()} ? */ FROM `{fn now()}`;
