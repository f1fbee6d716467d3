-- triggers on every event, in their order
CREATE TABLE trigger_source (id INT PRIMARY KEY, a INT);
CREATE TABLE trigger_log (n INT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(100));
INSERT INTO trigger_source VALUES (1, 1), (2, 2);
CREATE TRIGGER z_before_insert BEFORE INSERT ON trigger_source FOR EACH ROW SET NEW.a = NEW.a + 1000;
CREATE TRIGGER b_after_insert AFTER INSERT ON trigger_source FOR EACH ROW INSERT INTO trigger_log (what) VALUES ('first');
CREATE TRIGGER a_after_insert AFTER INSERT ON trigger_source FOR EACH ROW FOLLOWS b_after_insert INSERT INTO trigger_log (what) VALUES ('备注 "2"');
CREATE TRIGGER c_after_insert AFTER INSERT ON trigger_source FOR EACH ROW PRECEDES a_after_insert
  BEGIN
    -- a comment; with a semicolon
    INSERT INTO trigger_log (what) VALUES (CONCAT('it''s ', NEW.id));
    INSERT INTO ${schema}.trigger_log (what) VALUES ('qualified');
  END;
CREATE TRIGGER before_update BEFORE UPDATE ON trigger_source FOR EACH ROW SET NEW.a = OLD.a;
CREATE TRIGGER after_update AFTER UPDATE ON trigger_source FOR EACH ROW INSERT INTO trigger_log (what) VALUES ('updated');
CREATE TRIGGER before_delete BEFORE DELETE ON trigger_source FOR EACH ROW INSERT INTO trigger_log (what) VALUES ('going');
CREATE TRIGGER after_delete AFTER DELETE ON trigger_source FOR EACH ROW INSERT INTO trigger_log (what) VALUES ('gone');

-- trigger whose definer does not exist
CREATE TABLE trigger_orphan_source (id INT PRIMARY KEY);
CREATE DEFINER = `nobody``s`@`no.where` TRIGGER trigger_orphan BEFORE INSERT ON trigger_orphan_source FOR EACH ROW SET @x = 1;

-- view of a view, named before it
CREATE TABLE view_source (id INT PRIMARY KEY, a INT, `b c` TEXT);
INSERT INTO view_source VALUES (1, 2, 'three');
CREATE VIEW z_view AS SELECT id, a, `b c` AS `d``e` FROM view_source;
CREATE VIEW a_view AS SELECT z.id, v.a, z.`d``e` FROM z_view z JOIN view_source v ON v.id = z.id;
CREATE VIEW m_view (`one`, `two`) AS SELECT id, a FROM a_view UNION ALL SELECT id, id FROM ${schema}.z_view;

-- view: check option, algorithm, security
CREATE TABLE view_options_source (id INT PRIMARY KEY, a INT);
CREATE VIEW view_cascaded AS SELECT id, a FROM view_options_source WHERE a > 0 WITH CASCADED CHECK OPTION;
CREATE VIEW view_local AS SELECT id, a FROM view_cascaded WHERE a < 100 WITH LOCAL CHECK OPTION;
CREATE ALGORITHM = TEMPTABLE SQL SECURITY INVOKER VIEW view_temporary AS SELECT COUNT(*) AS n FROM view_options_source;
CREATE ALGORITHM = MERGE DEFINER = nobody@nowhere SQL SECURITY DEFINER VIEW view_orphan AS SELECT a FROM view_options_source;

-- view with literals, under ANSI_QUOTES
CREATE TABLE view_text_source (id INT PRIMARY KEY, a VARCHAR(20));
SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT';
CREATE VIEW view_text AS SELECT a || 'c:\' || '订单 😀' AS "quoted" FROM view_text_source WHERE a <> 'it''s';

-- function and procedure of one name
CREATE FUNCTION same_name(n INT) RETURNS INT DETERMINISTIC RETURN n * 2;
CREATE PROCEDURE same_name(IN n INT, OUT m INT) SET m = same_name(n);

-- routine: comment, access, security, definer that does not exist
CREATE DEFINER = nobody@nowhere FUNCTION routine_options(s VARCHAR(20) CHARACTER SET latin1) RETURNS VARCHAR(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  NOT DETERMINISTIC READS SQL DATA SQL SECURITY INVOKER COMMENT 'it''s \\ "备注"' RETURN CONCAT(s, '!');
CREATE PROCEDURE routine_body(INOUT a INT, b JSON)
  BEGIN
    DECLARE done INT DEFAULT 0;
    DECLARE c CURSOR FOR SELECT 1 FROM DUAL;
    DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = 1;
    /* a comment; -- with another */
    more: LOOP
      SET a = a + 1; # and a third
      IF a > 10 THEN LEAVE more; END IF;
    END LOOP;
  END;

-- routine under another sql_mode, character set and collation
SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT';
CREATE PROCEDURE routine_mode() SELECT 'c:\' || "x", 'é' FROM (SELECT 1 AS "x") "t";
SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE FUNCTION routine_collation() RETURNS INT DETERMINISTIC RETURN 'a' = 'A';

-- event: every day, with an end, in another time zone
SET SESSION time_zone = '+05:30';
CREATE EVENT event_daily ON SCHEDULE EVERY 1 DAY STARTS '2036-01-01 03:00:00' ENDS '2037-01-01 03:00:00' ON COMPLETION PRESERVE DISABLE
  COMMENT 'sleeps; it''s' DO DELETE FROM nothing WHERE a < NOW();

-- event: once, with a definer that does not exist
CREATE DEFINER = nobody@nowhere EVENT event_once ON SCHEDULE AT '2037-12-31 23:59:59' ON COMPLETION PRESERVE ENABLE
  DO
  BEGIN
    SELECT 1;
  END;

-- [mariadb] package
SET SESSION sql_mode = 'ORACLE';
CREATE PACKAGE shop AS
  FUNCTION price RETURN INT;
  END;
CREATE PACKAGE BODY shop AS
  FUNCTION price RETURN INT AS
  BEGIN
    RETURN 7;
  END;
  END;

-- [mariadb] routine in Oracle's language
SET SESSION sql_mode = 'ORACLE';
CREATE PROCEDURE oracle_language(a IN INT) AS
  b INT := 2;
  BEGIN
    b := a;
  END;

-- [mariadb] aggregate function
CREATE AGGREGATE FUNCTION aggregate_last(x INT) RETURNS INT DETERMINISTIC
  BEGIN
    DECLARE r INT;
    DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN r;
    LOOP
      FETCH GROUP NEXT ROW;
      SET r = x;
    END LOOP;
  END;

-- view whose table is gone
CREATE TABLE gone (id INT PRIMARY KEY, a INT);
CREATE VIEW view_of_gone AS SELECT id, a FROM gone;
CREATE VIEW view_of_view_of_gone AS SELECT id FROM view_of_gone;
DROP TABLE gone;

-- view: functions, common table expression, other schema
CREATE FUNCTION view_function(n INT) RETURNS INT DETERMINISTIC RETURN n + 1;
CREATE VIEW view_cte AS WITH RECURSIVE n AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM n WHERE n < 5) SELECT n, view_function(n) AS m FROM n;
CREATE VIEW view_elsewhere AS SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE();

-- program made by a client in latin1
CREATE TABLE latin1_source (id INT PRIMARY KEY, `é` VARCHAR(20));
SET NAMES latin1;
CREATE VIEW latin1_view AS SELECT id, 'é' AS accent FROM latin1_source;
CREATE PROCEDURE latin1_procedure(a VARCHAR(10)) SELECT 'é', a;
CREATE TRIGGER latin1_trigger BEFORE INSERT ON latin1_source FOR EACH ROW SET @x = 'é';
CREATE EVENT latin1_event ON SCHEDULE EVERY 1 DAY STARTS '2036-01-01 00:00:00' DISABLE DO SET @x = 'é';

-- [changed] comment of a program made by a client in latin1
SET NAMES latin1;
CREATE PROCEDURE latin1_comment(a INT) COMMENT 'é' SELECT a;
CREATE EVENT latin1_event_comment ON SCHEDULE EVERY 1 DAY STARTS '2036-01-01 00:00:00' DISABLE COMMENT 'é' DO SET @x = 1;

-- event whose time is over
CREATE EVENT event_over ON SCHEDULE AT '2037-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE DO SELECT 1;
SET SESSION timestamp = 1000000000;
ALTER EVENT event_over ON SCHEDULE AT '2002-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE;
