package io.shardark.engine.selection;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of SQL that matter in conditions. */
final class SqlWords {
    /** They begin subqueries, or end the condition. */
    static final Set<String> OTHER_ROWS = words("SELECT WITH TABLE VALUES INTO LIMIT UNION INTERSECT EXCEPT ORDER GROUP"
            + " HAVING WINDOW OVER FOR LOCK PROCEDURE EXISTS MATCH AGAINST");

    /** Functions without parentheses whose value changes. */
    static final Set<String> CHANGING = words("CURRENT_TIMESTAMP CURRENT_DATE CURRENT_TIME LOCALTIME LOCALTIMESTAMP"
            + " UTC_TIMESTAMP UTC_DATE UTC_TIME CURRENT_USER CURRENT_ROLE SYSDATE NOW RAND");

    /**
     * Operators, and functions whose value depends on their arguments alone. Those that names of days and months or the
     * server's settings have a part in are not among them.
     */
    static final Set<String> BEFORE_PARENTHESES =
            words("AND OR NOT XOR IN BETWEEN LIKE RLIKE REGEXP IS DIV MOD BINARY CASE"
                    + " WHEN THEN ELSE ROW INTERVAL ESCAPE DECIMAL DATETIME VARCHAR FLOAT"
                    + " ABS ACOS ASIN ATAN ATAN2 CEIL CEILING COS COT CRC32 DEGREES EXP FLOOR LN LOG LOG10 LOG2 PI POW POWER"
                    + " RADIANS ROUND SIGN SIN SQRT TAN TRUNCATE"
                    + " GREATEST LEAST IF IFNULL NULLIF COALESCE ISNULL STRCMP"
                    + " ASCII BIN BIT_COUNT BIT_LENGTH CHAR CHAR_LENGTH CHARACTER_LENGTH CONCAT CONCAT_WS CONV ELT FIELD"
                    + " FIND_IN_SET FROM_BASE64 TO_BASE64 HEX UNHEX INSTR LCASE LEFT LENGTH LOCATE LOWER LPAD LTRIM MID OCT"
                    + " OCTET_LENGTH ORD POSITION QUOTE REPEAT REPLACE REVERSE RIGHT RPAD RTRIM SOUNDEX SPACE SUBSTR SUBSTRING"
                    + " SUBSTRING_INDEX TRIM UCASE UPPER REGEXP_INSTR REGEXP_LIKE REGEXP_REPLACE REGEXP_SUBSTR"
                    + " MD5 SHA SHA1 SHA2 CAST CONVERT INET_ATON INET_NTOA INET6_ATON INET6_NTOA"
                    + " DATE TIME TIMESTAMP YEAR QUARTER MONTH DAY DAYOFMONTH DAYOFWEEK DAYOFYEAR HOUR MINUTE SECOND MICROSECOND"
                    + " WEEKDAY WEEKOFYEAR LAST_DAY DATE_ADD DATE_SUB ADDDATE SUBDATE ADDTIME SUBTIME DATEDIFF TIMEDIFF"
                    + " TIMESTAMPADD TIMESTAMPDIFF EXTRACT MAKEDATE MAKETIME FROM_DAYS TO_DAYS TO_SECONDS TIME_TO_SEC SEC_TO_TIME"
                    + " PERIOD_ADD PERIOD_DIFF FROM_UNIXTIME UNIX_TIMESTAMP"
                    + " JSON_CONTAINS JSON_EXTRACT JSON_LENGTH JSON_TYPE JSON_UNQUOTE JSON_VALID JSON_VALUE");

    private SqlWords() {}

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).collect(Collectors.toUnmodifiableSet());
    }
}
