-- every row the same, no key
CREATE TABLE twins (a INT, b VARCHAR(10));
INSERT INTO twins VALUES (1, 'x'), (1, 'x'), (1, 'x'), (NULL, NULL), (NULL, NULL);

-- unique over a generated column
CREATE TABLE generated_key (a INT, k INT AS (a + 1) STORED, UNIQUE (k));
INSERT INTO generated_key (a) VALUES (1), (2), (NULL);

-- [mysql] generated invisible primary key
SET SESSION sql_generate_invisible_primary_key = 1;
CREATE TABLE hidden_key (a VARCHAR(20));
INSERT INTO hidden_key WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 300)
  SELECT CONCAT('a', n) FROM numbers;
DELETE FROM hidden_key WHERE a LIKE '%7';
