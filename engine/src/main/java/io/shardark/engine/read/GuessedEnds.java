package io.shardark.engine.read;

import io.shardark.engine.mysql.Session;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the first row at or behind a number that is likely to be about n rows away, for keys of one integer. The
 * number decides nothing but where to ask: ranges end at keys of rows, so a bad guess makes one longer or shorter, and
 * no arithmetic can lose a row. How many rows lie before the answer is what the server's optimizer tells, which looks
 * into the index for it. But it never tells more than the statistics have (half of them InnoDB, table statistics of
 * their own MariaDB), and these may be old: so a range that seems to have as many as all together is counted, and so is
 * a rest that seems short; once that proves the optimizer wrong, everything is. Keeps what it learned about the keys,
 * so it is used for one table and by one thread at a time.
 */
final class GuessedEnds implements RangeEnds {
    /** Also bounds what a table costs whose keys are full of gaps: some 10 ms for each range. */
    private static final int TRIES = 20;

    private final String schema;
    private final long wanted;
    private final TableEstimate estimate;
    private final CountedEnds counted;

    private boolean believed = true;
    private long ceiling;
    private Optional<BigInteger> largest = Optional.empty();
    private BigInteger smallest = BigInteger.ZERO;
    private BigInteger distance = BigInteger.ONE;

    /** @param counted decides where no guess is any good */
    GuessedEnds(String schema, long rowsPerRange, TableEstimate estimate, CountedEnds counted) {
        this.schema = schema;
        this.wanted = rowsPerRange;
        this.estimate = estimate;
        this.counted = counted;
    }

    @Override
    public List<String> first(Session session, KeyRange rest) {
        if (!believed) {
            return counted.first(session, rest);
        }
        if (largest.isEmpty() && !begin(session, rest)) {
            return List.of();
        }
        DistanceSearch search = new DistanceSearch(distance, wanted);
        Optional<List<String>> few = Optional.empty();
        for (int i = 0; i < TRIES && !search.exhausted(); i++) {
            List<String> end = behind(session, rest, search.distance());
            long rows = rows(session, new KeyRange(rest.table(), rest.index(), rest.after(), end));
            if (rows / 2 > wanted) {
                search.tooMany(rows);
            } else if (isCeiling(rows)) {
                return counted.first(session, rest);
            } else if (rows >= wanted / 2) {
                distance = search.distance();
                return end;
            } else if (end.isEmpty()) {
                return endOfShort(session, rest);
            } else {
                search.tooFew(rows);
                few = Optional.of(end);
            }
        }
        return few.orElseGet(() -> counted.first(session, rest));
    }

    /** Whether there may be far more rows: the optimizer tells no more of the whole table either. */
    private boolean isCeiling(long rows) {
        return rows > ceiling / 8 * 7;
    }

    /** Where a rest ends that seems to be short: nowhere, if it is. */
    private List<String> endOfShort(Session session, KeyRange rest) {
        List<String> end = counted.first(session, rest);
        believed = end.isEmpty();
        return end;
    }

    /** Learns where the keys lie; false when there are none. */
    private boolean begin(Session session, KeyRange all) {
        List<String> last = counted.lastKey(session, all);
        if (last.isEmpty()) {
            return false;
        }
        smallest = number(counted.keyAt(session, all, 0));
        largest = Optional.of(number(last));
        distance = largest.get()
                .subtract(smallest)
                .multiply(BigInteger.valueOf(wanted))
                .divide(BigInteger.valueOf(Math.max(1, estimate.rows())))
                .max(BigInteger.ONE);
        ceiling = rows(session, new KeyRange(all.table(), all.index(), List.of(smallest.toString()), List.of()));
        return true;
    }

    /** The first key that is so far away from where the rest begins, or farther; empty when there is none. */
    private List<String> behind(Session session, KeyRange rest, BigInteger distance) {
        BigInteger begin = rest.after().isEmpty() ? smallest : number(rest.after());
        BigInteger end = begin.add(distance);
        if (end.compareTo(largest.orElseThrow()) > 0) {
            return List.of();
        }
        String before = end.subtract(BigInteger.ONE).toString();
        return counted.keyAt(session, new KeyRange(rest.table(), rest.index(), List.of(before), List.of()), 0);
    }

    private static BigInteger number(List<String> key) {
        return new BigInteger(key.get(0));
    }

    /** About how many rows a range has. */
    private long rows(Session session, KeyRange range) {
        String question = RowQuery.expectation(schema, range, session.server());
        return session.query(question, row -> row.getLong("rows")).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }
}
