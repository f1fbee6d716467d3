package io.shardark.format.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.shardark.format.error.ConfigurationException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\nnext line\n"})
    void onlyTheFirstLineOfAFileCounts(String rest) {
        String secret = "\u5bc6\u7801 with spaces ";
        byte[] file = (secret + rest).getBytes(StandardCharsets.UTF_8);
        assertEquals(secret, new String(Passphrase.ofFirstLine(file, "file").characters()));
    }

    @Test
    void emptyAndUnreadablePassphrasesAreRefused() {
        assertThrows(ConfigurationException.class, () -> Passphrase.of(new char[0], "prompt"));
        for (byte[] file : new byte[][] {{}, {'\n'}, {'\r', '\n', 'x'}, {(byte) 0xFF, 'x'}, {(byte) 0xC3}}) {
            assertThrows(ConfigurationException.class, () -> Passphrase.ofFirstLine(file, "file"));
        }
    }

    @Test
    void closingWipes() {
        char[] characters = "secret".toCharArray();
        Passphrase passphrase = Passphrase.of(characters, "prompt");
        assertEquals("passphrase", passphrase.toString());
        passphrase.close();
        passphrase.close();
        assertArrayEquals(new char[6], characters);
        assertThrows(IllegalStateException.class, passphrase::characters);
    }
}
