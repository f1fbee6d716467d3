package io.shardark.format.json;

import io.shardark.format.error.DamagedException;
import io.shardark.format.error.TooNewException;
import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON document of the format as a stream and accepts nothing but what the specification allows: every member
 * in its order and of its type, valid UTF-8, no white space but JSON's, one newline at least at the end and nothing
 * behind it. Whatever deviates is a {@link DamagedException} with file, line and column. Messages never quote values,
 * which may be keys of rows. Not safe for use by several threads.
 */
public final class JsonReader implements AutoCloseable {
    /** Statements that create tables can be some MiB long. */
    private static final int LONGEST_STRING = 64 << 20;

    private static final int DEEPEST_NESTING = 8;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_NUMBER = 20;
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_STRING)
                    .maxNestingDepth(DEEPEST_NESTING)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private final String file;
    private final LastByteStream bytes;
    private final JsonParser parser;
    private boolean entryBegun;

    /** Begins to read; the stream is closed with this reader. */
    public JsonReader(InputStream json, String file) {
        this.file = file;
        this.bytes = new LastByteStream(json);
        // A decoder of our own: the parser's detects UTF-16 and UTF-32, and is lenient.
        this.parser = FACTORY.createParser(
                ObjectReadContext.empty(),
                new InputStreamReader(
                        bytes,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /** Begins to read a document that lies in memory. */
    public static JsonReader of(byte[] json, String file) {
        return new JsonReader(new ByteArrayInputStream(json), file);
    }

    /**
     * Reads the opening of the document and what it says it is, before anything else.
     *
     * @throws TooNewException when its version is higher than the given one
     */
    public void beginDocument(String format, int version) {
        beginObject();
        if (!string("format").equals(format)) {
            throw damaged("this is no \"" + format + "\"");
        }
        long found = number("version", 1, Integer.MAX_VALUE);
        if (found > version) {
            throw new TooNewException(
                    file + " has format version " + found + ", this program knows versions up to " + version,
                    "Use a newer Shardark.");
        }
    }

    /** Reads the end of the document and proves that nothing follows. */
    public void endDocument() {
        endObject();
        if (next() != null) {
            throw damaged("there is more behind the end of the document");
        }
        if (bytes.last() != '\n') {
            throw damaged("the last byte is not a newline, so its end is missing");
        }
    }

    /** Reads the beginning of an object that is the document or an entry of a list. */
    public void beginObject() {
        value(JsonToken.START_OBJECT, "an object");
    }

    /** Reads the beginning of an object that is a member. */
    public void beginObject(String name) {
        member(name);
        beginObject();
    }

    /** Reads the beginning of an object that is a member, or that it is null, which answers {@code false}. */
    public boolean beginOptionalObject(String name) {
        member(name);
        JsonToken token = next();
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        require(token, JsonToken.START_OBJECT, "an object or null");
        return true;
    }

    /** Reads the end of an object. */
    public void endObject() {
        require(next(), JsonToken.END_OBJECT, "the end of the object");
    }

    /** Reads the beginning of a list that is a member; {@link #hasEntry()} then says what follows. */
    public void beginArray(String name) {
        member(name);
        value(JsonToken.START_ARRAY, "a list");
    }

    /** Whether the list has another entry, which has to be read then; otherwise its end has been read. */
    public boolean hasEntry() {
        entryBegun = next() != JsonToken.END_ARRAY;
        return entryBegun;
    }

    /** Reads a text member. */
    public String string(String name) {
        member(name);
        return text();
    }

    /** Reads a text member that has to fulfil a condition, described for the message by what is expected. */
    public String string(String name, Predicate<String> condition, String expected) {
        String text = string(name);
        if (!condition.test(text)) {
            throw damaged("\"" + name + "\" is not " + expected);
        }
        return text;
    }

    /** Reads a text member of at least one character. */
    public String nonEmptyString(String name) {
        return string(name, text -> !text.isEmpty(), "a text of at least one character");
    }

    /** Reads a text member or that it is null. */
    public Optional<String> optionalString(String name) {
        member(name);
        JsonToken token = next();
        if (token == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        require(token, JsonToken.VALUE_STRING, "a text or null");
        return Optional.of(currentText());
    }

    /** Reads a member with a list of texts. */
    public List<String> strings(String name) {
        beginArray(name);
        List<String> values = new ArrayList<>(4);
        while (hasEntry()) {
            values.add(text());
        }
        return values;
    }

    /** Reads a whole number within limits, both inclusive. */
    public long number(String name, long least, long most) {
        member(name);
        value(JsonToken.VALUE_NUMBER_INT, "a whole number");
        long number = currentNumber(name);
        if (number < least || number > most) {
            throw damaged("\"" + name + "\" is " + number + ", expected " + least + " to " + most);
        }
        return number;
    }

    /** Reads a whole number from {@code least} to the greatest {@code int}. */
    public int integer(String name, int least) {
        return (int) number(name, least, Integer.MAX_VALUE);
    }

    /** Reads a truth value. */
    public boolean truth(String name) {
        member(name);
        JsonToken token = next();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw damaged("\"" + name + "\" is not true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** Reads a SHA-256 digest. */
    public Sha256 sha256(String name) {
        return new Sha256(string(name, Sha256::matches, "64 lower-case hexadecimal digits"));
    }

    /** Reads a backup id. */
    public BackupId backup(String name) {
        return new BackupId(string(name, BackupId::matches, "a backup id"));
    }

    /** Reads a point in time in RFC 3339 form in UTC. */
    public Instant time(String name) {
        String text = string(name, value -> TIME.matcher(value).matches(), "a time like 2026-11-22T15:03:12Z");
        try {
            return Instant.parse(text);
        } catch (DateTimeException noSuchDay) {
            throw damaged("\"" + name + "\" is not a time that exists");
        }
    }

    /** The exception for a value that was just read and breaks a rule. */
    public DamagedException damaged(String what) {
        return damaged(what, parser.currentTokenLocation());
    }

    @Override
    public void close() {
        parser.close();
    }

    private DamagedException damaged(String what, @Nullable TokenStreamLocation location) {
        String place = location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
        return new DamagedException(file + place + ": " + what);
    }

    private void member(String name) {
        JsonToken token = next();
        if (token != JsonToken.PROPERTY_NAME || !parser.currentName().equals(name)) {
            throw damaged("expected the member \"" + name + "\" here");
        }
    }

    private String text() {
        value(JsonToken.VALUE_STRING, "a text");
        return currentText();
    }

    /** An escape can write half of a surrogate pair, which is no character and cannot be written as UTF-8 again. */
    private String currentText() {
        String text = lazyText();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw damaged("the text has half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private long currentNumber(String name) {
        try {
            return parser.getLongValue();
        } catch (JacksonException tooLarge) {
            throw damaged("\"" + name + "\" is a number of more than 64 bits");
        }
    }

    private void value(JsonToken expected, String description) {
        JsonToken token = entryBegun ? parser.currentToken() : next();
        entryBegun = false;
        require(token, expected, description);
    }

    private void require(@Nullable JsonToken found, JsonToken expected, String description) {
        if (found != expected) {
            throw damaged("expected " + description + " here");
        }
    }

    private @Nullable JsonToken next() {
        try {
            return parser.nextToken();
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    /** The parser reads the rest of a text only when it is asked for. */
    private String lazyText() {
        try {
            return parser.getString();
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    /** The parser's own message and exception are left out, since they quote what was found. */
    private DamagedException malformed(JacksonException malformed) {
        return damaged("malformed or truncated JSON", malformed.getLocation());
    }
}
