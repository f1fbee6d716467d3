package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import io.shardark.format.catalog.TableRecord;
import java.util.List;
import java.util.Optional;

/**
 * Divides a table into ranges. They come in the order of the key; together they hold every row exactly once, since each
 * begins where the one before ended. Used by one thread at a time, but any session of the same snapshot can take the
 * next step.
 */
public final class RangePlan {
    private final TableRecord table;
    private final String index;
    private final Optional<RangeEnds> ends;

    private List<String> after = List.of();
    private boolean ended;

    private RangePlan(TableRecord table, String index, Optional<RangeEnds> ends) {
        this.table = table;
        this.index = index;
        this.ends = ends;
    }

    /** Ranges of about so many rows along an index. */
    static RangePlan along(String schema, TableRecord table, String index, TableEstimate estimate, long rowsPerRange) {
        CountedEnds counted = CountedEnds.of(schema, table, rowsPerRange);
        RangeEnds ends = canGuess(table, counted) ? new GuessedEnds(schema, rowsPerRange, estimate, counted) : counted;
        return new RangePlan(table, index, Optional.of(ends));
    }

    /**
     * Where there is a condition, and in a table with a history, the next row behind a guess that counts may be far
     * away.
     */
    private static boolean canGuess(TableRecord table, CountedEnds counted) {
        return counted.types().size() == 1
                && counted.types().get(0).isInteger()
                && !table.partial()
                && !table.definition().contains(" WITH SYSTEM VERSIONING");
    }

    /** One range with everything; without an index the rows come in no order. */
    static RangePlan whole(TableRecord table, String index) {
        return new RangePlan(table, index, Optional.empty());
    }

    /** The next range; empty after the last one. */
    public Optional<KeyRange> next(Session session) {
        if (ended) {
            return Optional.empty();
        }
        KeyRange rest = new KeyRange(table, index, after, List.of());
        after = ends.map(way -> way.first(session, rest)).orElse(List.of());
        ended = after.isEmpty();
        return Optional.of(new KeyRange(table, index, rest.after(), after));
    }

    /** Whether the last range was given out. */
    public boolean ended() {
        return ended;
    }
}
