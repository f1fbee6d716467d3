package io.shardark.format.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.ConfigurationException;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupIdTest {
    @Test
    void tellsWhenItsBackupBegan() {
        BackupId id = BackupId.at(Instant.parse("2026-11-22T15:03:12.987Z"), new SecureRandom());
        assertTrue(id.text().startsWith("20261122T150312Z-"), id.text());
        assertEquals(Instant.parse("2026-11-22T15:03:12Z"), id.start());
        assertEquals(id, new BackupId(id.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20261122T150312Z-3f9a01b",
                "20261122T150312Z-3f9a01bcd",
                "20261122T150312Z-3F9A01BC",
                "20261322T150312Z-3f9a01bc",
                "20260230T150312Z-3f9a01bc",
                "20261122T250312Z-3f9a01bc",
                "99999999T999999Z-3f9a01bc",
                "../20261122T150312Z-3f9a01bc",
                "20261122T150312Z-3f9a01bc\n"
            })
    void otherTextsAreRefused(String text) {
        assertFalse(BackupId.matches(text));
        assertThrows(ConfigurationException.class, () -> new BackupId(text));
    }
}
