package io.shardark.format.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.TooNewException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final String GOOD = "{\"format\":\"test\",\"version\":1,\"text\":\"\u5f35\",\"number\":7,"
            + "\"truth\":true,\"list\":[\"a\",\"b\"],\"nothing\":null}\n";

    private static void read(byte[] bytes) {
        try (JsonReader json = JsonReader.of(bytes, "FILE")) {
            json.beginDocument("test", 1);
            assertEquals("\u5f35", json.string("text"));
            assertEquals(7, json.number("number", -1, 9));
            assertTrue(json.truth("truth"));
            assertEquals(List.of("a", "b"), json.strings("list"));
            assertFalse(json.beginOptionalObject("nothing"));
            json.endDocument();
        }
    }

    @Test
    void readsWhatIsGood() {
        read(GOOD.getBytes(UTF_8));
        read(GOOD.replace(",", " ,\n\t").getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "\"format\":\"test\" ~ \"format\":\"other\" ~ this is no \"test\"",
                "\"format\":\"test\" ~ \"format\":1 ~ expected a text",
                "\"format\":\"test\", ~ '' ~ expected the member \"format\"",
                "\"version\":1 ~ \"version\":0 ~ \"version\" is 0",
                "\"version\":1 ~ \"version\":\"1\" ~ expected a whole number",
                "\"version\":1, ~ '' ~ expected the member \"version\"",
                "\"text\": ~ \"taxt\": ~ expected the member \"text\"",
                "\"number\":7 ~ \"number\":10 ~ \"number\" is 10, expected -1 to 9",
                "\"number\":7 ~ \"number\":-2 ~ \"number\" is -2",
                "\"number\":7 ~ \"number\":7.0 ~ expected a whole number",
                "\"number\":7 ~ \"number\":7e0 ~ expected a whole number",
                "\"number\":7 ~ \"number\":07 ~ malformed",
                "\"number\":7 ~ \"number\":NaN ~ malformed",
                "\"number\":7 ~ \"number\":9223372036854775808 ~ more than 64 bits",
                "\"number\":7 ~ \"number\":111111111111111111111 ~ malformed",
                "\"number\":7 ~ \"number\":7,\"number\":7 ~ expected the member \"truth\"",
                "\"number\":7 ~ \"number\":7,\"more\":7 ~ expected the member \"truth\"",
                "\"truth\":true ~ \"truth\":1 ~ not true or false",
                "\"truth\":true ~ \"truth\":null ~ not true or false",
                "\"a\",\"b\" ~ \"a\",7 ~ expected a text",
                "\"a\",\"b\" ~ \"a\",\"b\", ~ malformed",
                "\"nothing\":null ~ \"nothing\":[] ~ expected an object or null",
                "null} ~ null,\"more\":1} ~ expected the end of the object",
                "{\"format ~ /**/{\"format ~ malformed",
                "{\"format ~ [{\"format ~ expected an object",
            })
    void refusesOneBrokenRule(String from, String to, String part) {
        Edits.refused(GOOD, from, to, part, JsonReaderTest::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x", "\n{}", " null", ",", "\u0000"})
    void refusesWhatFollows(String more) {
        Edits.refused(GOOD, "\n", "\n" + more + "\n", "", JsonReaderTest::read);
    }

    @Test
    void refusesAMissingNewline() {
        Edits.refused(GOOD, "\n", "", "newline", JsonReaderTest::read);
        Edits.refused(GOOD, "\n", " ", "newline", JsonReaderTest::read);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] bytes = GOOD.getBytes(UTF_8);
        int at = GOOD.indexOf('\u5f35');
        byte[] overlong = bytes.clone();
        overlong[at] = (byte) 0xC0;
        overlong[at + 1] = (byte) 0x80;
        overlong[at + 2] = 'x';
        assertThrows(DamagedException.class, () -> read(overlong));
        byte[] surrogate = bytes.clone();
        surrogate[at] = (byte) 0xED;
        surrogate[at + 1] = (byte) 0xA0;
        surrogate[at + 2] = (byte) 0x80;
        assertThrows(DamagedException.class, () -> read(surrogate));
        assertThrows(DamagedException.class, () -> read(GOOD.getBytes(UTF_16LE)));
        assertThrows(DamagedException.class, () -> read(("\uFEFF" + GOOD).getBytes(UTF_8)));
    }

    @Test
    void refusesHalfASurrogatePair() {
        Edits.refused(GOOD, "\u5f35", "\\ud83d", "surrogate", JsonReaderTest::read);
        Edits.refused(GOOD, "\u5f35", "x\\ude00\\ud83d", "surrogate", JsonReaderTest::read);
    }

    @Test
    void refusesDeepNestingAndLongNames() {
        Edits.refused(GOOD, "\"a\",", "[".repeat(100_000), "", JsonReaderTest::read);
        Edits.refused(GOOD, "\"text\"", "\"" + "t".repeat(1_000_000) + "\"", "malformed", JsonReaderTest::read);
    }

    @Test
    void tellsALaterVersionBeforeAnythingElse() {
        byte[] later = "{\"format\":\"test\",\"version\":2,\"what\":[}".getBytes(UTF_8);
        TooNewException refusal = assertThrows(TooNewException.class, () -> read(later));
        assertTrue(refusal.getMessage().contains("FILE has format version 2"), refusal.getMessage());
    }

    @Test
    void everyTruncationIsDamage() {
        byte[] bytes = GOOD.getBytes(UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(DamagedException.class, () -> read(cut), length + " bytes");
        }
    }

    /** Values may be keys of rows, or made to act on a terminal. */
    @Test
    void messagesDoNotQuoteValues() {
        byte[] bytes = GOOD.replace("7,", "secret,").getBytes(UTF_8);
        DamagedException damage = assertThrows(DamagedException.class, () -> read(bytes));
        assertFalse(damage.getMessage().contains("secret"), damage.getMessage());
        assertEquals(null, damage.getCause());
    }

    @Test
    void writesALineForEachEntry() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = new JsonWriter(bytes)) {
            json.beginDocument("test", 1);
            json.beginArray("list");
            for (int i = 0; i < 2; i++) {
                json.beginObject();
                json.number("n", i);
                json.strings("texts", List.of("a\n", "b"));
                json.endObject();
            }
            json.endArray();
            json.strings("none", List.of());
            json.endDocument();
        }
        assertEquals("""
                {
                  "format": "test",
                  "version": 1,
                  "list": [
                    {"n": 0, "texts": ["a\\n", "b"]},
                    {"n": 1, "texts": ["a\\n", "b"]}
                  ],
                  "none": []
                }
                """, bytes.toString(UTF_8));
    }
}
