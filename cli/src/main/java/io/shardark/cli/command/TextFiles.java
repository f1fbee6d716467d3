package io.shardark.cli.command;

import io.shardark.format.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads keys, certificates and passphrases: small files that the user named. */
final class TextFiles {
    private static final int LONGEST = 1 << 20;

    private TextFiles() {}

    /** The text of a PEM file, which is ASCII. */
    static String pem(Path file) {
        return new String(bytes(file), StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new ConfigurationException(file + ": longer than 1 MiB, so it is no key and no passphrase");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file + ": there is no such file", "", e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + ")", "", e);
        }
    }
}
