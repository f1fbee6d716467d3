package io.shardark.engine.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "-999999999999999999",
                "[0, 18, {\"a\": 7}]",
                "{\"price 1.50\": \"2.5e7\"}",
                "\"\\\"1.5\"",
                "\"\\\\\"",
                "[true, false, null]",
                "\"unfinished 1.5",
                "\"unfinished \\",
                "{\"中1.5\": 12}"
            })
    void acceptsShortIntegersAndWhateverStandsInStrings(String json) {
        assertEquals(true, allShortIntegers(json), json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "-0.0",
                "1e20",
                "1E20",
                "1000000000000000000",
                "[1, 2, 3.0]",
                "{\"a\": \"b\", \"c\": 1.10}",
                "[\"\\\\\", 1.5]"
            })
    void findsNumbersThatMayHaveAnotherSpelling(String json) {
        assertEquals(false, allShortIntegers(json), json);
    }

    private static boolean allShortIntegers(String json) {
        byte[] packet = ("1.5" + json + ".5e").getBytes(StandardCharsets.UTF_8);
        return JsonNumbers.allShortIntegers(packet, 3, packet.length - 6);
    }
}
