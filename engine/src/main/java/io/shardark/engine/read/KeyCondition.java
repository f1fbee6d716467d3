package io.shardark.engine.read;

import io.shardark.engine.mysql.SqlText;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares keys of several columns. {@code (a, b) > (x, y)} would say the same, but MySQL reads the whole index for it;
 * {@code a > x OR (a = x AND b > y)} becomes ranges of the index.
 */
final class KeyCondition {
    private KeyCondition() {}

    /** The WHERE clause of a range, with a space before it; empty when it is all of a table. */
    static String where(KeyRange range) {
        List<String> key = range.table().key();
        List<String> conditions = new ArrayList<>();
        if (range.table().partial()) {
            conditions.add("(" + range.table().where() + ")");
        }
        if (!range.after().isEmpty()) {
            conditions.add(compare(key, range.after(), ">", ">"));
        }
        if (!range.upTo().isEmpty()) {
            conditions.add(compare(key, range.upTo(), "<", "<="));
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private static String compare(List<String> key, List<String> bound, String operator, String lastOperator) {
        if (key.size() != bound.size()) {
            throw new IllegalArgumentException("a key of " + key.size() + " columns has " + bound.size() + " values");
        }
        List<String> alternatives = new ArrayList<>();
        String equal = "";
        for (int i = 0; i < key.size(); i++) {
            String column = SqlText.name(key.get(i));
            boolean last = i == key.size() - 1;
            alternatives.add("(" + equal + column + " " + (last ? lastOperator : operator) + " " + bound.get(i) + ")");
            equal += column + " = " + bound.get(i) + " AND ";
        }
        return "(" + String.join(" OR ", alternatives) + ")";
    }
}
