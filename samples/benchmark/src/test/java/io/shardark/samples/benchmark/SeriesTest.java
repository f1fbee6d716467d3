package io.shardark.samples.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class SeriesTest {
    @Test
    void medianIsTheMiddleOrBetweenTheTwoMiddleOnes() {
        assertEquals(3, Series.median(DoubleStream.of(100, 3, 1)));
        assertEquals(2.5, Series.median(DoubleStream.of(4, 2, 1, 3)));
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        Series series = new Series("x");
        double[] drifting = {1, 2, 4};
        for (double speed : drifting) {
            series.add("ours", new Measurement(10 * speed, speed, 1, 50, 7));
            series.add("theirs", new Measurement(15 * speed, 3 * speed, Double.NaN, 20, 8));
        }
        String expected = """
                | x | wall s | client CPU s | server CPU s | peak MiB | stored MB | wall ratio | client CPU ratio |
                |---|---|---|---|---|---|---|---|
                | ours | 20.00 | 2.00 | 1.00 | 50.00 | 7.00 | 1.00 | 1.00 |
                | theirs | 30.00 | 6.00 | ? | 20.00 | 8.00 | 1.50 | 3.00 |
                """;
        assertEquals(expected, series.markdown());
    }
}
