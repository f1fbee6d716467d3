package io.shardark.format.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupKeyTest {
    private static final String DIGITS = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @TempDir
    Path folder;

    @Test
    void keyCheckIsTheDigestThatTheSpecificationDescribes() throws Exception {
        BackupKey key = key(DIGITS);
        OpenSsl openssl = new OpenSsl(folder);
        openssl.write("text", "shardark backup key " + DIGITS);
        String printed = openssl.print("dgst", "-sha256", "-r", "text");
        assertEquals(printed.substring(0, 64), key.keyCheck().hex());
    }

    @Test
    void hexadecimalFormIsReadBack() {
        BackupKey key = BackupKey.generate(new SecureRandom());
        assertEquals(key, BackupKey.fromHexadecimal(key.hexadecimal()).orElseThrow());
        assertEquals(DIGITS, new String(key(DIGITS).hexadecimal(), StandardCharsets.US_ASCII));
    }

    @Test
    void anythingButSixtyFourLowerCaseDigitsIsNoKey() {
        for (String text : new String[] {
            "",
            DIGITS.substring(1),
            DIGITS + "0",
            DIGITS.toUpperCase(Locale.ROOT),
            DIGITS.replace('a', 'g'),
            DIGITS.replace('0', '/'),
            DIGITS.replace('9', ':'),
            DIGITS.replace('a', '`'),
            DIGITS.substring(1) + "\n"
        }) {
            assertTrue(
                    BackupKey.fromHexadecimal(text.getBytes(StandardCharsets.US_ASCII))
                            .isEmpty(),
                    text);
        }
    }

    @Test
    void keysAreRandomAndTheirTextIsNotTheSecret() {
        BackupKey one = BackupKey.generate(new SecureRandom());
        assertNotEquals(one, BackupKey.generate(new SecureRandom()));
        assertFalse(one.toString().contains(new String(one.hexadecimal(), StandardCharsets.US_ASCII)));
    }

    private static BackupKey key(String digits) {
        return BackupKey.fromHexadecimal(digits.getBytes(StandardCharsets.US_ASCII))
                .orElseThrow();
    }
}
