package io.shardark.engine.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlConditionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id < 5",
                "id < 5 OR note IS NULL",
                "(a, b) IN ((1, 2), (3, 4)) AND NOT (c = 5)",
                "note = 'a) OR (''b -- '",
                "note = 'it\\'s; @x /* no comment */ # {SELECT RAND()}?'",
                "note LIKE \"%)%\"",
                "`limit` = 1 AND t.`now` > 2",
                "created >= '2026-01-01' AND created < DATE '2026-02-01' + INTERVAL 1 DAY",
                "LOWER(TRIM(note)) IN ('x', 'y')",
                "CAST(price AS DECIMAL(10,2)) BETWEEN 1.5e0 AND 0x1F",
                "MOD(CRC32(id), 10) = 3",
                "JSON_EXTRACT(doc, '$.a') = 5 AND doc->>'$.b' = 'c'",
                "CASE WHEN a THEN (b) ELSE (c) END",
                "UNIX_TIMESTAMP(created) > 5",
                "a -1 > 0"
            })
    void takesOneExpression(String sql) {
        assertEquals(Optional.empty(), SqlCondition.problem(sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "^ ^ ~ is empty",
                "1) OR (1 ~ parentheses",
                "(id < 5 ~ parentheses",
                "id < 5) ~ parentheses",
                "note = 'a ~ does not end",
                "id < 5 -- all ~ has a comment",
                "id < 5 # all ~ has a comment",
                "id /* all */ < 5 ~ has a comment",
                "id /*!99999 < 5 */ ~ has a comment",
                "id < 5 /*M! OR 1 */ ~ has a comment",
                "id < 5 /* ~ does not end",
                "id IN (SELECT id FROM other) ~ the word SELECT",
                "id IN (TABLE other) ~ the word TABLE",
                "id IN (WITH x AS (VALUES ROW(1)) TABLE x) ~ the word WITH",
                "EXISTS (select 1) ~ the word EXISTS",
                "id < 5 LIMIT 1 ~ the word LIMIT",
                "id < 5 INTO OUTFILE '/tmp/x' ~ the word INTO",
                "id < 5 FOR UPDATE ~ the word FOR",
                "id < NEXT VALUE FOR sq ~ the word FOR",
                "id < 5 UNION ALL SELECT 1 ~ the word UNION",
                "MATCH (note) AGAINST ('x') ~ the word MATCH",
                "id < 5; DROP TABLE t ~ the character ;",
                "created > {d '2026-01-01'} ~ the character {",
                "id = ? ~ the character ?",
                "id < @x ~ has a variable",
                "@x := id ~ has a variable",
                "id < @@server_id ~ has a variable",
                "RAND() < 0.5 ~ which changes",
                "created > now() ~ which changes",
                "created > CURRENT_TIMESTAMP ~ which changes",
                "owner = current_user ~ which changes",
                "UNIX_TIMESTAMP() > id ~ calls UNIX_TIMESTAMP()",
                "id < uuid () ~ calls uuid()",
                "SLEEP(10) ~ calls SLEEP()",
                "id < mine(id) ~ calls mine()",
                "id < `lower`(id) ~ calls lower()",
                "id < shop.lower(id) ~ calls lower()",
                "DATE_FORMAT(created, '%M') = 'May' ~ calls DATE_FORMAT()"
            })
    void refusesEverythingElse(String sql, String part) {
        String what = SqlCondition.problem(sql).orElseThrow().what();
        assertTrue(what.contains(part), what);
    }
}
