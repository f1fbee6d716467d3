package io.shardark.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1048524, 1023.9 KiB",
        "1048525, 1.0 MiB",
        "1048576, 1.0 MiB",
        "1610612736, 1.5 GiB",
        "9223372036854775807, 8.0 EiB"
    })
    void bytes(long bytes, String text) {
        assertEquals(text, Amounts.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.0 s", "59_949, 59.9 s", "60000, 1 min 0 s", "11_220_000, 3 h 7 min"})
    void durations(String millis, String text) {
        assertEquals(text, Amounts.duration(Duration.ofMillis(Long.parseLong(millis.replace("_", "")))));
    }

    @Test
    void countsAndTimes() {
        assertEquals("1,234,567 rows", Amounts.count(1_234_567, "row"));
        assertEquals("1 row", Amounts.count(1, "row"));
        assertEquals("2026-11-22 15:03:12 UTC", Amounts.time(Instant.parse("2026-11-22T15:03:12.9Z")));
        assertEquals("3.8 : 1", Amounts.ratio(380, 100));
        assertEquals("", Amounts.ratio(380, 0));
    }

    @Test
    void columnsAlignChineseToo() {
        assertEquals(
                java.util.List.of("  name  rows", "  订单    12", "  b        3"),
                new Columns(Columns.Side.LEFT, Columns.Side.RIGHT)
                        .row("name", "rows")
                        .row("订单", "12")
                        .row("b", "3")
                        .lines());
    }
}
