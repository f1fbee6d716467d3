package io.shardark.format.crypto;

import io.shardark.format.error.ConfigurationException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A passphrase that can be wiped. It is never empty. Not safe for use by several threads while it is being closed. */
public final class Passphrase implements AutoCloseable {
    private final char[] characters;
    private boolean closed;

    private Passphrase(char[] characters) {
        this.characters = characters;
    }

    /**
     * Takes over the array, which is wiped by {@link #close()}.
     *
     * @param place where it was asked for, for messages
     * @throws ConfigurationException when it is empty
     */
    public static Passphrase of(char[] characters, String place) {
        if (characters.length == 0) {
            throw new ConfigurationException(place + ": the passphrase is empty");
        }
        return new Passphrase(characters);
    }

    /**
     * The first line of a file in UTF-8, without its end of line.
     *
     * @param place the file, for messages
     * @throws ConfigurationException when the line is empty or not UTF-8
     */
    public static Passphrase ofFirstLine(byte[] file, String place) {
        int end = 0;
        while (end < file.length && file[end] != '\n' && file[end] != '\r') {
            end++;
        }
        CharBuffer decoded;
        try {
            decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file, 0, end));
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(place + ": the passphrase is not text in UTF-8", "", e);
        }
        char[] characters = Arrays.copyOfRange(decoded.array(), decoded.position(), decoded.limit());
        Arrays.fill(decoded.array(), '\0');
        return of(characters, place);
    }

    /** The characters themselves; callers neither change nor keep the array. */
    char[] characters() {
        if (closed) {
            throw new IllegalStateException("the passphrase was already wiped");
        }
        return characters;
    }

    /** Wipes the passphrase; it cannot be used afterwards. */
    @Override
    public void close() {
        Arrays.fill(characters, '\0');
        closed = true;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "passphrase";
    }
}
