package io.shardark.format.crypto;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The only block of a PEM text, without headers (RFC 7468, section 2). Most key files are no more than that, and the
 * JDK can read what is in them. To load Bouncy Castle takes half a second, in which a backup could have begun; it reads
 * all other files, and also those that turn out to be damaged, so that it alone says why.
 */
final class PlainPem {
    private static final Pattern BLOCK =
            Pattern.compile("[\\r\\n]*-----BEGIN ([A-Z0-9 ]+)-----\\R([A-Za-z0-9+/=\\s]*)\\R-----END \\1-----\\s*");

    private PlainPem() {}

    /** The label of the block, such as {@code CERTIFICATE}; empty when there is anything else in the text. */
    static Optional<String> type(String text) {
        Matcher block = BLOCK.matcher(text);
        return block.matches() ? Optional.of(block.group(1)) : Optional.empty();
    }

    /** What a block of this type holds; empty when there is anything else in the text. */
    static Optional<byte[]> read(String text, String type) {
        Matcher block = BLOCK.matcher(text);
        if (!block.matches() || !block.group(1).equals(type)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(block.group(2).replaceAll("\\s", "")));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }
}
