package io.shardark.engine.cut;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.engine.cut.CutSettings.WhenMissed;
import io.shardark.format.manifest.CutLevel;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "PT-0.001S, PT1S, deadline is PT-0.001S",
        "PT1S, PT0.999S, whole seconds",
        "PT1S, PT0S, whole seconds",
        "PT1S, PT-1S, whole seconds",
        "PT1S, PT1.5S, whole seconds"
    })
    void refusesWhatIsOutOfRange(Duration deadline, Duration lockTimeout, String part) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> new CutSettings(CutLevel.GLOBAL, deadline, lockTimeout, WhenMissed.FAIL));
        assertTrue(String.valueOf(refusal.getMessage()).contains(part), part);
    }
}
